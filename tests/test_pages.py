"""Every public page of the demo year in every language: valid, in its language, navigable, without cookie or inline code."""

import itertools
import json
import re

import pytest

from miteinander.foundation.interface.models import present_identity
from miteinander.foundation.languages.registry import direction, site_languages
from miteinander.programme.events.models import Event
from tests.support.demo import demo, demo_file  # noqa: F401
from tests.support.pages import Page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]
LANGUAGES = [language.code for language in site_languages()]
POLICY = {
    "default-src 'self'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "object-src 'none'",
    "base-uri 'none'", "form-action 'self'", "frame-ancestors 'self'",
}  # fmt: skip
PATHS = {
    "home": "",
    "calendar": "kalender/",
    "archive": "kalender/?archiv=1&seite=2",
    "empty calendar": "kalender/?q=gibtesnicht&von=2026-13-01",
    "concept": "konzept/",
    "roster": "rat/",
    "consultation": "sprechstunde/",
    "volunteering": "mitmachen/",
    "newspaper": "zeitung/",
    "concerns": "anliegen/",
    "associations": "vereine/",
    "imprint": "impressum/",
    "privacy": "datenschutz/",
    "not found": "gibt-es-nicht/",
}
EVENTS = {
    "full event": {"items__isnull": False, "event_organisations__role": "partner", "venues__step_free": "yes",
                   "series__isnull": False, "state": "published"},
    "cancelled event": {"state": "cancelled"},
    "postponed event": {"state": "postponed"},
    "undated event": {"dates__precision": "none", "state": "published"},
    "event of a month": {"dates__precision": "month", "state": "published"},
}  # fmt: skip


def path_of(name):
    if name in PATHS:
        return PATHS[name]
    event = Event.objects.filter(**EVENTS[name]).order_by("slug").first()
    assert event, f"the demo year has no {name}"
    return f"termine/{event.slug}/"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", [*PATHS, *EVENTS])
def test_page(client, name, lang):
    path = path_of(name)
    response = client.get(f"/{lang}/{path}")
    html = response.content.decode()
    page = Page.parse(html, drawings=lang == "ar" and name != "calendar")

    assert response.status_code == (404 if name == "not found" else 200)
    assert not response.cookies
    assert {part.strip() for part in response.headers["Content-Security-Policy"].split(";")} == POLICY
    assert response.headers["Content-Language"] == lang
    assert (page.root.get("lang"), page.root.get("dir")) == (lang, direction(lang))

    check_head(page, lang, path)
    check_headings(page)
    check_ids(page)
    check_controls(page)
    check_nothing_inline(page)
    check_languages(page, lang)
    check_isolation(page)


def check_head(page, lang, path):
    address = f"http://testserver/{lang}/{path}".split("?")[0]
    links = [(link.get("rel"), link.get("hreflang"), link.get("href")) for link in page.all("link")]
    assert [href for rel, _lang, href in links if rel == "canonical"] == [address]
    alternates = {code: href for rel, code, href in links if rel == "alternate" and code}
    expected = {
        code: address.replace(f"/{lang}/", f"/{code}/", 1) for code in LANGUAGES if code != "de-simple"
    }
    assert {code: alternates[code] for code in expected} == expected
    assert [meta.get("content") for meta in page.all("meta") if meta.get("name") == "robots"] == ["noindex"]
    (title,) = page.all("title")
    assert title.text
    assert not title.text.startswith(" –")
    (main,) = page.all("main")
    assert next(a.get("href") for a in page.all("a")) == f"#{main.get('id')}"


def check_headings(page):
    levels = [int(element.tag[1]) for element in page.all("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels.count(1) == 1
    assert levels[0] == 1
    for before, after in itertools.pairwise(levels):
        assert after <= before + 1, levels
    for element in page.all("h1", "h2", "h3", "h4", "h5", "h6", "a", "button", "summary", "label"):
        assert page.text_of(element) or element.get("aria-label"), element.attrib


def check_ids(page):
    ids = [element.get("id") for element in page.root.iter() if element.get("id")]
    assert len(ids) == len(set(ids)), sorted(one for one in ids if ids.count(one) > 1)
    for element in page.root.iter():
        for name in ("aria-labelledby", "aria-describedby", "for", "data-status"):
            for target in (element.get(name) or "").split():
                assert target in ids, (name, target)
        if element.tag == "a" and re.fullmatch("#.+", element.get("href") or ""):
            assert element.get("href")[1:] in ids


def check_controls(page):
    labelled = {label.get("for") for label in page.all("label")}
    for control in page.all("input", "select", "textarea"):
        if control.get("type") != "hidden":
            assert control.get("id") in labelled or control.get("aria-label"), control.attrib
    landmarks = [element.get("aria-label") or element.get("aria-labelledby") for element in page.all("nav")]
    assert all(landmarks)
    assert len(landmarks) == len(set(landmarks))


def check_nothing_inline(page):
    for element in page.root.iter():
        assert not [name for name in element.attrib if name == "style" or name.startswith("on")], (
            element.attrib
        )
        assert element.tag != "style"
        for name in ("href", "src", "action"):
            assert not (element.get(name) or "").startswith("javascript:")
    for script in page.all("script"):
        if script.get("type") == "application/ld+json":
            assert json.loads(script.text)["@type"] == "Event"
        else:
            assert script.get("src"), "an inline script"
            assert not script.text
    for link in [*page.all("link"), *page.all("script"), *page.all("img")]:
        source = link.get("src") or (link.get("href") if link.get("rel") == "stylesheet" else "") or ""
        assert not source.startswith(("http", "//")), "nothing is loaded from elsewhere"


def check_languages(page, lang):
    known = set(LANGUAGES)
    for element in page.root.iter():
        inner = element.get("lang")
        if inner in known and element.get("dir"):
            assert element.get("dir") == direction(inner)
    for element in page.root.iter():
        children = list(element)
        for position, child in enumerate(children):
            if child.tag == "span" and child.get("class") == "fallback-note":
                before = children[position - 1]
                assert before.get("lang") not in {None, lang}
                assert before.get("dir") == direction(before.get("lang"))
                assert page.text_of(child)
    if lang == "de":
        assert "fallback-note" not in page.html


def check_isolation(page):
    isolated = {page.text_of(element) for element in page.all("bdi")}
    identity = present_identity()
    for text in (identity.name, identity.telephone_text, identity.email):
        assert text in isolated
    for element in page.all("a"):
        if (element.get("href") or "").startswith(("tel:", "mailto:b")):
            assert list(element.iter("bdi")), page.text_of(element)
    for name in ("event-card-time", "event-date"):
        for element in page.root.iter():
            if (element.get("class") or "").split() == [name] and page.text_of(element):
                assert element.find(".//bdi") is not None or name == "event-date", page.text_of(element)


@pytest.mark.parametrize("lang", ["ar", "uk"])
def test_text_that_is_only_german_says_so(client, lang):
    """Venues and access notes are not translated: each carries its language, its direction and the note."""
    html = client.get(f"/{lang}/{path_of('full event')}").content.decode()
    assert re.search(r'<span lang="de" dir="ltr">[^<]+</span> <span class="fallback-note">[^<]+</span>', html)


def test_language_bar_names_every_language_by_itself_and_keeps_the_address(client):
    page = Page.parse(client.get("/ar/kalender/?q=x").content.decode())
    links = {a.get("hreflang"): a for a in page.all("a") if a.get("hreflang")}
    assert {code: page.text_of(links[code]) for code in links} == {
        language.code: language.name for language in site_languages()
    }
    assert links["tr"].get("href") == "/tr/kalender/?q=x"
    assert [code for code, link in links.items() if link.get("aria-current")] == ["ar"]


def test_without_sample_data_search_engines_are_welcome(client):
    identity = present_identity()
    identity.is_sample = False
    identity.save()
    html = client.get("/de/").content.decode()
    assert "noindex" not in html
    assert "Das ist ein Beispiel." not in html


def test_all_six_tiles_lead_somewhere(client):
    page = Page.parse(client.get("/de/").content.decode())
    tiles = [a.get("href") for a in page.all("a") if (a.get("class") or "").startswith("tile ")]
    assert tiles == [
        f"/de/{path}/" for path in ("kalender", "sprechstunde", "mitmachen", "zeitung", "anliegen", "vereine")
    ]
    for address in tiles:
        html = client.get(address).content.decode()
        assert "0221 4710123" in html or "0221 4710 123" in html
