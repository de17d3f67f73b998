"""Public pages that are the same for everybody are made once for each content version."""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from miteinander.foundation.audit.actions import content_version
from miteinander.foundation.values.clock import today

LONGEST = 60
"""Seconds: what appears by the clock alone (an edition with a date in the future) is never later than that."""
View = Callable[..., HttpResponse]


def kept(view: View) -> View:
    """A view whose page depends on nothing but address, language, content and day. One query where it is known.

    Every write of public content raises the version, so no page outlives a change or a withdrawn picture. A browser that
    has the page already is told so (ETag). Only answers with status 200 are kept.
    """

    @wraps(view)
    def kept_view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        key = _key(request)
        etag = f'"{key}"'
        cache = caches["pages"]
        known = cache.get(key)
        if known is None:
            response = view(request, *args, **kwargs)
            if response.status_code != 200 or response.cookies:
                return response
            known = (response.content, response["Content-Type"])
            cache.set(key, known, LONGEST)
        elif (
            request.headers.get("If-None-Match", "").removeprefix("W/") == etag
        ):  # weak once it was compressed
            response = HttpResponse(status=304)
        else:
            response = HttpResponse(known[0], content_type=known[1])
        response["ETag"] = etag
        response["Cache-Control"] = "no-cache"
        return response

    return kept_view


def _key(request: HttpRequest) -> str:
    parts = (content_version(), get_language(), today(), request.build_absolute_uri())
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:32]
