"""What follows from the review of an event: what was learned stands in the planning of the next one."""

from typing import Any

from miteinander.civic.planning.models import TodoList
from miteinander.foundation.audit.actions import write_entry
from miteinander.foundation.audit.enums import Verb

from .models import EventReport


def after_office_write(record: EventReport, *, verb: Verb, actor: Any) -> None:
    """Where Wagtail's save of a review ends (registered with `audit.writers`)."""
    todo_list: TodoList | None = record.event.todo_list
    if todo_list is None or todo_list.lessons == record.lessons:
        return
    todo_list.lessons = record.lessons
    todo_list.save(update_fields=["lessons"])
    write_entry(record=todo_list, verb=Verb.CHANGED, actor=actor, fields=["lessons"])
