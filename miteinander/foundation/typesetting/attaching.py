"""Files inside a PDF: PDF/A-3 with each file named, described and tied to the document (ISO 19005-3, 6.8)."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import pikepdf

NO_DAY = "D:19700101000000Z"
"""The same input gives the same bytes; the real day stands with the record."""


@dataclass(frozen=True)
class Attachment:
    """`relation`: "Data" (what the pages were made from), "Source" (what that was taken from), "Supplement"."""

    name: str
    content: bytes = field(repr=False)
    content_type: str
    says: str
    relation: str = "Supplement"


def attach(document: pikepdf.Pdf, files: Sequence[Attachment]) -> None:
    """Into a document set as PDF/A-3. Raises ValueError when two files have one name."""
    if len({file.name for file in files}) < len(files):
        raise ValueError("two attachments have one name")
    specs = {file.name: document.make_indirect(_spec(document, file)) for file in files}
    names = [part for name in sorted(specs) for part in (pikepdf.String(name), specs[name])]
    held = document.Root.get("/Names", pikepdf.Dictionary())
    held.EmbeddedFiles = pikepdf.Dictionary(Names=pikepdf.Array(names))
    document.Root.Names = held
    document.Root.AF = pikepdf.Array(specs.values())


def _spec(document: pikepdf.Pdf, file: Attachment) -> pikepdf.Dictionary:
    stream = document.make_stream(
        file.content,
        Type=pikepdf.Name.EmbeddedFile,
        Subtype=pikepdf.Name(f"/{file.content_type}"),
        Params=pikepdf.Dictionary(
            Size=len(file.content), ModDate=pikepdf.String(NO_DAY), CreationDate=pikepdf.String(NO_DAY)
        ),
    )
    return pikepdf.Dictionary(
        Type=pikepdf.Name.Filespec,
        F=pikepdf.String(file.name),
        UF=pikepdf.String(file.name),
        Desc=pikepdf.String(file.says),
        AFRelationship=pikepdf.Name(f"/{file.relation}"),
        EF=pikepdf.Dictionary(F=stream, UF=stream),
    )
