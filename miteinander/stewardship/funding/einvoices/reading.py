"""One file in, one invoice out."""

import codecs

from django.utils.translation import gettext as _
from lxml import etree

from .assembling import assemble
from .invoice import ReadInvoice
from .pdf_attachments import invoice_in
from .safe_xml import MOST_BYTES, parse
from .syntaxes import syntax_of
from .unreadable import UnreadableInvoice

_PDF_WITHIN = 1024
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, b"<")
_OLD_ZUGFERD = "CrossIndustryDocument"


def read_invoice(content: bytes, name: str) -> ReadInvoice:
    """What the file says, with warnings; the kind is seen from the content, `name` is only for sentences.
    Raises UnreadableInvoice with a sentence. Reads no network and no other file."""
    if len(content) > MOST_BYTES:
        raise UnreadableInvoice(
            _("„%(name)s“ ist größer als %(size)s MB. Bitte bitten Sie um eine kleinere Datei.")
            % {"name": name[:80], "size": MOST_BYTES // 1024**2}
        )
    attachments = 0
    if b"%PDF-" in content[:_PDF_WITHIN]:
        content, attachments = invoice_in(content)
    elif not content.lstrip(b" \t\r\n").startswith(_MARKS):
        raise UnreadableInvoice(
            _("„%(name)s“ ist weder ein PDF noch eine XML-Datei. Bitte tippen Sie die Angaben ab; die Datei bleibt als Beleg erhalten.")
            % {"name": name[:80]}
        )  # fmt: skip
    root = parse(content)
    syntax = syntax_of(root)
    if syntax is None:
        raise _other_kind(root)
    return assemble(root, syntax, attachments=attachments)


def _other_kind(root: etree._Element) -> UnreadableInvoice:
    if etree.QName(root).localname == _OLD_ZUGFERD:
        return UnreadableInvoice(
            _("Diese Rechnung ist im alten Format ZUGFeRD 1. Bitte tippen Sie die Angaben ab, oder bitten Sie um XRechnung oder ZUGFeRD 2.")
        )  # fmt: skip
    return UnreadableInvoice(
        _("Diese Datei ist XML, aber keine Rechnung, die wir lesen können. Bitte tippen Sie die Angaben ab, oder bitten Sie um XRechnung oder ZUGFeRD.")
    )  # fmt: skip
