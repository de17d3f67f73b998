"""The home page: what comes next, the map, the newspaper."""

from datetime import date

import pytest

from miteinander.programme.events.district_map import shade_of
from miteinander.surfaces.website import home
from tests.support.factories import get_format, make_district, make_event, make_identity, make_venue

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(settings):
    settings.TODAY = date(2026, 11, 22)


def test_next_four_dates_and_how_many_there_are(client):
    make_identity()
    for day in ("2026-10-01", "2026-12-01", "2026-12-02", "2026-12-03", "2026-12-04", "2026-12-05"):
        make_event(title=day, dates=[day])
    make_event(title="ohne Tag")
    coming = home.coming()
    assert [str(card.title) for card in coming.cards] == [
        "2026-12-01",
        "2026-12-02",
        "2026-12-03",
        "2026-12-04",
    ]
    assert coming.total == 6, "as many as the calendar lists"
    assert "Alle 6 Termine ansehen" in client.get("/de/").content.decode()


def test_without_dates_home_leads_to_the_calendar(client):
    html = client.get("/de/").content.decode()
    assert home.coming() == home.Coming([], 0, None)
    assert "Zurzeit gibt es keine Termine." in html
    assert html.count('href="/de/kalender/"') >= 2


def test_map_counts_what_takes_place_this_year_once_for_each_date():
    here = make_district(slug="opladen", name="Opladen", map_column=1, map_row=2)
    make_district(slug="hitdorf", map_column=0, map_row=0)
    make_district(slug="nicht-auf-der-karte")
    venues = [make_venue(district=here), make_venue(district=here)]
    make_event(dates=["2026-01-01", "2026-12-31 23:30"], venues=venues)
    make_event(dates=["2025-12-31", "2027-01-01", None], venues=venues)
    for state in ("draft", "planned", "cancelled", "postponed"):
        make_event(dates=["2026-06-01"], venues=venues, state=state)
    shown = home.district_map()
    assert [(cell.name, cell.count, cell.label) for cell in shown.cells if cell.name == "Opladen"] == [
        ("Opladen", 2, "2 Termine")
    ]
    assert [cell.count for cell in shown.cells] == [0, 2]
    assert (shown.columns, shown.rows) == (2, 3)
    assert shown.cells[1].url == "/de/stadtteile/opladen/"


@pytest.mark.parametrize(("count", "shade"), [(0, 0), (1, 1), (2, 1), (3, 2), (6, 3), (10, 4), (99, 4)])
def test_map_has_five_shades(count, shade):
    assert shade_of(count) == shade


def test_newspaper_box_names_the_next_issue(client):
    paper = get_format("newspaper-launch")
    assert home.coming().launch is None
    make_event(title="alt", format=paper, dates=["2026-10-01"])
    make_event(title="neu", format=paper, dates=["2026-12-06"])
    make_event(title="später", format=paper)
    assert str(home.coming().launch.title) == "neu"
    assert "06 DEZ" in " ".join(client.get("/de/").content.decode().split('id="zeitung"')[1].split())
