"""What cards and pages say about a date, in words."""

from datetime import date

import pytest
from django.utils.translation import override

from miteinander.programme.events.event_page import event_page
from miteinander.programme.events.models import Event, EventDate
from miteinander.programme.events.presentation import event_cards, full_when
from tests.support.factories import (
    get_format,
    make_activity,
    make_district,
    make_event,
    make_organisation,
    make_series,
    make_venue,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(settings):
    settings.TODAY = date(2026, 11, 22)


def cards(lang="de", **event):
    make_event(**event)
    with override(lang):
        return event_cards(list(EventDate.objects.with_card_data().by_time()))


def card(lang="de", **event):
    (one,) = cards(lang, **event)
    return one


@pytest.mark.parametrize(
    ("when", "head", "words", "full"),
    [
        (None, ("", "", "", "Termin folgt"), "Der genaue Termin folgt.", "Termin folgt"),
        ("2026-12", ("", "", "", "Dezember 2026"), "Der genaue Termin folgt.", "Dezember 2026"),
        ("2026-12-06", ("06", "DEZ", "", ""), "Sonntag", "Sonntag, 6. Dezember 2026"),
        (
            {"from": "2026-12-04", "to": "2026-12-06"},
            ("04", "DEZ", "", ""),
            "Freitag, bis Sonntag, 6. Dezember",
            "Freitag, 4. Dezember 2026 – Sonntag, 6. Dezember 2026",
        ),
        (
            "2026-12-06 10:30",
            ("06", "DEZ", "", ""),
            "Sonntag, 10:30 Uhr",
            "Sonntag, 6. Dezember 2026, 10:30 Uhr",
        ),
        (
            {"from": "2027-01-06 10:30", "to": "2027-01-06 13:00"},
            ("06", "JAN", "2027", ""),
            "Mittwoch, 10:30–13 Uhr",
            "Mittwoch, 6. Januar 2027, 10:30–13 Uhr",
        ),
    ],
    ids=["none", "month", "day", "days", "time", "span in another year"],
)
def test_card_says_as_much_of_the_date_as_is_known(when, head, words, full):
    one = card(dates=[when])
    assert (one.day, one.month, one.year, one.date_word) == head
    assert one.when == words
    with override("de"):
        assert full_when(EventDate.objects.get(), "de") == full


def test_evening_that_ends_after_midnight_is_one_evening():
    one = card(dates=[{"from": "2026-12-05 20:00", "to": "2026-12-06 01:00"}])
    assert one.when == "Samstag, 20–1 Uhr"


def test_festival_over_several_days_with_times_keeps_its_hours():
    make_event(dates=[{"from": "2026-12-04 16:00", "to": "2026-12-06 18:00"}])
    with override("de"):
        text = full_when(EventDate.objects.get(), "de")
    assert text == "Freitag, 4. Dezember 2026, 16 Uhr – Sonntag, 6. Dezember 2026, 18 Uhr"


def test_card_of_every_precision_gives_machines_the_same_moment():
    for when, iso in {
        None: "",
        "2026-12": "2026-12",
        "2026-12-06": "2026-12-06",
        "2026-12-06 10:30": "2026-12-06T10:30+01:00",
        "2026-07-05 10:30": "2026-07-05T10:30+02:00",
    }.items():
        Event.objects.all().delete()
        assert card(dates=[when]).iso == iso


@pytest.mark.parametrize(
    ("when", "over"),
    [
        ("2026-11-20 10:30", True),
        ("2026-11-20", True),
        ("2026-10", True),
        ("2026-11", False),
        ("2026-11-22", False),
        ({"from": "2026-11-20", "to": "2026-11-24"}, False),
        ("2026-12-06", False),
        (None, False),
    ],
    ids=str,
)
def test_card_knows_whether_the_date_is_over(when, over):
    assert card(dates=[when]).is_over is over


def test_event_with_several_starts_is_several_cards():
    found = cards(dates=["2026-12-13", "2026-12-06"])
    assert [(one.day, one.url) for one in found] == [("06", found[0].url), ("13", found[0].url)]


@pytest.mark.parametrize(
    ("state", "label"), [("published", ""), ("cancelled", "Abgesagt"), ("postponed", "Verschoben")]
)
def test_state_is_said_in_a_word(state, label):
    assert card(state=state, dates=["2026-12-06"]).state_label == label


def test_place_of_one_two_or_no_venue():
    opladen, schlebusch = make_district(name="Opladen"), make_district(name="Schlebusch")
    house, park = (
        make_venue(name="Haus", district=opladen),
        make_venue(name="Park in Schlebusch", district=schlebusch),
    )
    hall = make_venue(name="Zelt")
    activity = make_activity()
    for slug, venues, online, place in (
        ("a", [house], "", "Haus, Opladen"),
        ("b", [park], "", "Park in Schlebusch"),
        ("c", [house, hall], "", "Haus, Opladen und 1 weiterer Ort"),
        ("d", [house, hall, park], "", "Haus, Opladen und 2 weitere Orte"),
        ("e", [], "https://example.org/", "Im Internet"),
        ("f", [], "", "Ort folgt"),
    ):
        make_event(slug=slug, venues=venues, online_url=online, activity=activity)
        with override("de"):
            (one,) = event_cards(list(EventDate.objects.filter(event__slug=slug).with_card_data()))
        assert one.place == place


def test_chips_name_languages_once_and_count_the_rest():
    one = card(
        languages=["de", ("de", "interpreted"), "tr", "ar", "uk", "kmr", "ti"],
        childcare=True,
        price=0,
        venues=[make_venue(step_free="yes")],
    )
    assert [chip.label for chip in one.chips] == [
        "Deutsch",
        "Türkçe",
        "العربية",
        "und 3 weitere Sprachen",
        "Kinderbetreuung",
        "Ohne Stufen",
        "Kostenlos",
    ]
    assert (one.chips[2].lang, one.chips[2].dir) == ("ar", "rtl")


@pytest.mark.parametrize("access", [("yes", "no"), ("yes", "unknown")])
def test_step_free_is_promised_only_when_every_venue_is(access):
    one = card(venues=[make_venue(step_free=value) for value in access])
    assert not one.chips


def test_brief_card_needs_neither_place_nor_languages():
    make_event(dates=["2026-12-06"], venues=[make_venue()], languages=["tr"])
    (one,) = event_cards(list(EventDate.objects.with_brief_data()), brief=True)
    assert (one.place, one.chips, one.when) == ("", (), "Sonntag")


def test_card_takes_its_title_from_the_series_and_falls_back_to_german():
    series = make_series(title={"de": "Frühstück", "tr": "Kahvaltı"})
    german = card("ar", series=series, title="", activity=series.activity, dates=["2026-12-06"])
    assert (german.title.text, german.title.lang, german.title.is_fallback) == ("Frühstück", "de", True)
    Event.objects.all().delete()
    one = card("tr", series=series, title="", activity=series.activity, format=get_format("open-breakfast"))
    assert (one.title.text, one.title.lang, one.title.is_fallback) == ("Kahvaltı", "tr", False)
    assert one.format.text == "Herkese açık kahvaltı"


def test_event_page_knows_who_and_why_and_for_whom():
    make_event(
        slug="lesung",
        dates=["2026-12-06 10:30"],
        organisations=[
            (make_organisation(name="Rat"), "organiser"),
            (make_organisation(name="Verein"), "partner"),
        ],
        languages=["de", ("ar", "interpreted"), ("gsg", "signed")],
        items=[{"title": "Beginn", "time": "10:30"}],
        audiences=["parents", "seniors"],
        price="12.50",
    )
    event = Event.objects.with_page_data().get()
    with override("de"):
        page = event_page(event, address="https://example.org/de/termine/lesung/")
    assert [[party.name for party in parties] for parties in (page.organisers, page.partners)] == [
        ["Rat"],
        ["Verein"],
    ]
    assert [chip.label for chip in page.languages["interpreted"]] == ["العربية"]
    assert [chip.label for chip in page.languages["signed"]] == ["Deutsche Gebärdensprache"]
    assert page.audiences == ("Eltern", "Ältere Menschen")
    assert page.price == "12,50 €"
    assert [(item.time, str(item.title)) for item in page.items] == [("10:30 Uhr", "Beginn")]
    assert [str(knot.title) for knot in page.thread] == [
        str(event.activity.main_task.concept.title),
        str(event.activity.main_task.name),
        str(event.activity.title),
        str(event.title),
    ]
    assert page.thread[1].url == f"/de/konzept/{event.activity.main_task.slug}/"
    assert page.ics_url == "/termine/lesung.ics?lang=de"


@pytest.mark.parametrize(("when", "offered"), [(None, False), ("2026-12", False), ("2026-12-06", True)])
def test_only_dates_with_a_day_can_be_taken_into_a_calendar(client, when, offered):
    event = make_event(dates=[when])
    html = client.get(f"/de/termine/{event.slug}/").content.decode()
    assert (f"/termine/{event.slug}.ics" in html) is offered
