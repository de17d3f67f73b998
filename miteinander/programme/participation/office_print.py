"""What the office prints from the pages of one event or one registration: each answers with the PDF."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from miteinander.foundation.typesetting.documents import CannotPrint
from miteinander.programme.events.office_planning import get_event_or_404

from . import policies
from .actions.sheets import SheetNotThere, note_returned
from .documents.answers import asked_languages, print_for
from .documents.own import language_of
from .documents.registry import may_print_feedback, may_see_feedback
from .models import Registration
from .office_parts import allowed, get_registration_or_404

LIST, SHEET = "participation_office:registration-list", "participation_office:sheet"
FEEDBACK = "participation_feedback_office:feedback-result"
LONGEST_NUMBER_OF_SHEET = 20
LONGEST_AT_ONCE = 1_000
"""Registrations on a list that is set while somebody waits: about a second and a half."""


@allowed(policies.can_see_people)
@require_safe
def door_list(request: HttpRequest, pk: int) -> HttpResponse:
    """Everybody who is booked or holds an offer, by name; very long lists are set in the background."""
    if Registration.objects.filter(plan__event=pk).count() > LONGEST_AT_ONCE:
        return redirect("print_office:sheet", "event", pk, "participation.door_list")
    return _printed(request, "participation.door_list", pk, back=LIST)


@allowed(policies.can_see_invitations)
@require_safe
def letters(request: HttpRequest, pk: int) -> HttpResponse:
    """One for each household that has not answered, in its language; `alle`: for those with an e-mail address too."""
    options = {"for": "all" if request.GET.get("alle") == "1" else "post"}
    return _printed(request, "participation.letter", pk, options, back="participation_office:invitation-list")


@allowed(policies.can_register)
@require_POST
def blank_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """Empty sheets with new numbers."""
    return _printed(request, "participation.registration_sheet", pk, _count(request, "sheets"), back=SHEET)


@allowed(policies.can_register)
@require_POST
def sheet_returned(request: HttpRequest, pk: int) -> HttpResponse:
    """A list that is filed and has nothing to type in: sign-in or what people brought."""
    event = get_event_or_404(request.user, pk)
    number = "".join(request.POST.get("blatt", "").upper().split())[:LONGEST_NUMBER_OF_SHEET]
    try:
        sheet = note_returned(event_id=event.pk, number=number.replace("\x00", ""), actor=request.user)
    except SheetNotThere as refused:
        messages.error(request, refused.sentence)
    else:
        words = {"number": sheet.number, "kind": sheet.get_kind_display()}
        messages.success(request, _("Blatt %(number)s (%(kind)s) ist zurück.") % words)
    return redirect(SHEET, pk=pk)


@allowed(may_see_feedback)
@require_safe
def feedback_poster(request: HttpRequest, pk: int) -> HttpResponse:
    """For the exit."""
    return _printed(request, "participation.feedback_poster", pk, back=FEEDBACK)


@allowed(may_print_feedback)
@require_POST
def feedback_slips(request: HttpRequest, pk: int) -> HttpResponse:
    """Slips for a box, or sheets for a table (`was`: "blaetter"), with new numbers."""
    if request.POST.get("was") == "blaetter":
        return _printed(request, "participation.feedback_sheet", pk, _count(request, "sheets"), back=FEEDBACK)
    return _printed(request, "participation.feedback_slips", pk, _count(request, "pages"), back=FEEDBACK)


@allowed(policies.can_see_people)
@require_safe
def registration_slip(request: HttpRequest, pk: int) -> HttpResponse:
    """The own code on paper, in the language of the party."""
    registration = get_registration_or_404(request.user, pk)
    languages = (language_of(registration),)
    try:
        return print_for("participation.slip", pk, languages=languages, user=request.user)
    except CannotPrint as refused:
        messages.error(request, str(refused))
        return redirect("participation_office:registration", pk=pk)


def _printed(
    request: HttpRequest, key: str, pk: int, options: dict[str, str] | None = None, *, back: str
) -> HttpResponse:
    event = get_event_or_404(request.user, pk)
    asked: Any = request.POST if request.method == "POST" else request.GET
    languages = asked_languages(asked.getlist("sprache"))
    try:
        return print_for(key, event.pk, languages=languages, options=options, user=request.user)
    except CannotPrint as refused:
        messages.error(request, str(refused))
        return redirect(back, pk=pk)


def _count(request: HttpRequest, key: str) -> dict[str, str]:
    return {key: request.POST.get("zahl", "1")}
