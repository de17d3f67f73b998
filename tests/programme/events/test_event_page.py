"""The page of one event: who may see it, and what machines read on it (schema.org)."""

import json
import re
from datetime import date
from html import unescape

import pytest

from miteinander.programme.events.actions import save_event
from miteinander.programme.events.enums import EventState
from tests.support.factories import make_event, make_organisation, make_series, make_venue

pytestmark = pytest.mark.django_db
HOSTILE = '</script><script>alert("1")</script> & <b>fett</b>'


@pytest.fixture(autouse=True)
def today(settings):
    settings.TODAY = date(2026, 11, 22)


def page(client, event, lang="de"):
    return client.get(f"/{lang}/termine/{event.slug}/").content.decode()


def json_ld(html):
    (script,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    return json.loads(script)


def test_json_ld_says_what_the_page_says(client):
    venue = make_venue(
        name="Haus", street="Weg 3", postal_code="51379", town="Musterstadt",
        latitude="51.06650", longitude="7.00520", step_free="yes", toilet="yes", induction_loop="no",
    )  # fmt: skip
    event = make_event(
        title={"de": "Lesung", "tr": "Okuma"}, summary="Kurz.", slug="lesung", price=0, venues=[venue],
        dates=[{"from": "2026-12-06 10:30", "to": "2026-12-06 13:00"}], languages=["de", "kmr"],
        organisations=[(make_organisation(name="Rat"), "organiser"), (make_organisation(), "partner")],
        access_note="Der Aufzug ist groß.",
    )  # fmt: skip
    data = json_ld(page(client, event, "tr"))
    assert data == {
        "@context": "https://schema.org",
        "@type": "Event",
        "@id": f"urn:uuid:{event.uid}",
        "name": "Okuma",
        "description": "Kurz.",
        "url": "http://testserver/tr/termine/lesung/",
        "startDate": "2026-12-06T10:30+01:00",
        "endDate": "2026-12-06T13:00+01:00",
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "inLanguage": ["de", "kmr"],
        "isAccessibleForFree": True,
        "location": [
            {
                "@type": "Place",
                "name": "Haus",
                "address": {
                    "@type": "PostalAddress",
                    "streetAddress": "Weg 3",
                    "postalCode": "51379",
                    "addressLocality": "Musterstadt",
                    "addressCountry": "DE",
                },
                "geo": {"@type": "GeoCoordinates", "latitude": 51.0665, "longitude": 7.0052},
            }
        ],
        "organizer": [{"@type": "Organization", "name": "Rat"}],
        "accessibilityFeature": ["wheelchairAccessible", "accessibleToilet"],
        "accessibilitySummary": "Der Aufzug ist groß.",
    }


@pytest.mark.parametrize(
    ("state", "status"), [("cancelled", "EventCancelled"), ("postponed", "EventPostponed")]
)
def test_json_ld_says_that_the_event_does_not_take_place(client, state, status):
    event = make_event(state=state, dates=["2026-12-06"], state_reason="Der Saal ist gesperrt.")
    html = page(client, event)
    assert json_ld(html)["eventStatus"] == f"https://schema.org/{status}"
    assert "Der Saal ist gesperrt." in html
    assert {"cancelled": "Abgesagt", "postponed": "Verschoben"}[state] in html


@pytest.mark.parametrize(
    ("venues", "online", "mode"),
    [(0, True, "Online"), (1, True, "Mixed"), (1, False, "Offline")],
)
def test_json_ld_says_where_people_meet(client, venues, online, mode):
    event = make_event(
        dates=["2026-12-06"],
        venues=[make_venue() for _ in range(venues)],
        online_url="https://example.org/raum" if online else "",
    )
    data = json_ld(page(client, event))
    assert data["eventAttendanceMode"] == f"https://schema.org/{mode}EventAttendanceMode"
    if not venues:
        assert data["location"] == [{"@type": "VirtualLocation", "url": "https://example.org/raum"}]


@pytest.mark.parametrize("when", [None, "2026-12"])
def test_without_a_day_there_is_no_json_ld(client, when):
    assert "ld+json" not in page(client, make_event(dates=[when]))


def test_picture_beside_a_link_says_what_it_shows(client):
    event = make_event(
        title={"de": HOSTILE, "ar": "قراءة"},
        slug="lesung",
        venues=[make_venue(name="Haus")],
        dates=["2026-12-06 10:30"],
    )
    (said,) = re.findall(r'<meta property="og:image:alt" content="([^"]*)">', page(client, event))
    assert unescape(said).startswith(f"{HOSTILE}. Sonntag, 6. Dezember 2026, 10:30 Uhr. Haus. ")
    assert 'og:image:alt" content="قراءة. ' in page(client, event, "ar")


def test_hostile_texts_stay_texts_everywhere(client):
    series = make_series(title=HOSTILE)
    event = make_event(
        title=HOSTILE, summary=HOSTILE, description=HOSTILE, access_note=HOSTILE, price_note=HOSTILE, price=1,
        dates=["2026-12-06"], venues=[make_venue(name=HOSTILE, access_note=HOSTILE, stop=HOSTILE)],
        organisations=[(make_organisation(name=HOSTILE), "organiser")], items=[{"title": HOSTILE}],
        series=series, activity=series.activity, state="postponed", state_reason=HOSTILE,
    )  # fmt: skip
    make_event(series=series, title="", activity=series.activity, dates=["2026-12-13"])
    for html in (
        page(client, event),
        client.get("/de/").content.decode(),
        client.get("/de/kalender/").content.decode(),
    ):
        assert "<script>alert" not in html
        assert "<b>fett" not in html
        assert "&lt;script&gt;alert" in html
    assert json_ld(page(client, event))["name"] == HOSTILE


@pytest.mark.parametrize("state", EventState.values)
def test_only_public_events_have_a_page_and_a_file(client, state):
    event = make_event(state=state, dates=["2026-12-06"], title="Streng vertraulich")
    status = 200 if event.is_public else 404
    for address in (f"/de/termine/{event.slug}/", f"/termine/{event.slug}.ics"):
        response = client.get(address)
        assert response.status_code == status, address
        assert ("Streng vertraulich" in response.content.decode()) is event.is_public


@pytest.mark.parametrize("state", ["draft", "planned"])
def test_what_is_not_public_shows_nowhere(client, state):
    series = make_series(title="Sichtbare Reihe")
    venue = make_venue(name="Haus")
    common = {"series": series, "activity": series.activity, "format": series.format, "venues": [venue]}
    shown = make_event(title="", dates=["2026-12-01"], **common)
    make_event(
        state=state, slug="verborgen", title="Streng vertraulich", summary="Geheimsache",
        dates=["2026-12-06", "2026-10-01"], languages=["so"], **common,
    )  # fmt: skip
    make_event(state=state, title="Streng vertraulich", dates=[None], **common)
    for address in (
        "/de/", "/de/kalender/", "/de/kalender/?archiv=1", "/de/kalender/?q=vertraulich", "/de/kalender/?von=2026-01-01",
        "/de/kalender/?format=nichts", "/de/konzept/", "/kalender.ics", "/kalender.json", "/kalender.ics?q=Geheimsache",
        "/kalender.json?q=vertraulich", "/kalender.json?von=2026-01-01&bis=2027-12-31", f"/de/termine/{shown.slug}/",
        "/de/sprechstunde/", "/de/vereine/",
    ):  # fmt: skip
        content = client.get(address, follow=True).content.decode()
        assert "Geheimsache" not in content, address
        assert "verborgen" not in content, address
        assert "Streng vertraulich" not in content, address
    assert "Soomaali" not in client.get("/de/kalender/").content.decode()


def test_next_and_earlier_dates_of_the_series_leave_out_the_page_itself(client):
    series = make_series(title="Frühstück")
    common = {"series": series, "activity": series.activity, "format": series.format}
    events = [make_event(slug=f"f-{day}", title=f"Am {day}.", dates=[f"2026-{day}"], **common)
              for day in ("10-04", "12-06", "12-13", "12-20", "12-27")]  # fmt: skip
    html = page(client, events[1])
    following = html[html.index('id="reihe"') : html.index('id="frueher"')]
    assert re.findall(r"/termine/f-([0-9-]+)/", following) == ["12-13", "12-20", "12-27"]
    assert re.findall(r"/termine/f-([0-9-]+)/", html[html.index('id="frueher"') :]) == ["10-04"]


def test_event_of_no_series_shows_the_dates_of_its_activity(client):
    alone = make_event(slug="a-12-06", dates=["2026-12-06"])
    for day in ("10-04", "12-13"):
        make_event(slug=f"a-{day}", dates=[f"2026-{day}"], activity=alone.activity)
    make_event(slug="b-12-13", dates=["2026-12-13"])
    html = page(client, alone)
    assert "Weitere Termine der Reihe" not in html
    following = html[html.index('<h2 id="reihe">Nächste Termine') : html.index('<h3 id="frueher">')]
    assert re.findall(r"/termine/([ab]-[0-9-]+)/", following) == ["a-12-13"]
    assert re.findall(r"/termine/([ab]-[0-9-]+)/", html[html.index('id="frueher"') :]) == ["a-10-04"]


def test_last_event_of_an_activity_shows_the_earlier_ones_below_one_heading(client):
    last = make_event(slug="a-12-06", dates=["2026-12-06"])
    make_event(slug="a-10-04", dates=["2026-10-04"], activity=last.activity)
    html = page(client, last)
    part = html[html.index('<h2 id="reihe">Frühere Termine') :]
    assert re.findall(r"<h(\d) class=\"event-card-title\"><a href=\"/de/termine/([a-z0-9-]+)/", part) == [
        ("3", "a-10-04")
    ]


def test_the_last_of_many_earlier_dates_come_first(client):
    series = make_series(title="Frühstück")
    common = {"series": series, "activity": series.activity, "format": series.format, "title": ""}
    for month in range(1, 11):
        make_event(slug=f"f-{month:02}", dates=[f"2026-{month:02}-01"], **common)
    last = make_event(slug="f-11", dates=["2026-11-29"], **common)
    html = page(client, last)
    assert 'id="reihe"' in html
    assert re.findall(r"/termine/f-([0-9-]+)/", html[html.index('id="frueher"') :]) == ["10", "09", "08"]


def test_page_takes_eleven_queries_however_much_it_shows(client, count_queries):
    series = make_series(title="Frühstück")
    common = {"series": series, "activity": series.activity, "format": series.format}
    for day in ("10-04", "10-11", "12-06", "12-13"):
        make_event(dates=[f"2026-{day}"], **common)
    venues = [make_venue(), make_venue()]
    event = make_event(
        dates=["2026-12-20", "2026-12-21 10:00", {"from": "2027-01-02", "to": "2027-01-04"}], languages=["de", "tr"],
        venues=venues, organisations=[(make_organisation(), "organiser")], items=[{"title": "Beginn", "venue_id": venues[0].pk}], **common,
    )  # fmt: skip
    page(client, event)
    with count_queries() as queries:
        page(client, event)
    assert len(queries) == 11


def test_each_of_several_dates_has_its_own_file(client):
    event = make_event(
        slug="kurs",
        dates=["2026-12-01 18:00", {"from": "2026-12-08", "to": "2026-12-10"}, "2027-02", None],
        venues=[make_venue(name="Haus Eins"), make_venue(name="Haus Zwei")],
    )
    html = page(client, event)
    for words in (
        "Dienstag, 1. Dezember 2026, 18 Uhr",
        "Dienstag, 8. Dezember 2026 – Donnerstag, 10. Dezember 2026",
        "Februar 2027",
        "Termin folgt",
        "Haus Eins",
        "Haus Zwei",
    ):
        assert words in html
    files = re.findall(r'href="(/termine/kurs\.ics\?lang=de&amp;termin=\d)"', html)
    assert files == [f"/termine/kurs.ics?lang=de&amp;termin={number}" for number in (0, 1)]
    second = client.get("/termine/kurs.ics?lang=de&termin=1").content.decode()
    assert second.count("BEGIN:VEVENT") == 1
    assert "DTSTART;VALUE=DATE:20261208" in second
    for nonsense in ("", "9", "-1", "x", "²", "9" * 50):
        whole = client.get("/termine/kurs.ics", {"termin": nonsense}).content.decode()
        assert whole.count("BEGIN:VEVENT") == 2


def test_moved_event_says_from_which_day_and_why(client):
    series = make_series(title="Frühstück")
    event = make_event(
        dates=["2026-12-20 10:30"], state_reason={"de": "Der Raum ist gesperrt."}, series=series,
        activity=series.activity, occurrence_day=date(2026, 12, 13),
    )  # fmt: skip
    html = page(client, event)
    assert "Neuer Termin. Vorher geplant: Sonntag, 13. Dezember 2026" in html
    assert "Der Raum ist gesperrt." in html


@pytest.mark.parametrize("month", ["2026-11", "2026-12", "2027-01"])
def test_several_days_stand_in_every_month_they_touch(client, month):
    event = make_event(title="Ausstellung", dates=[{"from": "2026-11-28", "to": "2027-01-03"}])
    first = f"{month}-01"
    last = {"2026-11": "2026-11-30", "2026-12": "2026-12-31", "2027-01": "2027-01-31"}[month]
    for address in (f"/de/kalender/?von={first}&bis={last}", f"/de/kalender/monat/{month}/"):
        response = client.get(address)
        assert response.status_code == 200
        assert f"/termine/{event.slug}/" in response.content.decode(), address


# --- Old addresses ------------------------------------------------------------------------------------------------------


def test_old_and_upper_case_address_lead_to_the_new_one(client):
    event = make_event(slug="lesung", dates=["2026-12-06"])
    save_event(event=event, values={"slug": "lesung-im-park"})
    save_event(event=event, values={"slug": "lesung-im-haus"})
    for old in ("lesung", "lesung-im-park", "Lesung-Im-Haus", "LESUNG"):
        response = client.get(f"/tr/termine/{old}/")
        assert (response.status_code, response.headers.get("Location")) == (
            301,
            "/tr/termine/lesung-im-haus/",
        )
    assert client.get("/de/termine/nie-gewesen/").status_code == 404
    assert client.get("/de/termine/lesung/mehr/").status_code == 404


def test_old_address_of_what_is_not_public_leads_nowhere(client):
    event = make_event(slug="lesung", state="planned")
    save_event(event=event, values={"slug": "lesung-im-park"})
    assert client.get("/de/termine/lesung/").status_code == 404


def test_old_calendar_file_leads_to_the_new_one(client):
    event = make_event(slug="lesung", dates=["2026-12-06"])
    save_event(event=event, values={"slug": "lesung-im-park"})
    response = client.get("/termine/lesung.ics?lang=tr")
    assert (response.status_code, response["Location"]) == (301, "/termine/lesung-im-park.ics?lang=tr")


def test_event_of_another_language_says_that_its_text_is_german(client):
    event = make_event(title={"de": "Lesung"}, summary="Kurz.", dates=["2026-12-06"])
    html = page(client, event, "ar")
    assert '<span lang="de" dir="ltr">Lesung</span>' in html
    assert '<span class="fallback-note">' in html
