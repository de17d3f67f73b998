"""The feed of a whole demo year, read by two parsers that did not write it. Warnings are errors."""

import re
from datetime import UTC, date, datetime

import ics
import pytest
import vobject

from miteinander.programme.events.models import Event, EventDate
from miteinander.programme.events.presentation import state_label
from tests.support.demo import DEMO_DAY, demo, demo_file  # noqa: F401

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]


@pytest.fixture
def stream(client):
    return client.get("/kalender.ics").content


@pytest.fixture
def published():
    """What the feed must hold: from twelve months back on."""
    a_year_ago = DEMO_DAY.replace(year=DEMO_DAY.year - 1)
    return list(EventDate.objects.published().dated().between(a_year_ago, None).select_related("event"))


def test_ics_reads_every_entry(stream, published):
    calendar = ics.Calendar(stream.decode())
    assert len(calendar.events) == len(published) >= 80
    by_uid = {found.uid: found for found in calendar.events}
    for row in published:
        entry = by_uid[f"{row.event.uid}-{row.position}@miteinander"]
        label = state_label(row.event)
        title = str(row.event.shown_title)
        assert entry.name == (f"{label}: {title}" if label else title)
        if row.precision == "time":
            assert entry.begin.datetime.astimezone(UTC) == row.starts_at
            assert not entry.all_day
        else:
            assert entry.all_day
            assert entry.begin.date() == row.as_partial().first_day


def test_vobject_reads_every_entry(stream, published):
    calendar = vobject.readOne(stream.decode())
    assert len(calendar.vevent_list) == len(published)
    by_uid = {found.uid.value: found for found in calendar.vevent_list}
    assert len(by_uid) == len(published)
    for row in published:
        entry = by_uid[f"{row.event.uid}-{row.position}@miteinander"]
        start = entry.dtstart.value
        if row.precision == "time":
            assert isinstance(start, datetime)
            assert start.astimezone(UTC) == row.starts_at
            assert row.ends_at is None or entry.dtend.value.astimezone(UTC) == row.ends_at
        else:
            assert type(start) is date
            assert entry.dtstart.params["VALUE"] == ["DATE"]
            assert (entry.dtend.value - row.as_partial().last_day).days == 1


def test_every_entry_has_what_rfc_5545_and_calendars_ask_for(stream, published):
    states = {f"{row.event.uid}-{row.position}@miteinander": row.event.state for row in published}
    words = {"published": "CONFIRMED", "cancelled": "CANCELLED", "postponed": "TENTATIVE"}
    with_position = 0
    for entry in vobject.readOne(stream.decode()).vevent_list:
        for name in ("uid", "sequence", "status", "dtstamp", "categories", "summary", "url", "location"):
            assert len(entry.contents[name]) == 1, (name, entry)
        assert entry.status.value == words[states[entry.uid.value]]
        if "geo" in entry.contents:
            latitude, longitude = map(float, entry.geo.value.split(";"))
            assert 50.9 < latitude < 51.2
            assert 6.8 < longitude < 7.2
            with_position += 1
    assert with_position >= 20
    assert set(states.values()) == set(words)


def test_lines_end_as_asked_and_are_folded_at_75_octets(stream):
    lines = stream.split(b"\r\n")
    assert stream.endswith(b"END:VCALENDAR\r\n")
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)", stream)
    assert max(len(line) for line in lines) <= 75
    assert sum(line.startswith(b" ") for line in lines) > 80
    for line in lines:
        line.decode()


def test_stream_is_whole(stream):
    assert stream.count(b"BEGIN:VTIMEZONE\r\nTZID:Europe/Berlin\r\n") == 1
    for name in (b"VERSION:2.0", b"METHOD:PUBLISH", b"X-WR-CALNAME:", b"PRODID:"):
        assert stream.count(name) == 1


def test_stream_is_the_same_on_the_second_request(stream, client):
    assert client.get("/kalender.ics").content == stream


@pytest.mark.parametrize("lang", ["de-simple", "tr", "ar", "uk", "el", "sq"])
def test_every_language_has_the_same_entries_with_the_same_uids(stream, client, lang):
    other = client.get(f"/kalender.ics?lang={lang}").content
    uids = re.findall(rb"UID:(\S+)", stream)
    assert re.findall(rb"UID:(\S+)", other) == uids
    assert len(set(uids)) == len(uids)
    assert len(ics.Calendar(other.decode()).events) == len(uids)


def test_nothing_undated_and_nothing_internal_is_in_the_stream(stream):
    absent = Event.objects.exclude(dates__precision__in=["day", "time"]) | Event.objects.filter(
        state__in=["draft", "planned"]
    )
    assert absent.count() >= 5
    for event in absent:
        assert str(event.uid).encode() not in stream


def test_json_has_the_undated_too(client):
    found = client.get("/kalender.json?limit=500").json()["events"]
    assert len({event["id"] for event in found}) == len(found)
    assert {event["precision"] for event in found} == {"none", "month", "day", "time"}
    assert not {event["status"] for event in found} - {"published", "cancelled", "postponed"}


def test_feed_takes_a_constant_number_of_queries(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        client.get("/kalender.ics")
    with django_assert_max_num_queries(6):
        client.get("/kalender.json")
