"""What search engines and messengers learn: sitemap, robots, Open Graph."""

import re
from xml.etree import ElementTree

import pytest
from django.urls import reverse
from django.utils.translation import override

from miteinander.foundation.interface import navigation, tiles
from miteinander.foundation.languages.registry import site_codes
from miteinander.programme.events.enums import EventState
from miteinander.surfaces.website import sitemap
from tests.support.factories import (
    make_activity,
    make_district,
    make_event,
    make_identity,
    make_organisation,
    make_task,
    make_venue,
    make_working_group,
)

pytestmark = pytest.mark.django_db
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
HOST = "http://testserver"


def urls_of(response) -> dict[str, ElementTree.Element]:
    assert (response.status_code, response["Content-Type"]) == (200, "application/xml; charset=utf-8")
    return {url.findtext("s:loc", "", NAMES): url for url in ElementTree.fromstring(response.content)}


@pytest.fixture
def records(db):
    make_identity()
    activity = make_activity(slug="neu", main_task=make_task(slug="neu"))
    make_district(slug="neu")
    make_venue(slug="neu")
    make_organisation(slug="neu", kinds=["association"])
    make_organisation(slug="zeitung", kinds=["press"])
    make_working_group(slug="neu")
    make_event(slug="neu", dates=["2001-05-05"], activity=activity)
    make_event(slug="geheim", activity=activity, state=EventState.PLANNED)


RECORD_PAGES = ["vorhaben", "konzept", "stadtteile", "orte", "vereine", "rat/arbeitskreise", "termine"]


def test_sitemap_names_every_page_in_every_language_once(client, records):
    response = client.get("/sitemap.xml")
    locations = re.findall(r"<loc>([^<]*)</loc>", response.content.decode())
    assert len(locations) == len(set(locations))
    expected = {f"{HOST}/{code}/{kind}/neu/" for code in site_codes() for kind in RECORD_PAGES}
    with override("de"):
        entries = [
            entry.url_name for place in ("header", "footer", "aids") for entry in navigation.entries(place)
        ]
        names = {*entries, *(tile.url_name for tile in tiles.tiles())}
        names |= {"website:home", "website:district-list", "council:working-group-list", "events:event-map"}
        names.add("newspaper_distribution:subscription-form")
        paths = {reverse(name).removeprefix("/de/") for name in names}
    expected |= {f"{HOST}/{code}/{path}" for code in site_codes() for path in paths}
    assert set(locations) == expected


def test_each_address_names_its_other_languages(client, records):
    urls = urls_of(client.get("/sitemap.xml"))
    for code in ("de", "ar"):
        links = urls[f"{HOST}/{code}/stadtteile/neu/"].findall("x:link", NAMES)
        assert {link.get("hreflang"): link.get("href") for link in links} == {
            other: f"{HOST}/{other}/stadtteile/neu/" for other in site_codes() - {"de-simple"}
        }
    assert urls[f"{HOST}/de-simple/stadtteile/neu/"].findall("x:link", NAMES) == []


def test_events_say_when_they_changed(client, records):
    urls = urls_of(client.get("/sitemap.xml"))
    assert re.fullmatch(
        r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00",
        urls[f"{HOST}/de/termine/neu/"].findtext("s:lastmod", "", NAMES),
    )
    assert urls[f"{HOST}/de/orte/neu/"].find("s:lastmod", NAMES) is None


def test_many_pages_stand_in_several_files(client, records, monkeypatch):
    whole = set(urls_of(client.get("/sitemap.xml")))
    monkeypatch.setattr(sitemap, "PAGES_IN_A_FILE", 5)
    files = list(urls_of(client.get("/sitemap.xml")))
    assert files[0] == f"{HOST}/sitemap-1.xml"
    parts = [set(urls_of(client.get(address.removeprefix(HOST)))) for address in files]
    assert set.union(*parts) == whole
    assert sum(map(len, parts)) == len(whole)
    for number in (0, len(files) + 1, 10**30):
        assert client.get(f"/sitemap-{number}.xml").status_code == 404


def test_sitemap_queries_do_not_grow(client, records, count_queries):
    with count_queries() as few:
        client.get("/sitemap.xml")
    for _n in range(2):
        make_event()
        make_venue()
        make_district()
    with count_queries() as many:
        client.get("/sitemap.xml")
    assert (len(few), len(many)) == (
        11,
        11,
    )  # one of them says which languages are shown, one which years have money


@pytest.mark.parametrize(
    ("sample", "index", "forbidden"), [(True, False, "/"), (True, True, "/buero/"), (False, False, "/buero/")]
)
def test_robots_names_the_sitemap(client, settings, sample, index, forbidden):
    make_identity(is_sample=sample)
    settings.INDEX_SAMPLE = index
    text = client.get("/robots.txt").content.decode()
    assert text == f"User-agent: *\nDisallow: {forbidden}\n\nSitemap: {HOST}/sitemap.xml\n"


def graph(client, path: str) -> dict[str, str]:
    page = client.get(path).content.decode()
    return dict(re.findall(r'<meta property="og:(\w+)" content="([^"]*)">', page))


@pytest.mark.parametrize(
    ("lang", "locale"), [("de", "de_DE"), ("ar", "ar_AR"), ("de-simple", "de_DE"), ("uk", "uk_UA")]
)
def test_open_graph_says_what_the_page_says(client, lang, locale):
    make_identity()
    make_activity(slug="neu", title='Tee & "Kuchen" <b>', summary="Reden & essen")
    path = f"/{lang}/vorhaben/neu/"
    found = graph(client, path)
    assert found["title"] == "Tee &amp; &quot;Kuchen&quot; &lt;b&gt;"
    assert found["description"] == "Reden &amp; essen"
    assert (found["url"], found["locale"]) == (HOST + path, locale)
    assert found["image"].startswith(HOST)
