"""What goes wrong is said in the visitor's language, and the worst of it without any help."""

import re

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.test import Client, RequestFactory
from django.urls import path
from django.utils import translation
from django.utils.translation import gettext_lazy

from miteinander import urls
from miteinander.foundation.languages.registry import site_languages
from miteinander.surfaces.operations import maintenance
from miteinander.surfaces.website import errors
from miteinander.surfaces.website.errors import BAD_REQUEST, MAINTENANCE, SERVER_ERROR, plain_page
from tests.support.factories import make_identity

LANGUAGES = [language.code for language in site_languages()]


def broken(request):
    raise RuntimeError("on purpose")


def secret(request):
    raise PermissionDenied


urlpatterns = [
    path("de/kaputt/", broken),
    path("ar/kaputt/", broken),
    path("pl/geheim/", secret),
    *urls.urlpatterns,
]
handler400, handler403 = errors.bad_request, errors.forbidden
handler404, handler500 = errors.not_found, errors.server_error


def said(text, lang):
    with translation.override(lang):
        return str(translation.gettext(str(text)))


@pytest.fixture
def under_maintenance(tmp_path, settings):
    settings.HOME = tmp_path
    (tmp_path / maintenance.FILE).touch()


# --- 404 and 403 ----------------------------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("lang", LANGUAGES)
def test_missing_page_speaks_the_language_of_the_address(client, lang):
    response = client.get(f"/{lang}/gibt-es-nicht/", headers={"accept-language": "el"})
    html = response.content.decode()
    assert response.status_code == 404
    assert response["Content-Language"] == lang
    assert f'<html lang="{lang}"' in html
    assert html.count("<h1>") == 1
    assert f'href="/{lang}/"' in html


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("header", "lang"),
    [("tr,en;q=0.5", "tr"), ("ar-SY", "ar"), ("xx", "de"), ("", "de"), ("de-simple", "de")],
)
def test_missing_page_without_a_language_speaks_that_of_the_browser(client, header, lang):
    response = client.get("/gibt-es-nicht", headers={"accept-language": header})
    assert response.status_code == 404
    assert response["Content-Language"] == lang
    assert "Accept-Language" in response["Vary"]
    assert f'<html lang="{lang}"' in response.content.decode()


@pytest.mark.django_db
def test_missing_record_says_what_is_missing_and_never_the_name_of_a_model(client):
    assert "Diesen Termin gibt es nicht" in client.get("/de/termine/weg/").content.decode()
    request = RequestFactory().get("/de/x/")
    assert (
        "Nur geliehen." in errors.not_found(request, Http404(gettext_lazy("Nur geliehen."))).content.decode()
    )
    html = errors.not_found(request, Exception("No Event matches the given query.")).content.decode()
    assert "matches the given query" not in html


@pytest.mark.django_db
@pytest.mark.urls(__name__)
def test_forbidden_page_speaks_the_language_of_the_address(client):
    make_identity()
    response = client.get("/pl/geheim/")
    assert response.status_code == 403
    assert '<html lang="pl"' in response.content.decode()


@pytest.mark.django_db
def test_forged_form_elsewhere_gets_a_page_that_says_what_to_do():
    response = Client(enforce_csrf_checks=True).post("/de/kalender/", {"a": "b"})
    html = response.content.decode()
    assert response.status_code == 403
    assert "Erlauben Sie dafür Cookies." in html
    assert html.count("<h1>") == 1


# --- 400 and 500: no database ---------------------------------------------------------------------------------------


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("lang", ["de", "ar"])
def test_server_error_needs_no_database(client, lang):
    """No `django_db` mark: a query would fail this test."""
    client.raise_request_exception = False
    response = client.get(f"/{lang}/kaputt/")
    html = response.content.decode()
    assert response.status_code == 500
    assert f'<html lang="{lang}" dir="{"rtl" if lang == "ar" else "ltr"}">' in html
    assert said(SERVER_ERROR.title, lang) in html
    assert "on purpose" not in html and "Traceback" not in html
    assert response["Cache-Control"] == "no-store"


@pytest.mark.parametrize("sentence", [BAD_REQUEST, SERVER_ERROR, MAINTENANCE])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_plain_page_in_every_language(lang, sentence):
    with translation.override("fr"):  # what is active does not matter
        html = plain_page(RequestFactory().get(f"/{lang}/"), sentence, 500).content.decode()
    assert f'<html lang="{lang}"' in html
    assert f"<h1>{said(sentence.title, lang)}</h1>" in html
    assert f'href="/{lang}/"' in html
    assert not re.search(r'\sstyle="|<script', html)


def test_even_a_broken_template_leaves_two_sentences(monkeypatch):
    def fail(*args):
        raise ValueError("no manifest")

    monkeypatch.setattr(errors, "render_to_string", fail)
    html = plain_page(RequestFactory().get("/de/"), SERVER_ERROR, 500).content.decode()
    assert "<h1>Etwas ist schiefgegangen</h1>" in html


def test_nonsense_in_a_request_gets_a_plain_page(client, settings):
    client.raise_request_exception = False
    data = "&".join(f"f{number}=x" for number in range(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1))
    response = client.post(
        "/de/barrierefreiheit/",
        data,
        content_type="application/x-www-form-urlencoded",
        headers={"referer": "x"},
    )
    assert response.status_code == 400
    assert said(BAD_REQUEST.title, "de") in response.content.decode()


# --- Maintenance ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address", ["/de/", "/ar/kalender/", "/kalender.ics", "/", "/de/termine/x/", "/robots.txt"]
)
def test_maintenance_answers_the_public_without_database(client, under_maintenance, address):
    response = client.get(address, headers={"accept-language": "uk"})
    assert response.status_code == 503
    assert response["Retry-After"] == "600"
    lang = address.strip("/").split("/")[0]
    assert response["Content-Language"] == (lang if lang in LANGUAGES else "uk")
    assert said(MAINTENANCE.title, response["Content-Language"]) in response.content.decode()
    assert "default-src" in response["Content-Security-Policy"]


@pytest.mark.django_db
def test_maintenance_leaves_office_and_health_open(client, office, under_maintenance):
    assert client.get("/healthz").status_code == 200
    client.force_login(office)
    assert client.get("/buero/").status_code == 200
    assert client.get("/de/").status_code == 503


@pytest.mark.django_db
def test_without_the_file_everything_is_open(client, tmp_path, settings):
    settings.HOME = tmp_path
    assert client.get("/de/").status_code == 200


# --- The mark -------------------------------------------------------------------------------------------------------


def test_favicon_leads_to_the_mark(client):
    response = client.get("/favicon.ico")
    assert response.status_code == 302
    assert response["Location"] == f"{settings.STATIC_URL}interface/css/mark.svg"
    assert response["Cache-Control"] == "max-age=86400"
