"""The files of the receipts as a ZIP that is written while it is sent: memory stays flat, however large it is."""

import hashlib
from collections.abc import Iterator
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from django.utils.translation import gettext as _

from miteinander.foundation.media.models import CouncilDocument

from .canonical import as_plain, canonical
from .data import KeptFile, ProofData
from .tables import csv_lines, income_table, receipts_table

PIECE = 256 * 1024
EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The same content gives the same file."""


def kept_files(data: ProofData) -> list[KeptFile]:
    """Each once, in the order of the list: a receipt of two lines has one file."""
    return list({file.document: file for row in data.receipts for file in row.files}.values())


def total_size(data: ProofData) -> int:
    return sum(file.size for file in kept_files(data))


class _Pipe:
    """What `zipfile` writes to, not seekable: hands on what came since it was last asked."""

    def __init__(self) -> None:
        self.pieces: list[bytes] = []

    def write(self, data: bytes) -> int:
        self.pieces.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        pass

    def taken(self) -> Iterator[bytes]:
        pieces, self.pieces = self.pieces, []
        yield from pieces


def zip_pieces(data: ProofData, frozen: Any = None) -> Iterator[bytes]:
    """The lists, the data set, a manifest of hashes, then every file, as bytes to send one after another."""
    pipe = _Pipe()
    with ZipFile(pipe, "w", allowZip64=True) as archive:  # type: ignore[call-overload]
        hashes = []
        for name, parts in _texts(data, frozen):
            digest = hashlib.sha256()
            with archive.open(_info(name, ZIP_DEFLATED), "w") as target:
                for part in parts:
                    target.write(part)
                    digest.update(part)
                    yield from pipe.taken()
            hashes.append(f"{digest.hexdigest()}  {name}\n")
        hashes += [f"{file.sha256}  belege/{file.name}\n" for file in kept_files(data)]
        archive.writestr(_info("manifest-sha256.txt", ZIP_DEFLATED), "".join(hashes))
        missing = []
        for file in kept_files(data):
            if (stored := _opened(file)) is None:
                missing.append(file.name)
                continue
            with (
                stored,
                archive.open(_info(f"belege/{file.name}", ZIP_STORED), "w", force_zip64=True) as target,
            ):
                while piece := stored.read(PIECE):
                    target.write(piece)
                    yield from pipe.taken()
        if missing:
            note = _("Diese Dateien sind nicht mehr da:") + "\n" + "\n".join(missing) + "\n"
            archive.writestr(_info("FEHLT.txt", ZIP_DEFLATED), note)
    yield from pipe.taken()


def _texts(data: ProofData, frozen: Any) -> Iterator[tuple[str, Iterator[bytes]]]:
    yield "belegliste.csv", (line.encode() for line in csv_lines(receipts_table(data)))
    yield "einnahmen.csv", (line.encode() for line in csv_lines(income_table(data)))
    yield "nachweis.json", iter([canonical(frozen if frozen is not None else as_plain(data))])


def _info(name: str, how: int) -> ZipInfo:
    info = ZipInfo(name, EARLIEST)
    info.compress_type = how
    info.external_attr = 0o644 << 16
    return info


def _opened(file: KeptFile) -> Any:
    document = CouncilDocument.objects.filter(pk=file.document).first()
    try:
        return document.file.open("rb") if document is not None else None
    except OSError:
        return None


def read_file(file: KeptFile) -> bytes | None:
    """Its bytes; None when they are gone or not what they were."""
    stored = _opened(file)
    if stored is None:
        return None
    with stored:
        content: bytes = stored.read()
    return content if hashlib.sha256(content).hexdigest() == file.sha256 else None
