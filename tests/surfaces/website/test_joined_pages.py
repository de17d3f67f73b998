"""Pages that join rooms: what each says in German and Arabic, what it never says, and what it costs."""

import pytest
from django.core.files.storage import InMemoryStorage
from django.test import Client

from miteinander.foundation.interface.addresses import address_of
from miteinander.programme.events.enums import EventState
from miteinander.surfaces.website import pictures
from tests.support.factories import (
    make_activity,
    make_district,
    make_identity,
    make_organisation,
    make_task,
    make_venue,
    make_working_group,
)
from tests.support.joined_world import SOON, World, grow

pytestmark = pytest.mark.django_db
PAGES = {
    "vorhaben/fruehstueck": (
        [
            "Offenes Frühstück",
            "Essen und reden.",
            "Alle sind willkommen.",
            "Kontakte knüpfen",
            "Konzept Vielfalt",
            "Begegnen",
            "Begegnung",
            "Chor Beispiel",
            "Stiftung Beispiel",
            "Frühstück im Mai",
            "Erstes Frühstück",
        ]
    ),
    "stadtteile/hafen": (
        [
            "Hafen",
            "Alt-Hafen",
            "Bezirk",
            "Zuletzt:",
            "5. Mai 2001",
            "Saal am Hafen",
            "Chor Beispiel",
            "webcal://testserver/kalender.ics?stadtteil=hafen",
            "Frühstück im Mai",
            "Erstes Frühstück",
            "Berg",
        ]
    ),
    "orte/saal": (
        [
            "Saal am Hafen",
            "Kaistraße 1",
            "Hafenbrücke",
            "Ohne Stufen",
            "noch nicht bekannt, bitte fragen Sie nach",
            "Chor Beispiel",
            "Frühstück im Mai",
            "Erstes Frühstück",
        ]
    ),
    "vereine/chor": (
        [
            "Chor Beispiel",
            "Wir singen.",
            "Deutsch",
            "العربية",
            "tel:+492141234567",
            "Saal am Hafen",
            "Offenes Frühstück",
            "Frühstück im Mai",
            "Erstes Frühstück",
        ]
    ),
    "konzept/aufgabe": (
        [
            "Aufgabe 3",
            "Begegnen",
            "Räume öffnen",
            "umgesetzt",
            "Offenes Frühstück",
            "Frühstück im Mai",
            "Erstes Frühstück",
        ]
    ),
    "konzept/nebenaufgabe": ["Noch nicht benannt", "Offenes Frühstück", "Frühstück im Mai"],
    "rat/arbeitskreise/begegnung": (
        [
            "Begegnung",
            "Wir bringen Menschen zusammen.",
            "Vorsitz",
            "Beispielperson",
            "Türkçe",
            "Mitglied aus der Liste",
            "Offenes Frühstück",
            "Frühstück im Mai",
        ]
    ),
    "stadtteile": ["Hafen", "Alt-Hafen", "Berg"],
    "rat/arbeitskreise": ["Begegnung", "Vorsitz"],
}
IN_ARABIC = {
    "vorhaben/fruehstueck": ["فطور مفتوح", "مفهوم التنوع", "اللقاء", "فطور في أيار"],
    "stadtteile/hafen": ["قاعة الميناء", "نحن نغني.", "فطور في أيار"],
    "orte/saal": ["قاعة الميناء", "نحن نغني.", "فطور في أيار"],
    "vereine/chor": ["نحن نغني.", "قاعة الميناء", "فطور مفتوح", "فطور في أيار"],
    "konzept/aufgabe": ["التلاقي", "فطور مفتوح", "فطور في أيار"],
    "rat/arbeitskreise/begegnung": ["اللقاء", "الرئاسة", "فطور مفتوح", "فطور في أيار"],
    "rat/arbeitskreise": ["اللقاء", "الرئاسة"],
}
SINGLE = [path for path in PAGES if path.count("/") > path.count("rat/")]


@pytest.fixture
def world(db) -> World:
    return World()


def shown(client: Client, path: str, lang: str = "de") -> str:
    response = client.get(f"/{lang}/{path}/")
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("path", PAGES)
def test_page_says_what_belongs_to_it_in_german(client, world, path):
    page = shown(client, path)
    assert [words for words in PAGES[path] if words not in page] == []
    assert page.count("<h1") == 1


@pytest.mark.parametrize("path", IN_ARABIC)
def test_page_says_it_in_arabic_from_right_to_left(client, world, path):
    page = shown(client, path, "ar")
    assert [words for words in IN_ARABIC[path] if words not in page] == []
    assert '<html lang="ar" dir="rtl">' in page


@pytest.mark.parametrize("path", PAGES)
def test_what_is_not_public_shows_nowhere(client, world, path):
    assert "geheim" not in shown(client, path)


@pytest.mark.parametrize("path", SINGLE)
def test_numbers_count_public_dates_only(client, world, path):
    page = shown(client, path)
    assert '<span class="figure-number">1</span> <span class="figure-label">Termin kommt</span>' in page
    assert '<span class="figure-number">1</span> <span class="figure-label">Termin war schon</span>' in page


def test_cancelled_dates_stand_there_as_cancelled_and_do_not_count(client, world):
    world.event("abgesagt", SOON, title="Frühstück fällt aus", state=EventState.CANCELLED)
    page = shown(client, "stadtteile/hafen")
    assert "Frühstück fällt aus" in page and "Abgesagt" in page
    assert '<span class="figure-number">1</span> <span class="figure-label">Termin kommt</span>' in page


@pytest.mark.parametrize(
    "path", ["vorhaben", "stadtteile", "orte", "vereine", "konzept", "rat/arbeitskreise"]
)
def test_unknown_slug_leads_on(client, world, path):
    response = client.get(f"/de/{path}/gibt-es-nicht/")
    assert response.status_code == 404
    assert "Zur Startseite" in response.content.decode()
    assert client.get(f"/de/{path}/%C3%A4%20%3Cscript%3E/").status_code == 404


@pytest.mark.parametrize("path", SINGLE)
def test_capitals_lead_to_small_letters(client, world, path):
    kind, slug = path.rsplit("/", 1)
    response = client.get(f"/ar/{kind}/{slug.upper()}/?x=1")
    assert (response.status_code, response["Location"]) == (301, f"/ar/{kind}/{slug}/?x=1")


@pytest.mark.parametrize("name", ["activity", "district", "venue", "organisation", "task", "group"])
def test_old_slug_leads_to_the_page_of_today(client, world, name):
    record = getattr(world, name)
    before = address_of(record)
    record.slug = "heisst-jetzt-anders"
    record.save()
    response = client.get(f"{before}?x=1")
    assert (response.status_code, response["Location"]) == (301, f"{address_of(record)}?x=1")
    assert client.get(address_of(record)).status_code == 200


@pytest.mark.parametrize("path", SINGLE)
def test_link_shown_elsewhere_carries_the_mosaic_of_the_page(client, world, path, monkeypatch):
    monkeypatch.setattr(pictures, "default_storage", InMemoryStorage())
    address = f"/bild/{path}.png"
    html = shown(client, path)
    assert f'property="og:image" content="http://testserver{address}"' in html
    assert 'property="og:image:alt" content="Mosaik aus bunten Kreisen, Bögen und Vierecken."' in html
    response = client.get(address)
    assert response.headers["Content-Type"] == "image/png" and response.content.startswith(b"\x89PNG")
    assert client.get(address.replace(".png", "x.png")).status_code == 404


@pytest.mark.parametrize("path", PAGES)
def test_pages_only_read(client, world, path):
    assert client.post(f"/de/{path}/").status_code == 405
    assert client.head(f"/de/{path}/").status_code == 200


def test_a_funder_has_no_page_and_no_link(client, world):
    assert client.get("/de/vereine/stiftung/").status_code == 404
    assert "/vereine/stiftung/" not in shown(client, "vorhaben/fruehstueck")


def test_empty_records_still_make_a_page(client):
    make_identity()
    make_activity(slug="neu")
    make_district(slug="neu")
    make_venue(slug="neu")
    make_organisation(slug="neu", kinds=["association"])
    make_task(slug="neu", name="")
    make_working_group(slug="neu")
    for path in ("vorhaben", "stadtteile", "orte", "vereine", "konzept", "rat/arbeitskreise"):
        assert "Zurzeit gibt es keine Termine." in shown(client, f"{path}/neu")


@pytest.mark.parametrize(
    ("path", "link"),
    [
        ("termine/kommt", "/de/orte/saal/"),
        ("termine/kommt", "/de/vorhaben/fruehstueck/"),
        ("termine/kommt", "/de/konzept/aufgabe/"),
        ("termine/kommt", "/de/vereine/chor/"),
        ("vereine", "/de/vereine/chor/"),
        ("konzept", "/de/konzept/aufgabe/"),
        ("konzept", "/de/vorhaben/fruehstueck/"),
        ("rat", "/de/rat/arbeitskreise/begegnung/"),
        ("rat", "/de/rat/arbeitskreise/"),
        ("orte/saal", "/de/stadtteile/hafen/"),
    ],
)
def test_other_pages_lead_here(client, world, path, link):
    assert f'href="{link}"' in shown(client, path)


def test_home_map_leads_to_districts(client, world):
    page = client.get("/de/").content.decode()
    assert 'href="/de/stadtteile/hafen/"' in page and 'href="/de/stadtteile/"' in page


def test_spellings_of_a_name_are_no_other_names(client):
    make_identity()
    make_district(
        slug="kueppersteg", name="Küppersteg", synonyms=["Kueppersteg", "Kuppersteg", "Alt-Küppersteg"]
    )
    page = shown(client, "stadtteile/kueppersteg")
    assert "<dd>Alt-Küppersteg</dd>" in page
    assert "Kueppersteg" not in page and "Kuppersteg" not in page


def test_the_map_marks_the_district_of_the_page(client, world):
    page = shown(client, "stadtteile/hafen")
    assert page.count('<a href="/de/stadtteile/hafen/" aria-current="true">') == 1
    assert 'aria-current="true"><span class="hex-name"><bdi>Berg' not in page


QUERIES = {
    "vorhaben/fruehstueck": 14,
    "stadtteile/hafen": 13,
    "orte/saal": 10,
    "vereine/chor": 12,
    "konzept/aufgabe": 15,
    "rat/arbeitskreise/begegnung": 12,
    "stadtteile": 4,
    "rat/arbeitskreise": 2,
}


@pytest.mark.parametrize("path", QUERIES)
def test_queries_do_not_grow_with_what_is_shown(client, world, count_queries, path):
    with count_queries() as few:
        shown(client, path)
    grow(world)
    with count_queries() as many:
        shown(client, path)
    assert (len(few), len(many)) == (QUERIES[path], QUERIES[path])
