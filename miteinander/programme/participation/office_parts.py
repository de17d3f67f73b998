"""What the office's pages of the room share: who gets in, fetching, addresses of public pages, the head of a page."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from miteinander.foundation.languages.registry import base_language
from miteinander.programme.events.models import Event
from miteinander.programme.events.office_planning import LONGEST_NUMBER, get_event_or_404
from miteinander.programme.events.presentation import full_when, place_line

from . import policies
from .models import Invitation, Registration, RegistrationPlan

View = Callable[..., HttpResponseBase]
PER_PAGE = 50


@dataclass(frozen=True)
class Tab:
    """A page about one event; `may` says who sees it."""

    url_name: str
    label: str | Promise
    may: Callable[[Any], bool] = policies.can_see_people


TABS = [
    Tab("participation_office:registration-list", _("Wer kommt"), policies.can_see_plans),
    Tab("participation_office:entry", _("Am Telefon eintragen"), policies.can_register),
    Tab("participation_office:sheet", _("Blatt eingeben"), policies.can_register),
    Tab("participation_office:invitation-list", _("Einladungen"), policies.can_see_invitations),
    Tab("participation_office:plan-edit", _("Plätze und Regeln"), policies.can_change_plans),
    Tab("participation_office:question-edit", _("Fragen"), policies.can_change_plans),
    Tab("participation_office:bring-edit", _("Mitbringliste"), policies.can_change_plans),
]
"""The pages about the registration of one event; other modules of the room append theirs in `wagtail_hooks`."""


def allowed(policy: Callable[[Any], bool]) -> Callable[[View], View]:
    def decorate(view: View) -> View:
        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not policy(request.user):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return checked

    return decorate


def get_plan_or_404(user: Any, event_id: int) -> RegistrationPlan:
    """The plan of an event that this account may see; 404 where there is none yet."""
    event = get_event_or_404(user, event_id)
    plan: RegistrationPlan = get_object_or_404(RegistrationPlan, event=event)
    plan.event = event
    return plan


def get_registration_or_404(user: Any, pk: int) -> Registration:
    if len(str(pk)) > LONGEST_NUMBER:
        raise Http404
    found = Registration.objects.visible_to(user).select_related("plan__event__series", "sheet")
    registration: Registration = get_object_or_404(found, pk=pk)
    return registration


def get_invitation_or_404(user: Any, pk: int) -> Invitation:
    if len(str(pk)) > LONGEST_NUMBER or not policies.can_see_invitations(user):
        raise Http404
    found = Invitation.objects.select_related("plan__event__series", "registration")
    invitation: Invitation = get_object_or_404(found, pk=pk)
    return invitation


def head_of(event: Event, user: Any, here: str) -> dict[str, Any]:
    """For `participation/office/page.html`: the event, its day and place in words, and the tabs. Two queries."""
    lang = get_language() or base_language()
    dates = [date for date in event.dates.all() if date.starts_at]
    return {
        "event": event,
        "when": full_when(dates[0], lang) if dates else "",
        "place": place_line(list(event.venues.all()), event),
        "tabs": [
            {
                "label": tab.label,
                "url": reverse(tab.url_name, args=[event.pk]),
                "is_here": tab.url_name == here,
            }
            for tab in TABS
            if tab.may(user)
        ],
    }
