"""What a source asks for, as its request and its data sheet need it. Constant queries."""

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _

from miteinander.civic.concept.models import Activity
from miteinander.foundation.typesetting.documents import CannotPrint

from ..enums import IncomeKind
from ..models import ZERO, Allocation, Fund


@dataclass
class Plan:
    """Lines and activities in order, with what is asked for; `planned` amounts where nothing was asked for."""

    fund: Fund
    lines: list[tuple[int, str, str, Decimal]] = field(default_factory=list)
    """Number, title, kind of cost, amount."""
    activities: list[tuple[Activity, Decimal]] = field(default_factory=list)
    cells: dict[tuple[int, int], Decimal] = field(default_factory=dict)
    """By line number and activity."""
    income: list[tuple[str, str, Decimal]] = field(default_factory=list)
    """The financing plan beside the source itself: kind, who, amount."""

    @property
    def total(self) -> Decimal:
        return sum((amount for _n, _t, _k, amount in self.lines), ZERO)

    @property
    def other_income(self) -> Decimal:
        return sum((amount for _kind, _who, amount in self.income), ZERO)

    @property
    def own_share(self) -> Decimal:
        return sum((amount for kind, _who, amount in self.income if kind == str(IncomeKind.OWN.label)), ZERO)

    @property
    def years(self) -> str:
        first, last = self.fund.period_start.year, self.fund.period_end.year
        return str(first) if first == last else f"{first}–{last}"


def plan_of(pk: int) -> Plan:
    """Raises CannotPrint when nothing is asked for yet."""
    fund = Fund.objects.select_related("funder").get(pk=pk)
    plan = Plan(fund)
    rows = list(
        Allocation.objects.filter(line__fund=fund)
        .select_related("line", "activity__main_task__concept")
        .order_by("line__number", "pk")
    )
    name = "requested" if any(row.requested for row in rows) else "planned"
    by_activity: dict[int, Decimal] = defaultdict(Decimal)
    by_line: dict[int, Decimal] = defaultdict(Decimal)
    found: dict[int, Activity] = {}
    for row in rows:
        amount = getattr(row, name)
        by_line[row.line_id] += amount
        if amount:
            found[row.activity_id] = row.activity
            by_activity[row.activity_id] += amount
            plan.cells[row.line.number, row.activity_id] = amount
    plan.lines = [
        (line.number, str(line.title), str(line.get_kind_display()), by_line[line.pk])
        for line in fund.lines.order_by("number")
        if by_line[line.pk]
    ]
    if not plan.lines:
        raise CannotPrint(
            _("Der Antrag nennt noch keinen Betrag. Bitte tragen Sie Kostenpositionen und Ansätze ein.")
        )
    plan.activities = [(activity, by_activity[pk]) for pk, activity in found.items()]
    plan.income = [
        (str(row.get_kind_display()), row.title, row.amount)
        for row in fund.planned_income.order_by("pk")
        if row.kind != IncomeKind.GRANT
    ]
    return plan
