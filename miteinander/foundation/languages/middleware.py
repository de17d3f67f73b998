"""The language of a request is the first part of its path; readers get no cookie and no session."""

from collections.abc import Callable, Collection

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation.trans_real import parse_accept_lang_header

from .registry import base_language, site_codes


def language_of_path(path: str) -> str | None:
    first = path.lstrip("/").split("/", 1)[0]
    return first if first in site_codes() else None


def preferred_language(header: str, *, but: Collection[str] = ()) -> str:
    """The best language of the site for an Accept-Language header, none of `but`; German when nothing fits."""
    offered = site_codes() - settings.LANGUAGES_BY_CHOICE_ONLY - set(but)
    for wanted, quality in parse_accept_lang_header(header[:500]):
        if not quality:
            continue
        for candidate in (wanted, wanted.split("-")[0]):
            if candidate in offered:
                return candidate
    return base_language()


class LanguageMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = language_of_path(request.path_info) or base_language()
        translation.activate(language)
        request.LANGUAGE_CODE = language
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response
