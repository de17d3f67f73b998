"""Mails that remind people of their to-dos: one a day at most, and only when there is something new to say."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from miteinander.foundation.languages.dates import format_date
from miteinander.foundation.mailing.actions import send_mail
from miteinander.foundation.mailing.recipients import UnusableAddress
from miteinander.foundation.values.clock import today

from .models import Todo

TEMPLATE = "planning.remind"
AHEAD = (7, 1, 0)
"""Days before a due day on which its owner is reminded."""
AGAIN = 7
"""Overdue to-dos come back every so many days."""
SHOWN_AHEAD = timedelta(days=7)


def send_reminders(*, day: date | None = None) -> int:
    """Remind every owner of what is due; how many mails were written. Running twice a day sends once.

    One query for the to-dos, and what a mail costs for each owner.
    """
    present = day or today()
    rows = (
        Todo.objects.unfinished()
        .filter(owner__is_active=True, due_on__lte=present + SHOWN_AHEAD)
        .select_related("owner", "list")
        .order_by("owner_id", "due_on", "pk")
    )
    sent = 0
    for owner, todos in groupby(rows, key=lambda todo: todo.owner):
        sent += _remind(owner, list(todos), present)
    return sent


def is_reminded(todo: Todo, day: date) -> bool:
    """Whether the to-do is a reason to write on this day."""
    if todo.due_on is None or todo.is_finished:
        return False
    left = (todo.due_on - day).days
    return left in AHEAD or (left < 0 and -left % AGAIN == 1)


def _remind(owner: Any, todos: list[Todo], day: date) -> int:
    if not any(is_reminded(todo, day) for todo in todos):
        return 0
    lang = owner.language
    try:
        send_mail(
            template=TEMPLATE,
            to=owner.email,
            lang=lang,
            context={
                "name": owner.first_name,
                "overdue": _lines((todo for todo in todos if todo.is_overdue(day)), lang),
                "coming": _lines((todo for todo in todos if not todo.is_overdue(day)), lang),
            },
            dedupe_key=f"{TEMPLATE}:{owner.pk}:{day.isoformat()}",
        )
    except UnusableAddress:
        return 0
    return 1


def _lines(todos: Iterable[Todo], lang: str) -> list[str]:
    return [
        f"{format_date(todo.due_on, lang, weekday=False)}: {todo.title} ({todo.list.title})"
        for todo in todos
        if todo.due_on
    ]
