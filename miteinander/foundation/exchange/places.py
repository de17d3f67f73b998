"""Where something stands in a file: the line of a text, the cell of a sheet."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.translation import gettext as _


class Cell(NamedTuple):
    """A cell; rows and columns count from 1. `sheet` is empty for a file that is one table (CSV)."""

    sheet: str
    row: int
    column: int


Place = int | Cell


def where(place: Place) -> str:
    """ "Zeile 12" or "Blatt events, Zelle C12"."""
    if not isinstance(place, Cell):
        return _("Zeile %(line)d") % {"line": place}
    named = {"sheet": place.sheet, "cell": f"{letters(place.column)}{place.row}"}
    if not place.sheet:
        return _("Zelle %(cell)s") % named
    return _("Blatt %(sheet)s, Zelle %(cell)s") % named


def letters(column: int) -> str:
    """A for 1, AB for 28."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def order(place: Place | None) -> tuple[int, int]:
    """By which places of one file are sorted; sheets stay as they come."""
    if isinstance(place, Cell):
        return place.row, place.column
    return place or 0, 0


def sheet_of(place: Place | None) -> str:
    return place.sheet if isinstance(place, Cell) else ""
