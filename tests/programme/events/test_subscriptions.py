"""The selection elsewhere: Atom by its rules, JSON page by page, every filter and language in both."""

import json
import uuid
from datetime import date, datetime
from xml.etree import ElementTree as Xml

import pytest

from miteinander.programme.events.cursor import Cursor
from miteinander.programme.events.models import Event, EventDate
from tests.support.factories import make_activity, make_district, make_event, make_identity, make_venue

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@pytest.fixture(autouse=True)
def today(settings):
    settings.TODAY = date(2026, 11, 22)
    make_identity(name="Integrationsrat Musterstadt")


def atom(client, query=""):
    response = client.get(f"/kalender.atom{query}")
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/atom+xml")
    assert response["Access-Control-Allow-Origin"] == "*"
    return Xml.fromstring(response.content)


def one(element, name):
    found = element.findall(f"{ATOM}{name}")
    assert len(found) == 1, f"exactly one {name}"
    return found[0]


def link(feed, rel):
    found = [element.get("href") for element in feed.findall(f"{ATOM}link") if element.get("rel") == rel]
    assert len(found) <= 1
    return found[0] if found else None


def moment(text):
    parsed = datetime.fromisoformat(text)
    assert parsed.tzinfo is not None
    return parsed


def is_urn(text):
    return text.startswith("urn:uuid:") and str(uuid.UUID(text.removeprefix("urn:uuid:"))) in text


@pytest.mark.parametrize("lang", ["de", "ar"])
def test_atom_keeps_the_rules_of_rfc_4287(client, lang):
    make_event(title={"de": "Frühstück", "ar": "فطور"}, summary="Für alle.", dates=["2026-12-06"])
    make_event(title="Nur <Deutsch> & mehr", dates=["2026-12-07", None], state="cancelled")
    feed = atom(client, f"?lang={lang}")
    assert feed.tag == f"{ATOM}feed" and feed.get(LANG) == lang
    assert one(feed, "title").text
    assert is_urn(one(feed, "id").text)
    assert one(one(feed, "author"), "name").text == "Integrationsrat Musterstadt"
    entries = feed.findall(f"{ATOM}entry")
    assert moment(one(feed, "updated").text) == max(moment(one(e, "updated").text) for e in entries)
    assert link(feed, "self") == f"http://testserver/kalender.atom?lang={lang}"
    assert len({one(entry, "id").text for entry in entries}) == len(entries) == 2
    for entry in entries:
        assert is_urn(one(entry, "id").text)
        assert one(entry, "title").text and one(entry, "title").get(LANG)
        assert link(entry, "alternate").startswith(f"http://testserver/{lang}/termine/")
        content = one(entry, "content")
        assert content.get("type") == "html" and content.get(LANG) == lang
        categories = entry.findall(f"{ATOM}category")
        assert categories and all(category.get("term") for category in categories)
        assert len(entry.findall(f"{ATOM}summary")) <= 1


def test_atom_marks_german_texts_as_german_for_an_arabic_reader(client):
    make_event(title="Lesung", summary="Ein Abend.", dates=["2026-12-06"])
    entry = one(atom(client, "?lang=ar"), "entry")
    assert one(entry, "title").get(LANG) == "de"
    assert one(entry, "summary").get(LANG) == "de"
    assert '<p lang="de" dir="ltr">Ein Abend.</p>' in one(entry, "content").text


def test_atom_content_is_escaped_and_says_when_and_where(client):
    venue = make_venue(name="Haus <b>Eins</b>")
    make_event(title="A", summary="<script>x</script>", dates=["2026-12-06 10:30"], venues=[venue])
    content = one(one(atom(client), "entry"), "content").text
    assert "<script>" not in content and "<b>" not in content
    assert "Sonntag, 6. Dezember 2026, 10:30 Uhr" in content
    assert "Haus &lt;b&gt;Eins" in content


def test_atom_id_stays_and_updated_rises_when_an_event_changes(client):
    event = make_event(title="Lesung", dates=["2026-12-06"])
    before = one(atom(client), "entry")
    event.refresh_from_db()
    event.childcare = True
    event.save()
    after = one(atom(client), "entry")
    assert one(before, "id").text == one(after, "id").text == f"urn:uuid:{event.uid}"
    assert moment(one(after, "updated").text) >= moment(one(before, "updated").text)


def test_atom_without_the_letters_that_xml_forbids(client):
    event = make_event(title="Lesung", dates=["2026-12-06"])
    Event.objects.filter(pk=event.pk).update(title={"de": "Le\x0bs\ufffeung\x1b"})
    assert one(one(atom(client), "entry"), "title").text == "Lesung"


def test_atom_says_cancelled_first(client):
    make_event(title="Lesung", dates=["2026-12-06"], state="cancelled")
    assert one(one(atom(client), "entry"), "title").text == "Abgesagt: Lesung"


def make_many(count):
    """`count` events with one date each, in December and January; returns their activity."""
    template = make_event(dates=["2026-12-01 10:00"])
    rows = [
        Event(
            slug=f"viele-{number}",
            activity=template.activity,
            format=template.format,
            title=template.title,
            state="published",
            live=True,
        )
        for number in range(count - 1)
    ]
    Event.objects.bulk_create(rows)
    first = template.dates.get()
    EventDate.objects.bulk_create(
        EventDate(event=row, precision="time", starts_at=first.starts_at.replace(day=number % 28 + 1))
        for number, row in enumerate(rows)
    )
    return template.activity


@pytest.mark.data_layer
def test_atom_comes_in_pages_of_a_hundred_with_the_links_of_rfc_5005(client):
    make_many(205)
    seen, address, pages = [], "?lang=tr", 0
    while address:
        feed = atom(client, address)
        pages += 1
        seen += [one(entry, "id").text for entry in feed.findall(f"{ATOM}entry")]
        assert len(feed.findall(f"{ATOM}entry")) <= 100
        assert link(feed, "first") == "http://testserver/kalender.atom?lang=tr"
        assert (link(feed, "previous") is None) == (pages == 1)
        following = link(feed, "next")
        address = following.removeprefix("http://testserver/kalender.atom") if following else ""
    assert pages == 3
    assert len(seen) == len(set(seen)) == 205


def test_atom_pages_share_the_id_and_another_selection_has_another(client):
    assert one(atom(client), "id").text == one(atom(client, "?seite=2"), "id").text
    assert one(atom(client), "id").text != one(atom(client, "?sprache=tr"), "id").text


@pytest.mark.parametrize(
    "query",
    ["?seite=0", "?seite=-1", "?seite=99999", "?seite=²", "?lang=xx&von=gestern&q=%00", "?seite=1000"],
)
def test_atom_answers_nonsense_with_a_valid_feed(client, query):
    make_event(dates=["2026-12-06"])
    feed = atom(client, query)
    assert is_urn(one(feed, "id").text)
    assert moment(one(feed, "updated").text)


@pytest.mark.parametrize("feed", ["atom", "json", "ics"])
def test_filters_and_language_reach_every_feed(client, feed):
    nord = make_venue(district=make_district(slug="nord"))
    make_event(slug="eins", dates=["2026-12-06"], languages=["tr"], venues=[nord], childcare=True)
    make_event(slug="zwei", dates=["2026-12-06"], languages=["tr"], childcare=True)
    make_event(slug="drei", dates=["2027-12-06"], languages=["tr"], venues=[nord], childcare=True)
    query = "?stadtteil=nord&sprache=tr&kinderbetreuung=1&bis=2026-12-31&lang=tr"
    text = client.get(f"/kalender.{feed}{query}").content.decode().replace("\r\n ", "")
    assert "/tr/termine/eins/" in text
    assert "/termine/zwei/" not in text and "/termine/drei/" not in text


# --- JSON, page by page ---------------------------------------------------------------------------------------------


def walk(client, address, between=None):
    """All ids on the way along `next`."""
    seen, pages = [], 0
    while address:
        answer = client.get(address)
        assert answer.status_code == 200
        content = json.loads(answer.content)
        seen += [event["id"] for event in content["events"]]
        address = (content["next"] or "").removeprefix("http://testserver")
        pages += 1
        if between:
            between(pages)
    return seen, pages


def all_ids():
    return {
        f"{uid}-{position}"
        for uid, position in EventDate.objects.published().values_list("event__uid", "position")
    }


@pytest.mark.data_layer
@pytest.mark.parametrize("limit", [1, 7, 100, 500])
def test_cursor_walks_all_dates_once(client, limit):
    make_many(40)
    make_event(dates=["2026-12-06", "2026-12-06 10:00", "2026-12", None])
    make_event()
    make_event()
    seen, pages = walk(client, f"/kalender.json?limit={limit}")
    assert len(seen) == len(set(seen))
    assert set(seen) == all_ids()
    assert pages == -(-len(seen) // limit)


@pytest.mark.data_layer
def test_cursor_walks_without_doubles_or_gaps_while_events_are_added_and_saved_again(client):
    activity = make_many(30)
    make_event(activity=activity)
    before = all_ids()

    def add(page):
        for day in ("2026-12-01 08:00", "2026-12-15 09:00", "2027-01-30 10:00", None):
            make_event(dates=[day], activity=activity)
        changed = EventDate.objects.filter(starts_at__isnull=False).order_by("pk")[page]
        columns = {
            name: getattr(changed, name)
            for name in ("event_id", "precision", "starts_at", "ends_at", "position")
        }
        changed.delete()
        EventDate.objects.create(**columns)

    seen, _pages = walk(
        client, "/kalender.json?limit=8", between=lambda page: add(page) if page < 6 else None
    )
    assert len(seen) == len(set(seen))
    assert before <= set(seen)


def test_next_address_keeps_filters_language_and_limit(client):
    for _ in range(3):
        make_event(dates=["2026-12-06"], languages=["tr"])
    make_event(dates=["2026-12-06"])
    content = json.loads(client.get("/kalender.json?sprache=tr&lang=ar&limit=2").content)
    assert content["language"] == "ar"
    assert "sprache=tr" in content["next"] and "lang=ar" in content["next"] and "limit=2" in content["next"]
    seen, pages = walk(client, "/kalender.json?sprache=tr&lang=ar&limit=2")
    assert (len(seen), pages) == (3, 2)


def test_order_is_by_start_and_what_has_none_comes_last(client):
    activity = make_activity()
    make_event(slug="c", activity=activity)
    make_event(slug="b", dates=["2026-12-08"], activity=activity)
    make_event(slug="a", dates=["2026-12-06"], activity=activity)
    content = json.loads(client.get("/kalender.json").content)
    assert [event["url"].split("/")[-2] for event in content["events"]] == ["a", "b", "c"]
    assert content["next"] is None


@pytest.mark.parametrize(
    "query",
    [
        "cursor=zzz",
        "cursor=%00",
        "cursor=" + "A" * 5000,
        "cursor=W10",
        "cursor=bnVsbA",
        "cursor=%F0%9F%98%80",
        "cursor=" + "W1tb" * 40,
        "limit=0",
        "limit=-5",
        "limit=viele",
        "limit=²",
        "limit=1.5",
    ],
)
def test_nonsense_is_answered_with_400_and_a_sentence(client, query):
    response = client.get(f"/kalender.json?{query}")
    assert response.status_code == 400
    assert json.loads(response.content)["error"].endswith(".")


def test_limit_beyond_the_most_is_the_most(client):
    make_event(dates=["2026-12-06"])
    assert client.get("/kalender.json?limit=999999999999").status_code == 200


@pytest.mark.parametrize(
    "moment_text", ["2026-12-06", "0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59"]
)
def test_cursor_from_elsewhere_never_breaks(client, moment_text):
    import base64

    raw = json.dumps([moment_text, 2**62, 0]).encode()
    text = base64.urlsafe_b64encode(raw).decode().rstrip("=")
    assert client.get(f"/kalender.json?cursor={text}").status_code in {200, 400}


def test_cursor_reads_what_it_wrote():
    make_event(dates=["2026-12-06 10:30", None])
    for found in EventDate.objects.all():
        cursor = Cursor.after(found)
        assert Cursor.parse(cursor.text()) == cursor


@pytest.mark.parametrize("count", [1, 3, 60])
@pytest.mark.parametrize(("feed", "expected"), [("json", 3), ("atom", 5), ("ics", 4)])
def test_feeds_cost_the_same_queries_for_any_number_of_events(client, count_queries, count, feed, expected):
    activity, venue = make_activity(), make_venue(district=make_district())
    for number in range(count):
        make_event(
            dates=[f"2026-12-{number % 28 + 1:02d} 18:00"],
            activity=activity,
            venues=[venue],
            languages=["tr", "de"],
        )
    client.get(f"/kalender.{feed}")
    with count_queries() as queries:
        client.get(f"/kalender.{feed}")
    assert len(queries) == expected
