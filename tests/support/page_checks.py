"""What holds on every public page of the demo: valid, in its language, navigable, without inline code."""

import itertools
import json
import re

from miteinander.foundation.interface.models import present_identity
from miteinander.foundation.languages.registry import direction, site_codes
from tests.support.pages import Page

POLICY = {
    "default-src 'self'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "object-src 'none'",
    "base-uri 'none'", "form-action 'self'", "frame-ancestors 'self'",
}  # fmt: skip


def check_response(response, lang):
    """What goes with the page; a cookie only where a form is."""
    assert {part.strip() for part in response.headers["Content-Security-Policy"].split(";")} == POLICY
    assert response.headers["Content-Language"] == lang
    assert set(response.cookies) <= ({"csrftoken"} if b'method="post"' in response.content else set())


def check_page(html, lang, path, *, drawings=False):
    """The whole markup, strictly; drawings cost the most and are left out unless asked for."""
    page = Page.parse(html, drawings=drawings)
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
        code: address.replace(f"/{lang}/", f"/{code}/", 1) for code in site_codes() if code != "de-simple"
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
    for kind in ("nav", "form", "section"):
        names = [name_of(page, element) for element in page.all(kind)]
        assert all(names) or kind != "nav"
        named = [name for name in names if name]
        assert len(named) == len(set(named)), f"two {kind}s of one name: {sorted(named)}"


def name_of(page, element):
    """The accessible name of a landmark, in words."""
    target = element.get("aria-labelledby")
    found = next((one for one in page.root.iter() if target and one.get("id") == target), None)
    return element.get("aria-label") or (page.text_of(found) if found is not None else "")


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
    known = site_codes()
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
