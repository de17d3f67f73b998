"""Registering for others: on the telephone, at the counter, and from a sheet of paper."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from miteinander.foundation.languages.folding import fold
from miteinander.foundation.values.writing import write_in_turn
from miteinander.programme.events.office_planning import LONGEST_NUMBER, get_event_or_404

from . import policies
from .actions import register_party
from .actions.invitations import note_answer
from .actions.sheets import SheetNotThere, SheetRefused, enter_sheet, entered_sheets, waiting_number
from .doubles import double_of, doubles_of
from .enums import Channel, RegistrationState, SheetKind
from .errors import CannotTakePart
from .models import Invitation, Registration, RegistrationPlan
from .office_forms import PartyForm, choices_of
from .office_parts import allowed, get_plan_or_404, head_of
from .office_registration import code_of
from .office_sheet_forms import ROW_FORMS, SheetForm
from .party import PartyWish

PAGES = ["GET", "HEAD", "POST"]
HERE, SHEET = "participation_office:entry", "participation_office:sheet"
ANOTHER = "andere"
SAVED = "gespeichert"


@allowed(policies.can_register)
@require_http_methods(PAGES)
def entry(request: HttpRequest, pk: int) -> HttpResponse:
    """The fast form; after saving the code of the one before stands above an empty form."""
    if (answer := without_plan(request, pk)) is not None:
        return answer
    plan = get_plan_or_404(request.user, pk)
    invitation = _invitation_of(request, plan)
    data = request.POST if request.method == "POST" else None
    form = PartyForm(data, choices=choices_of(plan), initial=_known(invitation))
    double = None
    if data is not None and form.is_valid():
        wish = form.wish()
        double = None if data.get(ANOTHER) or _is_sent_again(plan, wish) else double_of(plan, wish)
        if double is None:
            try:
                saved = _registered(plan, wish, invitation, request.user)
            except CannotTakePart as error:
                form.add_error(None, error.sentence)
            else:
                return redirect(f"{reverse(HERE, args=[pk])}?{SAVED}={saved.pk}")
    form.fields["name"].widget.attrs["autofocus"] = True
    saved_one = _saved_before(request, plan)
    context = head_of(plan.event, request.user, HERE) | {
        "form": form,
        "double": double,
        "invitation": invitation,
        "saved": saved_one,
        "code": code_of(saved_one) if saved_one else "",
        "waits": saved_one is not None and saved_one.state == RegistrationState.WAITING,
        "free": plan.pools.filter(scope="all").first(),
    }
    status = 422 if data is not None else 200
    return render(request, "participation/office/entry.html", context, status=status)


def _registered(
    plan: RegistrationPlan, wish: PartyWish, invitation: Invitation | None, actor: Any
) -> Registration:
    """With an invitation both stand or neither. Raises CannotTakePart."""
    with write_in_turn():
        saved = register_party(plan_id=plan.pk, wish=wish, channel=Channel.TELEPHONE, actor=actor)
        if invitation is not None:
            note_answer(invitation=invitation, registration=saved, actor=actor)
        return saved


def _invitation_of(request: HttpRequest, plan: RegistrationPlan) -> Invitation | None:
    """The household that calls because it was invited."""
    number = request.GET.get("einladung", "")
    if not number.isdecimal() or len(number) > LONGEST_NUMBER:
        return None
    return Invitation.objects.filter(plan=plan, pk=int(number)).first()


def _known(invitation: Invitation | None) -> dict[str, Any]:
    if invitation is None:
        return {}
    return {name: getattr(invitation, name) for name in ("name", "email", "language")}


def _is_sent_again(plan: RegistrationPlan, wish: Any) -> bool:
    return Registration.objects.filter(plan=plan, submission=wish.submission).exists()


def _saved_before(request: HttpRequest, plan: RegistrationPlan) -> Registration | None:
    number = request.GET.get(SAVED, "")
    if request.method == "POST" or not number.isdecimal() or len(number) > LONGEST_NUMBER:
        return None
    found = Registration.objects.visible_to(request.user).with_size()
    return found.filter(plan=plan, pk=int(number)).first()


@allowed(policies.can_register)
@require_http_methods(PAGES)
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """A whole sheet of paper. All of it is booked, or nothing and it says why."""
    if (answer := without_plan(request, pk)) is not None:
        return answer
    plan = get_plan_or_404(request.user, pk)
    choices = choices_of(plan)
    data = request.POST if request.method == "POST" else None
    form = SheetForm(data, initial={"number": waiting_number(plan.event_id, SheetKind.REGISTRATION)})
    rows = ROW_FORMS(data, prefix="zeilen", form_kwargs={"choices": choices})
    are_valid = data is not None and all([form.is_valid(), rows.is_valid()])
    if are_valid and (booked := _entered(request, plan, form, rows)) is not None:
        messages.success(request, _told(form.cleaned_data["number"], booked))
        return redirect(SHEET, pk=pk)
    form.fields["number"].widget.attrs["autofocus"] = True
    context = head_of(plan.event, request.user, SHEET) | {
        "form": form,
        "rows": rows,
        "columns": [pool.name("de") for pool in choices.kinds],
        "asks_another": any("another" in one.errors for one in rows) if data is not None else False,
        "entered": entered_sheets(plan.event_id, SheetKind.REGISTRATION)[:20],
    }
    status = 422 if data is not None else 200
    return render(request, "participation/office/sheet.html", context, status=status)


def _entered(
    request: HttpRequest, plan: RegistrationPlan, form: SheetForm, rows: Any
) -> list[Registration] | None:
    """What was booked; None where nothing was, and the forms say why."""
    wishes = rows.wishes(form.cleaned_data["language"])
    if not wishes:
        form.add_error(None, _("Auf dem Blatt steht noch niemand."))
        return None
    if _ask_about_doubles(plan, wishes, rows):
        return None
    try:
        return enter_sheet(plan=plan, number=form.cleaned_data["number"], wishes=wishes, actor=request.user)
    except SheetNotThere as error:
        form.add_error("number", error.sentence)
    except SheetRefused as error:
        for number, reason in error.rows.items():
            rows.forms[number].add_error("name", reason.sentence)
    return None


def _ask_about_doubles(plan: RegistrationPlan, wishes: dict[int, Any], rows: Any) -> bool:
    """Whether a row looks like somebody who is registered and nobody said it is another person."""
    found = doubles_of(plan, wishes.values())
    asked = False
    for number, wish in wishes.items():
        row = rows.forms[number]
        same = found.get(fold(wish.name))
        if same is not None and not row.cleaned_data["another"]:
            row.add_error("another", already_there(same))
            asked = True
    return asked


def already_there(same: Registration) -> str:
    return _(
        "„%(name)s“ ist schon angemeldet (%(how)s). Leeren Sie die Zeile, oder setzen Sie das Häkchen „Andere Person“."
    ) % {"name": same.name, "how": same.get_channel_display()}


def _told(number: str, booked: list[Registration]) -> str:
    waiting = sum(one.state == RegistrationState.WAITING for one in booked)
    if waiting:
        return _("Blatt %(number)s: %(count)d Anmeldungen, davon %(waiting)d auf der Warteliste.") % {
            "number": number,
            "count": len(booked),
            "waiting": waiting,
        }
    return ngettext(
        "Blatt %(number)s: %(count)d Anmeldung ist eingetragen.",
        "Blatt %(number)s: %(count)d Anmeldungen sind eingetragen.",
        len(booked),
    ) % {"number": number, "count": len(booked)}


def without_plan(request: HttpRequest, pk: int) -> HttpResponse | None:
    """To the seats first, where nobody said yet how people take part."""
    event = get_event_or_404(request.user, pk)
    if RegistrationPlan.objects.filter(event=event).exists():
        return None
    messages.info(request, _("Legen Sie zuerst die Plätze fest. Danach geht es hier weiter."))
    return redirect("participation_office:registration-list", pk=pk)
