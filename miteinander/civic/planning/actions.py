"""The verbs of to-dos; the only writers. A list is locked while it changes, so that two moves never mix."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from miteinander.civic.concept.models import Activity
from miteinander.foundation.audit.actions import same_value, write_entry
from miteinander.foundation.audit.enums import Verb
from miteinander.foundation.values.clock import now, today

from .enums import UNFINISHED, TodoState
from .models import ChecklistTemplate, Todo, TodoList
from .models.todos import due_day

DESCRIBED = ("topic", "title", "note", "role", "answers", "questions", "owner", "file")
"""What `change_todo` writes beside the due day."""


class TodoFinished(ValidationError):
    """What is done or dropped is reopened before it is changed."""


@transaction.atomic
def start_list(
    *,
    template: ChecklistTemplate | None,
    day: date | None,
    title: str = "",
    activity: Activity | None = None,
    actor: Any = None,
) -> TodoList:
    """A list with a to-do for every line of the template, due relative to `day`. Without a day nothing is due yet.

    Costs four queries, however long the template is.
    """
    new = TodoList.objects.create(
        title=(title or (template.name if template else ""))[:200],
        template=template,
        activity=activity,
        day=day,
    )
    items = template.items.all() if template else ()
    Todo.objects.bulk_create(
        Todo(
            list=new,
            position=place,
            topic=item.topic,
            title=item.title,
            days=item.days,
            due_on=due_day(day, item.days),
            role=item.role,
            note=item.note,
            questions=list(item.questions),
            source=item.source,
        )
        for place, item in enumerate(items)
    )
    write_entry(record=new, verb=Verb.CREATED, actor=actor)
    return new


@transaction.atomic
def move_list(list: TodoList, day: date | None, *, actor: Any = None) -> int:
    """Say that the date of a list moved: its unfinished to-dos follow, except those whose date was set by hand.

    The number of to-dos that moved. Moving to the same day writes nothing.
    """
    locked = _locked(list)
    if locked.day == day:
        list.day = day
        return 0
    locked.day = day
    locked.save(update_fields=["day"])
    moved = [
        todo
        for todo in locked.todos.filter(due_by_hand=False, days__isnull=False, state__in=UNFINISHED)
        if _set_due(todo, day)
    ]
    Todo.objects.bulk_update(moved, ["due_on", "changed_at"])
    write_entry(record=locked, verb=Verb.CHANGED, actor=actor, fields=["day"])
    list.day = day
    return len(moved)


@transaction.atomic
def describe_list(*, list: TodoList, title: str, activity: Activity | None, actor: Any = None) -> TodoList:
    """Say what the list is for. Writes nothing when nothing differs."""
    values = {"title": title or list.title, "activity_id": activity.pk if activity else None}
    changed = [name for name, value in values.items() if getattr(list, name) != value]
    if changed:
        for name in changed:
            setattr(list, name, values[name])
        list.save(update_fields=changed)
        write_entry(record=list, verb=Verb.CHANGED, actor=actor, fields=changed)
    return list


@transaction.atomic
def copy_list(
    *,
    list: TodoList,
    day: date | None,
    title: str = "",
    activity: Activity | None = None,
    actor: Any = None,
) -> TodoList:
    """The same to-dos for another date, all open again, with owners, notes, answers and lessons; without files.

    Dates set by hand keep their distance to the day. What was dropped by hand stays away.
    """
    new = TodoList.objects.create(
        title=(title or list.title)[:200],
        template=list.template,
        activity=activity or list.activity,
        day=day,
        lessons=list.lessons,
    )
    shift = day - list.day if day and list.day else None
    kept = [todo for todo in list.todos.all() if todo.state != TodoState.DROPPED or todo.closed_with_list]
    Todo.objects.bulk_create(
        Todo(
            list=new,
            position=place,
            topic=todo.topic,
            title=todo.title,
            days=todo.days,
            due_on=_shifted(todo.due_on, shift) if todo.due_by_hand else due_day(day, todo.days),
            due_by_hand=todo.due_by_hand and shift is not None,
            owner_id=todo.owner_id,
            role=todo.role,
            note=todo.note,
            questions=todo.questions,
            answers=todo.answers,
            source=todo.source,
        )
        for place, todo in enumerate(kept)
    )
    write_entry(record=new, verb=Verb.CREATED, actor=actor, detail="copy")
    return new


@transaction.atomic
def close_list(*, list: TodoList, note: str, actor: Any = None) -> int:
    """Drop every unfinished to-do of a list that is no longer needed, saying why. The number of those dropped."""
    locked = _locked(list)
    if locked.closed_on is None:
        locked.closed_on, locked.closing_note = today(), note[:300]
        locked.save(update_fields=["closed_on", "closing_note"])
        write_entry(record=locked, verb=Verb.CHANGED, actor=actor, fields=["closed_on"])
    dropped = locked.todos.filter(state__in=UNFINISHED).update(
        state=TodoState.DROPPED, closed_with_list=True, finished_at=now(), changed_at=now()
    )
    list.closed_on, list.closing_note = locked.closed_on, locked.closing_note
    return dropped


@transaction.atomic
def reopen_list(*, list: TodoList, actor: Any = None) -> int:
    """Take a closing back: what it dropped is open again, due by the present day of the list."""
    locked = _locked(list)
    if locked.closed_on is None:
        return 0
    locked.closed_on, locked.closing_note = None, ""
    locked.save(update_fields=["closed_on", "closing_note"])
    back = [*locked.todos.filter(closed_with_list=True)]
    for todo in back:
        todo.state, todo.closed_with_list, todo.finished_at, todo.changed_at = (
            TodoState.OPEN,
            False,
            None,
            now(),
        )
        if not todo.due_by_hand and todo.days is not None:
            todo.due_on = due_day(locked.day, todo.days)
    Todo.objects.bulk_update(back, ["state", "closed_with_list", "finished_at", "due_on", "changed_at"])
    write_entry(record=locked, verb=Verb.CHANGED, actor=actor, fields=["closed_on"])
    list.closed_on, list.closing_note = None, ""
    return len(back)


@transaction.atomic
def add_todo(
    *, list: TodoList, title: str, due_on: date | None = None, actor: Any = None, **values: Any
) -> Todo:
    """One more to-do at the end of a list. Raises ValidationError."""
    locked = _locked(list)
    place = locked.todos.count()
    todo = Todo(
        list=locked, title=title, due_on=due_on, due_by_hand=due_on is not None, position=place, **values
    )
    todo.full_clean()
    todo.save()
    write_entry(record=todo, verb=Verb.CREATED, actor=actor)
    return todo


@transaction.atomic
def change_todo(*, todo: Todo, values: Mapping[str, Any], actor: Any = None) -> Todo:
    """Write what a person said about a to-do; a due day given here stays when the list moves.

    An emptied due day goes back to the one of the list. Writes nothing when nothing differs. Raises ValidationError.
    """
    locked = _locked_todo(todo)
    wanted = {name: values[name] for name in DESCRIBED if name in values}
    if "due_on" in values and values["due_on"] != locked.due_on:
        given = values["due_on"]
        wanted["due_by_hand"] = given is not None
        wanted["due_on"] = given if given is not None else due_day(locked.list.day, locked.days)
    changed = [name for name, value in wanted.items() if not same_value(getattr(locked, name), value)]
    if not changed:
        return locked
    if locked.is_finished and set(changed) - {"note", "file", "answers"}:
        raise TodoFinished(
            _("Diese Aufgabe ist schon abgeschlossen. Öffnen Sie sie wieder, um sie zu ändern.")
        )
    for name in changed:
        setattr(locked, name, wanted[name])
    locked.full_clean()
    locked.save(update_fields=[*changed, "changed_at"])
    write_entry(record=locked, verb=Verb.CHANGED, actor=actor, fields=changed)
    return locked


@transaction.atomic
def complete_todo(*, todo: Todo, actor: Any = None) -> Todo:
    """Done. Doing it twice changes nothing."""
    return _finish(todo, TodoState.DONE, actor)


@transaction.atomic
def drop_todo(*, todo: Todo, actor: Any = None) -> Todo:
    """Not needed this time; it stays visible as dropped."""
    return _finish(todo, TodoState.DROPPED, actor)


@transaction.atomic
def reopen_todo(*, todo: Todo, actor: Any = None) -> Todo:
    """Open again, due by the present day of its list unless the date was set by hand."""
    locked = _locked_todo(todo)
    if not locked.is_finished:
        return locked
    locked.state, locked.finished_at, locked.finished_by, locked.closed_with_list = (
        TodoState.OPEN, None, None, False,
    )  # fmt: skip
    if not locked.due_by_hand and locked.days is not None:
        locked.due_on = due_day(locked.list.day, locked.days)
    locked.save()
    write_entry(record=locked, verb=Verb.CHANGED, actor=actor, fields=["state"])
    return locked


@transaction.atomic
def assign_todo(*, todo: Todo, owner: Any = None, role: str = "", actor: Any = None) -> Todo:
    """Say whose it is: a person with an account, or a role in words. Raises TodoFinished."""
    return change_todo(todo=todo, values={"owner": owner, "role": role}, actor=actor)


def _finish(todo: Todo, state: TodoState, actor: Any) -> Todo:
    locked = _locked_todo(todo)
    if locked.state == state and not locked.closed_with_list:
        return locked
    locked.state, locked.finished_at, locked.closed_with_list = state, now(), False
    locked.finished_by = actor if getattr(actor, "pk", None) else None
    locked.save(update_fields=["state", "finished_at", "finished_by", "closed_with_list", "changed_at"])
    write_entry(record=locked, verb=Verb.CHANGED, actor=actor, fields=["state"])
    return locked


def _locked(list: TodoList) -> TodoList:
    return TodoList.objects.select_for_update().get(pk=list.pk)


def _locked_todo(todo: Todo) -> Todo:
    """Its list is locked first, always: the same order as when the list moves."""
    _locked(TodoList(pk=todo.list_id))
    return Todo.objects.select_related("list").get(pk=todo.pk)


def _set_due(todo: Todo, day: date | None) -> bool:
    due = due_day(day, todo.days)
    if due == todo.due_on:
        return False
    todo.due_on, todo.changed_at = due, now()
    return True


def _shifted(day: date | None, shift: timedelta | None) -> date | None:
    if day is None or shift is None:
        return None
    try:
        return day + shift
    except OverflowError:
        return None
