"""Orders: the list, the draft, and what waits for a second person."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Q
from django.db.models.query import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from miteinander.civic.concept.models import Activity
from miteinander.foundation.interface.office_doors import check, one_or_404
from miteinander.foundation.values.clock import today
from miteinander.programme.events.models import Engagement, Event

from .. import actions, engagements, policies
from ..enums import OrderState, SplitRule
from ..errors import Refused
from ..figures import sheet_of
from ..limits import excesses
from ..models import CostLine, Fund, Order, OrderShare
from ..splitting import Share
from .doors import attempt, get_order_or_404, number_in, posted, show
from .funds import FORMS
from .order_forms import Cells, OrderForm, ShareRows, open_cells, shares_in

LIST = "funding_office:order-list"
PAGE = "funding_office:order"
PER_PAGE = 50
LEAST_ROWS = 3


@require_safe
def order_list(request: HttpRequest) -> HttpResponse:
    """Filters by state, source, line, activity and words. A constant number of queries."""
    check(policies.can_see_orders(request.user))
    orders = _filtered(request)
    page = Paginator(orders, PER_PAGE).get_page(request.GET.get("p"))
    query = request.GET.copy()
    query.pop("p", None)
    context = {
        "page": page,
        "query": query.urlencode(),
        "states": OrderState.choices,
        "state": request.GET.get("stand", ""),
        "words": request.GET.get("q", "")[:120],
        "funds": list(Fund.objects.all()),
        "lines": list(CostLine.objects.select_related("fund").order_by("fund", "number")),
        "activities": list(Activity.objects.all()),
        "chosen": {name: number_in(request, name) for name in ("quelle", "position", "vorhaben")},
        "may_draft": policies.can_draft(request.user),
    }
    return show(request, "order_list.html", context, tab=LIST)


def _filtered(request: HttpRequest) -> QuerySet[Order]:
    found = Order.objects.select_related("decided_by", "approved_by").prefetch_related(
        "shares__line__fund", "shares__activity"
    )
    state = request.GET.get("stand", "")
    if state in OrderState.values:
        found = found.filter(state=state)
    if words := request.GET.get("q", "").replace("\x00", "").strip()[:120]:
        found = found.filter(
            Q(payee__icontains=words) | Q(purpose__icontains=words) | Q(number__startswith=words)
        )
    shares = OrderShare.objects.filter(order=OuterRef("pk"))
    wanted = {
        path: pk
        for name, path in (("quelle", "line__fund"), ("position", "line"), ("vorhaben", "activity"))
        if (pk := number_in(request, name)) is not None
    }
    return found.filter(Exists(shares.filter(**wanted))) if wanted else found


@require_safe
def approval_list(request: HttpRequest) -> HttpResponse:
    """What waits for this account as the second person, and what waits for somebody else."""
    check(policies.can_approve(request.user))
    waiting = (
        Order.objects.filter(state=OrderState.WAITING)
        .select_related("decided_by")
        .prefetch_related("shares__line__fund", "shares__activity")
    )
    context = {
        "mine": list(waiting.exclude(decided_by=request.user.pk).order_by("ordered_on", "pk")),
        "own": list(waiting.filter(decided_by=request.user.pk).order_by("ordered_on", "pk")),
    }
    return show(request, "approval_list.html", context, tab="funding_office:approval-list")


@FORMS
def order_add(request: HttpRequest) -> HttpResponse:
    """`mitwirkung`, `veranstaltung`: what is known already is filled in; `position`, `vorhaben`: the cell."""
    check(policies.can_draft(request.user))
    engagement = _engagement(request)
    if engagement is not None and hasattr(engagement, "order"):
        messages.info(request, _("Zu dieser Mitwirkung gibt es schon einen Auftrag."))
        return redirect(PAGE, engagement.order.pk)
    order = engagements.draft_of(engagement) if engagement else Order()
    if engagement is None and (pk := number_in(request, "veranstaltung")) is not None:
        order.event = one_or_404(Event.objects.select_related("activity"), pk)
    return _draft(request, order, _("Neuer Auftrag"))


def _engagement(request: HttpRequest) -> Engagement | None:
    pk = number_in(request, "mitwirkung")
    if pk is None:
        return None
    check(request.user.has_perm("events.view_engagement"))
    related = ("event__activity", "person", "organisation", "order")
    return one_or_404(Engagement.objects.select_related(*related), pk)


@FORMS
def order_edit(request: HttpRequest, pk: int) -> HttpResponse:
    order = get_order_or_404(request, pk, to_change=True)
    if order.state != OrderState.DRAFT:
        messages.error(
            request, _("Dieser Auftrag ist nicht mehr im Entwurf und lässt sich nicht mehr ändern.")
        )
        return redirect(PAGE, pk)
    return _draft(request, order, _("Auftrag %(number)s ändern") % {"number": order.number})


@dataclass(frozen=True)
class Preview:
    """What an order does to a cell."""

    title: str
    amount: Decimal
    left: Decimal

    @property
    def after(self) -> Decimal:
        return self.left - self.amount


def _draft(request: HttpRequest, order: Order, heading: str) -> HttpResponse:
    """Three buttons: save, calculate what is left, one more row. Only the first writes."""
    data, cells = posted(request), open_cells()
    form = OrderForm(data, instance=order, user=request.user)
    rows = ShareRows(
        _with_another_row(data),
        prefix="anteil",
        form_kwargs={"choices": cells.choices},
        initial=_rows(request, order, cells) if data is None else None,
    )
    previews: list[Preview] = []
    warnings: list[str] = []
    is_save = data is not None and not {"rechnen", "zeile"} & data.keys()
    if data is not None and form.is_valid() & rows.is_valid():
        shares: list[Share] = []
        places = {"line": (rows.forms[0], "cell")} if rows.forms else {}
        if attempt(form, lambda: shares.extend(shares_in(form, rows)), fields=places):
            previews, warnings = preview_of(shares, cells.left)
            if is_save and attempt(form, lambda: _save(order, form, shares, request.user), fields=places):
                messages.success(request, _("Der Entwurf ist gespeichert. Beauftragt ist er noch nicht."))
                return redirect(PAGE, order.pk)
    context = {
        "form": form, "rows": rows, "heading": heading, "order": order, "previews": previews, "warnings": warnings,
        "board": cells.board, "has_cells": bool(cells.left),
    }  # fmt: skip
    is_wrong = is_save and data is not None
    return show(request, "order_form.html", context, tab=LIST, status=422 if is_wrong else 200)


def _with_another_row(data: Any) -> Any:
    """With the button for one more row the form comes back with it."""
    if data is None or "zeile" not in data:
        return data
    copy = data.copy()
    count = copy.get("anteil-TOTAL_FORMS", "0")
    copy["anteil-TOTAL_FORMS"] = (
        str(min(int(count) + 1, 20)) if count.isascii() and count.isdigit() and len(count) < 4 else "1"
    )
    return copy


def _rows(request: HttpRequest, order: Order, cells: Cells) -> list[dict[str, str]]:
    """The shares as stored, or the cell that is meant; then empty rows."""
    if order.pk:
        shares = list(order.shares.all())
        percent = order.split_rule == SplitRule.BY_PERCENT
        found = [
            {
                "cell": f"{one.line_id}-{one.activity_id}",
                "part": f"{one.amount * 100 / order.amount:.2f}".replace(".", ",")
                if percent
                else f"{one.amount}".replace(".", ","),
            }
            for one in shares
        ]
    else:
        line, activity = number_in(request, "position"), number_in(request, "vorhaben")
        if activity is None and order.event is not None:
            activity = order.event.activity_id
        meant = [
            key for key in cells.left
            if activity is not None and key[1] == activity and line in (None, key[0])
        ]  # fmt: skip
        found = [{"cell": f"{meant[0][0]}-{meant[0][1]}", "part": ""}] if len(meant) == 1 else []
    return found + [{} for _at in range(max(LEAST_ROWS - len(found), 1))]


def preview_of(shares: list[Share], left: Mapping[Any, Decimal]) -> tuple[list[Preview], list[str]]:
    """What is left of each cell before and after, and what would be overdrawn in words."""
    lines = {
        line.pk: line
        for line in CostLine.objects.filter(pk__in={one.line for one in shares}).select_related("fund")
    }
    titles = dict(Activity.objects.filter(pk__in={one.activity for one in shares}).values_list("pk", "title"))
    found = [
        Preview(
            f"{lines[one.line]}, {titles[one.activity]}",
            one.amount,
            left.get((one.line, one.activity), Decimal(0)),
        )
        for one in shares
    ]
    sheet = sheet_of({line.fund_id for line in lines.values()})
    return found, [one.sentence for one in excesses(shares, lines, sheet, today())]


def _save(order: Order, form: OrderForm, shares: list[Share], user: Any) -> None:
    try:
        actions.save_order(order=order, values=form.cleaned_data, shares=shares, actor=user)
    except (Refused, ValidationError):
        order.number = order.number if order.pk else ""
        raise
