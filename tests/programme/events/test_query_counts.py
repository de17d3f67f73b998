"""Pages cost the same number of queries for one event, for three and for sixty; at most 9."""

from datetime import date

import pytest
from django.contrib.contenttypes.models import ContentType

from miteinander.programme.events.models import Event
from tests.support.factories import (
    get_format,
    make_activity,
    make_district,
    make_event,
    make_identity,
    make_organisation,
    make_series,
    make_task,
    make_venue,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(settings):
    settings.TODAY = date(2026, 11, 22)


def make_many(count):
    make_identity(is_sample=True)
    task = make_task(slug="aufgabe")
    side = make_task(slug="neben", concept=task.concept, number=2, colour="sun")
    for n in range(count):
        activity = make_activity(main_task=task, tasks=[side])
        series = make_series(title="Reihe", activity=activity)
        district = make_district(slug=f"stadtteil-{n}", map_column=n % 30, map_row=n // 30)
        make_event(
            title="Lesung", series=series, activity=activity, dates=["2026-12-06 10:30", "2026-10-01"],
            venues=[make_venue(district=district, step_free="yes"), make_venue()], languages=["de", "tr"],
            format=get_format("newspaper-launch"), audiences=["parents"],
        )  # fmt: skip
    ContentType.objects.clear_cache()
    ContentType.objects.get_for_model(Event)  # search looks it up once for each process


PAGES = {
    "/de/": 9,
    "/de/kalender/": 9,
    "/ar/kalender/": 9,
    "/de/kalender/?q=lesung&stadtteil=stadtteil-0&sprache=tr&aufgabe=neben&zielgruppe=parents&stufenlos=1": 9,
    "/de/kalender/?archiv=1": 9,
    "/de/kalender/?von=2026-01-01&bis=2027-01-01": 9,
    "/de/kalender/?format=gibt-es-nicht": 8,
    "/de/zeitung/": 5,
    "/kalender.json": 3,
    "/de/kalender/monat/2026-12/": 7,
    "/ar/kalender/karte/": 7,
    "/kalender.ics": 4,
    "/kalender.atom": 5,
}


@pytest.mark.parametrize("count", [1, 3, 60])
@pytest.mark.parametrize("address", PAGES)
def test_lists_cost_the_same_for_few_and_for_many(client, count_queries, count, address):
    make_many(count)
    with count_queries() as queries:
        response = client.get(address)
    assert response.status_code == 200
    assert len(queries) == PAGES[address] <= 9, [query["sql"][:160] for query in queries]


@pytest.mark.parametrize("address", ["/de/", "/de/kalender/", "/de/kalender/?q=nichts"])
def test_empty_pages_cost_no_more(client, count_queries, address):
    ContentType.objects.get_for_model(Event)
    with count_queries() as queries:
        assert client.get(address).status_code == 200
    assert len(queries) <= 8


@pytest.mark.parametrize("count", [1, 3, 60])
def test_event_page_costs_the_same_however_much_hangs_on_it(client, count_queries, count):
    make_identity()
    series = make_series(title="Reihe")
    for _ in range(count):
        make_event(title="Nächste", series=series, activity=series.activity, dates=["2026-12-13"])
    venues = [make_venue(district=make_district()) for _ in range(count)]
    make_event(
        slug="lesung", series=series, activity=series.activity, venues=venues,
        dates=[f"{2027 + n}-12-06" for n in range(count)], languages=[("de", "spoken"), ("tr", "spoken")],
        items=[{"title": "Teil", "venue_id": venue.pk} for venue in venues],
        organisations=[(make_organisation(), "organiser") for _ in range(count)],
    )  # fmt: skip
    client.get("/de/termine/lesung/")  # makes the short address of the share kit
    with count_queries() as queries:
        html = client.get("/de/termine/lesung/").content.decode()
    assert html.count('class="timeline-time"') == 0
    assert html.count("<h3>Teil</h3>") == count
    assert len(queries) == 11, [query["sql"][:160] for query in queries]
