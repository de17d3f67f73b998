"""Printing a registered document for a subject: read, set, look up what is set already."""

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


def print_wish(document: Document, wish: Wish, *, press: Press | None = None) -> Printed:
    """The document as PDF in the wished languages; the same content is set once an hour. Raises CannotPrint."""
    press = press or Press(archived=document.archived)
    with override(wish.languages[0]):
        sheets = sheets_of(document, wish)
        title = str(document.named(wish) if document.named else document.title)
        sample = sample_sentence()
    lang = wish.languages[0]
    key = sheets_key(sheets, title=title, lang=lang, press=press, sample=sample)
    cache = caches["renditions"]
    if (known := cache.get(f"print-{key}")) is not None:
        printed: Printed = known
        return printed
    printed = set_sheets(sheets, title=title, lang=lang, press=press, sample=sample)
    if len(printed.content) <= LARGEST_KEPT:
        cache.set(f"print-{key}", printed, KEPT_FOR)
    return printed


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
