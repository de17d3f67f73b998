"""Laying out a series: what it makes, what it leaves alone, that doing it again changes nothing."""

from datetime import date, time

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from miteinander.foundation.audit.actions import content_version
from miteinander.foundation.audit.models import AuditEntry
from miteinander.foundation.values.partial_dates import PartialDate
from miteinander.programme.events import companions
from miteinander.programme.events.actions import cancel_event, dates_from, save_event, withdraw_event
from miteinander.programme.events.layout import Result, lay_out_series
from miteinander.programme.events.models import Event, Series, SeriesException
from miteinander.programme.events.series_actions import save_series
from tests.support.factories import make_activity, make_event, make_series, make_venue, text

pytestmark = [pytest.mark.django_db, pytest.mark.data_layer]
TODAY = date(2026, 11, 22)
UNTIL = date(2027, 2, 28)
DAYS = ["2026-12-13", "2027-01-10", "2027-02-14"]


@pytest.fixture(autouse=True)
def today(settings):
    settings.TODAY = TODAY


@pytest.fixture
def venue():
    return make_venue()


@pytest.fixture
def breakfast(venue):
    return series_of(
        {"slug": "fruehstueck", "rule": "FREQ=MONTHLY;BYDAY=2SU", "first": date(2026, 11, 23), "price": 0,
         "starts": time(10, 30), "ends": time(13)},
        languages=[("de", "spoken"), ("tr", "spoken")], venues=[venue],
    )  # fmt: skip


def series_of(values, *, languages=(), venues=(), exceptions=()):
    series = make_series(activity=make_activity(audiences=["parents"]))
    return save_series(
        series=series,
        values=values,
        parts={
            "languages": [{"code": code, "mode": mode} for code, mode in languages],
            "exceptions": [exception(*row) for row in exceptions],
        },
        venues=venues,
    )


def exception(day, kind, moved_to=None, reason="Der Raum ist gesperrt."):
    moved = PartialDate.parse(moved_to)
    return {
        "day": date.fromisoformat(day), "kind": kind, "precision": str(moved.precision),
        "starts_at": moved.start, "ends_at": moved.end, "reason": text(reason),
    }  # fmt: skip


def change(series, exceptions=None, venues=None, **values):
    parts = None if exceptions is None else {"exceptions": [exception(*row) for row in exceptions]}
    return save_series(series=Series.objects.get(pk=series.pk), values=values, parts=parts, venues=venues)


def lay_out(series, until=UNTIL):
    result = lay_out_series(series=series, until=until)
    return result.created, result.changed, result.withdrawn


def events(series):
    return {
        event.occurrence_day.isoformat(): event
        for event in Event.objects.filter(series=series).order_by("occurrence_day")
    }


def when(event):
    return [found.as_partial().as_text() for found in Event.objects.get(pk=event.pk).dates.all()]


def test_each_occurrence_becomes_an_event_with_what_is_usual(breakfast, venue):
    assert lay_out(breakfast) == (3, 0, 0)
    assert [event.slug for event in events(breakfast).values()] == [f"fruehstueck-{day}" for day in DAYS]
    event = events(breakfast)["2026-12-13"]
    assert when(event) == [{"from": "2026-12-13 10:30", "to": "2026-12-13 13:00"}]
    assert (event.state, event.live, event.price, event.audiences) == ("published", True, 0, ["parents"])
    assert (event.activity, event.format) == (breakfast.activity, breakfast.format)
    assert [row.code for row in event.event_languages.all()] == ["de", "tr"]
    assert list(event.venues.all()) == [venue]
    assert str(event) == str(breakfast.title)


def test_again_nothing_is_written(breakfast, count_queries):
    lay_out(breakfast)
    before = (AuditEntry.objects.count(), content_version())
    with count_queries() as queries:
        assert lay_out_series(series=breakfast, until=UNTIL) == Result()
    assert (AuditEntry.objects.count(), content_version()) == before
    assert len([query for query in queries if "SAVEPOINT" not in query["sql"]]) == 10


def test_further_ahead_only_adds(breakfast):
    lay_out(breakfast)
    before = {event.pk: event.changed_at for event in Event.objects.all()}
    assert lay_out(breakfast, date(2027, 4, 30)) == (2, 0, 0)
    assert {event.pk: event.changed_at for event in Event.objects.filter(pk__in=before)} == before


def test_without_a_day_it_goes_a_year_ahead(breakfast):
    assert lay_out_series(series=breakfast).created == 12
    assert max(events(breakfast)) == "2027-11-14"


def test_first_run_makes_the_past_and_later_runs_leave_it_alone(breakfast):
    series = change(breakfast, first=date(2026, 9, 1))
    assert lay_out(series)[0] == 6
    series = change(series, starts=time(11))
    assert lay_out(series) == (0, 3, 0)
    past = events(series)["2026-10-11"]
    assert when(past) == [{"from": "2026-10-11 10:30", "to": "2026-10-11 13:00"}]
    assert lay_out(change(series, rule="FREQ=MONTHLY;BYDAY=2SA"))[2] == 3
    assert Event.objects.get(pk=past.pk).state == "published"


def test_new_time_place_language_and_price_reach_the_events(breakfast):
    lay_out(breakfast)
    other = make_venue()
    series = change(breakfast, starts=time(11), ends=time(14), price=2, venues=[other])
    save_series(series=series, values={}, parts={"languages": [{"code": "uk", "mode": "spoken"}]})
    assert lay_out(series) == (0, 3, 0)
    event = events(series)["2027-01-10"]
    assert when(event) == [{"from": "2027-01-10 11:00", "to": "2027-01-10 14:00"}]
    assert (list(event.venues.all()), event.price, event.sequence) == ([other], 2, 1)
    assert [row.code for row in event.event_languages.all()] == ["uk"]
    assert lay_out(series) == (0, 0, 0)


def test_what_people_changed_stays_and_the_rest_still_follows(breakfast, venue):
    lay_out(breakfast)
    moved, elsewhere, worded = (Event.objects.get(slug=f"fruehstueck-{day}") for day in DAYS)
    other, third = make_venue(), make_venue()
    save_event(event=moved, values={}, parts={"dates": dates_from([PartialDate.parse("2026-12-20 09:00")])})
    save_event(event=elsewhere, values={}, venues=[other])
    save_event(event=worded, values={"title": text("Frühstück mit Musik")})

    series = change(breakfast, starts=time(11), venues=[third])
    assert lay_out(series) == (0, 3, 0)

    assert when(moved) == ["2026-12-20 09:00"]
    assert when(elsewhere) == [{"from": "2027-01-10 11:00", "to": "2027-01-10 13:00"}]
    assert [list(Event.objects.get(pk=one.pk).venues.all()) for one in (moved, elsewhere, worded)] == [
        [third], [other], [third],
    ]  # fmt: skip
    assert str(Event.objects.get(pk=worded.pk).title) == "Frühstück mit Musik"


def test_state_that_people_set_stays(breakfast):
    lay_out(breakfast)
    withdrawn, cancelled = (Event.objects.get(slug=f"fruehstueck-{day}") for day in DAYS[:2])
    withdraw_event(event=withdrawn)
    cancel_event(event=cancelled, reason=text("Krank."))
    series = change(breakfast, exceptions=[(DAYS[0], "cancel"), (DAYS[1], "cancel")])
    assert lay_out(series) == (0, 0, 0)
    assert Event.objects.get(pk=withdrawn.pk).state == "planned"
    assert str(Event.objects.get(pk=cancelled.pk).state_reason) == "Krank."


def test_removed_occurrence_is_withdrawn_and_comes_back(breakfast):
    lay_out(breakfast)
    skipping = change(breakfast, exceptions=[(DAYS[1], "skip")])
    assert lay_out(skipping) == (0, 0, 1)
    assert [event.state for event in events(skipping).values()] == ["published", "planned", "published"]
    assert lay_out(skipping) == (0, 0, 0)
    again = change(skipping, exceptions=[])
    assert lay_out(again) == (0, 1, 0)
    assert {event.state for event in events(again).values()} == {"published"}


@pytest.mark.parametrize(
    "touch",
    [
        {"values": {"summary": text("Mit Musik.")}},
        {"values": {"childcare": True}},
        {"values": {"price": 3}},
        {"parts": {"items": [{"title": text("Beginn")}]}},
        {"parts": {"event_languages": []}},
        {"venues": []},
    ],
    ids=str,
)
def test_removed_occurrence_that_somebody_touched_stays(breakfast, touch):
    lay_out(breakfast)
    save_event(event=Event.objects.get(slug=f"fruehstueck-{DAYS[1]}"), **({"values": {}} | touch))
    assert lay_out(change(breakfast, rule="", exceptions=[])) == (0, 0, 2)
    assert [event.state for event in events(breakfast).values()] == ["planned", "published", "planned"]


def test_cancelled_exception_cancels_and_tells_the_companions(breakfast):
    lay_out(breakfast)
    heard = []

    class Companion(companions.Companion):
        def on_cancelled(self, event):
            heard.append(("cancelled", event.slug))

        def on_moved(self, event):
            heard.append(("moved", event.slug))

    companion = Companion()
    companions.register(companion)
    try:
        series = change(
            breakfast,
            exceptions=[(DAYS[0], "cancel"), (DAYS[1], "move", "2027-01-17 15:00"), (DAYS[2], "move")],
        )
        assert lay_out(series) == (0, 3, 0)
    finally:
        companions.unregister(companion)
    first, second, third = events(series).values()
    assert [(e.state, str(e.state_reason)) for e in (first, second, third)] == [
        ("cancelled", "Der Raum ist gesperrt."), ("published", "Der Raum ist gesperrt."),
        ("postponed", "Der Raum ist gesperrt."),
    ]  # fmt: skip
    assert when(second) == ["2027-01-17 15:00"]
    assert when(third) == [{"from": "2027-02-14 10:30", "to": "2027-02-14 13:00"}]
    assert second.slug == f"fruehstueck-{DAYS[1]}"
    assert heard == [("cancelled", first.slug), ("moved", second.slug), ("moved", third.slug)]
    assert lay_out(series) == (0, 0, 0)

    assert lay_out(change(series, exceptions=[])) == (0, 3, 0)
    assert {(event.state, str(event.state_reason)) for event in events(series).values()} == {
        ("published", "")
    }


def test_exceptions_before_the_first_run_make_events_as_they_say(breakfast):
    series = change(breakfast, exceptions=[(DAYS[0], "skip"), (DAYS[1], "cancel")])
    assert lay_out(series) == (2, 0, 0)
    assert {day: event.state for day, event in events(series).items()} == {
        DAYS[1]: "cancelled",
        DAYS[2]: "published",
    }


def test_event_that_people_entered_for_the_day_is_taken_over_as_it_is(breakfast):
    common = {"series": breakfast, "activity": breakfast.activity, "format": breakfast.format, "title": ""}
    by_day = make_event(slug="unser-fruehstueck", dates=["2026-12-13 09:00"], **common)
    by_slug = make_event(slug=f"fruehstueck-{DAYS[1]}", dates=["2027-01-11"], **common)
    assert lay_out(breakfast) == (1, 0, 0)
    assert (events(breakfast)[DAYS[0]], events(breakfast)[DAYS[1]]) == (by_day, by_slug)
    series = change(breakfast, starts=time(12), exceptions=[(DAYS[1], "cancel")])
    assert lay_out(series) == (0, 2, 0)
    assert (when(by_day), when(by_slug)) == (["2026-12-13 09:00"], ["2027-01-11"])
    assert Event.objects.get(pk=by_slug.pk).state == "cancelled"


def test_slug_that_another_event_has_is_avoided(breakfast):
    make_event(slug=f"fruehstueck-{DAYS[0]}")
    lay_out(breakfast)
    assert events(breakfast)[DAYS[0]].slug == f"fruehstueck-{DAYS[0]}-termin"


def test_draft_that_somebody_works_on_keeps_its_text(breakfast, office):
    lay_out(breakfast)
    event = Event.objects.get(slug=f"fruehstueck-{DAYS[0]}")
    event.title = text("In Arbeit")
    event.save_revision(user=office)
    lay_out(change(breakfast, starts=time(11)))
    event = Event.objects.get(pk=event.pk)
    assert str(event.latest_revision.as_object().title) == "In Arbeit"
    assert when(event) == [{"from": "2026-12-13 10:30", "to": "2026-12-13 13:00"}]
    event.latest_revision.publish(user=office)
    event = Event.objects.get(pk=event.pk)
    assert (event.occurrence_day.isoformat(), event.laid_out["price"]) == (DAYS[0], "0.00")


# --- What is refused ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"rule": "jeden Sonntag", "first": TODAY}, "rule"),
        ({"rule": "FREQ=DAILY", "first": date(2000, 1, 1)}, "rule"),
        ({"rule": "FREQ=DAILY"}, "__all__"),
        ({"rule": "FREQ=DAILY", "first": TODAY, "until": date(2026, 1, 1)}, "__all__"),
        ({"rule": "FREQ=DAILY", "first": TODAY, "ends": time(13)}, "__all__"),
        ({"rule": "FREQ=DAILY", "first": TODAY, "starts": time(13), "ends": time(10, 30)}, "__all__"),
        ({"rule": "FREQ=DAILY", "first": TODAY, "starts": time(13), "days": 2}, "__all__"),
        ({"rule": "FREQ=DAILY", "first": TODAY, "days": 61}, "days"),
        ({"rule": "FREQ=DAILY", "first": TODAY, "days": 0}, "days"),
        ({"rule": "FREQ=DAILY", "first": TODAY, "price": -1}, "__all__"),
    ],
    ids=str,
)
def test_series_that_makes_no_sense_is_refused(values, field):
    series = make_series()
    with pytest.raises(ValidationError) as caught:
        save_series(series=series, values=values)
    assert field in caught.value.message_dict
    assert Series.objects.get(pk=series.pk).rule == ""


@pytest.mark.parametrize(
    "columns",
    [
        {"rule": "FREQ=DAILY", "first": None},
        {"first": TODAY, "until": date(2026, 1, 1)},
        {"starts": None, "ends": time(13)},
        {"starts": time(13), "ends": time(13)},
        {"starts": time(13), "days": 2},
        {"days": 0},
        {"price": -1},
    ],
    ids=str,
)
def test_tables_refuse_plans_that_make_no_sense(columns):
    series = make_series()
    with pytest.raises(IntegrityError), transaction.atomic():
        Series.objects.filter(pk=series.pk).update(**columns)


@pytest.mark.parametrize(
    "row",
    [
        exception(DAYS[0], "cancel", "2026-12-20 10:00"),
        exception(DAYS[0], "move", "2026-12"),
        exception(DAYS[0], "move", "2026-12-20") | {"ends_at": None, "starts_at": None},
        exception(DAYS[0], "cancel", reason=""),
        exception(DAYS[0], "move", "2026-12-20", reason=""),
        exception("2026-12-14", "cancel"),
    ],
    ids=lambda row: f"{row['kind']}-{row['precision']}",
)
def test_exceptions_that_make_no_sense_are_refused(breakfast, row):
    with pytest.raises(ValidationError):
        save_series(series=breakfast, values={}, parts={"exceptions": [row]})
    assert not SeriesException.objects.exists()


def test_tables_refuse_exceptions_that_make_no_sense(breakfast):
    row = exception(DAYS[0], "cancel", "2026-12-20 10:00")
    with pytest.raises(IntegrityError), transaction.atomic():
        SeriesException.objects.create(series=breakfast, **row)
    good = exception(DAYS[0], "cancel")
    SeriesException.objects.create(series=breakfast, **good)
    with pytest.raises(IntegrityError), transaction.atomic():
        SeriesException.objects.create(series=breakfast, **good)


def test_one_event_per_occurrence_and_none_without_a_series(breakfast):
    lay_out(breakfast)
    with pytest.raises(IntegrityError), transaction.atomic():
        Event.objects.filter(series=breakfast).update(occurrence_day=date(2026, 12, 13))
    with pytest.raises(IntegrityError), transaction.atomic():
        Event.objects.filter(pk=make_event().pk).update(occurrence_day=TODAY)


def test_saving_the_same_plan_again_writes_nothing(breakfast, venue):
    series = change(breakfast, exceptions=[(DAYS[1], "move", "2027-01-17 15:00")])
    before = (AuditEntry.objects.count(), content_version())
    save_series(
        series=series, values={"starts": time(10, 30)}, venues=[venue],
        parts={"languages": [{"code": code, "mode": "spoken"} for code in ("de", "tr")],
               "exceptions": [exception(DAYS[1], "move", "2027-01-17 15:00")]},
    )  # fmt: skip
    assert (AuditEntry.objects.count(), content_version()) == before
    assert series.exceptions.get().as_change().moved_to == PartialDate.parse("2027-01-17 15:00")
