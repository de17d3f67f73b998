"""The sources of a year as one sheet: cost lines and activities with what was planned, promised, spent and is left."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import Q
from django.utils.translation import gettext as _

from miteinander.civic.concept.models import Activity
from miteinander.foundation.values.money import euros

from .enums import FundState, Rule
from .figures import Figures, sheet_of
from .limits import percents
from .models import GRANTED, ZERO, CostLine, DatedRule, Fund


@dataclass(frozen=True)
class Mark:
    """What is wrong with a row, in words. `kind`: "over" (more than there is) or "rule" (beyond what a line may cost)."""

    kind: str
    words: str


@dataclass
class Row:
    """One line of the table: a cell, a line, an activity or a sum."""

    title: str
    figures: Figures
    line: CostLine | None = None
    activity: Activity | None = None
    marks: Sequence[Mark] = ()

    @property
    def key(self) -> str:
        return str(self.line.pk) if self.line else ""

    @property
    def where(self) -> str:
        """Line and activity in an address."""
        return f"position={self.key}&vorhaben={self.activity.pk}" if self.activity else f"position={self.key}"


@dataclass
class LineBlock:
    row: Row
    cells: list[Row] = field(default_factory=list)


@dataclass
class FundBlock:
    """One source with its lines."""

    fund: Fund
    total: Figures
    lines: list[LineBlock] = field(default_factory=list)
    marks: Sequence[Mark] = ()
    undivided: Decimal = ZERO
    """Granted, and not yet planned."""

    @property
    def key(self) -> str:
        return str(self.fund.pk)


@dataclass
class Cockpit:
    blocks: list[FundBlock]
    activities: list[tuple[Row, list[tuple[Fund, Figures]]]]
    """Every activity with what each source gives it."""
    total: Figures

    @property
    def has_sample(self) -> bool:
        return any(block.fund.is_sample for block in self.blocks)


def years() -> list[int]:
    """Years in which a source has money, the latest first. One query."""
    spans = Fund.objects.values_list("period_start", "period_end")
    return sorted({year for start, end in spans for year in range(start.year, end.year + 1)}, reverse=True)


def funds_of(year: int) -> list[Fund]:
    """All sources that touch the year, asked for or granted. One query."""
    span = Q(period_start__lte=date(year, 12, 31), period_end__gte=date(year, 1, 1))
    return list(Fund.objects.filter(span).exclude(state=FundState.REFUSED).select_related("funder"))


def cockpit_of(funds: Sequence[Fund], day: date) -> Cockpit:
    """A constant number of queries, however many records."""
    keys = {fund.pk for fund in funds}
    sheet = sheet_of(keys)
    lines = list(CostLine.objects.filter(fund__in=keys).order_by("fund", "number"))
    activities = {
        one.pk: one for one in Activity.objects.filter(pk__in={activity for _line, activity in sheet.cells})
    }
    default = _share_of_the_rule(day)
    blocks = {fund.pk: FundBlock(fund, sheet.fund(fund.pk)) for fund in funds}
    for line in lines:
        block = blocks[line.fund_id]
        share = block.fund.transfer_share if block.fund.transfer_share is not None else default
        inside = [
            Row(str(activities[pk].title), figures, line, activities[pk], _cell_marks(figures))
            for (of, pk), figures in sheet.cells.items()
            if of == line.pk
        ]
        inside.sort(key=lambda row: row.title)
        total = sum((row.figures for row in inside), Figures())
        row = Row(str(line), total, line, marks=_line_marks(total, share, block.fund))
        block.lines.append(LineBlock(row, inside))
    for block in blocks.values():
        if block.fund.state in GRANTED:
            block.undivided = (block.fund.amount_granted or ZERO) - block.total.planned
        block.marks = _cell_marks(block.total)
    return Cockpit(
        list(blocks.values()),
        list(_by_activity(blocks.values(), activities.values())),
        sheet.total,
    )


def _share_of_the_rule(day: date) -> Decimal | None:
    row = (
        DatedRule.objects.filter(rule=Rule.TRANSFER_SHARE, valid_from__lte=day)
        .order_by("-valid_from")
        .first()
    )
    return row.value if row else None


def _by_activity(
    blocks: Iterable[FundBlock], activities: Iterable[Activity]
) -> Iterable[tuple[Row, list[tuple[Fund, Figures]]]]:
    for activity in sorted(activities, key=lambda one: str(one.title)):
        parts = []
        for block in blocks:
            cells = [cell.figures for line in block.lines for cell in line.cells if cell.activity == activity]
            if cells:
                parts.append((block.fund, sum(cells, Figures())))
        total = sum((figures for _fund, figures in parts), Figures())
        yield Row(str(activity.title), total, activity=activity, marks=_cell_marks(total)), parts


def _cell_marks(figures: Figures) -> list[Mark]:
    if figures.left < 0:
        return [Mark("over", _("%(amount)s zu viel") % {"amount": euros(-figures.left)})]
    if figures.waiting > figures.left:
        return [Mark("over", _("zu wenig für das, was wartet"))]
    return []


def _line_marks(figures: Figures, share: Decimal | None, fund: Fund) -> list[Mark]:
    found = _cell_marks(figures)
    if fund.state not in GRANTED or share is None:
        return found
    most = figures.planned * (1 + share / 100)
    used = max(figures.available, figures.actual + figures.committed)
    if used > most and used > figures.planned:
        found.append(
            Mark(
                "rule",
                _("über %(share)s %% mehr als geplant; der Geldgeber muss zustimmen")
                % {"share": percents(share)},
            )
        )
    return found
