"""Pages for what goes wrong, in the language of the address or else of the browser.

400, 500 and 503 need neither database nor shell: they are plain pages with a sentence from the catalogues.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.functional import Promise
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _

from miteinander.foundation.languages.middleware import language_of_path, preferred_language
from miteinander.foundation.languages.registry import direction
from miteinander.programme.participation.views import register_again
from miteinander.surfaces.operations import maintenance

from .duty_views import accessibility_again

RETRY_AFTER = 600
"""Seconds after which browsers and search engines come back."""

STAYS_OPEN = ("/buero/", "/konto/", "/healthz", "/media/", "/dateien/", "/static/")
"""What the office needs while the public waits."""

NOT_FOR_READERS = "matches the given query"


@dataclass(frozen=True)
class Sentence:
    title: Promise
    text: Promise


BAD_REQUEST = Sentence(
    _("Das haben wir nicht verstanden"), _("Bitte gehen Sie zurück, und versuchen Sie es noch einmal.")
)
SERVER_ERROR = Sentence(
    _("Etwas ist schiefgegangen"),
    _("Das liegt an uns. Bitte versuchen Sie es in ein paar Minuten noch einmal."),
)
MAINTENANCE = Sentence(
    _("Wir arbeiten gerade an dieser Seite"), _("Bitte kommen Sie in ein paar Minuten wieder.")
)


def language_for(request: HttpRequest) -> str:
    """The language of the address, else the best one of the browser."""
    return language_of_path(request.path_info) or preferred_language(
        request.headers.get("Accept-Language", "")
    )


_COME_BACK: dict[str, Callable[..., HttpResponse]] = {
    "website:accessibility": accessibility_again,
    "participation:register": register_again,
}


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    given = exception.args[0] if exception.args else ""
    reason = str(given) if isinstance(given, str | Promise) else ""
    return _page(request, "404.html", 404, reason="" if NOT_FOR_READERS in reason else reason)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(request, "403.html", 403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without its token. Long ones come back as they were typed."""
    match = request.resolver_match
    if match is not None and (again := _COME_BACK.get(match.view_name)):
        return again(request, **match.kwargs)
    return _page(request, "403.html", 403, was_form=True)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return plain_page(request, BAD_REQUEST, 400)


def server_error(request: HttpRequest) -> HttpResponse:
    return plain_page(request, SERVER_ERROR, 500)


class MaintenanceMiddleware:
    """Answers everything but the office with 503 while maintenance is switched on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if maintenance.is_on(settings.HOME) and not request.path_info.startswith(STAYS_OPEN):
            response = plain_page(request, MAINTENANCE, 503)
            response["Retry-After"] = str(RETRY_AFTER)
            return response
        return self.get_response(request)


def plain_page(request: HttpRequest, sentence: Sentence, status: int) -> HttpResponse:
    """No query, no context processor; if even the template fails, two bare sentences."""
    lang = language_for(request)
    with translation.override(lang):
        context = {
            "lang": lang,
            "dir": direction(lang),
            "title": str(sentence.title),
            "text": str(sentence.text),
            "home": f"/{lang}/",
        }
        try:
            html = str(render_to_string("plain_error.html", context))
        except Exception:  # whatever it is: nobody may see an error page of an error page
            html = "<!DOCTYPE html><html lang='{lang}' dir='{dir}'><title>{title}</title><h1>{title}</h1><p>{text}</p>".format(
                **{name: escape(value) for name, value in context.items()}
            )
    response = HttpResponse(html, status=status)
    response["Cache-Control"] = "no-store"
    return _in_language(request, response, lang)


def _page(request: HttpRequest, template: str, status: int, **context: Any) -> HttpResponse:
    lang = language_for(request)
    with translation.override(lang):
        response = render(request, template, context, status=status)
    return _in_language(request, response, lang)


def _in_language(request: HttpRequest, response: HttpResponse, lang: str) -> HttpResponse:
    response["Content-Language"] = lang
    if not language_of_path(request.path_info):
        patch_vary_headers(response, ["Accept-Language"])
    return response
