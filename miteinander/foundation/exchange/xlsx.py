"""Programme files as XLSX: one sheet per kind, called like the kind. A sheet whose name begins with # explains."""

from __future__ import annotations

import datetime as dt
import io
import warnings
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from miteinander.foundation.exchange import xlsx_guard
from miteinander.foundation.exchange.nodes import Document, Node
from miteinander.foundation.exchange.places import Cell
from miteinander.foundation.exchange.problems import FieldError, Problems
from miteinander.foundation.exchange.reading import Unreadable
from miteinander.foundation.exchange.sheets import NOTE, Formula, Rows, Table, document_of_tables, kind_named


def read_xlsx(content: bytes, problems: Problems, *, name: str) -> Document:
    """The document in an XLSX file; formulas are never computed. Raises Unreadable."""
    shapes = xlsx_guard.check(content)
    tables: dict[str, Node] = {}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for title, part, rows in _sheets(content):
                shape = shapes.get(part) or xlsx_guard.Shape()
                node = _sheet(title, rows(shape.columns), shape, problems, name)
                if node is not None:
                    tables[title] = node
    except Unreadable:
        raise
    except Exception:  # whatever a broken or hostile file makes the library raise: the person gets a sentence
        xlsx_guard.broken()
    if not tables and not problems:
        raise Unreadable(
            None, _("In der Datei steht nichts. Ein Blatt heißt wie seine Art, zum Beispiel „events“.")
        )
    return document_of_tables(name, tables)


def _sheet(title: str, rows: Rows, shape: xlsx_guard.Shape, problems: Problems, document: str) -> Node | None:
    rows = iter(rows)
    first = next(rows, None)
    if first is None or title.startswith(NOTE):
        return None
    try:
        kind = kind_named(title, what=_("Die Art „%(name)s“ gibt es nicht."))
    except FieldError as error:
        problems.add(document, Cell(title, 1, 1), (title,), error)
        return None
    for merged in shape.merged:
        problems.add(
            document,
            _corner(title, merged),
            (title,),
            _("Hier sind Zellen verbunden. Heben Sie die Verbindung auf."),
        )
    return Table(document, title, kind, problems).read(_chained(first, rows))


def _chained(first: tuple[int, Any], rest: Rows) -> Iterator[tuple[int, Any]]:
    yield first
    yield from rest


def _sheets(content: bytes) -> Iterator[tuple[str, str, Any]]:
    import openpyxl  # half a second that only those pay who read such a file

    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
    try:
        for sheet in book.worksheets:
            sheet.reset_dimensions()  # what the file says about its size need not be true
            part = str(sheet._worksheet_path).lstrip("/")
            yield sheet.title, part, lambda columns, sheet=sheet: _rows(sheet, columns)
    finally:
        book.close()


def _rows(sheet: Any, columns: int) -> Iterator[tuple[int, list[Any]]]:
    if columns:
        for number, row in enumerate(sheet.iter_rows(max_col=columns), start=1):
            values = [_value(cell) for cell in row]
            if any(value is not None for value in values):
                yield number, values


def _value(cell: Any) -> Any:
    if cell.value is None:
        return None
    if cell.data_type == "f":
        return Formula()
    if isinstance(cell.value, dt.datetime) and not _shows_time(cell):
        return cell.value.date()
    return cell.value


def _shows_time(cell: Any) -> bool:
    return "h" in str(cell.number_format).lower()


def _corner(title: str, merged: str) -> Cell:
    from openpyxl.utils.cell import coordinate_to_tuple

    try:
        return Cell(title, *coordinate_to_tuple(merged.split(":")[0]))
    except ValueError:
        return Cell(title, 1, 1)
