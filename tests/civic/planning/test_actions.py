"""Lists begin, move, are copied and closed; to-dos are done, opened again, given to somebody."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from miteinander.civic.planning import actions
from miteinander.civic.planning.enums import TodoState
from miteinander.civic.planning.models import ChecklistTemplate, Todo, TodoList
from miteinander.foundation.audit.models import AuditEntry
from tests.support.factories import make_activity, make_checklist, make_todo_list

pytestmark = [pytest.mark.django_db, pytest.mark.data_layer]

DAY = date(2027, 6, 5)
ITEMS = [("Genehmigung", -56), ("Flyer", -28), ("Aufbau", 0), ("Danken", 7), ("Irgendwann", None)]


def due(todo_list: TodoList) -> dict[str, str | None]:
    return {
        todo.title: todo.due_on.isoformat() if todo.due_on else None
        for todo in Todo.objects.filter(list=todo_list)
    }


def test_a_list_begins_with_days_relative_to_its_date(count_queries):
    template = make_checklist(items=ITEMS)
    with count_queries() as queries:
        begun = actions.start_list(template=template, day=DAY)
    assert len(queries) <= 8
    assert due(begun) == {
        "Genehmigung": "2027-04-10", "Flyer": "2027-05-08", "Aufbau": "2027-06-05", "Danken": "2027-06-12",
        "Irgendwann": None,
    }  # fmt: skip
    assert begun.title == template.name


def test_a_list_without_a_date_has_no_due_days_until_it_gets_one():
    begun = make_todo_list(day=None, items=ITEMS)
    assert set(due(begun).values()) == {None}
    assert actions.move_list(begun, DAY) == 4
    assert due(begun)["Flyer"] == "2027-05-08"


def test_leap_days_and_turns_of_the_year_are_counted():
    begun = make_todo_list(day=date(2028, 3, 1), items=[("einen Tag vorher", -1), ("acht Wochen", -61)])
    assert due(begun) == {"einen Tag vorher": "2028-02-29", "acht Wochen": "2027-12-31"}


def test_dates_beyond_the_calendar_are_left_empty():
    begun = make_todo_list(day=date.max, items=[("danach", 7), ("davor", -7)])
    assert due(begun) == {"danach": None, "davor": "9999-12-24"}
    assert actions.move_list(begun, date.min) == 2
    assert due(begun) == {"danach": "0001-01-08", "davor": None}


def test_moving_takes_open_todos_along_and_leaves_the_rest():
    begun = make_todo_list(day=DAY, items=ITEMS)
    by_title = {todo.title: todo for todo in begun.todos.all()}
    actions.complete_todo(todo=by_title["Genehmigung"])
    actions.change_todo(todo=by_title["Flyer"], values={"due_on": date(2027, 5, 1)})
    assert actions.move_list(begun, date(2027, 6, 12)) == 2
    assert due(begun) == {
        "Genehmigung": "2027-04-10", "Flyer": "2027-05-01", "Aufbau": "2027-06-12", "Danken": "2027-06-19",
        "Irgendwann": None,
    }  # fmt: skip
    assert actions.move_list(begun, date(2027, 6, 12)) == 0


def test_emptying_a_date_set_by_hand_goes_back_to_the_checklist():
    begun = make_todo_list(day=DAY, items=[("Flyer", -28)])
    todo = actions.change_todo(todo=begun.todos.get(), values={"due_on": date(2027, 5, 1)})
    assert todo.due_by_hand
    todo = actions.change_todo(todo=todo, values={"due_on": None})
    assert (todo.due_on, todo.due_by_hand) == (date(2027, 5, 8), False)


def test_copying_keeps_what_was_learned_and_opens_everything_again(office):
    activity = make_activity()
    begun = make_todo_list(day=DAY, items=ITEMS, activity=activity)
    by_title = {todo.title: todo for todo in begun.todos.all()}
    TodoList.objects.filter(pk=begun.pk).update(lessons="Mehr Tee.")
    begun.refresh_from_db()
    actions.change_todo(
        todo=by_title["Flyer"],
        values={"due_on": date(2027, 5, 1), "owner": office, "note": "Druckerei anrufen"},
    )
    actions.complete_todo(todo=by_title["Aufbau"], actor=office)
    actions.drop_todo(todo=by_title["Danken"], actor=office)
    copied = actions.copy_list(list=begun, day=date(2028, 6, 3), title="Sommerfest 2028")
    assert due(copied) == {
        "Genehmigung": "2028-04-08", "Flyer": "2028-04-29", "Aufbau": "2028-06-03", "Irgendwann": None,
    }  # fmt: skip
    assert set(copied.todos.values_list("state", flat=True)) == {TodoState.OPEN}
    flyer = copied.todos.get(title="Flyer")
    assert (flyer.owner, flyer.note, flyer.due_by_hand) == (office, "Druckerei anrufen", True)
    assert (copied.lessons, copied.activity) == ("Mehr Tee.", activity)
    assert copied.todos.get(title="Genehmigung").uid != by_title["Genehmigung"].uid


def test_copying_to_no_date_leaves_dates_empty():
    begun = make_todo_list(day=DAY, items=[("Flyer", -28)])
    actions.change_todo(todo=begun.todos.get(), values={"due_on": date(2027, 5, 1)})
    copied = actions.copy_list(list=begun, day=None)
    assert due(copied) == {"Flyer": None}
    assert actions.move_list(copied, DAY) == 1


def test_closing_drops_what_is_open_and_reopening_brings_exactly_that_back():
    begun = make_todo_list(day=DAY, items=ITEMS)
    by_title = {todo.title: todo for todo in begun.todos.all()}
    actions.complete_todo(todo=by_title["Flyer"])
    actions.drop_todo(todo=by_title["Danken"])
    assert actions.close_list(list=begun, note="Abgesagt: Sturm") == 3
    assert (begun.closing_note, begun.closed_on is None) == ("Abgesagt: Sturm", False)
    assert not begun.todos.unfinished().exists()
    assert actions.close_list(list=begun, note="noch einmal") == 0
    assert TodoList.objects.get(pk=begun.pk).closing_note == "Abgesagt: Sturm"
    actions.move_list(begun, date(2027, 6, 12))
    assert actions.reopen_list(list=begun) == 3
    assert {todo.title for todo in begun.todos.unfinished()} == {"Genehmigung", "Aufbau", "Irgendwann"}
    assert due(begun)["Aufbau"] == "2027-06-12"
    assert actions.reopen_list(list=begun) == 0


def test_doing_and_opening_again_twice_is_doing_it_once(office):
    todo = make_todo_list(items=[("Flyer", -28)]).todos.get()
    done = actions.complete_todo(todo=todo, actor=office)
    assert (done.state, done.finished_by) == (TodoState.DONE, office)
    entries = AuditEntry.objects.count()
    assert actions.complete_todo(todo=todo, actor=office).finished_at == done.finished_at
    assert AuditEntry.objects.count() == entries
    opened = actions.reopen_todo(todo=todo, actor=office)
    assert (opened.state, opened.finished_at, opened.finished_by) == (TodoState.OPEN, None, None)


def test_a_todo_opened_again_is_due_by_the_present_date_of_its_list():
    begun = make_todo_list(day=DAY, items=[("Flyer", -28)])
    actions.complete_todo(todo=begun.todos.get())
    actions.move_list(begun, date(2027, 7, 3))
    assert actions.reopen_todo(todo=begun.todos.get()).due_on == date(2027, 6, 5)


def test_what_is_finished_takes_notes_but_no_new_date():
    todo = make_todo_list(items=[("Flyer", -28)]).todos.get()
    actions.complete_todo(todo=todo)
    actions.change_todo(todo=todo, values={"note": "lag im Keller"})
    with pytest.raises(actions.TodoFinished):
        actions.change_todo(todo=todo, values={"due_on": date(2027, 1, 1)})
    assert Todo.objects.get(pk=todo.pk).note == "lag im Keller"


def test_a_change_that_changes_nothing_leaves_no_trace():
    todo = make_todo_list(items=[("Flyer", -28)]).todos.get()
    entries = AuditEntry.objects.count()
    actions.change_todo(todo=todo, values={"title": "Flyer", "due_on": todo.due_on})
    assert AuditEntry.objects.count() == entries


def test_the_trail_names_fields_and_no_values():
    todo = make_todo_list(items=[("Flyer", -28)]).todos.get()
    actions.change_todo(todo=todo, values={"note": "Frau Beispiel, 0214 123"})
    entry = AuditEntry.objects.first()
    assert entry.fields == ["note"]
    assert "Beispiel" not in entry.record_label


def test_somebody_takes_it_over(outsider):
    todo = make_todo_list(items=[("Flyer", -28)]).todos.get()
    assert actions.assign_todo(todo=todo, owner=outsider).owner == outsider
    assert actions.assign_todo(todo=todo, role="Geschäftsstelle").owner is None


def test_adding_one_more(office):
    begun = make_todo_list(items=[("Flyer", -28)])
    added = actions.add_todo(list=begun, title="Kuchen", due_on=date(2027, 6, 4), actor=office)
    assert (added.position, added.due_by_hand) == (1, True)
    actions.move_list(begun, date(2027, 9, 1))
    assert Todo.objects.get(pk=added.pk).due_on == date(2027, 6, 4)
    with pytest.raises(ValidationError):
        actions.add_todo(list=begun, title="")
    with pytest.raises(ValidationError):
        actions.add_todo(list=begun, title="x" * 161)


@pytest.mark.parametrize(
    "values",
    [
        {"title": ""},
        {"state": "done"},
        {"days": 5000},
        {"closed_with_list": True},
    ],
)
def test_the_database_refuses_what_cannot_be(values):
    todo = make_todo_list(items=[("Flyer", -28)]).todos.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Todo.objects.filter(pk=todo.pk).update(**values)


def test_a_template_that_changes_leaves_lists_alone():
    template = make_checklist(items=[("Flyer", -28)])
    begun = actions.start_list(template=template, day=DAY)
    template.items.update(title="Anders")
    assert due(begun) == {"Flyer": "2027-05-08"}
    ChecklistTemplate.objects.get(pk=template.pk).delete()
    assert TodoList.objects.get(pk=begun.pk).template is None
