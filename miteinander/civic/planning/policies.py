"""Who may do what with to-dos. Rooms above and the role packs grant Django's permissions; one's own to-dos need none."""

from typing import Any

from .models import Todo, TodoList
from .querysets import SEE_ALL

CHANGE = "planning.change_todo"
ADD = "planning.add_todo"


def can_see_todo(user: Any, todo: Todo) -> bool:
    """Agrees with `TodoQuerySet.visible_to`."""
    return bool(user.is_active and (todo.owner_id == user.pk or user.has_perm(SEE_ALL)))


def can_work_on_todo(user: Any, todo: Todo) -> bool:
    """Finish, reopen, note, add a file: whose it is, and who may change all."""
    return bool(user.is_active and (todo.owner_id == user.pk or user.has_perm(CHANGE)))


def can_assign_todo(user: Any, todo: Todo) -> bool:
    """Give it to somebody else, set its date, drop it."""
    return bool(user.is_active and user.has_perm(CHANGE))


def can_add_todo(user: Any, to: TodoList) -> bool:
    return bool(user.is_active and user.has_perm(ADD))


def can_read_file(user: Any, document: Any) -> bool:
    """A file is read by who sees a to-do that it hangs on. One query."""
    return Todo.objects.visible_to(user).filter(file=document).exists()
