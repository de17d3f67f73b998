"""The calendar for other programs: iCalendar and JSON."""

import json
import re
from datetime import UTC, date, datetime
from pathlib import Path

import ics
import pytest
import vobject

from miteinander.foundation.languages.registry import site_codes
from miteinander.programme.events.actions import cancel_event, save_event
from miteinander.programme.events.filters import NAMES
from tests.support.factories import (
    get_format,
    make_activity,
    make_district,
    make_event,
    make_task,
    make_venue,
    text,
)

pytestmark = pytest.mark.django_db
DOCUMENTED = (Path(__file__).parents[3] / "docs/operations/feeds.md").read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def today(settings):
    settings.TODAY = date(2026, 11, 22)


def feed(client, query=""):
    response = client.get(f"/kalender.ics{query}")
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    return response.content


def entries(stream):
    """Each entry as its unfolded lines, read without any library."""
    unfolded = stream.decode().replace("\r\n ", "")
    return [
        block.split("\r\nEND:VEVENT")[0].split("\r\n") for block in unfolded.split("BEGIN:VEVENT\r\n")[1:]
    ]


def value(entry, name):
    (found,) = [line for line in entry if re.match(rf"{name}[;:]", line)]
    return found


def entry_of(client, **event):
    make_event(**event)
    (entry,) = entries(feed(client))
    return entry


# --- iCalendar ----------------------------------------------------------------------------------------------------------


def test_ics_entry_holds_what_calendars_need(client):
    district = make_district(name="Opladen")
    venue = make_venue(
        name="Haus", street="Weg 3", postal_code="51379", town="Musterstadt", district=district,
        latitude="51.06650", longitude="7.00520",
    )  # fmt: skip
    event = make_event(
        slug="lesung", title={"de": "Lesung, Tee; Brot", "tr": "Okuma"}, summary="Kurz.", venues=[venue],
        format=get_format("reading"), dates=[{"from": "2026-12-06 10:30", "to": "2026-12-06 13:00"}],
    )  # fmt: skip
    (entry,) = entries(feed(client))
    assert value(entry, "UID") == f"UID:{event.uid}-0@miteinander"
    assert value(entry, "SEQUENCE") == "SEQUENCE:0"
    assert value(entry, "STATUS") == "STATUS:CONFIRMED"
    assert value(entry, "CATEGORIES") == "CATEGORIES:Lesung"
    assert value(entry, "DTSTART") == "DTSTART;TZID=Europe/Berlin:20261206T103000"
    assert value(entry, "DTEND") == "DTEND;TZID=Europe/Berlin:20261206T130000"
    assert value(entry, "SUMMARY") == "SUMMARY;LANGUAGE=de:Lesung\\, Tee\\; Brot"
    assert value(entry, "LOCATION") == "LOCATION:Haus\\, Weg 3\\, 51379 Musterstadt"
    assert value(entry, "GEO") == "GEO:51.0665;7.0052"
    assert value(entry, "URL").endswith("http://testserver/de/termine/lesung/")
    stamp = datetime.strptime(value(entry, "DTSTAMP"), "DTSTAMP:%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    assert stamp == event.changed_at.replace(microsecond=0)


def test_ics_times_have_their_time_zone_with_both_offsets(client):
    make_event(dates=["2026-12-06 10:30", "2027-07-04 10:30"])
    stream = feed(client).decode()
    assert stream.count("BEGIN:VTIMEZONE") == 1
    zone = stream[stream.index("BEGIN:VTIMEZONE") : stream.index("END:VTIMEZONE")]
    assert "TZID:Europe/Berlin" in zone
    assert "TZOFFSETTO:+0100" in zone
    assert "TZOFFSETTO:+0200" in zone
    starts = [
        entry.dtstart.value.utcoffset().seconds // 3600 for entry in vobject.readOne(stream).vevent_list
    ]
    assert starts == [1, 2]


@pytest.mark.parametrize(
    ("when", "start", "end"),
    [
        ("2026-12-06", "20261206", "20261207"),
        ({"from": "2026-12-31", "to": "2027-01-02"}, "20261231", "20270103"),
        ("2027-03-28", "20270328", "20270329"),
        ("2026-12-31", "20261231", "20270101"),
    ],
    ids=str,
)
def test_ics_whole_days_end_on_the_day_after(client, when, start, end):
    entry = entry_of(client, dates=[when])
    assert value(entry, "DTSTART") == f"DTSTART;VALUE=DATE:{start}"
    assert value(entry, "DTEND") == f"DTEND;VALUE=DATE:{end}"
    assert value(entry, "TRANSP") == "TRANSP:TRANSPARENT"


def test_ics_event_without_end_takes_the_usual_time_of_its_format(client):
    format_ = get_format("tour-stop")
    entry = entry_of(client, dates=["2026-12-06 10:30"], format=format_)
    assert format_.duration == 240
    assert value(entry, "DTEND") == "DTEND;TZID=Europe/Berlin:20261206T143000"


def test_ics_leaves_out_dates_without_a_day(client):
    make_event(dates=[None], title="Ohne Tag")
    make_event(dates=["2026-12"], title="Nur der Monat")
    make_event(dates=["2026-12-06"], title="Mit Tag")
    (entry,) = entries(feed(client))
    assert value(entry, "SUMMARY").endswith("Mit Tag")


def test_ics_cancelled_event_stays_and_its_sequence_rises(client):
    event = make_event(dates=["2026-12-06"], summary="Kurz.")
    before = value(entries(feed(client))[0], "UID")
    cancel_event(event=event, reason=text("Der Saal ist gesperrt."))
    (entry,) = entries(feed(client))
    assert value(entry, "UID") == before
    assert value(entry, "STATUS") == "STATUS:CANCELLED"
    assert value(entry, "SEQUENCE") == "SEQUENCE:1"
    assert value(entry, "DESCRIPTION").startswith("DESCRIPTION;LANGUAGE=de:Der Saal ist gesperrt.\\n\\nKurz.")


def test_ics_postponed_event_is_tentative(client):
    assert value(entry_of(client, dates=["2026-12-06"], state="postponed"), "STATUS") == "STATUS:TENTATIVE"


def test_ics_uids_differ_between_starts_and_stay_with_every_change(client):
    event = make_event(dates=["2026-12-06", "2026-12-13"])
    uids = [value(entry, "UID") for entry in entries(feed(client))]
    assert len(set(uids)) == 2
    save_event(event=event, values={"title": text("Neuer Titel")})
    assert [value(entry, "UID") for entry in entries(feed(client))] == uids
    assert [value(entry, "SEQUENCE") for entry in entries(feed(client))] == ["SEQUENCE:1"] * 2


def test_ics_goes_twelve_months_back_and_has_everything_ahead(client):
    for day in ("2025-11-21", "2025-11-22", "2026-06-01", "2026-12-06", "2031-12-06"):
        make_event(title=day, dates=[day])
    found = [value(entry, "SUMMARY").split(":")[1] for entry in entries(feed(client))]
    assert found == ["2025-11-22", "2026-06-01", "2026-12-06", "2031-12-06"]
    found = [
        value(entry, "SUMMARY").split(":")[1]
        for entry in entries(feed(client, "?von=2025-01-01&bis=2026-06-01"))
    ]
    assert found == ["2025-11-21", "2025-11-22", "2026-06-01"]


def test_feeds_begin_on_28_february_when_today_is_the_29th(client, settings):
    settings.TODAY = date(2028, 2, 29)
    make_event(title="darin", dates=["2027-02-28"])
    make_event(title="davor", dates=["2027-02-27"])
    (entry,) = entries(feed(client))
    assert value(entry, "SUMMARY").endswith(":darin")


@pytest.mark.parametrize("path", ["/kalender.ics", "/kalender.json"])
def test_feeds_know_the_filters_of_the_calendar(client, path):
    district, task = make_district(slug="opladen"), make_task(slug="aufgabe")
    make_event(
        title="Gesucht", dates=["2026-12-06"], format=get_format("tour-stop"), languages=["kmr"], childcare=True,
        venues=[make_venue(district=district, step_free="yes")], activity=make_activity(main_task=task),
        audiences=["parents"],
    )  # fmt: skip
    make_event(title="Andere", dates=["2026-12-13"])
    for query in (
        "stadtteil=opladen", "format=tour-stop", "sprache=kmr", "aufgabe=aufgabe", "zielgruppe=parents",
        "kinderbetreuung=1", "stufenlos=1", "bis=2026-12-06", "q=gesücht",
    ):  # fmt: skip
        content = client.get(f"{path}?{query}").content.decode()
        assert "Gesucht" in content, query
        assert "Andere" not in content, query


def test_feeds_speak_the_language_asked_for(client):
    make_event(
        title={"de": "Lesung", "tr": "Okuma"},
        slug="lesung",
        dates=["2026-12-06"],
        format=get_format("reading"),
    )
    (entry,) = entries(feed(client, "?lang=tr"))
    assert value(entry, "SUMMARY") == "SUMMARY;LANGUAGE=tr:Okuma"
    assert value(entry, "URL").endswith("/tr/termine/lesung/")
    assert value(entry, "CATEGORIES") != "CATEGORIES:Lesung"
    found = client.get("/kalender.json?lang=tr").json()
    assert (found["language"], found["events"][0]["title"]) == ("tr", {"text": "Okuma", "language": "tr"})
    found = client.get("/kalender.json?lang=ar").json()
    assert (found["language"], found["events"][0]["title"]) == ("ar", {"text": "Lesung", "language": "de"})


@pytest.mark.parametrize("lang", ["", "xx", "de%00", "../de", "%F0%9F%8C%BB", "a" * 4000])
def test_feeds_answer_an_unknown_language_in_german(client, lang):
    make_event(title="Lesung", dates=["2026-12-06"])
    assert client.get(f"/kalender.json?lang={lang}").json()["language"] == "de"
    assert b"SUMMARY;LANGUAGE=de:Lesung" in feed(client, f"?lang={lang}")


def test_ics_long_and_hostile_texts_stay_in_their_line(client):
    hostile = "Zeile\r\nBEGIN:VEVENT\r\nUID:böse\r\n" + "ü🌻عربي" * 60
    make_event(title="Kurz", summary=hostile[:590], dates=["2026-12-06"])
    stream = feed(client)
    assert stream.count(b"\r\nBEGIN:VEVENT\r\n") == 1
    assert max(len(line) for line in stream.split(b"\r\n")) <= 75
    for line in stream.split(b"\r\n"):
        line.decode()  # folded between letters, never inside one
    (entry,) = vobject.readOne(stream.decode()).vevent_list
    assert "ü🌻عربي" * 50 in entry.description.value


def test_file_of_one_event_holds_all_its_starts_and_nothing_else(client):
    event = make_event(title="Kurs", slug="kurs", dates=["2026-12-06", "2026-12-13", None])
    make_event(title="Andere", dates=["2026-12-06"])
    response = client.get(f"/termine/{event.slug}.ics?lang=tr")
    assert response.headers["Content-Disposition"] == 'inline; filename="kurs.ics"'
    assert [value(entry, "SUMMARY").split(":")[1] for entry in entries(response.content)] == ["Kurs", "Kurs"]


@pytest.mark.parametrize("slug", ["gibt-es-nicht", "ohne-tag"])
def test_file_of_an_event_without_day_is_not_there(client, slug):
    make_event(slug="ohne-tag", dates=["2026-12"])
    assert client.get(f"/termine/{slug}.ics").status_code == 404


# --- JSON ---------------------------------------------------------------------------------------------------------------


def paths_of(record, prefix=""):
    """The names of all fields, like title.text and venues[].name."""
    for name, inner in record.items():
        if isinstance(inner, dict):
            yield from paths_of(inner, f"{prefix}{name}.")
        elif isinstance(inner, list) and inner and isinstance(inner[0], dict):
            yield from paths_of(inner[0], f"{prefix}{name}[].")
        else:
            yield f"{prefix}{name}"


def documented(heading):
    """The names in the first column of the table below a heading."""
    part = DOCUMENTED.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    return {
        name
        for line in part.splitlines()
        if line.startswith("| `")
        for name in re.findall(r"`([^`]+)`", line.split("|")[1])
    }


def full_event():
    district = make_district(slug="opladen")
    make_event(
        dates=[{"from": "2026-12-06 10:30", "to": "2026-12-06 13:00"}], languages=["de"], price="12.5",
        venues=[make_venue(district=district, latitude="51", longitude="7")], online_url="https://example.org/",
        summary="Kurz.",
    )  # fmt: skip


def test_json_has_the_documented_fields_and_no_others(client):
    full_event()
    answer = client.get("/kalender.json").json()
    assert set(answer) == {"version", "language", "events", "next"}
    assert set(paths_of(answer["events"][0])) == documented("JSON")


def test_ics_has_the_documented_fields_and_no_others(client):
    full_event()
    make_event(dates=["2026-12-06"], summary="Kurz.")
    names = {re.match("[A-Z-]+", line)[0] for entry in entries(feed(client)) for line in entry if line}
    assert names == documented("iCalendar")


def test_every_filter_is_documented():
    assert documented("Filter") == set(NAMES)
    for code in site_codes():
        assert f"`{code}`" in DOCUMENTED
    from miteinander.civic.places.enums import Availability

    for word in Availability.values:
        assert f"`{word}`" in DOCUMENTED


@pytest.mark.parametrize(
    ("when", "precision", "start", "end"),
    [
        (None, "none", None, None),
        ("2026-12", "month", "2026-12", None),
        ("2026-12-06", "day", "2026-12-06", "2026-12-06"),
        ({"from": "2026-12-06", "to": "2026-12-08"}, "day", "2026-12-06", "2026-12-08"),
        ("2026-12-06 10:30", "time", "2026-12-06T10:30+01:00", None),
        (
            {"from": "2026-12-06 10:30", "to": "2026-12-06 13:00"},
            "time",
            "2026-12-06T10:30+01:00",
            "2026-12-06T13:00+01:00",
        ),
    ],
    ids=str,
)
def test_json_says_of_the_date_what_is_known(client, when, precision, start, end):
    make_event(dates=[when])
    (event,) = client.get("/kalender.json").json()["events"]
    assert (event["precision"], event["start"], event["end"]) == (precision, start, end)


def test_json_writes_letters_as_they_are_and_may_be_read_by_every_site(client):
    make_event(title="Çay & Märchen </script>", dates=["2026-12-06"], price=0)
    response = client.get("/kalender.json")
    assert "Çay & Märchen" in response.content.decode()
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert json.loads(response.content)["events"][0]["price"] == "0.00"


# --- In other programs' parsers -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["de", "ar"])
def test_two_other_parsers_read_the_same(client, lang):
    make_event(title="Lesung; mit Tee, Brot", dates=["2026-12-06 10:30"], venues=[make_venue(name="Haus")])
    make_event(title="Fest", dates=[{"from": "2026-12-24", "to": "2026-12-26"}], state="cancelled")
    stream = feed(client, f"?lang={lang}").decode()
    one = sorted((e.uid, e.name, e.begin.date(), str(e.status)) for e in ics.Calendar(stream).events)
    other = sorted(
        (
            e.uid.value,
            e.summary.value,
            e.dtstart.value.date() if isinstance(e.dtstart.value, datetime) else e.dtstart.value,
            e.status.value,
        )
        for e in vobject.readOne(stream).vevent_list
    )
    assert one == other
    assert {row[3] for row in one} == {"CONFIRMED", "CANCELLED"}
