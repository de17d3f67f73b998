"""Which language a request gets."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import translation

from miteinander.foundation.languages.middleware import (
    LanguageMiddleware,
    language_of_path,
    preferred_language,
)


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "de"),
        ("tr", "tr"),
        ("tr-TR,tr;q=0.9,en;q=0.8", "tr"),
        ("de-AT", "de"),
        ("en-GB,en;q=0.5", "en"),
        ("ja,ar;q=0.4,en;q=0.3", "ar"),
        ("en;q=0.1,uk;q=0.9", "uk"),
        ("ja", "de"),
        ("*", "de"),
        ("de-simple", "de"),
        ("fr;q=0", "de"),
        ("AR-sy", "ar"),
        (";;;,,,", "de"),
        ("\x00\xff<script>", "de"),
        ("tr" * 5000, "de"),
        ("x-" * 400 + ",tr", "de"),
        ("tr;q=zwei", "de"),
    ],
)
def test_preferred_language_reads_the_header(header, language):
    assert preferred_language(header) == language


@pytest.mark.parametrize(
    ("path", "language"),
    [
        ("/ar/kalender/", "ar"),
        ("/de-simple/", "de-simple"),
        ("/tr", "tr"),
        ("/", None),
        ("/buero/", None),
        ("/xx/", None),
        ("/kalender/ar/", None),
        ("/AR/", None),
    ],
)
def test_language_of_path_is_its_first_part(path, language):
    assert language_of_path(path) == language


def answer(path, response=None):
    seen = {}

    def view(request):
        seen["active"], seen["code"] = translation.get_language(), request.LANGUAGE_CODE
        return response or HttpResponse("ok")

    with translation.override("fr"):
        shown = LanguageMiddleware(view)(RequestFactory().get(path))
    return shown, seen


def test_middleware_activates_the_language_of_the_path():
    shown, seen = answer("/ar/kalender/")
    assert seen == {"active": "ar", "code": "ar"}
    assert shown.headers["Content-Language"] == "ar"


def test_middleware_is_german_without_a_language_in_the_path():
    shown, seen = answer("/buero/")
    assert seen == {"active": "de", "code": "de"}
    assert shown.headers["Content-Language"] == "de"


def test_middleware_keeps_a_language_the_view_chose():
    shown, _seen = answer("/de/", HttpResponse("ok", headers={"Content-Language": "tr"}))
    assert shown.headers["Content-Language"] == "tr"


def test_middleware_sets_no_cookie():
    shown, _seen = answer("/tr/")
    assert not shown.cookies
