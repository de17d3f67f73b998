"""Short addresses for print: four letters that nobody can misread, the same for the same page for ever."""

import hashlib
from collections.abc import Iterable

from django.conf import settings
from django.db import IntegrityError, transaction

from .addresses import absolute
from .models import ShortLink

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without i, l, o, 0 and 1."""
SHORTEST = 4


def known_address(path: str) -> str:
    """The whole address of a page that has its code already, else empty: for pages, which write nothing. One query."""
    code = ShortLink.objects.filter(path=without_language(path)).values_list("code", flat=True).first()
    return absolute(f"/t/{code}") if code else ""


def make_short_links(paths: Iterable[str]) -> None:
    """Codes for these pages, so that showing and printing them only reads. One query, two more for each new one."""
    wanted = {without_language(path) for path in paths}
    for path in sorted(
        wanted - set(ShortLink.objects.filter(path__in=wanted).values_list("path", flat=True))
    ):
        _new_code(path)


def short_code(path: str) -> str:
    """The code of a page, made on first use. `path` is an address of ours, with or without its language."""
    bare = without_language(path)
    known = ShortLink.objects.filter(path=bare).values_list("code", flat=True).first()
    return known or _new_code(bare)


def short_address(path: str) -> str:
    """The whole address for a QR code, for example "https://rat.example/t/f6k2"."""
    return absolute(f"/t/{short_code(path)}")


def spoken_address(path: str) -> str:
    """The same for people to type: without "https://"."""
    return short_address(path).split("://", 1)[-1]


def path_behind(code: str) -> str | None:
    """The address behind a code, however it was typed; None for an unknown one."""
    return (
        ShortLink.objects.filter(code=code.strip().rstrip("/").lower()).values_list("path", flat=True).first()
    )


def without_language(path: str) -> str:
    first, _slash, rest = path.removeprefix("/").partition("/")
    known = {code for code, _name in settings.SITE_LANGUAGES}
    return f"/{rest}" if first in known else path


def _new_code(path: str) -> str:
    number = int.from_bytes(hashlib.sha256(path.encode()).digest())
    letters = ""
    while number:
        number, rest = divmod(number, len(ALPHABET))
        letters += ALPHABET[rest]
    for length in range(SHORTEST, 12):
        try:
            with transaction.atomic():
                link, _made = ShortLink.objects.get_or_create(path=path, defaults={"code": letters[:length]})
        except IntegrityError:
            continue
        return link.code
    raise RuntimeError(f"no short code is left for {path}")
