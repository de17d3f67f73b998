"""What a visitor reads when nothing was found: what stands in the way, with the true number, and what comes next."""

import re
from datetime import date
from html import unescape

import pytest

from tests.support.factories import make_activity, make_district, make_event, make_identity, make_venue

pytestmark = [pytest.mark.django_db, pytest.mark.data_layer]
VIEWS = ["kalender/", "kalender/monat/2026-12/", "kalender/karte/"]


@pytest.fixture(autouse=True)
def today(settings):
    settings.TODAY = date(2026, 11, 22)
    make_identity()


@pytest.fixture
def programme():
    """Five Turkish dates in December, two with childcare, one of them in Nord; nothing in Arabic."""
    activity = make_activity()
    north = make_venue(district=make_district(slug="nord", name="Nord", map_column=0, map_row=0))
    for number in range(5):
        make_event(
            slug=f"treff-{number}",
            title=f"Offenes Frühstück {number}",
            dates=[f"2026-12-{number + 3:02d} 10:00"],
            languages=["tr"],
            childcare=number < 2,
            venues=[north] if number == 0 else [],
            activity=activity,
        )
    make_event(slug="damals", title="Damals", dates=["2026-03-03"], languages=["ar"], activity=activity)


def way_on(text):
    """Address and words of the one button."""
    found = re.search(r'<div class="empty">.*?<a [^>]*href="([^"]*)"[^>]*>(.*?)</a>', text, re.DOTALL)
    return unescape(found[1]), unescape(re.sub("<[^>]+>", "", found[2])).strip()


def shown(text):
    return int(re.search(r'role="status">(\d+) Termin', text)[1])


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("sprache=ar", "Sprache bei der Veranstaltung: العربية"),
        ("sprache=ar&kinderbetreuung=1", "Sprache bei der Veranstaltung: العربية"),
        ("stadtteil=gibtesnicht&sprache=tr", "Stadtteil: gibtesnicht"),
        ("q=Sommerfest&sprache=tr", "Suchwort: Sommerfest"),
        ("q=Frühstück+Sommerfest", "Sommerfest"),
        ("q=Frühstück+Sommerfest&kinderbetreuung=1", "Sommerfest"),
        ("q=Sommerfest+Frühstück&stadtteil=nord", "Sommerfest"),
        ("von=2027-05-01&sprache=tr", "Von: 2027-05-01"),
        ("bis=2026-12-01&sprache=tr", "Bis: 2026-12-01"),
    ],
)
def test_names_the_filter_or_word_in_the_way_and_the_number_is_true(client, programme, view, query, words):
    page = f"/de/{view}"
    text = client.get(f"{page}?{query}").content.decode()
    assert shown(text) == 0
    address, label = way_on(text)
    assert f"„{words}“" in label
    promised = int(re.search(r"(\d+) Termin", label)[1])
    assert promised > 0
    assert shown(client.get(page + address).content.decode()) == promised


@pytest.mark.parametrize("view", VIEWS)
def test_of_several_filters_the_one_that_brings_most(client, programme, view):
    make_event(dates=["2026-12-20"], languages=["ar"])
    text = client.get(f"/de/{view}?sprache=ar&kinderbetreuung=1&zielgruppe=").content.decode()
    address, label = way_on(text)
    assert "Sprache" in label and "2 Termine" in label, "two with childcare, but only one in Arabic"
    assert "kinderbetreuung=1" in address and "sprache" not in address


@pytest.mark.parametrize("view", VIEWS)
def test_no_single_removal_helps_then_all_filters_go(client, programme, view):
    text = client.get(f"/de/{view}?sprache=ar&q=Sommerfest").content.decode()
    address, label = way_on(text)
    assert label == "Alle Termine zeigen"
    assert address == f"/de/{view}"


@pytest.mark.parametrize("view", VIEWS)
def test_shows_the_next_three_dates(client, programme, view):
    text = client.get(f"/de/{view}?sprache=ar").content.decode()
    cards = text.partition('id="vorschlaege"')[2]
    assert re.findall(r'href="/de/termine/([\w-]+)/"', cards) == ["treff-0", "treff-1", "treff-2"]


def test_month_without_filter_says_so_and_shows_what_comes(client, programme):
    text = client.get("/de/kalender/monat/2027-08/").content.decode()
    assert "Hier ist kein Termin angekündigt" in text
    assert "treff-0" in text


def test_empty_archive_counts_in_the_archive(client, programme):
    text = client.get("/de/kalender/?archiv=1&sprache=tr").content.decode()
    address, label = way_on(text)
    assert "1 Termin" in label
    assert "archiv=1" in address


def test_arabic_reader_gets_the_same(client, programme):
    text = client.get("/ar/kalender/?q=فطور&sprache=tr").content.decode()
    assert '<div class="empty">' in text
    address, _label = way_on(text)
    assert address == "?sprache=tr"


@pytest.mark.parametrize("count", [1, 3, 60])
@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize(
    "query",
    [
        "sprache=ar",
        "sprache=ar&kinderbetreuung=1&stufenlos=1&von=2026-12-01&bis=2026-12-24&stadtteil=nord&aufgabe=x"
        "&zielgruppe=parents&format=breakfast&q=Ein+ganz+langes+Wort+nach+dem+anderen",
    ],
    ids=["one filter", "all filters"],
)
def test_empty_result_costs_eight_queries_whatever_was_asked(client, count_queries, view, count, query):
    activity = make_activity()
    make_district(slug="nord", map_column=0, map_row=0)
    for number in range(count):
        make_event(dates=[f"2026-12-{number % 28 + 1:02d}"], languages=["tr"], activity=activity)
    path = f"/de/{view}?{query}"
    client.get(path)
    with count_queries() as queries:
        client.get(path)
    assert len(queries) == 8
