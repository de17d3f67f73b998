"""One order: what it costs whom, its quotes, and the decisions about it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from miteinander.foundation.interface.office_doors import check
from miteinander.foundation.values.clock import today
from miteinander.foundation.values.money import euros

from .. import actions, engagements, policies
from ..enums import OrderState, Rule
from ..figures import sheet_of
from ..limits import needs_second, quotes_needed
from ..models import Order, value_on
from .doors import attempt, get_order_or_404, posted, show
from .fund_steps import kept_file
from .funds import FORMS
from .order_forms import PlaceForm, QuoteForm, WordsForm
from .orders import LIST, PAGE, preview_of


def words_form(deed: str, data: Any = None) -> WordsForm:
    label = (
        _("Warum geben Sie den Auftrag zurück?")
        if deed == "zurueckgeben"
        else _("Warum wird der Auftrag zurückgenommen?")
    )
    return WordsForm(data, label=label, prefix=deed)


@require_safe
def order(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, get_order_or_404(request, pk), {})


def _page(
    request: HttpRequest, found: Order, bound: dict[str, forms.Form], *, status: int = 200
) -> HttpResponse:
    """A constant number of queries. `bound`: forms that were refused, by their verb."""
    user = request.user
    shares = actions.shares_of(found)
    is_open = found.state in (OrderState.DRAFT, OrderState.WAITING)
    sheet = sheet_of(set(found.shares.values_list("line__fund", flat=True)))
    left = {cell: figures.left for cell, figures in sheet.cells.items()}
    previews, warnings = preview_of(shares, left)
    quotes = list(found.quotes.select_related("file"))
    wanted = quotes_needed(found, today()) if is_open else 0
    context = {
        "order": found,
        "previews": previews,
        "is_open": is_open,
        "warnings": warnings if is_open else [],
        "quotes": quotes,
        "missing_quotes": max(wanted - len(quotes), 0) if not found.quotes_waived else 0,
        "receipts": list(found.receipts.all()) if policies.can_see_receipts(user) else [],
        "second": _second(found, user) if is_open else "",
        "changed_fee": engagements.changed_fee(found),
        "is_foreign": found.resident_abroad,
        "may_decide": policies.can_decide(user),
        "may_approve": policies.can_approve(user, found),
        "is_own": found.state == OrderState.WAITING and found.decided_by_id == user.pk,
        "place": bound.get("beauftragen")
        or PlaceForm(prefix="beauftragen", initial={"reason": found.overspend_reason}),
        "approve": bound.get("mitzeichnen") or forms.Form(),
        "close": bound.get("abschliessen") or forms.Form(),
        "send_back": bound.get("zurueckgeben") or words_form("zurueckgeben"),
        "cancel": bound.get("zuruecknehmen") or words_form("zuruecknehmen"),
        "has_errors": any(form.errors for form in bound.values()),
    }
    return show(request, "order.html", context, tab=LIST, status=status)


def _second(found: Order, user: Any) -> str:
    """Whether a second person is needed and why."""
    decider = found.decided_by or user
    if not needs_second(found, today(), decider):
        return ""
    limit = value_on(Rule.FOUR_EYES, today(), not_by=decider)
    if limit is None:
        return _(
            "Eine zweite Person muss mitzeichnen: Ab welchem Betrag das nötig ist, steht noch nicht in den Regeln."
        )
    return _("Eine zweite Person muss mitzeichnen: Das ist ab %(limit)s nötig.") % {"limit": euros(limit)}


@require_POST
def order_do(request: HttpRequest, pk: int) -> HttpResponse:
    """One decision. What is refused stands at its form."""
    found, user, deed = get_order_or_404(request, pk), request.user, request.POST.get("was", "")
    check(_is_allowed(user, deed))
    form = _form_of(deed, request.POST)
    if form is None:
        messages.error(request, _("Bitte wählen Sie, was mit dem Auftrag geschehen soll."))
        return redirect(PAGE, pk)
    done = ""
    if form.is_valid():
        words = form.cleaned_data.get("words", "")
        if deed == "beauftragen" and attempt(
            form,
            lambda: actions.place_order(order=found, reason=form.cleaned_data["reason"], actor=user),
            fields={"amount": "reason"},
        ):
            found.refresh_from_db()
            done = (
                _(
                    "Sie haben entschieden. Jetzt muss eine zweite Person mitzeichnen; erst dann gilt der Auftrag."
                )
                if found.state == OrderState.WAITING
                else _("Der Auftrag ist erteilt.")
            )
        elif deed == "mitzeichnen" and attempt(form, lambda: actions.approve_order(order=found, actor=user)):
            done = _("Sie haben mitgezeichnet. Der Auftrag ist erteilt.")
        elif deed == "zurueckgeben" and attempt(
            form, lambda: actions.send_back_order(order=found, note=words, actor=user)
        ):
            done = _("Der Auftrag ist zurückgegeben und wieder ein Entwurf.")
        elif deed == "zuruecknehmen" and attempt(
            form,
            lambda: actions.cancel_order(order=found, reason=words, actor=user),
            fields={"reason": "words"},
        ):
            done = _("Der Auftrag ist zurückgenommen. Das Geld ist wieder frei.")
        elif deed == "abschliessen" and attempt(form, lambda: actions.close_order(order=found, actor=user)):
            done = _("Der Auftrag ist erledigt. Was nicht gebraucht wurde, ist wieder frei.")
    if not done:
        return _page(request, get_order_or_404(request, pk), {deed: form}, status=422)
    messages.success(request, done)
    return redirect(PAGE, pk)


def _is_allowed(user: Any, deed: str) -> bool:
    if deed in ("mitzeichnen", "zurueckgeben"):
        return policies.can_approve(user)
    return policies.can_decide(user)


def _form_of(deed: str, data: Any) -> forms.Form | None:
    if deed == "beauftragen":
        return PlaceForm(data, prefix=deed)
    if deed in ("zurueckgeben", "zuruecknehmen"):
        return words_form(deed, data)
    if deed in ("mitzeichnen", "abschliessen"):
        return forms.Form(data)
    return None


@FORMS
def quote_add(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_order_or_404(request, pk, to_change=True)
    form = QuoteForm(posted(request), request.FILES or None, initial={"supplier": ""})
    if form.is_valid() and attempt(form, lambda: _add_quote(found, form, request.user)):
        messages.success(request, _("Das Angebot ist eingetragen."))
        return redirect(f"{redirect(PAGE, pk).url}#angebote")
    context = {
        "order": found,
        "form": form,
        "heading": _("Angebot eintragen"),
        "button": _("Angebot eintragen"),
        "hints": [str(found)],
    }
    return show(request, "form.html", context, tab=LIST, status=422 if form.errors else 200)


@transaction.atomic
def _add_quote(found: Order, form: forms.Form, user: Any) -> None:
    values = dict(form.cleaned_data)
    title = _("Angebot von %(supplier)s") % {"supplier": values["supplier"]}
    values["file"] = kept_file(values["file"], title, user, field="file")
    actions.add_quote(order=found, values=values, actor=user)
