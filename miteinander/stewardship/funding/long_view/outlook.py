"""What is needed, what is secured and what is missing, year by year. All amounts are euros, nothing is stored twice."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from miteinander.civic.concept.models import Activity
from miteinander.foundation.values.clock import today

from ..enums import FundState
from ..figures import sheet_of
from ..models import GRANTED, ZERO, Fund, YearlyNeed
from ..splitting import divided

YEARS = 5
CellKey = tuple[int, int]
"""Primary key of the activity, year."""


@dataclass(frozen=True)
class YearView:
    year: int
    need: Decimal | None
    """None: nobody said."""
    secured: Decimal
    requested: Decimal
    """Asked for and not decided."""

    @property
    def gap(self) -> Decimal | None:
        return None if self.need is None else max(self.need - self.secured, ZERO)

    @property
    def parts(self) -> dict[str, int]:
        """For a bar of a thousand parts, against what is largest: need, secured money, requests."""
        whole = max(self.need or ZERO, self.secured + self.requested)
        share = {"need": self.need or ZERO, "secured": self.secured, "requested": self.requested}
        return {name: int(amount * 1000 / whole) if whole else 0 for name, amount in share.items()}

    @property
    def public_parts(self) -> tuple[int, int]:
        """The same without requests, which nobody has decided on: need, secured money."""
        need = self.need or ZERO
        whole = max(need, self.secured)
        return (int(need * 1000 / whole), int(self.secured * 1000 / whole)) if whole else (0, 0)


@dataclass(frozen=True)
class Ending:
    """A source and what it brings in each of the years."""

    fund: Fund
    amount: Decimal
    by_year: Mapping[int, Decimal]

    @property
    def is_decided(self) -> bool:
        return self.fund.state in GRANTED


@dataclass(frozen=True)
class Outlook:
    years: tuple[int, ...]
    activities: tuple[Activity, ...]
    needs: Mapping[CellKey, Decimal]
    sources: tuple[Ending, ...]
    """With money in one of the years, the first to end first."""
    by_year: tuple[YearView, ...]
    is_sample: bool = False


def coming_years() -> tuple[int, ...]:
    return tuple(range(today().year, today().year + YEARS))


def outlook() -> Outlook:
    """Three queries."""
    years = coming_years()
    needs = {
        (row.activity_id, row.year): row.amount
        for row in YearlyNeed.objects.filter(year__in=years).order_by()
    }
    funds = Fund.objects.filter(
        state__in=(*GRANTED, FundState.REQUESTED),
        period_end__gte=date(years[0], 1, 1),
        period_start__year__lte=years[-1],
    ).order_by("period_end", "pk")
    sources = tuple(_ending(fund) for fund in funds)
    activities = tuple(
        Activity.objects.select_related("main_task")
        .defer("description", "summary")
        .order_by("main_task__number", "pk")
    )
    return Outlook(
        years, activities, needs, sources,
        tuple(_year(year, needs, sources) for year in years),
        any(one.fund.is_sample for one in sources),
    )  # fmt: skip


def _year(year: int, needs: Mapping[CellKey, Decimal], sources: tuple[Ending, ...]) -> YearView:
    said = [amount for (_activity, of), amount in needs.items() if of == year]
    sums = {True: ZERO, False: ZERO}
    for one in sources:
        sums[one.is_decided] += one.by_year.get(year, ZERO)
    return YearView(year, sum(said, ZERO) if said else None, sums[True], sums[False])


def _ending(fund: Fund) -> Ending:
    amount = (fund.amount_granted if fund.state in GRANTED else fund.amount_requested) or ZERO
    return Ending(fund, amount, per_year(amount, fund.period_start, fund.period_end))


def per_year(amount: Decimal, start: date, end: date) -> dict[int, Decimal]:
    """Over the years of a period by their days, to the cent."""
    years = range(start.year, end.year + 1)
    days = [(min(end, date(year, 12, 31)) - max(start, date(year, 1, 1))).days + 1 for year in years]
    return dict(zip(years, divided(amount, [Decimal(count) for count in days]), strict=True))


def last_years_actuals() -> dict[int, Decimal]:
    """By activity what was spent from the sources of last year: the proposal for what is needed."""
    funds = Fund.objects.filter(state__in=GRANTED, period_start__year=today().year - 1)
    found: dict[int, Decimal] = defaultdict(lambda: ZERO)
    if keys := set(funds.values_list("pk", flat=True)):
        for (_line, activity), row in sheet_of(keys).cells.items():
            found[activity] += row.actual
    return {activity: amount for activity, amount in found.items() if amount > 0}
