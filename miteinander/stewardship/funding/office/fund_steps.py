"""What happens to a source, each on its own page: asked for, granted, refused, moved, carried on, called, received."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from miteinander.civic.concept.models import Activity
from miteinander.foundation.media.private_files import RefusedFile, keep_private_file
from miteinander.foundation.values.clock import today
from miteinander.foundation.values.money import euros

from .. import actions
from ..cockpit import cockpit_of
from ..errors import Refused
from ..figures import sheet_of
from ..limits import percents, transfer_share
from ..models import ZERO, Allocation, CostLine, Fund
from .doors import attempt, get_fund_or_404, get_instalment_or_404, posted, say_refusal, show
from .fund_forms import ArrivalForm, CarryOverForm, DayForm, GrantForm, TransferForm
from .funds import FORMS, LIST, PAGE


@FORMS
def fund_request(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_fund_or_404(request, pk, to_change=True)
    form = DayForm(posted(request), label=_("Antrag gestellt am"))
    if form.is_valid() and attempt(
        form, lambda: actions.request_fund(fund=found, on=form.cleaned_data["on"], actor=request.user)
    ):
        messages.success(
            request, _("Der Antrag ist als gestellt vermerkt. Seine Beträge bleiben jetzt, wie sie sind.")
        )
        return redirect(PAGE, pk)
    total = Allocation.objects.filter(line__fund=found).aggregate(total=Sum("requested"))["total"] or ZERO
    hints = [
        _("Beantragt werden %(amount)s. Danach lassen sich die beantragten Beträge nicht mehr ändern.")
        % {"amount": euros(total)}
    ]
    return _step(request, found, form, _("Antrag stellen"), _("Als beantragt vermerken"), hints)


@FORMS
def fund_grant(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_fund_or_404(request, pk, to_change=True)
    form = GrantForm(
        posted(request),
        request.FILES or None,
        initial={"amount": found.amount_requested, "file_number": found.file_number, "on": today()},
    )
    if form.is_valid() and attempt(form, lambda: _grant(found, form, request.user)):
        messages.success(request, _("Die Bewilligung ist eingetragen. Bitte prüfen Sie jetzt den Plan."))
        return redirect("funding_office:plan", pk)
    hints = [
        _(
            "Wird weniger bewilligt als beantragt, verteilt das Programm den Betrag im gleichen Verhältnis. Sie können den Plan danach ändern."
        )
    ]
    if found.amount_requested is not None:
        hints.insert(0, _("Beantragt waren %(amount)s.") % {"amount": euros(found.amount_requested)})
    return _step(request, found, form, _("Bewilligung eintragen"), _("Bewilligung eintragen"), hints)


@transaction.atomic
def _grant(found: Fund, form: forms.Form, user: Any) -> None:
    values = form.cleaned_data
    notice = kept_file(values.get("notice"), _("Bescheid %(fund)s") % {"fund": found}, user, field="notice")
    actions.grant_fund(
        fund=found, amount=values["amount"], on=values["on"], file_number=values["file_number"], notice=notice,
        actor=user,
    )  # fmt: skip


def kept_file(upload: Any, title: str, user: Any, *, field: str) -> Any:
    """The private document of an upload, None without one. Raises Refused at the field."""
    if not upload:
        return None
    try:
        return keep_private_file(file=upload, name=upload.name, title=title, user=user)
    except RefusedFile as refused:
        raise Refused("file", " ".join(refused.messages), field=field) from None


@FORMS
def fund_refuse(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_fund_or_404(request, pk, to_change=True)
    form = DayForm(posted(request), label=_("abgelehnt am"))
    if form.is_valid() and attempt(
        form, lambda: actions.refuse_fund(fund=found, on=form.cleaned_data["on"], actor=request.user)
    ):
        messages.success(request, _("Die Ablehnung ist eingetragen."))
        return redirect(PAGE, pk)
    return _step(request, found, form, _("Ablehnung eintragen"), _("Ablehnung eintragen"), [])


@FORMS
def transfer(request: HttpRequest, pk: int) -> HttpResponse:
    """First the page says what the transfer does; what is beyond the rule is written only after a second click."""
    found = get_fund_or_404(request, pk, to_change=True)
    form = TransferForm(posted(request), fund=found, cells=_cells(found))
    warning = ""
    if form.is_valid():
        warning = _beyond(found, form.cleaned_data)
        if (not warning or "bestaetigt" in request.POST) and attempt(
            form, lambda: _transfer(form, request.user), fields={"to_line": "target_line"}
        ):
            messages.success(
                request, _("Das Geld ist umgeschichtet. Der Plan selbst bleibt, wie er bewilligt wurde.")
            )
            return redirect(f"{redirect(PAGE, pk).url}#umschichtungen")
    hints = [
        _(
            "Umschichten geht innerhalb dieser Geldquelle. Jede Umschichtung steht mit ihrem Grund im Verwendungsnachweis."
        )
    ]
    return _step(
        request,
        found,
        form,
        _("Umschichten"),
        _("Umschichten"),
        hints,
        warning=warning if not form.errors else "",
    )


def _cells(found: Fund) -> list[tuple[str, str]]:
    (block,) = cockpit_of([found], today()).blocks
    return [
        (
            f"{line.row.line.pk}-{cell.activity.pk}",
            _("%(line)s, %(activity)s: noch frei %(left)s")
            % {"line": line.row.title, "activity": cell.title, "left": euros(cell.figures.left)},
        )
        for line in block.lines
        for cell in line.cells
        if line.row.line and cell.activity
    ]


def _beyond(found: Fund, values: dict[str, Any]) -> str:
    """The sentence for a transfer beyond the rule of the funder; "" within it."""
    target = values["target_line"]
    if values["source"][0] == target.pk:
        return ""
    share = transfer_share(found, values["on"])
    into = sheet_of({found.pk}).line(target.pk)
    most = into.planned * (1 + (share or ZERO) / 100)
    after = into.available + values["amount"]
    if after <= most:
        return ""
    return _(
        "Damit hat „%(line)s“ %(after)s, geplant waren %(planned)s. Erlaubt sind ohne Zustimmung des Geldgebers höchstens "
        "%(most)s (%(share)s %% mehr). Holen Sie zuerst seine Zustimmung ein. Wenn Sie trotzdem umschichten, wird es "
        "gekennzeichnet."
    ) % {
        "line": target, "after": euros(after), "planned": euros(into.planned), "most": euros(most),
        "share": percents(share or ZERO),
    }  # fmt: skip


def _transfer(form: forms.Form, user: Any) -> None:
    values = form.cleaned_data
    line, activity = values["source"]
    actions.transfer(
        from_line=CostLine.objects.get(pk=line), from_activity=Activity.objects.get(pk=activity),
        to_line=values["target_line"], to_activity=values["target_activity"], amount=values["amount"],
        reason=values["reason"], on=values["on"], actor=user,
    )  # fmt: skip


@FORMS
def carry_over(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_fund_or_404(request, pk, to_change=True)
    form = CarryOverForm(posted(request), fund=found)
    if form.is_valid():
        values = form.cleaned_data
        if attempt(
            form,
            lambda: actions.carry_over(
                from_fund=found, to_line=values["target_line"], to_activity=values["target_activity"],
                amount=values["amount"], on=values["on"], source=values["source"], actor=request.user,
            ),
            fields={"to_line": "target_line"},
        ):  # fmt: skip
            messages.success(request, _("Der Übertrag ist eingetragen."))
            return redirect(PAGE, pk)
    hints = [_("Übrig sind %(left)s.") % {"left": euros(actions.left_of_fund(found))}]
    return _step(request, found, form, _("Rest übertragen"), _("Übertrag eintragen"), hints)


@require_POST
def instalment_call(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_instalment_or_404(request, pk)
    say_refusal(
        request,
        lambda: actions.call_instalment(instalment=row, actor=request.user),
        _("Der Teilbetrag ist als abgerufen vermerkt."),
    )
    return redirect(PAGE, row.fund_id)


@FORMS
def instalment_receive(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_instalment_or_404(request, pk)
    funder = str(row.fund.funder) if row.fund.funder else ""
    form = ArrivalForm(posted(request), initial={"payer": funder}, label=_("eingegangen am"))
    if form.is_valid():
        values = form.cleaned_data
        if attempt(
            form,
            lambda: actions.receive_instalment(
                instalment=row, on=values["on"], payer=values["payer"], actor=request.user
            ),
            fields={"received_on": "on"},
        ):
            messages.success(request, _("Der Teilbetrag ist als Einnahme gebucht."))
            return redirect(PAGE, row.fund_id)
    hints = [_("Erwartet werden %(amount)s.") % {"amount": euros(row.amount)}]
    return _step(request, row.fund, form, _("Teilbetrag ist eingegangen"), _("Einnahme buchen"), hints)


def _step(
    request: HttpRequest, found: Fund, form: forms.Form, heading: str, button: str, hints: list[str], *, warning: str = ""
) -> HttpResponse:  # fmt: skip
    context = {
        "fund": found, "form": form, "heading": heading, "button": button, "hints": hints, "warning": warning
    }  # fmt: skip
    return show(request, "form.html", context, tab=LIST, status=422 if form.errors else 200)
