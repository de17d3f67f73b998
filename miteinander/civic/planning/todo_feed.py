"""One's to-dos for the calendar on the telephone, behind a secret address that can be taken back."""

from collections.abc import Iterable
from datetime import UTC, date, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from miteinander.foundation.access import links

from .models import Todo

PURPOSE = "planning.todo_feed"
GOOD_FOR = 730
"""Days until somebody has to ask for a new address."""
PRODUCT = "-//Miteinander//Aufgaben//DE"


def new_address(*, user: Any) -> str:
    """A fresh token; the one before it stops working."""
    links.revoke(purpose=PURPOSE, subject=str(user.pk))
    return links.issue(purpose=PURPOSE, subject=str(user.pk), days=GOOD_FOR)


def take_back(*, user: Any) -> int:
    """How many addresses stopped working."""
    return links.revoke(purpose=PURPOSE, subject=str(user.pk))


def owner_of(token: str) -> Any:
    """Whose to-dos the token shows. Raises LinkInvalid, also for an account that is closed. Two queries."""
    subject = links.peek(token, PURPOSE)
    user = get_user_model()._default_manager.filter(pk=subject, is_active=True).first()
    if user is None:
        raise links.LinkInvalid(links.Fault.REVOKED)
    return user


def calendar_of(todos: Iterable[Todo], *, origin: str) -> bytes:
    """Each to-do that has a date as an all-day event, not as VTODO: most telephones show only events."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _("Meine Aufgaben"))
    for todo in todos:
        if todo.due_on is not None:
            calendar.add_component(_entry(todo, todo.due_on, origin))
    return calendar.to_ical()  # type: ignore[no-any-return]


def _entry(todo: Todo, due_on: date, origin: str) -> Any:
    entry = Event()
    entry.add("uid", f"{todo.uid}@aufgaben")
    entry.add("dtstamp", todo.changed_at.astimezone(UTC))
    entry.add("dtstart", due_on)
    entry.add("dtend", due_on + timedelta(days=1))
    entry.add("summary", f"{todo.title} ({todo.list.title})")
    entry.add("transp", "TRANSPARENT")
    entry.add("url", origin + reverse("planning:todo-edit", args=[todo.pk]))
    entry.add("class", "PRIVATE")
    return entry
