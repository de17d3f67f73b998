"""Typing the short code from a slip or an invitation."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from miteinander.foundation.access.limits import is_too_often

from ..forms import CodeForm
from ..models import Invitation, Registration
from ..own_links import Purpose, code_digest, token
from ..telling import own_url
from .opening import private

MOST_TRIES = 30
"""From one address in an hour: eight signs of 31 would take it three million years."""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def code_entry(request: HttpRequest) -> HttpResponse:
    """Leads to the page behind a code. Every wrong code gets the same answer after the same work."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    status = 200
    if form.is_bound and form.is_valid():
        if is_too_often(request, "code", most=MOST_TRIES):
            form.add_error(
                None,
                _(
                    "Das waren viele Versuche. Bitte versuchen Sie es in einer Stunde noch einmal, oder rufen Sie uns an."
                ),
            )
            status = 429
        elif address := address_of_code(form.cleaned_data["code"]):
            return private(redirect(address))
        else:
            form.add_error(
                "code", _("Diesen Code kennen wir nicht. Bitte prüfen Sie jeden Buchstaben und jede Ziffer.")
            )
    if form.errors and status == 200:
        status = 422
    return private(render(request, "participation/code_entry.html", {"form": form}, status=status))


def address_of_code(typed: str) -> str:
    """The page behind a code, empty for none. Two queries, whatever is found."""
    registration = Registration.objects.filter(code_digest=code_digest(Purpose.REGISTRATION, typed)).first()
    invitation = Invitation.objects.filter(code_digest=code_digest(Purpose.INVITATION, typed)).first()
    if registration is not None:
        return own_url(registration)
    return invitation_url(invitation) if invitation is not None else ""


def invitation_url(invitation: Invitation) -> str:
    return reverse("participation:invitation", args=[token(Purpose.INVITATION, invitation.uid)])
