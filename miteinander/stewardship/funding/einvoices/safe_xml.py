"""XML from strangers: no document type, no entities, no network, a limited size and depth."""

from xml.parsers import expat

from django.utils.translation import gettext as _
from lxml import etree

from .unreadable import UnreadableInvoice

MOST_BYTES = 20 * 1024 * 1024
"""Attachments lie in the XML of an XRechnung; one of them may have 10 MB (a limit of libxml2)."""
MOST_ELEMENTS = 200_000


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
    except (etree.XMLSyntaxError, expat.ExpatError, ValueError, LookupError) as error:
        raise UnreadableInvoice(
            _("Die Rechnungsdaten sind beschädigt. Bitte tippen Sie die Angaben ab, oder bitten Sie um eine neue Datei.")
        ) from error  # fmt: skip
    if root.getroottree().docinfo.doctype:
        raise _dangerous()
    if sum(1 for _element in root.iter()) > MOST_ELEMENTS:
        raise UnreadableInvoice(
            _("Die Rechnung hat zu viele Angaben, um sie zu lesen. Bitte tippen Sie die Summen ab.")
        )
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


def _dangerous() -> UnreadableInvoice:
    return UnreadableInvoice(
        _("Diese Datei enthält Anweisungen, die in einer Rechnung nichts zu suchen haben. Bitte fragen Sie, von wem sie kommt.")
    )  # fmt: skip
