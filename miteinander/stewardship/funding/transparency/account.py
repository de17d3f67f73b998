"""A year of money as everybody may see it. A source counts in the year in which its period begins."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import F, Sum
from django.utils.translation import gettext_lazy as _

from miteinander.civic.concept.models import Activity
from miteinander.civic.people.models import Organisation
from miteinander.foundation.interface.addresses import address_of
from miteinander.foundation.languages.text import LocalText, Translated
from miteinander.foundation.values.clock import today
from miteinander.foundation.values.money import cents

from ..enums import FundKind, Rule
from ..figures import Figures, Sheet, sheet_of
from ..models import GRANTED, ZERO, Fund, ReceiptShare, value_on

KINDS = {FundKind.BUDGET: _("Haushaltsmittel"), FundKind.GRANT: _("Zuwendung")}
"""The public reads them in its languages, the other words of `enums` are the office's."""


@dataclass(frozen=True)
class Row:
    """One activity or source. `part`: how many of the bar's thousand parts are planned and spent."""

    slug: str
    title: LocalText
    url: str
    planned: Decimal
    spent: Decimal
    share: str
    """Of all that was planned, in percent and rounded; "<1" for less than half a percent."""
    planned_part: int = 0
    spent_part: int = 0
    pk: int = 0
    is_sample: bool = False
    kind: str = ""


@dataclass(frozen=True)
class TaskAccount:
    slug: str
    title: LocalText
    url: str
    colour: str
    planned: Decimal
    spent: Decimal
    share: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Payee:
    name: str
    url: str
    amount: Decimal


@dataclass(frozen=True)
class YearAccount:
    year: int
    years: tuple[int, ...]
    """With money, the newest first."""
    planned: Decimal = ZERO
    spent: Decimal = ZERO
    tasks: tuple[TaskAccount, ...] = ()
    sources: tuple[Row, ...] = ()
    payees: tuple[Payee, ...] = ()
    named_from: Decimal | None = None
    """Organisations are named from this amount; None: no rule, so none is."""
    is_sample: bool = False
    activities: tuple[Activity, ...] = field(default=(), repr=False)

    @property
    def left(self) -> Decimal:
        return self.planned - self.spent

    @property
    def rows(self) -> tuple[Row, ...]:
        return tuple(row for task in self.tasks for row in task.rows)


def years_with_money() -> tuple[int, ...]:
    days = Fund.objects.filter(state__in=GRANTED).order_by().dates("period_start", "year", order="DESC")
    return tuple(day.year for day in days)


def year_account(year: int | None, lang: str) -> YearAccount | None:
    """None for a year without money; without a year the newest one that has begun. Constant queries, about 20."""
    years = years_with_money()
    if year is None:
        year = next((one for one in years if one <= today().year), years[0] if years else today().year)
    elif year not in years:
        return None
    funds = list(
        Fund.objects.filter(state__in=GRANTED, period_start__year=year).order_by("period_start", "pk")
    )
    if not funds:
        return YearAccount(year, years)
    sheet = sheet_of({fund.pk for fund in funds})
    total = sum(sheet.cells.values(), Figures())
    activities = _activities(sheet)
    most = max(
        (max(sheet.activity(one.pk).available, sheet.activity(one.pk).actual) for one in activities),
        default=ZERO,
    )
    limit = _named_from(year)
    return YearAccount(
        year=year,
        years=years,
        planned=total.available,
        spent=total.actual,
        tasks=_tasks(activities, sheet, total.available, most, lang),
        sources=tuple(_source(fund, sheet, total.available, lang) for fund in funds),
        payees=_payees(funds, limit),
        named_from=limit,
        is_sample=any(fund.is_sample for fund in funds),
        activities=activities,
    )


def _activities(sheet: Sheet) -> tuple[Activity, ...]:
    found = {activity for (_line, activity), row in sheet.cells.items() if row.available or row.actual}
    rows = Activity.objects.filter(pk__in=found).select_related("main_task").defer("description", "summary")
    return tuple(rows.order_by("main_task__number", "pk"))


def _tasks(
    activities: tuple[Activity, ...], sheet: Sheet, total: Decimal, most: Decimal, lang: str
) -> tuple[TaskAccount, ...]:
    by_task: dict[int, list[Activity]] = defaultdict(list)
    for activity in activities:
        by_task[activity.main_task_id].append(activity)
    found = []
    for own in by_task.values():
        task = own[0].main_task
        figures = [sheet.activity(activity.pk) for activity in own]
        planned = sum((row.available for row in figures), ZERO)
        name = task.name or Translated.of(str(task))
        found.append(
            TaskAccount(
                task.slug, name.localized(lang), address_of(task), task.colour, planned,
                sum((row.actual for row in figures), ZERO), percent(planned, total),
                tuple(_row(activity, row, total, most, lang) for activity, row in zip(own, figures, strict=True)),
            )
        )  # fmt: skip
    return tuple(found)


def _row(activity: Activity, figures: Figures, total: Decimal, most: Decimal, lang: str) -> Row:
    return Row(
        activity.slug, activity.title.localized(lang), address_of(activity), figures.available, figures.actual,
        percent(figures.available, total), _part(figures.available, most), _part(figures.actual, most), activity.pk,
    )  # fmt: skip


def _source(fund: Fund, sheet: Sheet, total: Decimal, lang: str) -> Row:
    figures = sum(
        (row for (line, _a), row in sheet.cells.items() if sheet.fund_of[line] == fund.pk), Figures()
    )
    return Row(
        fund.slug, fund.title.localized(lang), "", figures.available, figures.actual,
        percent(figures.available, total), pk=fund.pk, is_sample=fund.is_sample, kind=str(KINDS[FundKind(fund.kind)]),
    )  # fmt: skip


def percent(amount: Decimal, total: Decimal) -> str:
    if total <= 0 or amount <= 0:
        return "0"
    rounded = int((amount * 100 / total).to_integral_value())
    return str(rounded) if rounded else "<1"


def _part(amount: Decimal, most: Decimal) -> int:
    return int(max(amount, ZERO) * 1000 / most) if most > 0 else 0


def _named_from(year: int) -> Decimal | None:
    return value_on(Rule.PUBLIC_NAME, min(date(year, 12, 31), today()))


def _payees(funds: list[Fund], limit: Decimal | None) -> tuple[Payee, ...]:
    """Only records of organisations, and only from the amount the council set. Two queries at most."""
    if limit is None:
        return ()
    shares = ReceiptShare.objects.filter(line__fund__in=funds, receipt__organisation__isnull=False)
    paid = {
        row["receipt__organisation"]: cents(row["total"])
        for row in shares.values("receipt__organisation")
        .order_by()
        .annotate(total=Sum(F("sign") * F("amount")))
    }
    named = {pk: amount for pk, amount in paid.items() if amount > 0 and amount >= limit}
    rows = Organisation.objects.filter(pk__in=named)
    found = [Payee(row.name, address_of(row), named[row.pk]) for row in rows]
    return tuple(sorted(found, key=lambda row: (-row.amount, row.name)))
