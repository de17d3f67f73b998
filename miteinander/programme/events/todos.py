"""The to-do list of an event: begun from its format, moved with its date, closed when it is cancelled.

`civic.planning` knows no event; this module is where the two meet.
"""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from miteinander.civic.planning import actions as planning
from miteinander.civic.planning.models import TodoList

from .enums import EventState
from .models import Event, EventDate

TITLE_LENGTH = 200


def first_day(event: Event) -> date | None:
    """The day its to-dos are relative to: that of its first known date. One query."""
    dated = EventDate.objects.dated().filter(event=event).order_by("starts_at").first()
    return dated.as_partial().first_day if dated else None


@transaction.atomic
def start_todos(*, event: Event, actor: Any = None) -> TodoList | None:
    """Begin the list of an event from the checklist of its format; None without one. Does nothing a second time."""
    present: TodoList | None = event.todo_list
    if present is not None:
        return present
    template = event.format.checklist
    if template is None:
        return None
    new = planning.start_list(
        template=template,
        day=first_day(event),
        title=str(event.shown_title),
        activity=event.activity,
        actor=actor,
    )
    return _keep(event, new)


@transaction.atomic
def copy_todos(*, old: Event, new: Event, actor: Any = None) -> TodoList | None:
    """The to-dos, notes and lessons of an earlier event for a new one; from its format where there are none."""
    if old.todo_list is None or new.todo_list_id:
        return start_todos(event=new, actor=actor)
    copied = planning.copy_list(
        list=old.todo_list,
        day=first_day(new),
        title=str(new.shown_title),
        activity=new.activity,
        actor=actor,
    )
    return _keep(new, copied)


@transaction.atomic
def follow_event(*, event: Event, actor: Any = None) -> None:
    """Bring the list in line with date, title, activity and state of its event. Nothing without a list.

    Costs two queries when nothing differs.
    """
    todo_list = event.todo_list
    if todo_list is None:
        return
    planning.describe_list(
        list=todo_list,
        title=str(event.shown_title)[:TITLE_LENGTH],
        activity=event.activity,
        actor=actor,
    )
    planning.move_list(todo_list, first_day(event), actor=actor)
    is_closed = todo_list.closed_on is not None
    if event.state == EventState.CANCELLED and not is_closed:
        planning.close_list(list=todo_list, note=_closing_note(event), actor=actor)
    elif event.state != EventState.CANCELLED and is_closed:
        planning.reopen_list(list=todo_list, actor=actor)


def delete_todos(event: Event) -> None:
    """What an event that is deleted leaves behind."""
    if event.todo_list_id:
        TodoList.objects.filter(pk=event.todo_list_id).delete()


def _keep(event: Event, todo_list: TodoList) -> TodoList:
    event.todo_list = todo_list
    Event.objects.filter(pk=event.pk).update(todo_list=todo_list)
    return todo_list


def _closing_note(event: Event) -> str:
    return _("Abgesagt: %(reason)s") % {"reason": event.state_reason.base}
