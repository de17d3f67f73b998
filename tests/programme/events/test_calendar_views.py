"""List, month and map of the calendar: the same selection in three shapes, in every language, for every address."""

import re
from datetime import date

import html5lib
import pytest

from tests.support.factories import (
    get_format,
    make_activity,
    make_district,
    make_event,
    make_identity,
    make_task,
    make_venue,
)

pytestmark = pytest.mark.django_db
VIEWS = {"list": "kalender/", "month": "kalender/monat/2026-12/", "map": "kalender/karte/"}


@pytest.fixture(autouse=True)
def today(settings):
    settings.TODAY = date(2026, 11, 22)
    make_identity()


@pytest.fixture
def two_districts():
    """A Turkish breakfast in Nord and a reading in Süd, both in December."""
    task = make_task()
    activity = make_activity(main_task=task)
    north = make_venue(
        district=make_district(slug="nord", name="Nord", map_column=0, map_row=0), step_free="yes"
    )
    south = make_venue(district=make_district(slug="sued", name="Süd", map_column=1, map_row=0))
    make_event(
        slug="fruehstueck",
        title={"de": "Frühstück", "ar": "فطور"},
        dates=["2026-12-06 10:30"],
        venues=[north],
        languages=["tr"],
        activity=activity,
        format=get_format("open-breakfast"),
        childcare=True,
        audiences=["parents"],
    )
    make_event(
        slug="lesung", title="Lesung", dates=["2026-12-08 18:00"], venues=[south], activity=make_activity()
    )
    return task


def page(client, path, status=200):
    response = client.get(path)
    assert response.status_code == status, path
    text = response.content.decode()
    html5lib.HTMLParser(strict=True).parse(text)
    return text


def titles(text):
    return set(re.findall(r"/termine/([\w-]+)/", text))


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("lang", ["de", "ar"])
def test_view_shows_both_dates_in_the_language_of_the_page(client, two_districts, view, lang):
    text = page(client, f"/{lang}/{VIEWS[view]}")
    assert titles(text) == {"fruehstueck", "lesung"}
    assert ("فطور" if lang == "ar" else "Frühstück") in text


@pytest.mark.data_layer
@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize(
    "query",
    [
        "stadtteil=nord",
        "format=open-breakfast",
        "sprache=tr",
        "aufgabe={task}",
        "zielgruppe=parents",
        "kinderbetreuung=1",
        "stufenlos=1",
        "bis=2026-12-06",
        "q=fruhstuck",
        "stadtteil=nord&sprache=tr&kinderbetreuung=1&stufenlos=1&von=2026-12-01&bis=2026-12-07&q=frühst",
    ],
)
def test_every_filter_works_on_every_view(client, two_districts, view, query):
    query = query.format(task=two_districts.slug)
    text = page(client, f"/de/{VIEWS[view]}?{query}")
    assert titles(text) == {"fruehstueck"}
    assert ">1 Termin<" in text


@pytest.mark.parametrize("view", VIEWS)
def test_switch_and_feeds_keep_every_filter(client, two_districts, view):
    query = "q=fr%C3%BChst%C3%BCck&stadtteil=nord&kinderbetreuung=1&von=2026-12-01"
    text = page(client, f"/de/{VIEWS[view]}?{query}")
    kept = query.replace("&", "&amp;")
    for address in VIEWS.values():
        assert f'href="/de/{address}?{kept}"' in text
    assert text.count('aria-current="page">') >= 1
    switch = text.partition('class="view-switch')[2].partition("</nav>")[0]
    assert switch.count("aria-current") == 1
    assert f'/de/{VIEWS[view]}?{kept}" aria-current="page"' in switch
    for feed in ("webcal://testserver/kalender.ics", "/kalender.ics", "/kalender.atom", "/kalender.json"):
        assert f'href="{feed}?{kept}&amp;lang=de"' in text


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize(
    "query",
    [
        "stadtteil=gibtesnicht",
        "von=gestern&bis=9999-99-99",
        "von=0001-01-01&bis=9999-12-31",
        "von=9999-12-31",
        "bis=0001-01-01",
        "q=" + "x" * 4000,
        "q=%00%F0%9F%98%80'%22%3Cscript%3E",
        "sprache=%C3%BC&format=../..&zielgruppe=%25&aufgabe=%22",
        "seite=99999999999&archiv=ja&unsinn=1",
        "seite=-1",
    ],
)
def test_nonsense_in_a_filter_gets_a_page_with_a_way_on(client, two_districts, view, query):
    text = page(client, f"/ar/{VIEWS[view]}?{query}")
    assert "<script>" not in text
    assert "/ar/kalender/" in text
    assert titles(text), "the next dates at least"


@pytest.mark.parametrize(
    "month",
    [
        "9999-13",
        "9999-12",
        "2026-00",
        "2026-1",
        "2026-13",
        "0000-01",
        "1899-12",
        "2200-01",
        "unsinn",
        "²026-12",
        "2026-12-01",
        "-",
        "%0A2026-12",
        "2026-12%0A",
    ],
)
def test_month_that_does_not_exist_is_a_404_with_ways_on(client, month):
    text = page(client, f"/de/kalender/monat/{month}/?sprache=tr", status=404)
    assert 'href="/de/kalender/monat/2026-11/?sprache=tr"' in text
    assert 'href="/de/kalender/?sprache=tr"' in text


def test_bare_month_address_leads_to_the_present_month_with_the_filters(client):
    response = client.get("/tr/kalender/monat/?sprache=tr&unsinn=1")
    assert response.status_code == 302
    assert response["Location"] == "/tr/kalender/monat/2026-11/?sprache=tr"


def test_first_and_last_month_lead_inwards_only(client):
    first = page(client, "/de/kalender/monat/1900-01/")
    assert 'rel="prev' not in first and "/monat/1900-02/" in first
    last = page(client, "/de/kalender/monat/2199-12/")
    assert 'rel="next' not in last and "/monat/2199-11/" in last


def cell(text, day):
    """The cell of a day, from its <time> to the end."""
    return text.partition(f'datetime="{day}"')[2].partition("</td>")[0]


def test_month_is_a_table_with_caption_and_days_of_the_week(client):
    text = page(client, "/de/kalender/monat/2026-12/")
    table = text.partition("<table")[2].partition("</table>")[0]
    assert "Dezember 2026" in table.partition("</caption>")[0]
    assert re.findall(r'<abbr title="(\w+)">(\w+)', table)[0] == ("Montag", "Mo")
    assert table.count('scope="col"') == 7
    assert len(re.findall("<time ", table)) == 31


@pytest.mark.parametrize(
    ("lang", "first"),
    [("de", "Montag"), ("ar", "السبت"), ("tr", "Pazartesi"), ("en", "Monday"), ("de-simple", "Montag")],
)
def test_week_begins_as_the_readers_weeks_do(client, lang, first):
    text = page(client, f"/{lang}/kalender/monat/2026-12/")
    assert re.search(r'<abbr title="([^"]+)"', text)[1] == first


@pytest.mark.parametrize(
    ("when", "days"),
    [
        ({"from": "2026-11-29", "to": "2026-12-02"}, {1, 2}),
        ({"from": "2026-12-30 18:00", "to": "2027-01-02 12:00"}, {30, 31}),
        ({"from": "2026-12-05 20:00", "to": "2026-12-06 01:00"}, {5}),
        ({"from": "2026-11-30 20:00", "to": "2026-12-01 02:00"}, set()),
        ({"from": "2026-12-04 10:00", "to": "2026-12-06 12:00"}, {4, 5, 6}),
        ("2026-12-01 00:00", {1}),
        ("2026-12-31 23:59", {31}),
        ("2026-11-30 23:59", set()),
        ("2027-01-01 00:00", set()),
        ({"from": "2026-01-01", "to": "2027-12-31"}, set(range(1, 32))),
    ],
    ids=str,
)
def test_date_stands_in_every_day_of_the_month_that_it_touches(client, when, days):
    make_event(slug="treff", dates=[when])
    table = page(client, "/de/kalender/monat/2026-12/").partition("<table")[2].partition("</table>")[0]
    found = {day for day in range(1, 32) if "/termine/treff/" in cell(table, f"2026-12-{day:02d}")}
    assert found == days
    assert table.count("/termine/treff/") == len(days)


@pytest.mark.parametrize(
    ("month", "day", "clock"),
    [
        ("2026-10", "2026-10-25", "01:30"),
        ("2026-10", "2026-10-25", "23:30"),
        ("2027-03", "2027-03-28", "00:30"),
        ("2027-03", "2027-03-28", "23:30"),
    ],
)
def test_days_of_the_clock_change_keep_their_dates(client, month, day, clock):
    make_event(slug="treff", dates=[f"{day} {clock}"])
    table = page(client, f"/de/kalender/monat/{month}/").partition("<table")[2]
    assert "/termine/treff/" in cell(table, day)
    assert table.count("/termine/treff/") == 1


def test_month_marks_today_and_only_today(client):
    text = page(client, "/de/kalender/monat/2026-11/")
    assert text.count('aria-current="date"') == 1
    assert "heute" in cell(text, "2026-11-22")
    assert 'aria-current="date"' not in page(client, "/de/kalender/monat/2026-12/")


def test_date_with_its_month_only_stands_below_the_month(client):
    make_event(slug="offen", dates=["2026-12"])
    before, _table, after = page(client, "/de/kalender/monat/2026-12/").partition("</table>")
    assert "/termine/offen/" not in before
    assert "/termine/offen/" in after


def test_full_day_says_how_many_more_and_leads_to_them_with_the_filters(client):
    activity = make_activity()
    for _ in range(6):
        make_event(dates=["2026-12-06 10:00"], languages=["tr"], activity=activity)
    text = cell(page(client, "/de/kalender/monat/2026-12/?sprache=tr"), "2026-12-06")
    assert text.count("/termine/") == 4
    assert "und 2 weitere Termine" in text
    address = re.search(r'href="([^"]+bis=2026-12-06)"', text)[1].replace("&amp;", "&")
    assert "sprache=tr" in address
    assert len(titles(page(client, address))) == 6


def test_draft_never_shows(client):
    for state in ("draft", "planned"):
        make_event(slug=f"geheim-{state}", title="Geheimnis", dates=["2026-12-06"], state=state)
    for path in (*(f"/de/{path}" for path in VIEWS.values()), "/kalender.atom", "/kalender.json"):
        assert "eheim" not in client.get(path).content.decode()


def hexagon(text, name):
    return re.search(rf'<a href="([^"]*)"([^>]*)><span class="hex-name"><bdi>{name}</bdi>.*?</a>', text)


@pytest.mark.data_layer
def test_map_counts_the_filtered_dates_and_says_where_there_are_none(client, two_districts):
    text = page(client, "/de/kalender/karte/?sprache=tr")
    assert "1 Termin<" in hexagon(text, "Nord")[0]
    assert "noch kein Termin" in hexagon(text, "Süd")[0]
    assert hexagon(text, "Süd")[1] == "/de/kalender/karte/?sprache=tr&amp;stadtteil=sued"


def test_hexagon_chooses_its_district_and_lets_go_of_it(client, two_districts):
    text = page(client, "/de/kalender/karte/?stadtteil=nord&kinderbetreuung=1")
    assert "aria-current" in hexagon(text, "Nord")[2]
    assert hexagon(text, "Nord")[1] == "/de/kalender/karte/?kinderbetreuung=1"
    assert titles(text) == {"fruehstueck"}


@pytest.mark.data_layer
def test_date_in_two_rooms_of_a_district_counts_once_and_two_dates_twice(client):
    district = make_district(name="Nord", map_column=0, map_row=0)
    rooms = [make_venue(district=district), make_venue(district=district)]
    make_event(dates=["2026-12-06", "2026-12-13"], venues=rooms)
    make_event(dates=["2026-01-06"], venues=rooms)
    text = page(client, "/de/kalender/karte/")
    assert "2 Termine<" in hexagon(text, "Nord")[0]
    assert ">2 Termine<" in text.partition('role="status"')[2][:40]


def test_archive_keeps_working_and_its_filter_stays_in_the_archive(client):
    make_event(slug="damals", dates=["2026-03-06"], languages=["tr"])
    make_event(slug="bald", dates=["2026-12-06"])
    text = page(client, "/de/kalender/?archiv=1&sprache=tr")
    assert titles(text) == {"damals"}
    assert '<input type="hidden" name="archiv" value="1">' in text
    assert 'href="?archiv=1"' in text, "taking the filter away stays in the archive"


def test_page_behind_the_last_shows_the_first(client):
    make_event(slug="treff", dates=["2026-12-06"])
    assert titles(page(client, "/de/kalender/?seite=7&bis=2026-12-31")) == {"treff"}


@pytest.mark.parametrize("count", [1, 3, 60])
@pytest.mark.parametrize(("view", "expected"), [("list", 9), ("month", 7), ("map", 7)])
def test_number_of_queries_does_not_depend_on_the_number_of_dates(
    client, count_queries, count, view, expected
):
    activity = make_activity()
    venue = make_venue(district=make_district(map_column=0, map_row=0))
    for number in range(count):
        make_event(
            dates=[f"2026-12-{number % 28 + 1:02d} 18:00"],
            venues=[venue],
            languages=["tr", "de"],
            activity=activity,
        )
    path = f"/de/{VIEWS[view]}?sprache=tr"
    client.get(path)
    with count_queries() as queries:
        text = client.get(path).content.decode()
    assert len(queries) == expected
    assert "/termine/" in text
