"""Every public page of the demo year in every language: valid, in its language, navigable, without cookie or inline code."""

import re

import pytest
from django.test import Client

from miteinander.foundation.interface.models import present_identity
from miteinander.foundation.languages.registry import site_languages
from miteinander.foundation.mailing import kinds, preferences
from miteinander.foundation.mailing.kinds import MailKind
from tests.support.demo import demo, demo_file  # noqa: F401
from tests.support.demo_pages import MISSING, NAMES, path_of
from tests.support.page_checks import check_page, check_response
from tests.support.pages import Page
from tests.support.taking_part import paths_of_taking_part

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]
LANGUAGES = [language.code for language in site_languages()]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_page(client, name, lang):
    path = path_of(name)
    response = client.get(f"/{lang}/{path}")
    assert response.status_code == (404 if name in MISSING else 200)
    check_response(response, lang)
    check_page(response.content.decode(), lang, path, drawings=lang == "ar" and name != "calendar")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_form_that_comes_back_with_its_mistakes(client, lang):
    path = "barrierefreiheit/"
    response = client.post(f"/{lang}/{path}", {"what": "", "page": "x" * 400, "reach": "x" * 400})
    assert response.status_code == 422
    html = response.content.decode()
    assert 'aria-invalid="true"' in html
    check_response(response, lang)
    check_page(html, lang, path)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_page_that_refuses(lang):
    response = Client(enforce_csrf_checks=True).post(f"/{lang}/konzept/")
    assert response.status_code == 403
    check_response(response, lang)
    check_page(response.content.decode(), lang, "konzept/")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_pages_of_taking_part(client, lang):
    """Form, own page in every state, papers, code, invitation: with all that a plan can ask."""
    statuses = {}
    for path in paths_of_taking_part():
        response = client.get(f"/{lang}/{path}")
        statuses[path] = response.status_code
        check_response(response, lang)
        check_page(response.content.decode(), lang, path)
    assert set(statuses.values()) == {200, 410}


@pytest.mark.parametrize("lang", ["de", "ar"])
def test_registration_that_comes_back_with_its_mistakes(client, lang):
    path = next(path for path in paths_of_taking_part() if path.endswith("/anmelden/"))
    response = client.post(f"/{lang}/{path}", {"name": "", "email": "x", "phone": "x", "food_vegan": "-1"})
    assert response.status_code == 422
    html = response.content.decode()
    assert html.count('aria-invalid="true"') >= 4
    check_response(response, lang)
    check_page(html, lang, path)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("registered", [("newsletter", "reminders"), ()])
def test_choice_of_mails(client, monkeypatch, lang, registered):
    """Its address is secret, so it says neither its other languages nor itself to a search engine."""
    monkeypatch.setattr(kinds, "_registered", {})
    for key in registered:
        kinds.register(MailKind(key, f"Art {key}"))
    link = preferences.link_for(address="gast@example.org", kind="newsletter", lang=lang)
    path = link.partition(f"/{lang}/")[2]
    for response in (client.get(f"/{lang}/{path}"), client.post(f"/{lang}/{path}", {"kind": "newsletter"})):
        assert response.status_code == 200
        check_response(response, lang)
        check_page(response.content.decode(), lang, path)
        assert response["Referrer-Policy"] == "no-referrer" and not response.cookies
    page = Page.parse(response.content.decode())
    ticked = {
        one.get("value"): one.get("checked") is not None
        for one in page.all("input")
        if one.get("type") == "checkbox"
    }
    assert ticked == ({"newsletter": True, "reminders": False} if registered else {})


@pytest.mark.parametrize("lang", LANGUAGES)
def test_choice_of_mails_with_a_link_that_nobody_signed(client, lang):
    response = client.get(f"/{lang}/e-mails/erraten/")
    assert response.status_code == 410
    check_response(response, lang)
    check_page(response.content.decode(), lang, "e-mails/erraten/")


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
