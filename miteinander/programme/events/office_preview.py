"""The public page of an event as it would be, for the preview of the office."""

from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import override

from miteinander.foundation.languages.registry import base_language, site_codes

from .enums import EventState
from .event_page import event_page
from .models import Event, EventDate


def event_preview(event: Event, request: HttpRequest, mode: str) -> HttpResponse:
    """The page in the language `mode`, published; what is missing for it is said instead.

    The event is saved in a transaction that is taken back, so that the page reads it as it reads every other.
    """
    lang = mode if mode in site_codes() else base_language()
    with override(lang):
        try:
            with transaction.atomic():
                page = _as_published(event, request)
                response = render(request, "events/event_detail.html", {"event": page})
                transaction.set_rollback(True)
        except (IntegrityError, ObjectDoesNotExist, ValueError):
            response = render(request, "events/office_preview_missing.html")
    return response


def _as_published(event: Event, request: Any) -> Any:
    if not event.is_public:
        event.state = EventState.PUBLISHED
    event.live = True
    event.save()
    if not event.dates.exists():
        EventDate.objects.create(event=event)
    request.path = request.path_info = reverse("events:event-detail", args=[event.slug])
    stored = Event.objects.with_page_data().get(pk=event.pk)
    return event_page(stored, address=request.build_absolute_uri(request.path))
