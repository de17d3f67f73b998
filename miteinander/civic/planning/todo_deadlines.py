"""The to-dos of this room on the year wheel."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse

from miteinander.foundation.values.clock import today

from .enums import DeadlineState, TodoState
from .models import Todo
from .sources import Deadline

KIND = "todo"


def todo_deadlines(first: date, last: date, user: Any) -> Iterator[Deadline]:
    """What is or was due in the span; dropped to-dos are left out. One query."""
    present = today()
    rows = (
        Todo.objects.visible_to(user)
        .filter(due_on__range=(first, last))
        .exclude(state=TodoState.DROPPED)
        .select_related("list__activity__main_task")
    )
    for todo in rows:
        activity = todo.list.activity
        assert todo.due_on  # by the filter
        yield Deadline(
            day=todo.due_on,
            title=todo.title,
            kind=KIND,
            url=reverse("planning:todo-edit", args=[todo.pk]),
            activity=activity.slug if activity else "",
            task=activity.main_task.slug if activity else "",
            state=_state(todo, present),
            about=todo.list.title,
        )


def _state(todo: Todo, day: date) -> DeadlineState:
    if todo.is_finished:
        return DeadlineState.DONE
    return DeadlineState.OVERDUE if todo.is_overdue(day) else DeadlineState.OPEN
