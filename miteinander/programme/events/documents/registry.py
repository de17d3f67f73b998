"""Registers the sheets of an event."""

from collections.abc import Callable
from typing import Any

from django.utils.functional import Promise

from miteinander.foundation.typesetting.documents import Wish

from ..models import Event


def may_print(user: Any, pk: int) -> bool:
    """Whoever sees the event in the office may print it."""
    return bool(user.has_perm("events.view_event")) and Event.objects.filter(pk=pk).exists()


def named_after_event(word: str | Promise) -> Callable[[Wish], str]:
    """The title of a PDF: what it is and of which event."""
    return lambda wish: f"{word}: {Event.objects.select_related('series').get(pk=wish.subject)}"


def register() -> None:
    """Every module of sheets registers its own."""
    from . import walls

    walls.register()
