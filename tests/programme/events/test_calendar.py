"""The calendar as a list: filters, nonsense in the address, pages, archive, empty states."""

import re
from datetime import date
from html import unescape
from urllib.parse import quote, urlencode

import pytest

from miteinander.programme.events.filters import NAMES, EventFilter
from tests.support.factories import (
    get_format,
    make_activity,
    make_concept,
    make_district,
    make_event,
    make_series,
    make_task,
    make_venue,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def today(settings):
    settings.TODAY = TODAY


def calendar(client, query="", lang="de", **params):
    response = client.get(f"/{lang}/kalender/{query}", params)
    assert response.status_code == 200
    return response.content.decode()


def titles(html):
    """The titles of the result, without the suggestions of an empty one."""
    html = html.split('id="vorschlaege"')[0]
    return [
        unescape(re.sub("<[^>]+>", "", title)).strip()
        for title in re.findall(r'<h3 class="event-card-title">(.*?)</h3>', html, re.DOTALL)
    ]


def result(html):
    return re.search(r'role="status">(.*?)</p>', html)[1]


@pytest.fixture
def year(db):
    """One event that fulfils every filter, and others that lack one thing each."""
    concept = make_concept()
    task, side, other = (
        make_task(concept=concept, slug=slug, number=n, colour=colour)
        for n, (slug, colour) in enumerate((("haupt", "blue"), ("neben", "sun"), ("anders", "rose")), start=1)
    )
    here = make_venue(district=make_district(slug="opladen", name="Opladen"), step_free="yes")
    there = make_venue(district=make_district(slug="hitdorf", name="Hitdorf"), step_free="no")
    values = {
        "activity": make_activity(main_task=task, tasks=[side]),
        "format": get_format("tour-stop"),
        "dates": ["2026-12-06 10:30"],
        "venues": [here, there],
        "languages": ["de", ("kmr", "interpreted")],
        "audiences": ["parents", "youth"],
        "childcare": True,
        "summary": "Mit Musik.",
    }
    make_event(title="Alles", **values)
    for title, change in {
        "Stadtteil": {"venues": [there]},
        "Format": {"format": get_format("reading")},
        "Sprache": {"languages": ["de"]},
        "Aufgabe": {"activity": make_activity(main_task=other)},
        "Zielgruppe": {"audiences": ["everyone"]},
        "Kinderbetreuung": {"childcare": False},
        "Tag davor": {"dates": ["2026-12-05"]},
        "Tag danach": {"dates": ["2026-12-07"]},
        "Wort": {"summary": "Ohne alles."},
    }.items():
        make_event(title=title, **(values | change))


EVERY = {
    "stadtteil": "opladen",
    "format": "tour-stop",
    "sprache": "kmr",
    "aufgabe": "haupt",
    "zielgruppe": "parents",
    "kinderbetreuung": "1",
    "stufenlos": "1",
    "von": "2026-12-06",
    "bis": "2026-12-06",
    "q": "musik",
}
MISSED = {
    "stadtteil": {"Stadtteil"},
    "format": {"Format"},
    "sprache": {"Sprache"},
    "aufgabe": {"Aufgabe"},
    "zielgruppe": {"Zielgruppe"},
    "kinderbetreuung": {"Kinderbetreuung"},
    "stufenlos": {"Stadtteil"},
    "von": {"Tag davor"},
    "bis": {"Tag danach"},
    "q": {"Wort"},
}
ALL = {"Alles", "Stadtteil", "Format", "Sprache", "Aufgabe", "Zielgruppe", "Kinderbetreuung", "Tag davor",
       "Tag danach", "Wort"}  # fmt: skip


@pytest.mark.data_layer
@pytest.mark.parametrize("name", EVERY)
def test_each_filter_alone(client, year, name):
    assert set(EVERY) == set(NAMES)
    assert set(titles(calendar(client, **{name: EVERY[name]}))) == ALL - MISSED[name]


@pytest.mark.data_layer
def test_all_filters_together_and_each_left_out(client, year):
    html = calendar(client, **EVERY)
    assert titles(html) == ["Alles"]
    assert result(html) == "1 Termin"
    for name in EVERY:
        others = {other: value for other, value in EVERY.items() if other != name}
        found = set(titles(calendar(client, **others)))
        expected = {"Alles"} | MISSED[name] if name not in {"stadtteil", "stufenlos"} else {"Alles"}
        assert found == expected, name


@pytest.mark.data_layer
def test_side_tasks_of_an_activity_count(client, year):
    assert set(titles(calendar(client, aufgabe="neben"))) == ALL - {"Aufgabe"}
    assert titles(calendar(client, aufgabe="anders")) == ["Aufgabe"]


@pytest.mark.data_layer
def test_event_at_two_places_of_a_district_stands_once(client):
    district = make_district(slug="opladen")
    make_event(title="Fest", dates=["2026-12-06"], venues=[make_venue(district=district) for _ in range(2)])
    html = calendar(client, stadtteil="opladen")
    assert titles(html) == ["Fest"]
    assert result(html) == "1 Termin"


@pytest.mark.data_layer
@pytest.mark.parametrize(
    ("query", "lang"),
    [
        ("frühstück", "de"),
        ("Fruehstueck", "de"),
        ("FRUHSTUCK", "de"),
        ("früh nachbarn", "de"),
        ("kahvaltı", "tr"),
        ("KAHVALTI", "tr"),
        ("kahvalti", "tr"),
        ("İÇİN", "tr"),
        ("Frühstück", "tr"),
        ("كُوبري", "ar"),
        ("%", None),
        ("_", None),
        ("kahvalti", None),
    ],
)
def test_search_finds_words_however_they_are_written(client, query, lang):
    make_event(
        title={"de": "Frühstück", "tr": "Kahvaltı", "ar": "كوبري"},
        summary={"de": "Mit Nachbarn.", "tr": "Herkes için"},
        dates=["2026-12-06"],
    )
    make_event(title="Konzert", dates=["2026-12-06"])
    html = calendar(client, lang=lang or "de", q=query)
    assert len(titles(html)) == (1 if lang else 0)


@pytest.mark.data_layer
def test_search_reads_the_texts_of_the_series(client):
    series = make_series(title="Frühstück", summary="Mit Nachbarn.")
    make_event(series=series, title="", dates=["2026-12-06"], activity=series.activity)
    assert titles(calendar(client, q="nachbarn")) == ["Frühstück"]


NONSENSE = {
    "nul": "a\x00b",
    "long": "ä" * 4000,
    "emoji": "🌻🏳️‍🌈",
    "sql": "'; DROP TABLE events_event; --",
    "like": "%_\\%",
    "rtl": "\u202egnihtemos\u202c",
    "html": '"><script>alert(1)</script>',
    "far": "9999-12-31",
    "farther": "99999-01-01",
    "early": "0001-01-01",
    "week": "2026-W49-1",
    "impossible": "2026-02-30",
    "json": '{"$ne": 1}',
    "quote": 'x","y',
    "surrogate": "\ud800".encode("utf-8", "surrogatepass"),
    "bytes": b"\xff\xfe",
    "space": " \t\n",
}


@pytest.mark.data_layer
@pytest.mark.parametrize("path", ["/de/kalender/", "/ar/kalender/", "/kalender.ics", "/kalender.json"])
@pytest.mark.parametrize("nonsense", NONSENSE)
def test_nonsense_in_any_filter_is_never_an_error(client, nonsense, path):
    make_event(title="Lesung", dates=["2026-12-06"])
    for name in (*NAMES, "seite", "archiv", "lang"):
        response = client.get(f"{path}?{name}={quote(NONSENSE[nonsense])}")
        assert response.status_code == 200, name
        content = response.content.decode()
        assert "<script>alert" not in content
        if path.endswith("kalender/"):
            assert re.search(r'<p class="result-count" role="status">', content)


@pytest.mark.parametrize("name", ["stadtteil", "format", "sprache", "aufgabe", "zielgruppe", "q"])
def test_what_nobody_offers_finds_nothing_and_shows_a_way_on(client, name):
    make_event(title="Lesung", slug="lesung", dates=["2026-12-06"])
    html = calendar(client, **{name: "gibt-es-nicht"})
    assert titles(html) == []
    assert result(html) == "0 Termine"
    assert "gibt-es-nicht“ finden Sie 1 Termin." in html
    assert 'href="/de/kalender/"' in html.split('role="status"')[1]
    assert "/de/termine/lesung/" in html.split('id="vorschlaege"')[1]
    assert "gibt-es-nicht" in html, "what was chosen stays visible and can be removed"


@pytest.mark.parametrize("name", ["von", "bis"])
@pytest.mark.parametrize("text", ["gestern", "2026-02-30", "9999-12-31", "0001-01-01", "99999-01-01"])
def test_impossible_day_is_ignored_with_a_notice(client, name, text):
    make_event(title="Lesung", dates=["2026-12-06"])
    html = calendar(client, **{name: text})
    assert titles(html) == ["Lesung"]
    assert f"„{text}“ ist kein Datum." in html


def test_end_before_start_finds_nothing_and_says_how_to_go_on(client):
    make_event(title="Lesung", dates=["2026-12-06"])
    html = calendar(client, von="2026-12-24", bis="2026-12-01")
    assert titles(html) == []
    assert "Nehmen Sie einen Filter weg" in html, "no single filter stands in the way"


def test_days_chosen_show_past_dates_too(client):
    make_event(title="Vorbei", dates=["2026-10-01"])
    make_event(title="Kommt", dates=["2026-12-06"])
    assert titles(calendar(client, von="2026-10-01")) == ["Vorbei", "Kommt"]
    assert titles(calendar(client)) == ["Kommt"]


def test_empty_calendar_says_so_and_names_the_office(client):
    html = calendar(client)
    assert result(html) == "0 Termine"
    assert "Zurzeit ist kein Termin angekündigt." in html


@pytest.mark.data_layer
def test_archive_shows_the_past_newest_first(client):
    for day in ("2026-10-01", "2026-11-01", "2026-12-06"):
        make_event(title=day, dates=[day])
    make_event(title="ohne Tag")
    html = calendar(client, archiv="1")
    assert titles(html) == ["2026-11-01", "2026-10-01"]
    assert result(html) == "2 vergangene Termine"
    assert "Kommende Termine" in html


def test_archive_with_days_chosen_holds_only_what_is_past(client):
    for day in ("2026-10-01", "2026-12-06"):
        make_event(title=day, dates=[day])
    html = calendar(client, archiv="1", von="2026-09-01", bis="2026-12-31")
    assert titles(html) == ["2026-10-01"]
    assert result(html) == "1 vergangener Termin"


@pytest.mark.data_layer
def test_list_is_in_months_and_ends_with_what_has_no_day(client):
    make_event(title="ohne Tag")
    make_event(title="Dezember", dates=["2026-12"])
    make_event(title="Tag", dates=["2026-12-06"])
    make_event(title="Januar", dates=["2027-01-06"])
    html = calendar(client)
    assert titles(html) == ["Dezember", "Tag", "Januar", "ohne Tag"]
    assert re.findall(r'<h2 id="gruppe-\d+">(.*?)</h2>', html) == [
        "Dezember 2026",
        "Januar 2027",
        "Termin folgt",
    ]
    assert result(html) == "4 Termine"


# --- Pages --------------------------------------------------------------------------------------------------------------


@pytest.fixture
def long_year(db):
    make_event(
        title="Kurs", dates=[f"2027-{month:02d}-{day:02d}" for month in range(1, 9) for day in range(1, 17)]
    )


@pytest.mark.data_layer
def test_long_list_comes_in_pages_with_the_filters_kept(client, long_year):
    first = calendar(client, "?q=Kurs")
    assert len(titles(first)) == 50
    assert result(first) == "128 Termine"
    assert "Seite 1 von 3" in first
    following = unescape(re.search(r'rel="next" href="([^"]+)"', first)[1])
    assert following == "/de/kalender/?" + urlencode({"q": "Kurs", "seite": "2"})
    assert 'rel="prev"' not in first
    last = calendar(client, "?q=Kurs&seite=3")
    assert len(titles(last)) == 28
    assert 'rel="next"' not in last
    assert 'rel="prev"' in last
    seen = [re.findall(r'datetime="(2027-\d\d-\d\d)"', calendar(client, seite=page)) for page in "123"]
    assert len({day for page in seen for day in page}) == 128


@pytest.mark.parametrize(
    "page", ["abc", "-1", "0", "", "1.5", "١", "²", "1e3", "\x00", "99", "1000", "99999", str(10**9)]
)
def test_page_that_is_no_page_shows_a_page(client, long_year, page):
    html = calendar(client, seite=page)
    assert result(html) == "128 Termine"
    assert titles(html)


def test_archive_is_paged_too(client):
    make_event(
        title="Kurs", dates=[f"2025-{month:02d}-{day:02d}" for month in range(1, 6) for day in range(1, 15)]
    )
    html = calendar(client, archiv="1", seite="2")
    assert len(titles(html)) == 20
    assert "archiv=1" in re.search(r'rel="prev" href="([^"]+)"', html)[1]


# --- What was chosen ----------------------------------------------------------------------------------------------------


def test_chosen_filters_stand_in_the_form_and_can_be_taken_away_one_by_one(client, year):
    html = calendar(client, stadtteil="opladen", kinderbetreuung="1", q="musik")
    assert '<option value="opladen" lang="de" selected>' in html
    assert re.search(r'id="filter-kinderbetreuung"[^>]* checked', html)
    assert re.search(r'id="filter-q"[^>]* value="musik"', html)
    active = html.split('class="active-filters"')[1].split("</ul>")[0]
    assert [unescape(url) for url in re.findall(r'href="([^"]+)"', active)] == [
        "?stadtteil=opladen&kinderbetreuung=1",
        "?q=musik&kinderbetreuung=1",
        "?q=musik&stadtteil=opladen",
    ]
    assert "Stadtteil: Opladen" in active


def test_feeds_of_the_page_keep_its_filters_and_its_language(client, year):
    html = unescape(calendar(client, lang="tr", stadtteil="opladen"))
    assert 'href="/kalender.ics?stadtteil=opladen&lang=tr"' in html
    assert 'href="webcal://testserver/kalender.ics?stadtteil=opladen&lang=tr"' in html
    assert 'href="/kalender.json?stadtteil=opladen&lang=tr"' in html


def test_form_offers_only_languages_that_are_used(client, year):
    html = calendar(client)
    options = html.split('id="filter-sprache"')[1].split("</select>")[0]
    assert re.findall(r'value="([^"]+)"', options) == ["de", "kmr"]


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        ({"q": "Kurs"}, True),
        ({"seite": "2", "q": " ", "stufenlos": "0", "von": "gestern"}, False),
        ({}, False),
    ],
)
def test_filter_is_true_only_when_something_is_asked_for(query, asked):
    assert bool(EventFilter.from_query(query)) is asked
