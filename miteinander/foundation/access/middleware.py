"""The language of /konto/, and the second factor before the office opens.

Both look at the path first: pages of readers cause no query for a session.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.http import urlencode
from wagtail.admin.auth import permission_denied

from miteinander.foundation.languages.middleware import preferred_language
from miteinander.foundation.languages.registry import base_language, site_codes
from miteinander.foundation.values.clock import today

from . import policies
from .groups import sync_groups

ACCOUNT, OFFICE = "/konto/", "/buero/"
OPEN_IN_OFFICE = ("/buero/login/", "/buero/logout/", "/buero/jsi18n/", "/buero/sprite/")
ONLY_ADMINISTRATORS = tuple(
    f"{OFFICE}{part}/"
    for part in (
        "api", "collections", "failwhale", "forms", "locales", "pages", "redirects", "reports", "sites", "test404",
        "workflows",
    )
)  # fmt: skip
"""What Wagtail brings for a tree of pages, and its lists that ask for no permission. Nobody's work needs them."""
NEEDED = {f"{OFFICE}images/": "wagtailimages.add_image", f"{OFFICE}documents/": "wagtaildocs.add_document"}
"""Some of Wagtail's choosers of pictures and files show one to whoever names its number."""
LANGUAGE_COOKIE = "konto-sprache"
SYNCED = "access_groups_day"
Answer = Callable[[HttpRequest], HttpResponse]


class AccountLanguageMiddleware:
    """Addresses under /konto/ name no language: it is the one asked for (`?lang=`, kept in a cookie of /konto/), else
    the account's, else the browser's. The office speaks the account's language where it has it, else German."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(OFFICE) and request.user.is_authenticated:
            return self._office(request)
        if not request.path_info.startswith(ACCOUNT):
            return self.get_response(request)
        asked = request.GET.get("lang", "")
        lang = asked if asked in site_codes() else _language(request)
        translation.activate(lang)
        request.LANGUAGE_CODE = lang
        request.language_in_query = True  # type: ignore[attr-defined]
        response = self.get_response(request)
        response["Content-Language"] = lang
        response["Cache-Control"] = "no-store"
        if asked == lang:
            response.set_cookie(
                LANGUAGE_COOKIE, lang, path=ACCOUNT, httponly=True, samesite="Lax", secure=_secure()
            )
        return response

    def _office(self, request: HttpRequest) -> HttpResponse:
        own = str(getattr(request.user, "language", ""))
        lang = own if own in dict(settings.WAGTAILADMIN_PERMITTED_LANGUAGES) else base_language()
        translation.activate(lang)
        request.LANGUAGE_CODE = lang
        response = self.get_response(request)
        response["Content-Language"] = lang
        return response


class SecondFactorMiddleware:
    """Nobody whose role needs a second factor gets into the office without one; they are led to set it up. Some
    addresses of the office are for administrators alone."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        path = request.path_info
        if (
            not path.startswith(OFFICE)
            or path.startswith(OPEN_IN_OFFICE)
            or not request.user.is_authenticated
        ):
            return self.get_response(request)
        if policies.needs_second_factor(request.user) and not policies.has_second_factor(request.user):
            return redirect(f"{reverse('mfa_index')}?{urlencode({'next': request.get_full_path()})}")
        if not _is_let_in(request.user, path):
            return permission_denied(request)
        _groups_of_today(request)
        return self.get_response(request)


def _is_let_in(user: Any, path: str) -> bool:
    if not policies.can_enter_office(user):
        return True  # Wagtail leads them to the sign-in
    if path.startswith(ONLY_ADMINISTRATORS):
        return bool(user.is_superuser)
    return all(user.has_perm(permission) for start, permission in NEEDED.items() if path.startswith(start))


def _groups_of_today(request: HttpRequest) -> None:
    """Once a day and session: a role that ended by its date also ends in Wagtail's groups."""
    day = today().isoformat()
    if request.session.get(SYNCED) != day:
        sync_groups(request.user)
        request.session[SYNCED] = day


def _language(request: HttpRequest) -> str:
    kept = request.COOKIES.get(LANGUAGE_COOKIE, "")
    if kept in site_codes():
        return kept
    if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
        own = str(getattr(request.user, "language", ""))
        if own in site_codes():
            return own
    return preferred_language(request.headers.get("Accept-Language", ""))


def _secure() -> bool:
    return bool(settings.SESSION_COOKIE_SECURE)
