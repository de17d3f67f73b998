"""The invoice inside a PDF (ZUGFeRD, Factur-X)."""

import logging
from io import BytesIO
from itertools import islice

from django.utils.translation import gettext as _
from pypdf import PdfReader, apply_configuration
from pypdf.errors import LimitReachedError
from pypdf.generic import EmbeddedFile

from .safe_xml import MOST_BYTES
from .unreadable import UnreadableInvoice, too_much

NAMES = ("factur-x.xml", "xrechnung.xml", "zugferd-invoice.xml")
MOST_ATTACHMENTS = 100
MOST_OBJECTS = 50_000
MOST_OBJECTS_SEARCHED = 1_000
"""In a damaged file; a hostile one names a billion."""

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # a line for each of these objects


def invoice_in(content: bytes) -> tuple[bytes, int]:
    """The XML in the PDF and how many other files are attached; unpacks at most `MOST_BYTES`. Raises UnreadableInvoice."""
    if content.count(b" obj") > MOST_OBJECTS:
        raise too_much()
    try:
        with apply_configuration(
            zlib_maximum_output_length=MOST_BYTES,
            lzw_maximum_output_length=MOST_BYTES,
            run_length_maximum_output_length=MOST_BYTES,
            brotli_maximum_output_length=MOST_BYTES,
        ):
            reader = PdfReader(BytesIO(content), root_object_recovery_limit=MOST_OBJECTS_SEARCHED)
            if reader.is_encrypted:
                raise UnreadableInvoice(
                    _("Dieses PDF ist mit einem Passwort geschützt. Bitte tippen Sie die Angaben ab, oder bitten Sie um eine Datei ohne Passwort.")
                )  # fmt: skip
            attached = list(islice(reader.attachment_list, MOST_ATTACHMENTS))
            return _unpacked(_chosen(attached)), len(attached) - 1
    except UnreadableInvoice:
        raise
    except Exception as error:  # a broken PDF makes pypdf raise whatever it stumbles over
        raise UnreadableInvoice(
            _(
                "Dieses PDF ist beschädigt. Bitte tippen Sie die Angaben ab, oder bitten Sie um eine neue Datei."
            )
        ) from error


def _unpacked(chosen: EmbeddedFile) -> bytes:
    try:
        return chosen.content
    except LimitReachedError as error:
        raise UnreadableInvoice(
            _(
                "Die Rechnungsdaten in diesem PDF sind größer als %(size)s MB. Bitte tippen Sie die Angaben ab."
            )
            % {"size": MOST_BYTES // 1024**2}
        ) from error


def _chosen(attached: list[EmbeddedFile]) -> EmbeddedFile:
    by_name = {str(one.name).lower(): one for one in reversed(attached)}
    for name in (*NAMES, *(name for name in by_name if name.endswith(".xml"))):
        if name in by_name:
            return by_name[name]
    raise UnreadableInvoice(
        _("In diesem PDF steckt keine elektronische Rechnung. Bitte tippen Sie die Angaben ab; das PDF bleibt als Beleg gültig.")
    )  # fmt: skip
