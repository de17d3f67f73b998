"""Registers the sheets of an event."""

from collections.abc import Callable
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from miteinander.foundation.typesetting import documents
from miteinander.foundation.typesetting.documents import Document, Wish
from miteinander.foundation.typesetting.formats import A2, A3

from ..models import Event
from ..printing import EventSheet, event_sheet


def may_print(user: Any, pk: int) -> bool:
    """Whoever sees the event in the office may print it."""
    return bool(user.has_perm("events.view_event")) and Event.objects.filter(pk=pk).exists()


def named_after_event(word: str | Promise) -> Callable[[Wish], str]:
    """The title of a PDF: what it is and of which event."""
    return lambda wish: f"{word}: {Event.objects.select_related('series').get(pk=wish.subject)}"


def _poster(wish: Wish) -> list[EventSheet]:
    return [event_sheet(wish, columns=6, rows=5)]


def register() -> None:
    documents.register(
        Document(
            key="events.poster",
            title=_("Plakat"),
            data=EventSheet,
            formats=(A3, A2),
            template="/programme/events/documents/poster.typ",
            read=_poster,
            allowed=may_print,
            named=named_after_event(_("Plakat")),
            kit=lambda pk: True,
            order=10,
        )
    )
