"""What an XLSX file may hold, checked before it is read: nothing in it can grow without end or run.

An XLSX file is a ZIP of XML files. Each of them is walked once by a parser that keeps nothing.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NoReturn
from xml.parsers import expat

from django.utils.translation import gettext as _

from miteinander.foundation.exchange.reading import Unreadable

LARGEST_UNPACKED = 40 * 1024 * 1024
LARGEST_PART = 4 * 1024 * 1024
"""Of a part that is neither a sheet nor the list of texts: styles, names, settings."""
MOST_PARTS = 500
MOST_ROWS = 50_000
MOST_COLUMNS = 500
PIECE = 64 * 1024

_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_LETTERS = re.compile(r"[A-Za-z]{1,4}")


@dataclass
class Shape:
    """The size of one sheet and where cells are merged, as "A1:B2"."""

    columns: int = 0
    merged: list[str] = field(default_factory=list)


def check(content: bytes) -> Mapping[str, Shape]:
    """The shapes of the sheets by the name of their part. Raises Unreadable."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            _check_names([part.filename for part in parts])
            _check_sizes(parts)
            return {part.filename: _walk(archive, part) for part in parts if _is_xml(part.filename)}
    except (zipfile.BadZipFile, OSError, EOFError, RuntimeError, NotImplementedError, ValueError, zlib.error):
        broken()


def broken() -> NoReturn:
    raise Unreadable(
        None,
        _("Die Datei lässt sich nicht als XLSX lesen. Öffnen Sie sie und speichern Sie sie neu als XLSX."),
    )


def _check_names(names: list[str]) -> None:
    lower = {name.lower() for name in names}
    if any(name.endswith(("vbaproject.bin", ".vba")) or "/macrosheets/" in name for name in lower):
        raise Unreadable(None, _("Die Datei enthält Makros. Speichern Sie sie als XLSX ohne Makros."))
    if "[content_types].xml" not in lower or not any(name.startswith("xl/") for name in lower):
        raise Unreadable(None, _("Das ist keine XLSX-Datei. Speichern Sie die Tabelle als XLSX."))


def _check_sizes(parts: list[zipfile.ZipInfo]) -> None:
    free = sum(part.file_size for part in parts)
    small = all(
        part.file_size <= LARGEST_PART
        for part in parts
        if _is_xml(part.filename)
        and not _SHEET.fullmatch(part.filename)
        and "sharedstrings" not in part.filename.lower()
    )
    if free > LARGEST_UNPACKED or len(parts) > MOST_PARTS or not small:
        raise Unreadable(None, _("Die Datei ist ausgepackt zu groß. Teilen Sie sie in mehrere Dateien."))


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels"))


def _walk(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Shape:
    walk = _Walk() if _SHEET.fullmatch(part.filename) else None
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = _refuse_doctype
    if walk is not None:
        parser.StartElementHandler = walk.start
    try:
        with archive.open(part) as stream:
            while piece := stream.read(PIECE):
                parser.Parse(piece, False)
            parser.Parse(b"", True)
    except expat.ExpatError:
        broken()
    return walk.shape if walk is not None else Shape()


def _refuse_doctype(*_args: object) -> NoReturn:
    raise Unreadable(None, _("Die Datei enthält eine Dokumenttyp-Angabe, die hier nicht erlaubt ist."))


class _Walk:
    """Counts rows and columns of a sheet while it is parsed."""

    def __init__(self) -> None:
        self.shape = Shape()
        self.row = self.column = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(" ")[2]
        if name == "c":
            self._cell(attributes.get("r", ""))
        elif name == "row":
            self._row(attributes.get("r", ""))
        elif name == "mergeCell" and len(self.shape.merged) < 100:
            self.shape.merged.append(attributes.get("ref", ""))

    def _row(self, number: str) -> None:
        wanted = int(number) if number.isdecimal() and len(number) < 10 else self.row + 1
        if (
            wanted <= self.row
        ):  # numbers that go back would let a sheet hold more rows than its last number says
            broken()
        if wanted > MOST_ROWS:
            raise Unreadable(
                None,
                _("Ein Blatt hat mehr als %(most)d Zeilen. Teilen Sie es in mehrere Dateien.")
                % {"most": MOST_ROWS},
            )
        self.row, self.column = wanted, 0

    def _cell(self, reference: str) -> None:
        found = _LETTERS.match(reference)
        wanted = _number(found[0]) if found else self.column + 1
        if wanted <= self.column:
            broken()
        if wanted > MOST_COLUMNS:
            raise Unreadable(
                None,
                _("Ein Blatt hat mehr als %(most)d Spalten. Löschen Sie, was nicht hineingehört.")
                % {"most": MOST_COLUMNS},
            )
        self.column = wanted
        self.shape.columns = max(self.shape.columns, wanted)


def _number(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
