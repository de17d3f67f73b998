"""The PDF of a proof: tagged, PDF/A-3, with its lists, its data set and the files of the receipts inside."""

import mimetypes
from pathlib import PurePath
from typing import Any

from miteinander.foundation.interface.models import present_identity
from miteinander.foundation.languages.registry import base_language
from miteinander.foundation.typesetting.attaching import Attachment
from miteinander.foundation.typesetting.formats import A4_OFFICE
from miteinander.foundation.typesetting.ingredients import mosaic_drawing
from miteinander.foundation.typesetting.printing import sample_sentence
from miteinander.foundation.typesetting.rendering import Printed, Sheet, set_sheets

from .archives import kept_files, read_file, total_size
from .canonical import as_plain, canonical
from .data import ProofData
from .printed import TEMPLATE, attached_words, proof_sheet
from .tables import csv_bytes, income_table, receipts_table

MOST_EMBEDDED = 50_000_000
"""Bytes of receipts in the PDF; beyond that they go into a ZIP."""
MOST_AT_ONCE = 2000
"""Receipts that are set while somebody waits."""
COLUMNS = 34


def proof_pdf(data: ProofData, *, frozen: Any = None, sha256: str = "") -> Printed:
    """`frozen` and its hash once it was handed in; without them a draft. Raises NotSet."""
    embeds = total_size(data) <= MOST_EMBEDDED
    mosaic = mosaic_drawing(f"funding:{data.head.title}", colour="sun", columns=COLUMNS, rows=1)
    sheet = proof_sheet(data, mosaic=mosaic, sha256=sha256, files=attached_words(data, embedded=embeds))
    title = f"{data.head.kind_title}: {data.head.title}"
    return set_sheets(
        [Sheet(TEMPLATE, sheet, A4_OFFICE)],
        title=title,
        lang=base_language(),
        sample=sample_sentence() if present_identity().is_sample else "",
        attachments=attachments_of(data, frozen if frozen is not None else as_plain(data), embeds=embeds),
    )


def attachments_of(data: ProofData, plain: Any, *, embeds: bool) -> list[Attachment]:
    found = [
        Attachment("belegliste.csv", csv_bytes(receipts_table(data)), "text/csv", "Belegliste", "Data"),
        Attachment("einnahmen.csv", csv_bytes(income_table(data)), "text/csv", "Einnahmen", "Data"),
        Attachment("nachweis.json", canonical(plain), "application/json", "Datensatz des Nachweises", "Data"),
    ]
    for file in kept_files(data) if embeds else ():
        if (content := read_file(file)) is not None:
            kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
            found.append(Attachment(file.name, content, kind, PurePath(file.name).stem, "Source"))
    return found
