"""Who sees which to-do; overdue, this week; deadlines of the wheel; number of queries."""

from datetime import date, timedelta

import pytest

from miteinander.civic.planning import actions, policies, sources
from miteinander.civic.planning.enums import DeadlineState
from miteinander.civic.planning.models import Todo, TodoList
from miteinander.civic.planning.todo_deadlines import todo_deadlines
from miteinander.foundation.values.clock import today
from tests.support.accounts import make_account
from tests.support.factories import make_activity, make_todo_list

pytestmark = [pytest.mark.django_db, pytest.mark.data_layer]

ROLES = ["chair", "office", "working_group_lead", "editor", "treasurer", "member", "auditor", ""]


def titles(todos) -> set[str]:
    return {todo.title for todo in todos}


@pytest.fixture
def around_today():
    day = today()
    return make_todo_list(
        day=day,
        items=[("gestern", -1), ("heute", 0), ("in sechs Tagen", 6), ("in sieben Tagen", 7), ("ohne", None)],
    )


def test_overdue_and_this_week(around_today):
    todos = Todo.objects.all()
    assert titles(todos.overdue(today())) == {"gestern"}
    assert titles(todos.due_this_week(today())) == {"heute", "in sechs Tagen"}
    actions.complete_todo(todo=around_today.todos.get(title="gestern"))
    assert titles(todos.overdue(today())) == set()


def test_undated_todos_come_last(around_today):
    assert [todo.title for todo in Todo.objects.by_due_day()][-1] == "ohne"


@pytest.mark.parametrize("role", ROLES)
def test_policy_and_queryset_agree(role):
    user = make_account(role)
    todos = make_todo_list(items=[("eigene", 0), ("fremde", 0)])
    own = todos.todos.get(title="eigene")
    actions.assign_todo(todo=own, owner=user)
    for todo in Todo.objects.all():
        assert policies.can_see_todo(user, todo) == Todo.objects.visible_to(user).filter(pk=todo.pk).exists()
    assert own in Todo.objects.visible_to(user)
    assert TodoList.objects.visible_to(user).count() == 1


MATRIX = {
    # role: sees others', works on others', assigns, adds
    "chair": (True, True, True, True),
    "office": (True, True, True, True),
    "working_group_lead": (True, True, True, True),
    "editor": (True, False, False, False),
    "treasurer": (True, False, False, False),
    "auditor": (True, False, False, False),
    "member": (False, False, False, False),
    "": (False, False, False, False),
}


@pytest.mark.parametrize("role", MATRIX)
def test_who_may_do_what_with_somebody_elses(role):
    user = make_account(role)
    todos = make_todo_list(items=[("fremde", 0)])
    todo = todos.todos.get()
    assert MATRIX[role] == (
        policies.can_see_todo(user, todo),
        policies.can_work_on_todo(user, todo),
        policies.can_assign_todo(user, todo),
        policies.can_add_todo(user, todos),
    )


def test_a_closed_account_sees_nothing(outsider):
    todo = make_todo_list(items=[("eigene", 0)]).todos.get()
    actions.assign_todo(todo=todo, owner=outsider)
    outsider.is_active = False
    assert not Todo.objects.visible_to(outsider).exists()
    assert not policies.can_see_todo(outsider, todo)
    assert not policies.can_work_on_todo(outsider, todo)


def test_deadlines_say_activity_task_and_state(office, count_queries):
    activity = make_activity(slug="fest")
    day = today()
    begun = make_todo_list(day=day, activity=activity, title="Sommerfest", items=[("alt", -3), ("neu", 3), ("fertig", 1), ("weg", 2)])  # fmt: skip
    actions.complete_todo(todo=begun.todos.get(title="fertig"))
    actions.drop_todo(todo=begun.todos.get(title="weg"))
    office.has_perm("planning.view_todo")
    with count_queries() as queries:
        list(todo_deadlines(day - timedelta(days=5), day + timedelta(days=5), office))
    assert len(queries) == 1
    found = sources.deadlines(day - timedelta(days=5), day + timedelta(days=5), office)
    own = [one for one in found if one.kind == "todo"]
    assert [(one.title, one.state) for one in own] == [
        ("alt", DeadlineState.OVERDUE), ("fertig", DeadlineState.DONE), ("neu", DeadlineState.OPEN),
    ]  # fmt: skip
    assert {(one.activity, one.task, one.about) for one in own} == {
        ("fest", activity.main_task.slug, "Sommerfest")
    }
    assert own[0].url == f"/buero/aufgaben/{begun.todos.get(title='alt').pk}/"


def test_deadlines_keep_others_todos_from_members(outsider):
    begun = make_todo_list(day=today(), items=[("eigene", 0), ("fremde", 0)])
    actions.assign_todo(todo=begun.todos.get(title="eigene"), owner=outsider)
    assert [one.title for one in sources.deadlines(today(), today(), outsider)] == ["eigene"]


def test_rooms_register_deadlines_once(office):
    extra = sources.Deadline(date(2027, 1, 2), "Redaktionsschluss", "edition")
    provider = lambda first, last, user: [extra]  # noqa: E731
    sources.register("sample", provider)
    sources.register("sample", provider)
    try:
        assert extra in sources.deadlines(date(2027, 1, 1), date(2027, 1, 3), office)
        with pytest.raises(ValueError, match="twice"):
            sources.register("sample", lambda first, last, user: [])
    finally:
        sources.unregister("sample")
