"""The list of receipts, what is missing, and the files of the list."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from miteinander.civic.concept.models import Activity
from miteinander.foundation.interface.office_doors import check
from miteinander.foundation.values.clock import today

from .. import policies, receipt_queries
from ..enums import FileKind
from ..models import CostLine, Receipt, WaitingFile
from .doors import number_in, show

LIST = "funding_receipts:receipt-list"
MISSING = "funding_receipts:missing"
PER_PAGE = 50
MOST_DAYS = 3650
ORDERED_LONG_AGO = 30


@require_safe
def receipt_list(request: HttpRequest) -> HttpResponse:
    """Filters, sums, and what can be done with several at once. A constant number of queries."""
    user = request.user
    check(policies.can_see_receipts(user))
    found = receipt_queries.filtered(request.GET)
    page = Paginator(for_list(found), PER_PAGE).get_page(request.GET.get("p"))
    query = request.GET.copy()
    query.pop("p", None)
    context = {
        "page": page,
        "sums": receipt_queries.sums(found),
        "query": query.urlencode(),
        "words": request.GET.get("q", "")[:120],
        "state": request.GET.get("stand", ""),
        "states": receipt_queries.STATES.items(),
        **receipt_queries.choices(),
        "lines": list(CostLine.objects.select_related("fund").order_by("fund", "number")),
        "activities": list(Activity.objects.all()),
        "chosen": {name: number_in(request, name) for name in ("quelle", "position", "vorhaben", "jahr")},
        "waiting": list(WaitingFile.objects.select_related("uploaded_by")) if policies.can_enter_receipts(user) else [],
        "may_enter": policies.can_enter_receipts(user),
        "may_pay": policies.can_pay_receipts(user),
        "may_transfer": policies.can_make_runs(user),
    }  # fmt: skip
    return show(request, "receipt_list.html", context, tab=LIST)


def for_list(found: Any) -> Any:
    return (
        found.select_related("order", "reversal", "reverses", "transfer__run", "advanced_by")
        .prefetch_related("shares__line__fund", "shares__activity")
        .annotate(
            invoices=Count("files", filter=Q(files__kind=FileKind.INVOICE), distinct=True),
        )
        .order_by("-number")
    )


@require_safe
def missing(request: HttpRequest) -> HttpResponse:
    """What an auditor would ask for: receipts without file, without proof of payment, without details, orders without bill."""
    check(policies.can_see_receipts(request.user))
    days = number_in(request, "tage")
    days = ORDERED_LONG_AGO if days is None else min(days, MOST_DAYS)
    wanted = {name: request.GET.get(name, "") for name in ("quelle", "jahr")}
    everything = receipt_queries.filtered(wanted)
    parts = []
    for state in ("ohne-datei", "ohne-zahlungsnachweis", "angaben-fehlen", "unbezahlt"):
        found = receipt_queries.in_state(everything, state)
        parts.append((state, receipt_queries.STATES[state], found.count(), list(found[:10])))
    orders = receipt_queries.overdue_orders(today(), days)
    if (pk := number_in(request, "quelle")) is not None:
        orders = orders.filter(shares__line__fund=pk).distinct()
    context = {
        "parts": parts,
        "days": days,
        "orders": list(orders.order_by("ordered_on")[:PER_PAGE]),
        **receipt_queries.choices(),
        "chosen": {name: number_in(request, name) for name in ("quelle", "jahr")},
        "where": "&".join(f"{name}={value}" for name, value in wanted.items() if value.isdigit()),
        "has_files": Receipt.objects.filter(files__isnull=False).exists(),
    }
    return show(request, "missing.html", context, tab=MISSING)
