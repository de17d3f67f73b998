"""Series in programme files and in the office: the rule comes in, the events come out."""

from datetime import date, time

import pytest
from django.urls import reverse

from miteinander.foundation.exchange import kinds
from miteinander.programme.events.models import Event, Series
from miteinander.surfaces.programme_files.actions import import_programme
from tests.support.factories import make_activity, make_venue

pytestmark = pytest.mark.django_db

FILE = """\
programme: 1
series:
  - slug: fruehstueck
    activity: frueh
    format: open-breakfast
    title: Frühstück
    rule: FREQ=MONTHLY;BYDAY=2SU
    first: 2026-11-23
    until: 2027-03-31
    from: "10:30"
    to: "13:00"
    holidays: next_day
    venues: [haus]
    languages: {spoken: [de, tr], signed: [gsg]}
    price: free
    exceptions:
      - {day: 2026-12-13, kind: cancel, reason: Der Raum ist gesperrt.}
      - day: 2027-01-10
        kind: move
        moved_to: {from: 2027-01-17 11:00, to: 2027-01-17 13:00}
        reason: {de: Glatteis., tr: Buzlanma.}
      - {day: 2027-02-14, kind: skip}
"""


@pytest.fixture(autouse=True)
def council(settings, tmp_path):
    settings.TODAY = date(2026, 11, 22)
    make_activity(slug="frueh")
    make_venue(slug="haus")


@pytest.fixture
def load(tmp_path):
    def load(text=FILE, **options):
        path = tmp_path / "programm.yaml"
        path.write_text(text, encoding="utf-8")
        return import_programme(source=path, **options)

    return load


def said(report):
    return [str(problem) for problem in report.problems]


def states():
    return dict(Event.objects.order_by("slug").values_list("slug", "state"))


LAID_OUT = {
    "fruehstueck-2026-12-13": "cancelled",
    "fruehstueck-2027-01-10": "published",
    "fruehstueck-2027-03-14": "published",
}


def test_import_lays_the_series_out(load):
    assert said(load()) == []
    assert states() == LAID_OUT
    series = Series.objects.get()
    assert (series.starts, series.ends, series.holidays, series.price) == (
        time(10, 30),
        time(13),
        "next_day",
        0,
    )
    assert sorted((row.code, row.mode) for row in series.languages.all()) == [
        ("de", "spoken"), ("gsg", "signed"), ("tr", "spoken"),
    ]  # fmt: skip
    moved = Event.objects.get(slug="fruehstueck-2027-01-10")
    assert [found.as_partial().as_text() for found in moved.dates.all()] == [
        {"from": "2027-01-17 11:00", "to": "2027-01-17 13:00"}
    ]
    assert moved.state_reason.texts() == {"de": "Glatteis.", "tr": "Buzlanma."}


def test_second_import_writes_nothing(load):
    load()
    before = list(Event.objects.order_by("pk").values_list("pk", "changed_at"))
    report = load()
    assert report.nothing_new
    assert list(Event.objects.order_by("pk").values_list("pk", "changed_at")) == before


def test_dry_run_lays_out_nothing(load):
    assert load(dry_run=True).ok
    assert not Event.objects.exists()


def test_import_a_month_later_only_goes_further(load, settings):
    load(FILE.replace("    until: 2027-03-31\n", ""))
    count = Event.objects.count()
    settings.TODAY = date(2026, 12, 22)
    load(FILE.replace("    until: 2027-03-31\n", ""))
    assert Event.objects.count() == count + 1


def test_what_a_file_leaves_out_stays(load):
    load()
    load(
        "programme: 1\nseries:\n  - {slug: fruehstueck, title: Brunch, activity: frueh, format: open-breakfast}\n"
    )
    assert states() == LAID_OUT
    assert Series.objects.get().rule == "FREQ=MONTHLY;BYDAY=2SU"


def test_emptied_rule_withdraws_what_nobody_touched(load):
    load()
    report = load(
        "programme: 1\nseries:\n  - {slug: fruehstueck, rule: , exceptions: [], title: Brunch, activity: frueh,"
        " format: open-breakfast}\n"
    )
    assert said(report) == []
    assert states() == LAID_OUT | {"fruehstueck-2027-01-10": "planned", "fruehstueck-2027-03-14": "planned"}


def test_event_of_the_same_file_is_the_one_for_its_day(load):
    events = "events:\n  - {slug: fest, series: fruehstueck, title: Neujahrsfrühstück, dates: [2027-03-14 09:00]}\n"
    assert said(load(FILE + events)) == []
    assert states() == {
        "fest": "published", "fruehstueck-2026-12-13": "cancelled", "fruehstueck-2027-01-10": "published",
    }  # fmt: skip
    assert load(FILE + events).nothing_new


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("FREQ=MONTHLY;BYDAY=2SU", "jeden Sonntag", "ist kein Teil einer Regel"),
        ("FREQ=MONTHLY;BYDAY=2SU", "FREQ=SECONDLY", "beginnt mit FREQ=DAILY"),
        ("first: 2026-11-23", "first: 2026-02-30", "Den Tag „2026-02-30“ gibt es nicht"),
        ("first: 2026-11-23", "first:", "Zu einer Regel gehört der erste Tag"),
        ("first: 2026-11-23", "first: 0001-01-01", "liegt zu weit weg"),
        ("until: 2027-03-31", "until: 2020-01-01", "Der letzte Tag liegt vor dem ersten"),
        ('to: "13:00"', 'to: "09:00"', "Das Ende liegt nach dem Anfang"),
        ('to: "13:00"', 'to: "13:00"\n    days: 2', "Mehrere Tage gehen nur ohne Uhrzeit"),
        ('to: "13:00"', 'to: "13:00"\n    days: 99', "Erlaubt ist eine ganze Zahl von 1 bis 60"),
        ("next_day", "tomorrow", "„tomorrow“ gibt es nicht"),
        ("[haus]", "[schloss]", "„schloss“ gibt es in venues nicht"),
        ("day: 2026-12-13", "day: 2026-12-14", "Am 14. Dezember 2026 findet nach der Regel kein Termin statt"),
        ("kind: cancel, reason: Der Raum ist gesperrt.", "kind: cancel", "Bitte sagen Sie in einem Satz, warum"),
        ("kind: skip", "kind: verschieben", "„verschieben“ gibt es nicht"),
        ("2027-02-14, kind: skip", "2027-01-10, kind: skip", "Für den 10. Januar 2027 stehen zwei Ausnahmen da"),
        ("to: 2027-01-17 13:00", "to: 2027-01-17 10:00", "Das Ende liegt vor dem Anfang"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_with_a_sentence(load, old, new, words):
    assert old in FILE
    report = load(FILE.replace(old, new, 1))
    assert any(words in line for line in said(report)), said(report)
    assert not Series.objects.exists()
    assert not Event.objects.exists()


def test_present_values_cost_the_same_for_one_and_for_three(load, count_queries):
    def queries(*slugs):
        with count_queries() as found:
            for record in kinds.get("series").load(slugs).values():
                kinds.get("series").current(record)
        return len(found)

    load()
    for slug in ("b", "c"):
        load(FILE.replace("slug: fruehstueck", f"slug: {slug}"))
    assert queries("fruehstueck") == queries("fruehstueck", "b", "c") == 4


# --- Office -------------------------------------------------------------------------------------------------------------


@pytest.fixture
def office_client(client, office):
    client.force_login(office)
    return client


def post_data(response, **changes):
    """What a browser would send for the form of this answer."""
    form = response.context["form"]
    data = {}
    for name, field in form.fields.items():
        value = form[name].value()
        if hasattr(value, "texts"):
            data |= {f"{name}-{lang}": text for lang, text in value.texts().items()}
        else:
            data[name] = "" if value is None else field.prepare_value(value) if value != [] else []
    for formset in form.formsets.values():
        data |= {f"{formset.prefix}-TOTAL_FORMS": 0, f"{formset.prefix}-INITIAL_FORMS": 0}
    return data | changes


def test_office_writes_a_rule_and_the_events_stand_there(office_client, load):
    load(FILE.split("    exceptions:")[0])
    series = Series.objects.get()
    address = reverse("wagtailsnippets_events_series:edit", args=[series.pk])
    shown = office_client.get(address)
    assert "jeden 2. Sonntag im Monat, 10:30–13 Uhr, bis 31. März 2027" in shown.content.decode()
    data = post_data(shown, starts="11:00", venues=[venue.pk for venue in series.venues.all()])
    data |= {
        "exceptions-TOTAL_FORMS": 1, "exceptions-0-day": "2027-01-10", "exceptions-0-kind": "cancel",
        "exceptions-0-precision": "none", "exceptions-0-reason-de": "Glatteis.",
    }  # fmt: skip
    response = office_client.post(address, data)
    assert response.status_code == 302, response.context["form"].errors
    event = Event.objects.get(slug="fruehstueck-2027-01-10")
    assert (event.state, str(event.state_reason)) == ("cancelled", "Glatteis.")
    assert [found.as_partial().as_text() for found in event.dates.all()] == [
        {"from": "2027-01-10 11:00", "to": "2027-01-10 13:00"}
    ]
    assert (
        "jeden 2. Sonntag"
        in office_client.get(reverse("wagtailsnippets_events_series:list")).content.decode()
    )


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"rule": "jeden Sonntag"}, "ist kein Teil einer Regel"),
        ({"first": ""}, "Zu einer Regel gehört der erste Tag"),
        ({"first": "quatsch"}, "gültiges Datum"),
        ({"ends": "09:00"}, "Das Ende liegt nach dem Anfang"),
        ({"days": "61"}, "kleiner oder gleich 60"),
        (
            {"exceptions-TOTAL_FORMS": 1, "exceptions-0-day": "2027-01-11", "exceptions-0-kind": "skip",
             "exceptions-0-precision": "none"},
            "Am 11. Januar 2027 findet nach der Regel kein Termin statt",
        ),
        (
            {"exceptions-TOTAL_FORMS": 1, "exceptions-0-day": "2027-01-10", "exceptions-0-kind": "cancel",
             "exceptions-0-precision": "none"},
            "Bitte sagen Sie in einem Satz, warum.",
        ),
    ],
    ids=str,
)  # fmt: skip
def test_office_is_told_what_is_wrong_and_loses_nothing(office_client, load, changes, words):
    load(FILE.split("    exceptions:")[0])
    before = states()
    address = reverse("wagtailsnippets_events_series:edit", args=[Series.objects.get().pk])
    data = post_data(office_client.get(address), **{"title-de": "Brunch"}) | changes
    response = office_client.post(address, data)
    assert response.status_code == 200
    html = response.content.decode()
    assert words in html
    assert "Brunch" in html
    assert states() == before
    assert str(Series.objects.get().title) == "Frühstück"
