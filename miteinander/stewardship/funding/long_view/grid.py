"""The needs as a form: a row for each activity, a column for each year."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.http import QueryDict
from django.utils.translation import gettext as _

from miteinander.civic.concept.models import Activity
from miteinander.foundation.values.money import parse_money

from .outlook import CellKey, Outlook

MOST = Decimal(10_000_000)


@dataclass
class Cell:
    name: str
    label: str
    value: str
    error: str = ""


@dataclass
class Row:
    activity: Activity
    cells: list[Cell]
    last_year: Decimal | None = None


@dataclass
class Grid:
    rows: list[Row]
    amounts: dict[CellKey, Decimal | None] = field(default_factory=dict)

    @property
    def errors(self) -> list[Cell]:
        return [cell for row in self.rows for cell in row.cells if cell.error]


def shown(view: Outlook, proposal: Mapping[int, Decimal], *, fill: bool = False) -> Grid:
    """As stored; `fill` writes last year's costs where nothing is said yet, to be looked at and saved."""
    rows = []
    for activity in view.activities:
        cells = []
        for year in view.years:
            amount = view.needs.get((activity.pk, year))
            if amount is None and fill:
                amount = proposal.get(activity.pk)
            cells.append(_cell(activity, year, "" if amount is None else f"{amount:.2f}".replace(".", ",")))
        rows.append(Row(activity, cells, proposal.get(activity.pk)))
    return Grid(rows)


def typed(view: Outlook, proposal: Mapping[int, Decimal], data: QueryDict) -> Grid:
    """As typed, with what is wrong beside it. What was not sent stays as it is."""
    grid = Grid([])
    for activity in view.activities:
        cells = []
        for year in view.years:
            cell = _cell(activity, year, "")
            if cell.name in data:
                cell.value = str(data[cell.name]).strip()[:20]
                try:
                    amount = parse_money(cell.value) if cell.value else None
                    if amount is not None and not 0 <= amount <= MOST:
                        raise ValueError(_("Bitte einen Betrag ab null."))
                    grid.amounts[activity.pk, year] = amount
                except ValueError as error:
                    cell.error = str(error)
            cells.append(cell)
        grid.rows.append(Row(activity, cells, proposal.get(activity.pk)))
    return grid


def version(needs: Mapping[CellKey, Decimal]) -> str:
    """Changes with every stored need, so that nobody overwrites silently."""
    return hashlib.sha256(
        repr(sorted((*key, str(amount)) for key, amount in needs.items())).encode()
    ).hexdigest()[:16]


def _cell(activity: Activity, year: int, value: str) -> Cell:
    label = _("%(activity)s: Bedarf %(year)s") % {"activity": activity, "year": year}
    return Cell(f"bedarf-{activity.pk}-{year}", label, value)
