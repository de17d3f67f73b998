"""The demo council's year: its calendar rules, and what the issue asks of the year they make."""

import itertools
from collections import Counter, defaultdict
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml

from miteinander.civic.places.models import District
from miteinander.foundation.access.policies import languages_of, role_keys
from miteinander.foundation.interface.models import Identity
from miteinander.foundation.languages.fields import TranslatedField
from miteinander.foundation.languages.registry import site_codes
from miteinander.foundation.values.clock import start_of
from miteinander.foundation.values.partial_dates import PartialDate
from miteinander.programme.events.models import Event, EventDate
from miteinander.surfaces.operations.demo_year import (
    SOURCES,
    dates_of,
    demo_programme,
    load_demo,
    nth_weekday,
)
from miteinander.surfaces.programme_files.actions import import_programme
from tests.support.demo import DEMO_DAY, demo, demo_file  # noqa: F401

OTHERS = sorted(site_codes() - {"de", "de-simple"})
SEPTEMBER = date(2026, 9, 1)


# --- Calendar rules -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("weekday", "nth", "day"),
    [
        ("tue", "1", 1),
        ("mon", "1", 7),
        ("sun", "1", 6),
        ("wed", "5", 30),
        ("thu", "5", 24),  # no fifth Thursday: the last one
        ("sat", "last", 26),
        ("wed", "last", 30),
    ],
)
def test_nth_weekday_of_september_2026(weekday, nth, day):
    assert nth_weekday(SEPTEMBER, weekday, nth) == date(2026, 9, day)


def test_nth_weekday_is_always_that_weekday_inside_the_month():
    for month in range(1, 13):
        first = date(2028, month, 1)
        for number, weekday in enumerate(["mon", "tue", "wed", "thu", "fri", "sat", "sun"]):
            for nth in ("1", "2", "3", "4", "5", "last"):
                found = nth_weekday(first, weekday, nth)
                assert (found.month, found.weekday()) == (month, number)


def events_of(when, day=DEMO_DAY, **record):
    return list(dates_of({"slug": "treff", "title": "Treff", "when": when, **record}, day))


def test_rule_for_all_months_gives_one_event_a_month_for_two_years():
    found = events_of([{"months": "all", "weekday": "sun", "nth": "1", "from": "10:30", "to": "13:00"}])
    assert len(found) == 25
    assert found[12]["slug"] == "treff-2026-11-01"
    assert found[12]["dates"] == [{"from": "2026-11-01 10:30", "to": "2026-11-01 13:00"}]
    assert found[0]["slug"] == "treff-2025-11-02"
    assert not {"when", "rotate", "states"} & set(found[0])


def test_rule_leaves_out_months():
    rule = {"months": "all", "except_months": ["7", "8"], "weekday": "sun", "nth": "1"}
    months = {PartialDate.parse(event["dates"][0]).first_day.month for event in events_of([rule])}
    assert months == set(range(1, 13)) - {7, 8}


def test_rule_for_named_months():
    found = events_of([{"months": ["3", "9"], "weekday": "sat", "nth": "last", "days": "2"}])
    assert [event["dates"] for event in found] == [
        [{"from": "2026-03-28", "to": "2026-03-29"}],
        [{"from": "2026-09-26", "to": "2026-09-27"}],
        [{"from": "2027-03-27", "to": "2027-03-28"}],
        [{"from": "2027-09-25", "to": "2027-09-26"}],
    ]


def test_rules_with_offset_give_one_event_with_several_starts():
    (event,) = events_of(
        [
            {"offset": "+1", "weekday": "fri", "nth": "1", "from": "18:00"},
            {"offset": "+2", "weekday": "fri", "nth": "1"},
            {"offset": "-11", "precision": "month"},
        ]
    )
    assert event["slug"] == "treff"
    assert event["dates"] == ["2026-12-04 18:00", "2027-01-01", "2025-12"]


def test_rotation_goes_round_with_the_calendar_not_with_the_year_of_the_demo():
    rule = [{"months": "all", "weekday": "sun", "nth": "1"}]
    venues = {"venues": [["a"], ["b"], ["c"]]}
    by_slug = {event["slug"]: event["venues"] for event in events_of(rule, rotate=venues)}
    a_month_later = {
        event["slug"]: event["venues"]
        for event in events_of(rule, DEMO_DAY + timedelta(days=31), rotate=venues)
    }
    shared = by_slug.keys() & a_month_later.keys()
    assert len(shared) == 24
    assert all(by_slug[slug] == a_month_later[slug] for slug in shared)
    assert Counter(venue for (venue,) in by_slug.values()) == {"a": 8, "b": 8, "c": 9}


def test_single_months_can_have_another_state():
    rule = [{"months": "all", "weekday": "sun", "nth": "1"}]
    states = [{"offset": "-7", "state": "cancelled", "state_reason": "Wasserrohr"}]
    cancelled = [event for event in events_of(rule, states=states) if "state" in event]
    assert [(event["slug"], event["state"]) for event in cancelled] == [("treff-2026-04-05", "cancelled")]
    assert "offset" not in cancelled[0]


def test_record_without_rule_stays_as_it_is():
    assert list(dates_of({"slug": "treff", "title": "Treff"}, DEMO_DAY)) == [
        {"slug": "treff", "title": "Treff"}
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "day", [date(2024, 2, 29), date(2025, 12, 31), date(2027, 3, 28), date(2031, 10, 1)], ids=str
)
def test_year_imports_whatever_the_day(day):
    report = import_programme(source=[demo_programme(day)], dry_run=True)
    assert [str(problem) for problem in report.problems] == []
    assert sum(change.kind == "events" for change in report.changes) >= 80


# --- The year as a whole ------------------------------------------------------------------------------------------------


@pytest.fixture
def dates(demo, db):  # noqa: F811
    """All dates with a day that the public sees."""
    return list(
        EventDate.objects.published()
        .dated()
        .select_related("event__series", "event__format", "event__activity__main_task")
        .prefetch_related("event__venues__district")
    )


def test_year_has_at_least_80_dates_in_24_months(dates):
    assert len(dates) >= 80
    first, last = date(2025, 11, 1), date(2027, 11, 30)
    assert all(first <= found.as_partial().first_day <= last for found in dates)
    coming = [found for found in dates if found.starts_at >= start_of(DEMO_DAY)]
    assert len(coming) >= 30
    assert len(dates) - len(coming) >= 30


def test_year_has_at_least_40_titles_and_summaries(dates):
    assert len({str(found.event.shown_title) for found in dates}) >= 40
    assert len({str(found.event.shown_summary) for found in dates}) >= 40


def test_only_dates_of_one_series_share_a_text(dates):
    for text in ("shown_title", "shown_summary"):
        users = defaultdict(set)
        for found in dates:
            event = found.event
            users[str(getattr(event, text))].add(
                f"series {event.series_id}" if event.series_id else event.slug
            )
        shared = {words: who for words, who in users.items() if len(who) > 1}
        assert not shared, shared


def test_tour_stops_in_most_districts_but_not_all(dates):
    visited = {
        venue.district_id
        for found in dates
        if found.event.format.slug == "tour-stop"
        for venue in found.event.venues.all()
    }
    assert District.objects.count() == 13
    assert 7 <= len(visited - {None}) < 13


def test_no_two_events_need_one_venue_at_the_same_time(dates):
    taken = defaultdict(list)
    for found in dates:
        if found.event.state == "published" and found.precision == "time":
            for venue in found.event.venues.all():
                taken[venue.slug].append(
                    (found.starts_at, found.ends_at or found.starts_at, found.event.slug)
                )
    clashes = []
    for venue, slots in taken.items():
        slots.sort()
        for (_start, end, one), (start, _end, other) in itertools.pairwise(slots):
            if start < end:
                clashes.append((venue, one, other))
    assert not clashes


def test_year_shows_every_kind_of_date_and_state(dates):
    precisions = set(EventDate.objects.published().values_list("precision", flat=True))
    assert precisions == {"none", "month", "day", "time"}
    assert set(Event.objects.values_list("state", flat=True)) == {
        "draft",
        "planned",
        "published",
        "cancelled",
        "postponed",
    }
    assert any(found.as_partial().is_several_days for found in dates)
    assert any(found.event.venues.count() > 1 for found in dates)
    assert any(found.position > 0 for found in dates), "an event with several starts"


def test_every_text_is_there_in_german_and_in_leichte_sprache(demo, db):  # noqa: F811
    from django.apps import apps

    missing = []
    for model in apps.get_models():
        if not model.__module__.startswith("miteinander."):
            continue
        names = [field.name for field in model._meta.get_fields() if isinstance(field, TranslatedField)]
        for record in model.objects.all() if names else ():
            if model is Event and not record.is_public and record.slug.startswith("buero-"):
                continue  # drafts on the desks, whose missing texts the office is shown
            for name in names:
                text = getattr(record, name)
                complete = not text or (text.get("de") and text.get("de-simple"))
                if not complete and name != "title_pattern":  # only the office reads patterns
                    missing.append(f"{model._meta.label_lower} {getattr(record, 'slug', record.pk)} {name}")
    assert not missing


@pytest.mark.parametrize("lang", OTHERS)
def test_two_fifths_of_the_coming_events_are_told_in_every_other_language(dates, lang):
    coming = {found.event for found in dates if found.starts_at >= start_of(DEMO_DAY)}
    told = {event for event in coming if event.shown_title.get(lang) and event.shown_summary.get(lang)}
    assert len(told) >= 0.4 * len(coming), f"{len(told)} of {len(coming)}"


def test_translations_name_records_and_fields_that_exist():
    programme = demo_programme(DEMO_DAY)
    for path in sorted(Path(SOURCES).glob("texts/*.yaml")):
        texts = yaml.safe_load(path.read_text(encoding="utf-8"))
        for kind, by_slug in texts.items():
            assert kind in programme, (path.name, kind)
            if kind == "identity":
                assert set(by_slug) <= set(programme[kind]), path.name
                continue
            slugs = {record["slug"] for record in programme[kind]}
            slugs |= {slug[:-11] for slug in slugs}
            assert set(by_slug) <= slugs, (path.name, kind, set(by_slug) - slugs)


def test_demo_is_marked_as_sample_and_has_an_office_account(demo, db, django_user_model):  # noqa: F811
    assert Identity.objects.get().is_sample
    accounts = django_user_model.objects.order_by("email")
    assert all(account.is_demo for account in accounts)
    assert {account.email: sorted(role_keys(account)) for account in accounts} == {
        "admin@example.org": ["administrator"],
        "buero@example.org": ["office"],
        "kasse@example.org": ["treasurer"],
        "pruefung@example.org": ["auditor"],
        "redaktion@example.org": ["editor"],
        "arbeitskreis@example.org": ["working_group_lead"],
        "uebersetzung@example.org": ["translator"],
        "vorsitz@example.org": ["chair"],
    }
    assert languages_of(accounts.get(email="uebersetzung@example.org")) == {"tr"}


@pytest.mark.django_db
def test_loading_again_changes_nothing(demo):  # noqa: F811
    from miteinander.foundation.audit.models import AuditEntry

    before = (Event.objects.count(), AuditEntry.objects.count())
    notes = []
    load_demo(notes.append)
    assert (Event.objects.count(), AuditEntry.objects.count()) == before
    assert notes[-1].split("/")[0] == notes[-1].split("/")[1]


@pytest.mark.parametrize("day", ["2026-01-31", "2026-04-20", "2026-11-22", "2028-02-29"])
def test_demo_moves_one_coming_date_of_a_series(day):
    today = date.fromisoformat(day)
    (series,) = [one for one in demo_programme(today)["series"] if one["slug"] == "redaktion"]
    (moved,) = series["exceptions"]
    assert "moves" not in series
    assert today < date.fromisoformat(moved["day"]) < date.fromisoformat(moved["moved_to"]["from"][:10])
