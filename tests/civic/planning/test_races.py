"""Real processes move one list at once; its day and its to-dos always agree."""

from datetime import date, timedelta

import pytest

from miteinander.civic.planning.models import Todo, TodoList
from tests.foundation.audit.test_races import START, at_once  # noqa: F401
from tests.support.factories import make_todo_list

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.data_layer]

MOVE = (
    START
    + """
from datetime import date, timedelta
from miteinander.civic.planning.actions import move_list
from miteinander.civic.planning.models import TodoList
first, number = sys.argv[1].split()
for step in range(8):
    todo_list = TodoList.objects.get(pk=int(number))
    move_list(todo_list, date.fromisoformat(first) + timedelta(days=step))
print("moved")
"""
)
FINISH = (
    START
    + """
from miteinander.civic.planning.actions import close_list, move_list, reopen_list
from miteinander.civic.planning.models import TodoList
todo_list = TodoList.objects.get(pk=int(sys.argv[1]))
for step in range(6):
    close_list(list=todo_list, note="Abgesagt")
    reopen_list(list=todo_list)
print("done")
"""
)
ITEMS = [(f"Aufgabe {number}", -number) for number in range(1, 21)]


def agrees(pk: int) -> bool:
    todo_list = TodoList.objects.get(pk=pk)
    return all(
        todo.due_on == todo_list.day + timedelta(days=todo.days)
        for todo in Todo.objects.filter(list=todo_list)
    )


def test_three_processes_move_a_list_and_it_never_tears(at_once):  # noqa: F811
    todo_list = make_todo_list(day=date(2027, 1, 1), items=ITEMS)
    starts = ["2027-03-01", "2027-06-01", "2027-09-01"]
    assert at_once(MOVE, [f"{start} {todo_list.pk}" for start in starts]) == ["moved"] * 3
    assert agrees(todo_list.pk)
    assert TodoList.objects.get(pk=todo_list.pk).day in {
        date.fromisoformat(start) + timedelta(days=7) for start in starts
    }


def test_closing_and_opening_at_once_loses_no_todo(at_once):  # noqa: F811
    todo_list = make_todo_list(day=date(2027, 1, 1), items=ITEMS)
    assert at_once(FINISH, [str(todo_list.pk)] * 3) == ["done"] * 3
    stored = TodoList.objects.get(pk=todo_list.pk)
    unfinished = stored.todos.unfinished().count()
    assert unfinished == (len(ITEMS) if stored.closed_on is None else 0)
    assert agrees(todo_list.pk)
