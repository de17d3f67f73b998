"""An event as the pages of print see it: its words, its languages, and where sheets that come back are entered."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from miteinander.foundation.languages.registry import base_language, site_codes
from miteinander.foundation.typesetting import subjects
from miteinander.foundation.typesetting.subjects import About, Link, NoSubject, Subject

from . import companions, policies
from .models import Event, EventPrint
from .office_planning import LONGEST_NUMBER, get_event_or_404
from .presentation import full_when, place_line


def find_event(typed: str) -> int:
    """By slug or number. Raises NoSubject."""
    by = {"pk": int(typed)} if typed.isdecimal() and len(typed) <= LONGEST_NUMBER else {"slug": typed}
    found = Event.objects.filter(**by).values_list("pk", flat=True).first()
    if found is None:
        raise NoSubject(typed)
    return int(found)


def describe_event(pk: int, user: Any) -> About:
    """For an account, or for the program itself where there is none. About six queries. Raises NoSubject."""
    if user is not None and not policies.can_see_office(user):
        raise NoSubject(pk)
    event = (
        Event.objects.filter(pk=pk)
        .select_related("series")
        .prefetch_related("dates", "event_languages", "venues")
        .first()
    )
    if event is None:
        raise NoSubject(pk)
    lang = base_language()
    dates = [found for found in event.dates.all() if found.starts_at]
    place = place_line(list(event.venues.all()), event)
    spoken = [one.code for one in event.event_languages.all() if one.code in site_codes()]
    return About(
        title=str(event),
        details=", ".join(filter(None, [full_when(dates[0], lang) if dates else "", place])),
        url=reverse("wagtailsnippets_events_event:edit", args=[pk]),
        languages=tuple(dict.fromkeys([lang, *spoken])),
        returns=[Link(step.label, step.url) for step in companions.returned_sheets_of(event, user)]
        if user is not None
        else (),
    )


def register() -> None:
    subjects.register(Subject("event", find=find_event, describe=describe_event, prints=EventPrint))


@require_safe
def event_print(request: HttpRequest, pk: int) -> HttpResponse:
    """From an event in the office to everything that can be printed of it."""
    event = get_event_or_404(request.user, pk)
    return redirect("print_office:sheets", "event", event.pk)
