"""Devices on which somebody signed in before: a signed cookie under /konto/ that holds keyed hashes of addresses."""

import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

COOKIE = "konto-geraet"
PATH = "/konto/"
AGE = 365 * 24 * 60 * 60
MOST_ACCOUNTS = 5
SALT = "access.known_devices"


def device_for(request: HttpRequest, email: str) -> str:
    """The id of this device when it is known for the account; empty otherwise. No query."""
    device, accounts = _read(request)
    return device if device and _hash(email) in accounts else ""


def remember(request: HttpRequest, response: HttpResponse, email: str) -> None:
    """From now on this device is known for the account."""
    device, accounts = _read(request)
    kept = [one for one in accounts if one != _hash(email)][: MOST_ACCOUNTS - 1]
    value = signing.dumps([device or secrets.token_hex(8), _hash(email), *kept], salt=SALT)
    response.set_cookie(
        COOKIE,
        value,
        max_age=AGE,
        path=PATH,
        httponly=True,
        samesite="Lax",
        secure=bool(settings.SESSION_COOKIE_SECURE),
    )


def _read(request: HttpRequest) -> tuple[str, list[str]]:
    try:
        device, *accounts = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=AGE)
    except (signing.BadSignature, ValueError, TypeError):
        return "", []
    return str(device), [str(one) for one in accounts]


def _hash(email: str) -> str:
    return salted_hmac(SALT, email.strip().lower(), algorithm="sha256").hexdigest()[:24]
