"""Programme files as CSV: one file is one kind, named by the file or by a first row such as `# events`."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import PurePath

from django.utils.translation import gettext as _

from miteinander.foundation.exchange.kinds import Kind
from miteinander.foundation.exchange.nodes import Document
from miteinander.foundation.exchange.places import Cell
from miteinander.foundation.exchange.problems import FieldError, Problems
from miteinander.foundation.exchange.reading import Unreadable
from miteinander.foundation.exchange.sheets import NOTE, Formula, Table, document_of_tables, kind_named
from miteinander.foundation.exchange.xlsx_guard import MOST_COLUMNS, MOST_ROWS

SEPARATORS = ";,\t"
LONGEST_CELL = 1_000_000


def read_csv(text: str, problems: Problems, *, name: str) -> Document:
    """The document in a text whose cells stand between semicolons, commas or tabs. Raises Unreadable."""
    lines = text.split("\n", 2)
    if lines[0].strip().lower().startswith("sep="):  # a line that spreadsheets write for themselves
        text = text.partition("\n")[2]
        lines = lines[1:]
    try:
        kind = _kind(lines[0] if lines else "", name)
    except FieldError as error:
        raise Unreadable(None, error.sentences()) from None
    rows = _rows(text, _separator(text))
    node = Table(name, "", kind, problems).read(rows)
    if node is None and not problems:
        raise Unreadable(None, _("Die Datei ist leer. In der ersten Zeile stehen die Namen der Spalten."))
    return document_of_tables(name, {} if node is None else {kind.name: node})


def _kind(first: str, name: str) -> Kind:
    said = first.strip().strip('"').strip(SEPARATORS + ' "')
    if said.startswith(NOTE) and said.lstrip(NOTE).strip():
        wanted = said.lstrip(NOTE).split(":")[-1].strip()
        return kind_named(wanted, what=_("Die Art „%(name)s“ gibt es nicht."))
    message = _("Die Datei heißt wie keine Art: „%(name)s“. Benennen Sie sie zum Beispiel in events.csv um.")
    return kind_named(PurePath(name).stem, what=message)


def _separator(text: str) -> str:
    """What stands most often in the row of names, outside quotation marks."""
    for line in text.split("\n"):
        if line.strip() and not line.lstrip('" ').startswith(NOTE):
            outside = "".join(line.split('"')[::2])
            return max(SEPARATORS, key=outside.count)
    return SEPARATORS[0]


def _rows(text: str, separator: str) -> Iterator[tuple[int, list[object]]]:
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    number = 0
    try:
        for number, row in enumerate(reader, start=1):
            if number > MOST_ROWS or len(row) > MOST_COLUMNS:
                raise Unreadable(
                    Cell("", number, 1),
                    _("Erlaubt sind höchstens %(rows)d Zeilen und %(columns)d Spalten.")
                    % {"rows": MOST_ROWS, "columns": MOST_COLUMNS},
                )
            yield number, [Formula() if cell.startswith("=") else cell or None for cell in row]
    except csv.Error:
        raise Unreadable(
            Cell("", number + 1, 1),
            _("Ab hier lässt sich die Datei nicht lesen. Prüfen Sie die Anführungszeichen."),
        ) from None
