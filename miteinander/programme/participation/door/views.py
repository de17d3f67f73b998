"""The door's app over HTTP: its page, its manifest and service worker, and three addresses that speak JSON.

No cookie and no session: a phone proves itself with a header that no other site can send, so there is nothing that a
forged form could use.
"""

import json
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from miteinander.foundation.languages.registry import site_languages
from miteinander.foundation.values.clock import now

from .. import actions, door_actions
from ..errors import TooManyPhones
from .contact import Refused, check_newcomer, door_of, phone_of
from .guest_list import book_after, guest_list, list_version
from .sent_lines import LARGEST_BODY, read_json, read_label, read_lines, read_since
from .shell_files import WORKER, shell_files, shell_version
from .texts import door_texts

PERMISSIONS = "camera=(self), microphone=(), geolocation=()"
PICTOGRAMS = ("arrow", "cancelled", "check", "clock", "flag", "people", "ticket", "warning")
View = Callable[..., HttpResponse]


def speaks_json(view: View) -> View:
    """A refusal is JSON with its sentence; nothing here is kept by anybody on the way."""

    @csrf_exempt
    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response = view(request, *args, **kwargs)
        except Refused as refused:
            answer = {"sentence": refused.sentence, "wipe": refused.wipe}
            response = JsonResponse(answer, status=refused.status)
        response["Cache-Control"] = "no-store"
        return response

    return answered


@require_safe
def door_page(request: HttpRequest, token: str) -> HttpResponse:
    """The app, or a sentence why not; then its script deletes what the phone still has from this link."""
    try:
        door = door_of(token)
    except Refused as refused:
        closed = {"sentence": refused.sentence}
        return _kept_private(render(request, "participation/door/closed.html", closed, status=refused.status))
    texts = door_texts()
    context = {
        "door": door,
        "title": door.event.title.localized("de").text,
        "token": token,
        "texts": texts,
        "words": texts["de"],
        "languages": site_languages(),
        "pictograms": sorted({*PICTOGRAMS, *(one.pictogram for one in door_actions.door_actions())}),
        "addresses": {
            "page": request.path,
            "worker": reverse("door-worker"),
            "phone": reverse("door-phone", args=[token]),
            "list": reverse("door-list", args=[token]),
            "book": reverse("door-book", args=[token]),
        },
    }
    response = _kept_private(render(request, "participation/door/door.html", context))
    response["Permissions-Policy"] = PERMISSIONS
    return response


def _kept_private(response: HttpResponse) -> HttpResponse:
    """The address holds the key: it goes to no other site, into no shared cache and into no search engine."""
    response["Cache-Control"] = "private, no-cache"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
@speaks_json
def manifest(request: HttpRequest, token: str) -> HttpResponse:
    """What a phone needs to install the page: the event's name and our mark."""
    door = door_of(token)
    page = reverse("door-page", args=[token])
    title = door.event.title.localized("de").text
    found = {
        "id": page,
        "name": f"{title} – {door.label}",
        "short_name": title[:24],
        "start_url": page,
        "scope": page,
        "display": "standalone",
        "background_color": "#fffaf0",
        "theme_color": "#1d1a33",
        "icons": [
            {
                "src": static(f"participation/door/icon-{size}.png"),
                "sizes": f"{size}x{size}",
                "type": "image/png",
            }
            | ({"purpose": "any maskable"})
            for size in (192, 512)
        ],
    }
    return JsonResponse(found, content_type="application/manifest+json")


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker of all doors. Its version follows from the files it keeps, so a new one comes by itself."""
    head = f"const VERSION = {json.dumps(shell_version())};\nconst FILES = {json.dumps(shell_files())};\n"
    source = finders.find(WORKER)
    assert isinstance(source, str)
    body = head + Path(source).read_text("utf-8")
    response = HttpResponse(body, content_type="text/javascript; charset=utf-8")
    response["Service-Worker-Allowed"] = reverse("door-worker").rpartition("/")[0] + "/"
    response["Cache-Control"] = "no-cache"
    return response


@require_POST
@speaks_json
def phone(request: HttpRequest, token: str) -> HttpResponse:
    """A new phone gives itself a name and gets its secret."""
    check_newcomer(request)
    sent = _body(request)
    door = door_of(token, counted=True)
    try:
        added, secret = actions.add_phone(door=door, label=read_label(sent))
    except TooManyPhones as refused:
        raise Refused(409, refused.sentence) from None
    return JsonResponse({"phone": f"{added.uid}.{secret}"}, status=201)


@require_safe
@speaks_json
def guests(request: HttpRequest, token: str) -> HttpResponse:
    return JsonResponse(guest_list(phone_of(request, token).door))


@require_POST
@speaks_json
def book(request: HttpRequest, token: str) -> HttpResponse:
    """Take what the phone wrote and tell what the others wrote. The same lines as often as the phone likes."""
    speaker = phone_of(request, token)
    sent = _body(request)
    lines = read_lines(sent)
    since = read_since(sent)
    actions.write_book(phone=speaker, lines=lines)
    return JsonResponse(
        {
            "now": int(now().timestamp() * 1000),
            "taken": [str(line.uid) for line in lines],
            "list": list_version(speaker.door),
        }
        | book_after(speaker.door, since)
    )


def _body(request: HttpRequest) -> dict[str, Any]:
    """Refused before a body is read that is far too long."""
    length = request.headers.get("Content-Length", "")
    if length.isdecimal() and int(length[:12]) > LARGEST_BODY:
        return read_json(b" " * (LARGEST_BODY + 1))
    return read_json(request.body)
