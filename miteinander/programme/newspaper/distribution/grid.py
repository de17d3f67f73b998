"""The list of deliveries as a form: one line an outlet, three numbers each, made for the keyboard."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.http import QueryDict
from django.utils.translation import gettext as _

from ..models import MOST_COPIES, Delivery, Outlet
from .actions import Line, what_is_wrong
from .forms import latin_digits

COLUMNS = ("planned", "delivered", "leftovers")


@dataclass
class Cell:
    name: str
    label: str
    """What a screen reader says: the outlet and the column."""
    value: str
    stored: str = ""
    """What is stored by now, where it is not what was typed; shown after somebody else saved."""


@dataclass
class Row:
    outlet: Outlet
    cells: list[Cell]
    error: str = ""
    proposal: str = ""
    reason: str = ""


@dataclass
class Grid:
    rows: list[Row]
    lines: dict[int, Line] = field(default_factory=dict)
    """Only of rows without an error."""

    @property
    def errors(self) -> list[Row]:
        return [row for row in self.rows if row.error]


def labels() -> dict[str, str]:
    return {"planned": _("geplant"), "delivered": _("ausgelegt"), "leftovers": _("übrig")}


def shown_grid(rows: Iterable[tuple[Outlet, Delivery | None]], lines: Mapping[int, Line]) -> Grid:
    """The list as it is stored, or drafted."""
    return Grid(
        [
            Row(outlet, [_cell(outlet, name, _text(getattr(lines[outlet.pk], name))) for name in COLUMNS])
            for outlet, _row in rows
        ]
    )


def typed_grid(rows: Iterable[tuple[Outlet, Delivery | None]], data: QueryDict) -> Grid:
    """The list as it was typed, with what is wrong in each row. Nothing typed is lost."""
    grid = Grid([])
    for outlet, _row in rows:
        typed = {name: data.get(f"{name}-{outlet.pk}", "").strip()[:20] for name in COLUMNS}
        row = Row(outlet, [_cell(outlet, name, text) for name, text in typed.items()])
        try:
            line = Line(
                read_number(typed["planned"]) or 0,
                read_number(typed["delivered"]),
                read_number(typed["leftovers"]),
            )
            row.error = what_is_wrong(line)
        except NoNumber:
            row.error = _("Bitte eine ganze Zahl von 0 bis 100.000.")
        if not row.error:
            grid.lines[outlet.pk] = line
        grid.rows.append(row)
    return grid


def mark_stored(grid: Grid, stored: Mapping[int, Line]) -> None:
    """Say under each cell what somebody else stored."""
    for row in grid.rows:
        line = stored.get(row.outlet.pk, Line())
        for cell, name in zip(row.cells, COLUMNS, strict=True):
            text = _text(getattr(line, name))
            if text != cell.value:
                cell.stored = text or _("leer")


class NoNumber(ValueError):
    """What stands there is no whole number that could be meant."""


def read_number(text: str) -> int | None:
    """None for an empty cell. A point between thousands is understood (1.200), a fraction is not. Raises NoNumber."""
    plain = latin_digits(text)
    if not plain:
        return None
    groups = plain.split(".")
    is_grouped = len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])
    if not (is_grouped or len(groups) == 1) or not all(
        group.isascii() and group.isdigit() for group in groups
    ):
        raise NoNumber
    number = int("".join(groups))
    if number > MOST_COPIES:
        raise NoNumber
    return number


def _cell(outlet: Outlet, name: str, value: str) -> Cell:
    label = _("%(outlet)s: %(column)s") % {"outlet": outlet.name, "column": labels()[name]}
    return Cell(f"{name}-{outlet.pk}", label, value)


def _text(number: int | None) -> str:
    return "" if number is None else str(number)
