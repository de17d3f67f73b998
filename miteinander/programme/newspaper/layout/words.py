"""The few words the engine says itself, in the language of the story they stand with."""

from django.utils.translation import gettext as _
from django.utils.translation import override


def continued_on(lang: str, page: int) -> str:
    with override(lang):
        return _("Fortsetzung auf Seite %(page)d") % {"page": page}


def continued_from(lang: str, page: int) -> str:
    with override(lang):
        return _("Fortsetzung von Seite %(page)d") % {"page": page}


def on_page(lang: str, page: int) -> str:
    with override(lang):
        return _("Seite %(page)d") % {"page": page}


def in_numbers(lang: str) -> str:
    with override(lang):
        return _("In Zahlen")


def scan_says(lang: str) -> str:
    """What stands for a QR code where it is not seen."""
    with override(lang):
        return _("QR-Code zum Beitrag im Internet")


def each_tile(lang: str, count: int) -> str:
    with override(lang):
        return _("Jede Form steht für %(count)d.") % {"count": count}
