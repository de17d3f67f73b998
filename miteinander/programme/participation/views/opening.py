"""Who holds a link may see behind it: finding the record, and keeping its page to the visitor."""

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from miteinander.programme.events.models import Event

from ..models import Answer, Claim, Guest, Invitation, ItemSeats, Registration
from ..own_links import Purpose, open_token
from ..querysets import RegistrationQuerySet


def registration_of(token: str) -> Registration | None:
    """With everything its page shows, six queries; None for a forged or renewed link."""
    opened = open_token(Purpose.REGISTRATION, token)
    if opened is None:
        return None
    return _with_parts().filter(uid=opened.uid, link_round=opened.link_round).first()


def party_of(registration: Registration | None) -> Registration | None:
    """The same registration with everything its page shows."""
    return _with_parts().filter(pk=registration.pk).first() if registration is not None else None


def _with_parts() -> RegistrationQuerySet:
    return Registration.objects.select_related("plan").prefetch_related(
        Prefetch("guests", Guest.objects.select_related("pool__item").order_by("position")),
        Prefetch("item_seats", ItemSeats.objects.select_related("pool__item")),
        Prefetch("answers", Answer.objects.select_related("question")),
        Prefetch("claims", Claim.objects.select_related("item")),
    )


def invitation_of(token: str) -> Invitation | None:
    opened = open_token(Purpose.INVITATION, token)
    if opened is None:
        return None
    found = Invitation.objects.filter(uid=opened.uid).select_related("plan", "registration")
    return found.first()


def event_of(plan_event_id: int) -> Event:
    return Event.objects.with_page_data().get(pk=plan_event_id)


def link_unknown(request: HttpRequest) -> HttpResponse:
    return private(render(request, "participation/link_unknown.html", status=410))


def private(response: HttpResponse) -> HttpResponse:
    """Not for search engines, and the address with its token goes to nobody else: others learn only the site.

    With "strict-origin" browsers would send forms from "null", which the check for forged forms refuses.
    """
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "strict-origin"
    return response
