"""Persian as a thirteenth language: two lines of configuration, no catalogue, no text. Nothing in the code is changed."""

import json
import re
from xml.etree import ElementTree

import pytest
from django.contrib.auth import get_user_model
from icalendar import Calendar

from miteinander.foundation.languages.registry import site_languages
from miteinander.foundation.languages.reviews import Review, review_of
from miteinander.programme.events.models import Event
from miteinander.surfaces.programme_files.actions import import_programme
from tests.support.demo import demo, demo_file  # noqa: F401
from tests.support.demo_pages import MISSING, NAMES, path_of
from tests.support.page_checks import check_page, check_response
from tests.support.pages import Page

DECEMBER, SUNDAY = "دسامبر", "یکشنبه"
"""As Django's own Persian catalogue writes them."""
SUMMER, SUMMER_SEARCHED = "جشن تابستانی", "تابستاني"
"""A title, and one of its words typed on an Arabic keyboard."""
HALL = "سالن"


@pytest.fixture
def persian(settings):
    settings.SITE_LANGUAGES = settings.LANGUAGES = [*settings.SITE_LANGUAGES, ("fa", "فارسی")]


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo", "persian")]


def read(client, path):
    return client.get(f"/fa/{path}").content.decode()


def test_twelve_come_back_when_the_configuration_is_taken_away(settings):
    assert [language.code for language in site_languages()][-2:] == ["fr", "fa"]
    settings.SITE_LANGUAGES = settings.SITE_LANGUAGES[:-1]
    assert len(site_languages()) == 12


@pytest.mark.parametrize("name", NAMES)
def test_page_answers_in_persian(client, name):
    path = path_of(name)
    response = client.get(f"/fa/{path}")
    assert response.status_code == (404 if name in MISSING else 200)
    check_response(response, "fa")
    check_page(response.content.decode(), "fa", path)


@pytest.mark.parametrize(
    ("header", "address"), [("fa-IR,fa;q=0.9,en;q=0.5", "/fa/"), ("prs,de;q=0.5", "/de/")]
)
def test_browser_language_leads_to_it(client, header, address):
    assert client.get("/", headers={"accept-language": header})["Location"] == address


@pytest.mark.parametrize("path", ["", "kalender/", "kalender/monat/2026-12/", "gibt-es-nicht/"])
@pytest.mark.parametrize(("code", "name"), [("kmr", "Kurmancî"), ("ti", "ትግርኛ"), ("ps", "پښتو")])
def test_language_that_django_does_not_know(client, settings, code, name, path):
    settings.SITE_LANGUAGES = settings.LANGUAGES = [*settings.SITE_LANGUAGES, (code, name)]
    response = client.get(f"/{code}/{path}")
    assert response.status_code == (404 if "nicht" in path else 200)
    check_page(response.content.decode(), code, path)


def test_every_language_offers_it_by_its_own_name(client):
    for lang in ("de", "ar", "fa"):
        page = Page.parse(client.get(f"/{lang}/kalender/?q=x").content.decode())
        (link,) = [a for a in page.all("a") if a.get("hreflang") == "fa"]
        assert (link.get("href"), link.get("lang")) == ("/fa/kalender/?q=x", "fa")
        assert "rtl" in {link.get("dir"), page.root.get("dir")}
        assert page.text_of(link) == "فارسی"
        assert {a.get("href") for a in page.all("link") if a.get("hreflang") == "fa"} == {
            "http://testserver/fa/kalender/"
        }


def test_sitemap_lists_it(client):
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    root = ElementTree.fromstring(client.get("/sitemap.xml").content)
    urls = {url.findtext("s:loc", "", names): url for url in root}
    assert {location.replace("/fa/", "/de/") for location in urls if "/fa/" in location} == {
        location for location in urls if "/de/" in location
    }
    links = urls["http://testserver/de/stadtteile/"].findall("x:link", names)
    assert "http://testserver/fa/stadtteile/" in [link.get("href") for link in links]


def test_dates_have_persian_names(client):
    event = Event.objects.get(slug="fruehstueck-2026-12-13")
    html = read(client, f"termine/{event.slug}/")
    assert f"{SUNDAY}، 13 {DECEMBER} 2026" in html
    grid = Page.parse(read(client, "kalender/monat/2026-12/"))
    (caption,) = grid.all("caption")
    assert grid.text_of(caption) == f"{DECEMBER} 2026"
    assert grid.text_of(next(grid.all("th"))), "weeks begin on Saturday"
    assert next(grid.all("abbr")).get("title") == "شنبه"


def test_text_that_is_missing_is_german_and_says_so(client):
    event = Event.objects.get(slug="fruehstueck-2026-12-13")
    html = read(client, f"termine/{event.slug}/")
    title = re.escape(event.activity.title["de"])
    assert re.search(
        rf'<h1[^>]*><span lang="de" dir="ltr">{title}</span> <span class="fallback-note">auf Deutsch</span>',
        html,
    )
    page = Page.parse(html)
    marked = {
        page.text_of(one) for one in page.root.iter() if (one.get("lang"), one.get("dir")) == ("de", "ltr")
    }
    assert event.venues.get().name["de"] in marked
    assert "In meinen Kalender" in html, "the interface has no catalogue and speaks German"


def test_duty_page_is_german_and_says_so(client):
    page = Page.parse(read(client, "leichte-sprache/"))
    assert [one for one in page.all("div", "section") if (one.get("lang"), one.get("dir")) == ("de", "ltr")]
    assert review_of("fa") == Review.MISSING
    html = read(client, "barrierefreiheit/")
    assert re.search(r'<bdi lang="fa" dir="rtl">فارسی</bdi></dt><dd>auf Deutsch</dd>', html)


def test_feeds_speak_it(client):
    feed = json.loads(client.get("/kalender.json?lang=fa&format=open-breakfast&limit=1").content)
    assert feed["language"] == "fa"
    assert feed["events"][0]["title"]["language"] == "de"
    assert "/fa/termine/" in feed["events"][0]["url"]
    events = Calendar.from_ical(client.get("/kalender.ics?lang=fa").content).walk("VEVENT")
    assert all("/fa/termine/" in event["URL"] for event in events)
    atom = ElementTree.fromstring(client.get("/kalender.atom?lang=fa").content)
    assert atom.get("{http://www.w3.org/XML/1998/namespace}lang") == "fa"


FILE = {
    "programme": "1",
    "venues": [{"slug": "saal", "name": {"de": "Saal", "fa": HALL}}],
    "events": [
        {"slug": "fruehstueck-2026-12-13", "title": {"de": "Sommerfest", "fa": SUMMER}, "venues": ["saal"]}
    ],
}


@pytest.fixture
def imported():
    report = import_programme(source=[{**FILE}], actor=get_user_model().objects.first())
    assert report.ok, report.problems
    return Event.objects.get(slug="fruehstueck-2026-12-13")


def test_import_takes_its_texts_and_pages_show_them(client, imported):
    assert imported.title["fa"] == SUMMER
    html = read(client, f"termine/{imported.slug}/")
    assert f"<h1>{SUMMER}</h1>" in html
    assert f"<title>{SUMMER}" in html
    assert SUMMER in client.get("/kalender.json?lang=fa&format=open-breakfast").content.decode()
    assert HALL in html
    assert f"<h1>{HALL}</h1>" in read(client, "orte/saal/")


def test_search_finds_persian_and_german(client, imported):
    page = Page.parse(read(client, f"suche/?q={SUMMER_SEARCHED}"))
    (heading,) = [one for one in page.all("h3") if SUMMER in page.text_of(one)]
    assert heading.find(".//*[@lang]") is None
    page = Page.parse(read(client, "suche/?q=Wiesdorf"))
    assert [one for one in page.all("h3") if "Wiesdorf" in page.text_of(one)]
    assert f"/fa/termine/{imported.slug}/" in read(client, f"kalender/?q={SUMMER_SEARCHED}")


def test_office_edits_it(client):
    client.force_login(get_user_model().objects.filter(is_superuser=True)[0])
    event = Event.objects.get(slug="fruehstueck-2026-12-13")
    html = client.get(f"/buero/snippets/events/event/edit/{event.pk}/").content.decode()
    assert re.search(r'<input[^>]*name="title-fa"[^>]*dir="rtl"|dir="rtl"[^>]*name="title-fa"', html)
