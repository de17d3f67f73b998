"""What was planned, promised, spent and is left: computed from the records, never stored.

All sums are of cells, (line, activity) by primary keys; lines and sources are sums of their cells. Amounts are euros.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import F, OuterRef, Subquery, Sum, Value
from django.db.models.functions import Coalesce
from django.db.models.query import QuerySet

from miteinander.foundation.values.money import MoneyField, cents

from .enums import OrderState
from .models import ZERO, Allocation, CarryOver, CostLine, OrderShare, ReceiptShare, Transfer

Cell = tuple[int, int]
"""Primary keys of line and activity."""


@dataclass
class Figures:
    """Of a cell, or the sum of cells."""

    requested: Decimal = ZERO
    planned: Decimal = ZERO
    """As decided."""
    moved: Decimal = ZERO
    """Transfers and carry-overs, in minus out."""
    committed: Decimal = ZERO
    """Promised and not yet billed."""
    waiting: Decimal = ZERO
    """In orders that wait for a second person; not promised."""
    actual: Decimal = ZERO
    """Billed, less what came back."""
    not_eligible: Decimal = ZERO

    @property
    def available(self) -> Decimal:
        return self.planned + self.moved

    @property
    def left(self) -> Decimal:
        """Before the next order; negative when overspent."""
        return self.available - self.actual - self.committed

    @property
    def forecast(self) -> Decimal:
        return self.actual + self.committed + self.waiting

    @property
    def eligible(self) -> Decimal:
        return self.actual - self.not_eligible

    def __add__(self, other: "Figures") -> "Figures":
        return Figures(*(getattr(self, name) + getattr(other, name) for name in self.__dataclass_fields__))


@dataclass
class Sheet:
    """The figures of some sources by cell."""

    cells: dict[Cell, Figures] = field(default_factory=lambda: defaultdict(Figures))
    fund_of: Mapping[int, int] = field(default_factory=dict)
    """Source by line."""

    def cell(self, line: int, activity: int) -> Figures:
        return self.cells.get((line, activity), Figures())

    def line(self, line: int) -> Figures:
        return sum((row for (of, _a), row in self.cells.items() if of == line), Figures())

    def activity(self, activity: int) -> Figures:
        return sum((row for (_l, of), row in self.cells.items() if of == activity), Figures())

    def fund(self, fund: int) -> Figures:
        return sum((row for (line, _a), row in self.cells.items() if self.fund_of[line] == fund), Figures())

    @property
    def total(self) -> Figures:
        return sum(self.cells.values(), Figures())


def sheet_of(funds: Collection[int] | None = None) -> Sheet:
    """The figures of these sources (None: of all). Eight queries, however many records."""
    lines = CostLine.objects.all() if funds is None else CostLine.objects.filter(fund__in=list(funds))
    sheet = Sheet(fund_of=dict(lines.values_list("pk", "fund_id")))
    cells = sheet.cells
    for one in Allocation.objects.filter(line__in=lines).values_list(
        "line_id", "activity_id", "requested", "planned"
    ):
        cells[one[0], one[1]].requested += one[2]
        cells[one[0], one[1]].planned += one[3]
    for cell, amount in _sums(Transfer.objects.filter(to_line__in=lines), "to_line", "to_activity"):
        cells[cell].moved += amount
    for cell, amount in _sums(Transfer.objects.filter(from_line__in=lines), "from_line", "from_activity"):
        cells[cell].moved -= amount
    for cell, amount in _sums(CarryOver.objects.filter(to_line__in=lines), "to_line", "to_activity"):
        cells[cell].moved += amount
    spent = ReceiptShare.objects.filter(line__in=lines).values("line", "activity").order_by()
    for row in spent.annotate(paid=Sum(F("sign") * F("amount")), out=Sum(F("sign") * F("not_eligible"))):
        cells[row["line"], row["activity"]].actual += cents(row["paid"])
        cells[row["line"], row["activity"]].not_eligible += cents(row["out"])
    for cell, amount in _sums(
        OrderShare.objects.filter(line__in=lines, order__state=OrderState.WAITING), "line", "activity"
    ):
        cells[cell].waiting += amount
    for cell, amount in _open_orders(lines):
        cells[cell].committed += amount
    return sheet


def _sums(rows: QuerySet[Any], line: str, activity: str) -> Iterable[tuple[Cell, Decimal]]:
    for row in rows.values(line, activity).order_by().annotate(total=Sum("amount")):
        yield (row[line], row[activity]), cents(row["total"])


def _open_orders(lines: QuerySet[CostLine]) -> Iterable[tuple[Cell, Decimal]]:
    """What placed orders still let expect: their shares less what was billed on them, never below zero. The database
    adds up; a source may have thousands of orders."""
    billed = (
        ReceiptShare.objects.filter(
            receipt__order=OuterRef("order"), line=OuterRef("line"), activity=OuterRef("activity")
        )
        .order_by()
        .values("receipt__order")
        .annotate(total=Sum(F("sign") * F("amount"), output_field=MoneyField()))
        .values("total")
    )
    promised = OrderShare.objects.filter(line__in=lines, order__state=OrderState.PLACED).annotate(
        still=F("amount") - Coalesce(Subquery(billed), Value(ZERO), output_field=MoneyField())
    )
    still = promised.filter(still__gt=0).order_by().values("line", "activity")
    for row in still.annotate(total=Sum("still", output_field=MoneyField())):
        yield (row["line"], row["activity"]), cents(row["total"])
