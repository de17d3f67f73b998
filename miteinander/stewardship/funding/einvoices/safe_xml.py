"""XML from strangers: no document type, no entities, no network, a limited size and depth."""

from xml.parsers import expat

from django.utils.translation import gettext as _
from lxml import etree

from .unreadable import UnreadableInvoice, too_much

MOST_BYTES = 20 * 1024 * 1024
"""Attachments lie in the XML of an XRechnung; one of them may have 10 MB (a limit of libxml2)."""
MOST_ELEMENTS = 100_000


def parse(content: bytes) -> etree._Element:
    """The root; raises UnreadableInvoice."""
    if len(content) > MOST_BYTES:
        raise UnreadableInvoice(
            _("Die Rechnungsdaten sind größer als %(size)s MB. Bitte tippen Sie die Angaben ab.")
            % {"size": MOST_BYTES // 1024**2}
        )
    content = content.lstrip(b" \t\r\n")
    try:
        _refuse_document_type(content)
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        if error.code == etree.ErrorTypes.ERR_RESOURCE_LIMIT:
            raise UnreadableInvoice(
                _("In den Rechnungsdaten ist ein Anhang zu groß oder etwas zu tief verschachtelt. Bitte tippen Sie die Angaben ab.")
            ) from error  # fmt: skip
        raise _broken() from error
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise _broken() from error
    if root.getroottree().docinfo.doctype:
        raise _dangerous()
    if sum(1 for _element in root.iter()) > MOST_ELEMENTS:
        raise too_much()
    return root


class _RootReached(Exception):
    pass


def _refuse_document_type(content: bytes) -> None:
    """Reads only what stands before the first element: before libxml2 sees a declaration of entities."""
    reader = expat.ParserCreate()

    def at_document_type(*_given: object) -> None:
        raise _dangerous()

    def at_element(*_given: object) -> None:
        raise _RootReached

    reader.StartDoctypeDeclHandler = at_document_type
    reader.StartElementHandler = at_element
    try:
        reader.Parse(content, True)
    except _RootReached:
        return


def _broken() -> UnreadableInvoice:
    return UnreadableInvoice(
        _("Die Rechnungsdaten sind beschädigt. Bitte tippen Sie die Angaben ab, oder bitten Sie um eine neue Datei.")
    )  # fmt: skip


def _dangerous() -> UnreadableInvoice:
    return UnreadableInvoice(
        _("Diese Datei enthält Anweisungen, die in einer Rechnung nichts zu suchen haben. Bitte fragen Sie, von wem sie kommt.")
    )  # fmt: skip
