"""What was planned, promised, spent and is left: computed from the records, never stored.

All sums are of cells, (line, activity) by primary keys; lines and sources are sums of their cells. Amounts are euros.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import F, Q, Sum
from django.db.models.query import QuerySet

from miteinander.foundation.values.money import cents

from .enums import OrderState, ReceiptKind
from .models import (
    ZERO,
    Allocation,
    CarryOver,
    CostLine,
    MoneyReturn,
    Order,
    OrderShare,
    ReceiptShare,
    Transfer,
)

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
    gone: Decimal = ZERO
    """Carried on to another source or paid back to the funder: of a source, no cell of it."""

    @property
    def available(self) -> Decimal:
        return self.planned + self.moved - self.gone

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
    gone: Mapping[int, Decimal] = field(default_factory=dict)
    """By source."""

    def cell(self, line: int, activity: int) -> Figures:
        return self.cells.get((line, activity), Figures())

    def line(self, line: int) -> Figures:
        return sum((row for (of, _a), row in self.cells.items() if of == line), Figures())

    def activity(self, activity: int) -> Figures:
        return sum((row for (_l, of), row in self.cells.items() if of == activity), Figures())

    def fund(self, fund: int) -> Figures:
        gone = Figures(gone=self.gone.get(fund, ZERO))
        return sum((row for (line, _a), row in self.cells.items() if self.fund_of[line] == fund), gone)

    @property
    def total(self) -> Figures:
        """What a source gave to another of these is moved in one and gone in the other."""
        return sum(self.cells.values(), Figures(gone=sum(self.gone.values(), ZERO)))


def sheet_of(funds: Collection[int] | None = None) -> Sheet:
    """The figures of these sources (None: of all). Twelve queries, however many records."""
    lines = CostLine.objects.all() if funds is None else CostLine.objects.filter(fund__in=list(funds))
    sheet = Sheet(fund_of=dict(lines.values_list("pk", "fund_id")), gone=_gone(funds))
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


def _gone(funds: Collection[int] | None) -> dict[int, Decimal]:
    found: dict[int, Decimal] = defaultdict(lambda: ZERO)
    for rows, name in ((CarryOver.objects.all(), "from_fund"), (MoneyReturn.objects.all(), "fund")):
        own = rows if funds is None else rows.filter(**{f"{name}__in": list(funds)})
        for fund, amount in (
            own.values(name).order_by().annotate(total=Sum("amount")).values_list(name, "total")
        ):
            found[fund] += cents(amount)
    return dict(found)


def _open_orders(lines: QuerySet[CostLine]) -> Iterable[tuple[Cell, Decimal]]:
    placed = Order.objects.filter(state=OrderState.PLACED, shares__line__in=lines).order_by()
    own = set(lines.values_list("pk", flat=True))
    for (line, activity), amount in still_promised(placed.values("pk")):
        if line in own:
            yield (line, activity), amount


def still_promised(
    orders: QuerySet[Any] | Collection[int], also: Mapping[Cell, Decimal] | None = None
) -> Iterable[tuple[Cell, Decimal]]:
    """What orders let expect: by cell their shares less what was billed on them, together not more than the order less
    all that was billed, wherever. A credit note does not call the promise back, a reversal does. Two queries.

    `also`: what is about to be billed on the one order asked about.
    """
    billed: dict[int, dict[Cell, Decimal]] = defaultdict(dict)
    counted = Q(receipt__kind=ReceiptKind.INVOICE) | Q(receipt__reverses__kind=ReceiptKind.INVOICE)
    for row in (
        ReceiptShare.objects.filter(counted, receipt__order__in=orders)
        .values("receipt__order", "line", "activity")
        .order_by()
        .annotate(total=Sum(F("sign") * F("amount")))
    ):
        billed[row["receipt__order"]][row["line"], row["activity"]] = cents(row["total"])
    promised: dict[int, dict[Cell, Decimal]] = defaultdict(dict)
    shares = OrderShare.objects.filter(order__in=orders).order_by("order", "pk")
    for order, line, activity, amount in shares.values_list("order_id", "line_id", "activity_id", "amount"):
        promised[order][line, activity] = amount
    for order, cells in promised.items():
        used = Counter(billed[order])
        used.update(also or {})
        rest = sum(cells.values(), ZERO) - sum(used.values(), ZERO)
        for cell, amount in cells.items():
            still = min(amount - used.get(cell, ZERO), rest)
            if still > 0:
                rest -= still
                yield cell, still
