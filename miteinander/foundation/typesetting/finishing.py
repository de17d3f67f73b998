"""What is done to a set PDF for the print shop: page boxes and PDF/X-4.

PDF/X-4 is prepared as ISO 15930-7 describes it. No independent checker has confirmed it; whoever offers the file says so.
"""

import io
from collections.abc import Sequence
from datetime import UTC, datetime

import pikepdf

from .attaching import Attachment, attach
from .formats import BLEED
from .press import Press, Profile
from .separation import separate_pictures

MM = 72 / 25.4


def finish(content: bytes, *, press: Press, attachments: Sequence[Attachment] = ()) -> bytes:
    """Writes the TrimBox and BleedBox of every page; for print with a profile, prepares PDF/X-4.
    `attachments` ask for a document set as PDF/A-3.

    Links are taken out of a file for print, which may hold no annotations. 2 to 5 ms for a poster.
    """
    with pikepdf.open(io.BytesIO(content)) as document:
        for page in document.pages:
            _write_boxes(page, BLEED if press.for_print else 0)
            if press.for_print and "/Annots" in page.obj:
                del page.obj["/Annots"]
        if press.for_print and press.profile:
            separate_pictures(document, press.profile)
            _prepare_x4(document, press.profile)
        if attachments:
            attach(document, attachments)
        return saved(document, version="1.6" if press.for_print else "1.7")


def page_count(content: bytes) -> int:
    with pikepdf.open(io.BytesIO(content)) as document:
        return len(document.pages)


def _write_boxes(page: pikepdf.Page, bleed: float) -> None:
    media = [float(value) for value in page.mediabox]
    trim = [float(value) for value in page.obj.get("/TrimBox", page.mediabox)]
    over = bleed * MM
    page.obj["/TrimBox"] = pikepdf.Array(trim)
    page.obj["/BleedBox"] = pikepdf.Array(
        [
            max(media[0], trim[0] - over),
            max(media[1], trim[1] - over),
            min(media[2], trim[2] + over),
            min(media[3], trim[3] + over),
        ]
    )


def _prepare_x4(document: pikepdf.Pdf, profile: Profile) -> None:
    icc = document.make_stream(profile.content, N=4)
    document.Root.OutputIntents = pikepdf.Array(
        [
            document.make_indirect(
                pikepdf.Dictionary(
                    Type=pikepdf.Name.OutputIntent,
                    S=pikepdf.Name.GTS_PDFX,
                    OutputConditionIdentifier=pikepdf.String(profile.name),
                    Info=pikepdf.String(profile.name),
                    DestOutputProfile=icc,
                )
            )
        ]
    )
    document.docinfo["/Trapped"] = pikepdf.Name("/False")
    document.docinfo["/GTS_PDFXVersion"] = pikepdf.String("PDF/X-4")
    made = datetime.fromtimestamp(0, tz=UTC).isoformat()
    with document.open_metadata(set_pikepdf_as_editor=False) as metadata:
        metadata["pdfxid:GTS_PDFXVersion"] = "PDF/X-4"
        metadata["pdf:Trapped"] = "False"
        for key in ("xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate"):
            metadata[key] = metadata.get(key) or made
        metadata["xmpMM:DocumentID"] = (
            metadata.get("xmpMM:DocumentID") or f"uuid:{document.trailer.get('/ID', '0')}"
        )
        metadata["xmpMM:RenditionClass"] = "default"
        metadata["xmpMM:VersionID"] = "1"


def saved(document: pikepdf.Pdf, *, version: str) -> bytes:
    """The same input gives the same bytes."""
    target = io.BytesIO()
    document.save(
        target,
        force_version=version,
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        compress_streams=True,
    )
    return target.getvalue()
