"""The released edition as a PDF for the screen, as the registered document "newspaper.edition" sets it."""

from miteinander.foundation.languages.registry import base_language
from miteinander.foundation.typesetting import documents
from miteinander.foundation.typesetting.documents import CannotPrint, Wish
from miteinander.foundation.typesetting.printing import print_wish

from .models import Edition

DOCUMENT = "newspaper.edition"


def has_released_pdf(edition: Edition) -> bool:
    """Whether there is one to read. No query."""
    return edition.live and edition.is_frozen and _document() is not None


def screen_pdf(edition: Edition) -> bytes | None:
    """The file; the same content is set once (`typesetting.printing`). None while there is none to read."""
    document = _document()
    if document is None or not has_released_pdf(edition):
        return None
    formats = {one.key: one for one in document.formats}
    wish = Wish(edition.pk, (base_language(),), formats.get(edition.format, document.format()))
    try:
        return print_wish(document, wish).content
    except CannotPrint:
        return None


def _document() -> documents.Document | None:
    try:
        return documents.document(DOCUMENT)
    except KeyError:
        return None
