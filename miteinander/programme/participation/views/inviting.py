"""The page behind an invitation: coming or not, as often as one likes until the registration closes."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from miteinander.foundation.access.limits import is_too_often

from ..actions import accept_invitation, decline_invitation
from ..enums import IN_PLAY
from ..errors import CannotTakePart
from ..forms import GreetingForm, InvitationForm
from ..models import Invitation
from ..presentation import event_head, present_language, way_words
from ..standing import WITH_FORM, Standing, standing_of_event, with_form_parts
from ..telling import own_url
from .codes import MOST_TRIES, address_of_code
from .opening import event_of, invitation_of, link_unknown, party_of, private


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """`token`: of the link, or the short code from the letter."""
    found = invitation_of(token)
    if found is None:
        return _by_code(request, token)
    standing = standing_of_event(found.plan.event_id)
    if standing is None:
        return link_unknown(request)
    if request.method == "POST" and "decline" in request.POST:
        return _decline(request, found, standing)
    return _accept(request, found, standing)


def _by_code(request: HttpRequest, code: str) -> HttpResponse:
    if is_too_often(request, "code", most=MOST_TRIES):
        return private(render(request, "participation/link_unknown.html", status=429))
    address = address_of_code(code)
    return private(redirect(address)) if address else link_unknown(request)


def _accept(request: HttpRequest, found: Invitation, standing: Standing) -> HttpResponse:
    standing = with_form_parts(standing)
    present = party_of(found.registration)
    form = InvitationForm(
        request.POST if request.method == "POST" else None,
        standing=standing,
        lang=present_language(),
        most=found.most,
        present=present if present and present.state in IN_PLAY else None,
        initial={"submission": uuid.uuid4(), "greeting": found.greeting}
        | ({} if present else {"name": found.name, "email": found.email}),
    )
    if form.is_bound and form.is_valid():
        try:
            registration = accept_invitation(
                invitation=found, wish=form.wish(), greeting=form.cleaned_data["greeting"]
            )
        except CannotTakePart as refused:
            form.add_error(None, refused.sentence)
        else:
            return private(redirect(own_url(registration)))
    return _page(request, found, standing, form, status=422 if form.errors else 200)


def _decline(request: HttpRequest, found: Invitation, standing: Standing) -> HttpResponse:
    greeting = GreetingForm(request.POST)
    if not greeting.is_valid():
        return _page(request, found, standing, None, greeting=greeting, status=422)
    try:
        decline_invitation(invitation=found, greeting=greeting.cleaned_data["greeting"])
    except CannotTakePart as refused:
        return _page(request, found, standing, None, problem=refused.sentence, status=422)
    return private(redirect(request.path))


def _page(
    request: HttpRequest,
    found: Invitation,
    standing: Standing,
    form: InvitationForm | None,
    *,
    greeting: GreetingForm | None = None,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    registration = found.registration
    is_coming = registration is not None and registration.state in IN_PLAY
    way = standing.way_for(invited=True)
    context = {
        "invitation": found,
        "event": event_head(event_of(found.plan.event_id)),
        "standing": standing,
        "way": way,
        "words": way_words(standing, way),
        "form": form if way in WITH_FORM else None,
        "greeting": greeting or GreetingForm(initial={"greeting": found.greeting}),
        "can_answer": way in WITH_FORM,
        "is_coming": is_coming,
        "own_url": own_url(registration) if registration is not None and is_coming else "",
        "problem": problem,
    }
    return private(render(request, "participation/invitation.html", context, status=status))
