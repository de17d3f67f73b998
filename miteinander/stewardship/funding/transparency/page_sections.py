"""What an activity or a task costs, on their own pages."""

from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from miteinander.civic.concept.models import Activity, CrossCuttingTask
from miteinander.foundation.interface.sections import Section
from miteinander.foundation.languages.registry import base_language
from miteinander.foundation.values.clock import today

from ..figures import sheet_of
from ..models import GRANTED, ZERO, Allocation, Fund

STYLES = ("funding/css/money.css",)
YEARS = 3


@dataclass(frozen=True)
class YearSum:
    year: int
    url: str
    planned: Decimal
    spent: Decimal
    planned_part: int
    spent_part: int


def cost_of_activity(activity: Activity) -> Section | None:
    return _section({activity.pk})


def cost_of_task(task: CrossCuttingTask) -> Section | None:
    """Of the activities whose main task it is, as on the page of transparency."""
    return _section(set(task.main_activities.order_by().values_list("pk", flat=True)))


def _section(activities: set[int]) -> Section | None:
    """The last years that have begun. About fifteen queries; none of the amounts of sources that are not granted."""
    of_these = Allocation.objects.filter(activity__in=activities).order_by().values("line__fund")
    funds = Fund.objects.filter(pk__in=of_these, state__in=GRANTED, period_start__year__lte=today().year)
    year_of = {fund.pk: fund.period_start.year for fund in funds.only("period_start")}
    if not year_of:
        return None
    sheet = sheet_of(set(year_of))
    sums: dict[int, list[Decimal]] = {year: [ZERO, ZERO] for year in year_of.values()}
    for (line, activity), row in sheet.cells.items():
        if activity in activities:
            pair = sums[year_of[sheet.fund_of[line]]]
            pair[0] += row.available
            pair[1] += row.actual
    years = sorted((year for year, pair in sums.items() if any(pair)), reverse=True)[:YEARS]
    if not years:
        return None
    most = max(max(sums[year]) for year in years)
    rows = [
        YearSum(year, f"{reverse('funding:transparency')}?jahr={year}", planned, spent, int(planned * 1000 / most),
                int(spent * 1000 / most))
        for year in years for planned, spent in [sums[year]]
    ]  # fmt: skip
    is_sample = Fund.objects.filter(pk__in=year_of, is_sample=True).exists()
    context = {"rows": rows, "is_sample": is_sample, "lang": get_language() or base_language()}
    return Section("funding/transparency/_cost_section.html", context, _("Was es kostet"), STYLES)
