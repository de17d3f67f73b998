"""The own registration behind its link: see, change, cancel, answer an offer. Looking changes nothing."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from ..actions import accept_offer, cancel_party, change_party
from ..enums import IN_PLAY, RegistrationState
from ..errors import CannotTakePart, OfferGone
from ..forms import PartyForm
from ..models import Invitation, Registration
from ..own_page import OwnPage, own_page
from ..presentation import present_language
from ..standing import Standing, standing_of_event, with_form_parts
from .opening import event_of, link_unknown, private, registration_of


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def own_registration(request: HttpRequest, token: str) -> HttpResponse:
    """How things stand; with a POST the answer to an offer, or leaving the waiting list."""
    registration = registration_of(token)
    if registration is None:
        return link_unknown(request)
    if request.method != "POST":
        return _show(request, token, registration)
    deed = next((deed for name, deed in _DEEDS.items() if name in request.POST), None)
    try:
        if deed is not None:
            deed(registration)
    except CannotTakePart as refused:
        present = registration_of(token) or registration
        return _show(request, token, present, problem=refused.sentence, status=409)
    return private(redirect("participation:own-registration", token=token))


def _accept(registration: Registration) -> None:
    accept_offer(registration=registration)


def _pass_on(registration: Registration) -> None:
    if registration.state == RegistrationState.BOOKED:  # an old page: to cancel is asked for once more
        raise OfferGone
    cancel_party(registration=registration)


_DEEDS: dict[str, Callable[[Registration], None]] = {
    "accept": _accept,
    "pass_on": _pass_on,
    "leave": _pass_on,
}


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def own_change(request: HttpRequest, token: str) -> HttpResponse:
    """The form of the registration, filled in."""
    registration = registration_of(token)
    if registration is None:
        return link_unknown(request)
    standing = standing_of_event(registration.plan.event_id)
    if standing is None or registration.state not in IN_PLAY or standing.has_begun:
        return private(redirect("participation:own-registration", token=token))
    standing = with_form_parts(standing)
    form = _change_form(request, standing, registration)
    if form.is_bound and form.is_valid():
        try:
            change_party(registration=registration, wish=form.wish())
        except CannotTakePart as refused:
            form.add_error(None, refused.sentence)
        else:
            return private(redirect("participation:own-registration", token=token))
    page = _page_of(token, registration, standing)
    context = {"page": page, "form": form, "standing": standing}
    status = 422 if form.errors else 200
    return private(render(request, "participation/own_change.html", context, status=status))


def _change_form(request: HttpRequest, standing: Standing, registration: Registration) -> PartyForm:
    invitation = Invitation.objects.filter(registration=registration).first()
    return PartyForm(
        request.POST if request.method == "POST" else None,
        standing=standing,
        lang=present_language(),
        most=max(
            invitation.most if invitation else standing.plan.largest_party, len(registration.guests.all())
        ),
        present=registration,
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def own_cancel(request: HttpRequest, token: str) -> HttpResponse:
    """Asks once, then cancels."""
    registration = registration_of(token)
    if registration is None:
        return link_unknown(request)
    standing = standing_of_event(registration.plan.event_id)
    over = standing is not None and standing.has_begun
    if registration.state not in IN_PLAY or over:
        return private(redirect("participation:own-registration", token=token))
    if request.method == "POST":
        cancel_party(registration=registration)
        return private(redirect("participation:own-registration", token=token))
    context = {"page": _page_of(token, registration, standing)}
    return private(render(request, "participation/own_cancel.html", context))


def _show(
    request: HttpRequest, token: str, registration: Registration, *, problem: str = "", status: int = 200
) -> HttpResponse:
    standing = standing_of_event(registration.plan.event_id)
    context = {"page": _page_of(token, registration, standing), "problem": problem}
    return private(render(request, "participation/own.html", context, status=status))


def _page_of(token: str, registration: Registration, standing: Standing | None) -> OwnPage:
    return own_page(token, registration, event_of(registration.plan.event_id), standing)
