"""Printing a registered document for a subject: read, set, look up what is set already."""

import uuid
from collections.abc import Sequence
from dataclasses import replace

from django.core.cache import caches
from django.utils.translation import gettext as _
from django.utils.translation import override

from miteinander.foundation.interface.models import present_identity

from .documents import CannotPrint, Document, Wish
from .press import Press
from .rendering import Printed, Sheet, draw_sheet, set_sheets, sheets_key

LARGEST_KEPT = 2_000_000
"""Bytes; what is larger is set again."""
KEPT_FOR = 3600


def print_wish(document: Document, wish: Wish, *, press: Press | None = None, run: str = "") -> Printed:
    """The document as PDF in the wished languages; the same content is set once an hour, what is personal each time.

    Sheets that come back get their numbers here, noted under the `run`. Raises CannotPrint.
    """
    lang = wish.languages[0]
    with override(lang):
        sheets = sheets_of(document, wish)
        title = str(document.named(wish) if document.named else document.title)
        if document.numbered is not None:
            sheets = _with_numbers(sheets, document.numbered(wish, run or uuid.uuid4().hex))
    press = press or Press(archived=document.archived)
    cached = not document.personal and document.numbered is None
    return print_sheets(sheets, title=title, lang=lang, press=press, cached=cached)


def print_sheets(
    sheets: Sequence[Sheet], *, title: str, lang: str, press: Press, cached: bool = True
) -> Printed:
    """The sheets as one PDF; the same content is set once an hour, what is personal each time. Raises NotSet."""
    with override(lang):
        sample = sample_sentence()
    if not cached:
        return set_sheets(sheets, title=title, lang=lang, press=press, sample=sample)
    key = sheets_key(sheets, title=title, lang=lang, press=press, sample=sample)
    cache = caches["renditions"]
    if (known := cache.get(f"print-{key}")) is not None:
        printed: Printed = known
        return printed
    printed = set_sheets(sheets, title=title, lang=lang, press=press, sample=sample)
    if len(printed.content) <= LARGEST_KEPT:
        cache.set(f"print-{key}", printed, KEPT_FOR)
    return printed


def _with_numbers(sheets: Sequence[Sheet], numbers: Sequence[str]) -> list[Sheet]:
    """Raises CannotPrint when there are not as many numbers as sheets."""
    if len(numbers) != len(sheets):
        raise CannotPrint(_("Eben hat sich hier etwas geändert. Bitte drucken Sie noch einmal."))
    return [replace(sheet, number=number) for sheet, number in zip(sheets, numbers, strict=True)]


def draw_wish(document: Document, wish: Wish) -> bytes:
    """Its first page as PNG, for the preview and for pictures to share. Raises CannotPrint."""
    with override(wish.languages[0]):
        return draw_sheet(sheets_of(document, wish)[0], lang=wish.languages[0], sample=sample_sentence())


def sheets_of(document: Document, wish: Wish) -> list[Sheet]:
    """Every sheet of the wish, in the active language. Raises CannotPrint when there is none."""
    sheets = [Sheet(document.template, data, wish.format) for data in document.read(wish)]
    if not sheets:
        raise CannotPrint(_("Hier gibt es noch nichts zu drucken."))
    return sheets


def sample_sentence() -> str:
    return _("Beispieldaten") if present_identity().is_sample else ""


def not_set() -> str:
    """For people, when Typst refuses a sheet; the log says where our mistake is."""
    return _(
        "Dieses Blatt lässt sich gerade nicht setzen. Das ist unser Fehler, nicht Ihrer. Bitte sagen Sie es der Technik; die anderen Blätter gehen."
    )
