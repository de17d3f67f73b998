"""The cockpit of money: what is left, what waits, what is missing."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from miteinander.civic.concept.models import Activity
from miteinander.civic.planning.enums import DeadlineState
from miteinander.foundation.interface.office_doors import check, one_or_404
from miteinander.foundation.values.clock import today

from .. import policies
from ..cockpit import cockpit_of, funds_of, years
from ..deadlines import money_deadlines
from ..enums import OrderState, ReceiptKind, Rule
from ..models import CostLine, DatedRule, Fund, Order, Receipt, ReceiptShare
from .doors import number_in, show

HERE = "funding_office:cockpit"
LOOK_BACK, LOOK_AHEAD = timedelta(days=365), timedelta(days=60)
PER_PAGE = 100
MOST_DATES = 8


@dataclass(frozen=True)
class Task:
    """Something that waits for a person. `kind` chooses the sign before the words."""

    words: str
    url: str
    kind: str = "todo"


@require_safe
def cockpit(request: HttpRequest) -> HttpResponse:
    """A constant number of queries."""
    check(policies.can_see(request.user))
    known = years()
    asked = number_in(request, "jahr")
    year = asked if asked in known else _present_year(known)
    of_year = funds_of(year)
    wanted = number_in(request, "quelle")
    chosen = next((fund for fund in of_year if fund.pk == wanted), None)
    context = {
        "years": known,
        "year": year,
        "funds": of_year,
        "chosen": chosen,
        "cockpit": cockpit_of([chosen] if chosen else of_year, today()),
        "tasks": _tasks(request.user),
        "dates": _dates(request.user),
        "may_see_orders": policies.can_see_orders(request.user),
        "may_see_receipts": policies.can_see_receipts(request.user),
        "may_plan": policies.can_plan(request.user),
        "may_draft": policies.can_draft(request.user),
    }
    return show(request, "cockpit.html", context, tab=HERE)


def _present_year(known: list[int]) -> int:
    present = today().year
    return present if present in known or not known else known[0]


def _tasks(user: Any) -> list[Task]:
    """Four queries at most."""
    found = []
    if policies.can_see_orders(user):
        waiting = Order.objects.filter(state=OrderState.WAITING)
        mine = waiting.exclude(decided_by=user).count() if policies.can_approve(user) else 0
        if mine:
            words = ngettext(
                "%(count)d Auftrag wartet auf Sie als zweite Person",
                "%(count)d Aufträge warten auf Sie als zweite Person",
                mine,
            )
            found.append(Task(words % {"count": mine}, reverse("funding_office:approval-list")))
        elif others := waiting.count():
            words = ngettext(
                "%(count)d Auftrag wartet auf die zweite Person",
                "%(count)d Aufträge warten auf die zweite Person",
                others,
            )
            found.append(
                Task(
                    words % {"count": others}, f"{reverse('funding_office:order-list')}?stand=waiting", "wait"
                )
            )
    if policies.can_see_receipts(user) and (unpaid := unpaid_receipts().count()):
        words = ngettext(
            "%(count)d Beleg ist noch nicht bezahlt", "%(count)d Belege sind noch nicht bezahlt", unpaid
        )
        found.append(Task(words % {"count": unpaid}, f"{reverse('funding_office:spent')}?unbezahlt=1"))
    if policies.can_see_rules(user) and (missing := missing_rules()):
        words = ngettext("%(count)d Regel fehlt", "%(count)d Regeln fehlen", len(missing))
        found.append(
            Task(words % {"count": len(missing)}, f"{reverse('funding_office:rule-list')}#fehlt", "wait")
        )
    return found


def unpaid_receipts() -> Any:
    return Receipt.objects.filter(paid_on=None, reversal=None).exclude(kind=ReceiptKind.REVERSAL)


def missing_rules() -> list[Rule]:
    """Rules of which nobody told a value that holds today. One query."""
    known = set(DatedRule.objects.filter(valid_from__lte=today()).order_by().values_list("rule", flat=True))
    return [rule for rule in Rule if rule not in known]


def _dates(user: Any) -> list[Any]:
    day = today()
    found = [
        one
        for one in money_deadlines(day - LOOK_BACK, day + LOOK_AHEAD, user)
        if one.state == DeadlineState.OVERDUE or (one.state == DeadlineState.OPEN and one.day >= day)
    ]
    return sorted(found, key=lambda one: one.day)[:MOST_DATES]


@require_safe
def spent(request: HttpRequest) -> HttpResponse:
    """What stands behind a number of the cockpit: the parts of receipts on a source, a line, an activity."""
    check(policies.can_see(request.user) and policies.can_see_receipts(request.user))
    rows = ReceiptShare.objects.select_related("receipt", "line__fund", "activity")
    about = []
    if (pk := number_in(request, "quelle")) is not None:
        about.append(str(one_or_404(Fund.objects.all(), pk)))
        rows = rows.filter(line__fund=pk)
    if (pk := number_in(request, "position")) is not None:
        about.append(str(one_or_404(CostLine.objects.all(), pk)))
        rows = rows.filter(line=pk)
    if (pk := number_in(request, "vorhaben")) is not None:
        about.append(str(one_or_404(Activity.objects.all(), pk).title))
        rows = rows.filter(activity=pk)
    if request.GET.get("unbezahlt") == "1":
        about.append(_("noch nicht bezahlt"))
        rows = rows.filter(receipt__in=unpaid_receipts())
    year = number_in(request, "jahr")
    if year is not None and 1900 < year < 2200:
        rows = rows.filter(
            line__fund__period_start__lte=date(year, 12, 31), line__fund__period_end__gte=date(year, 1, 1)
        )
    rows = rows.order_by(F("receipt__paid_on").desc(nulls_first=True), "-receipt__number", "pk")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("p"))
    query = request.GET.copy()
    query.pop("p", None)
    return show(request, "spent.html", {"page": page, "about": about, "query": query.urlencode()}, tab=HERE)
