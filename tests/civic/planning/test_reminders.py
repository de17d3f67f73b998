"""Reminders: one mail a day at most, only when there is something new, only to whose it is."""

from datetime import date, timedelta

import pytest

from miteinander.civic.planning import actions
from miteinander.civic.planning.models import Todo
from miteinander.civic.planning.reminders import is_reminded, send_reminders
from miteinander.foundation.mailing.models import OutgoingMail
from miteinander.foundation.work import registry
from miteinander.foundation.work.schedule import schedules
from tests.support.factories import make_identity, make_todo_list

pytestmark = [pytest.mark.django_db, pytest.mark.data_layer]

DAY = date(2027, 6, 5)


@pytest.fixture
def todos(outsider):
    make_identity()
    begun = make_todo_list(day=DAY, title="Sommerfest", items=[("Flyer", -28), ("Presse", -3), ("fremd", 0)])
    for title in ("Flyer", "Presse"):
        actions.assign_todo(todo=begun.todos.get(title=title), owner=outsider)
    return begun


@pytest.mark.parametrize(
    ("left", "expected"),
    [
        (8, False),
        (7, True),
        (6, False),
        (1, True),
        (0, True),
        (-1, True),
        (-2, False),
        (-8, True),
        (-15, True),
    ],
)
def test_when_a_todo_is_a_reason_to_write(left, expected):
    assert is_reminded(Todo(title="Flyer", due_on=DAY + timedelta(days=left)), DAY) is expected


def test_finished_and_undated_todos_are_no_reason():
    assert not is_reminded(Todo(title="Flyer", due_on=None), DAY)
    assert not is_reminded(Todo(title="Flyer", due_on=DAY, state="done"), DAY)


def test_one_mail_lists_overdue_and_coming(todos, outsider):
    assert send_reminders(day=date(2027, 6, 1)) == 1
    mail = OutgoingMail.objects.get()
    assert mail.to == outsider.email
    assert "überfällig" in mail.text and "8. Mai 2027: Flyer (Sommerfest)" in mail.text
    assert "2. Juni 2027: Presse (Sommerfest)" in mail.text
    assert "fremd" not in mail.text


def test_running_twice_sends_once(todos):
    send_reminders(day=date(2027, 6, 1))
    send_reminders(day=date(2027, 6, 1))
    assert OutgoingMail.objects.count() == 1


def test_nothing_new_nothing_sent(todos):
    assert send_reminders(day=date(2027, 5, 20)) == 0
    assert not OutgoingMail.objects.exists()


def test_closed_accounts_and_finished_todos_get_no_mail(todos, outsider):
    for todo in todos.todos.all():
        actions.complete_todo(todo=todo)
    assert send_reminders(day=date(2027, 6, 1)) == 0
    actions.reopen_todo(todo=todos.todos.get(title="Presse"))
    outsider.is_active = False
    outsider.save()
    assert send_reminders(day=date(2027, 6, 1)) == 0


def test_the_mail_comes_in_the_language_of_the_account(todos, outsider):
    outsider.language = "en"
    outsider.save()
    send_reminders(day=date(2027, 6, 1))
    assert OutgoingMail.objects.get().language == "en"


def test_the_schedule_runs_it_every_morning():
    assert registry.find("planning.remind")
    assert "at 06:30" in {str(one.rule) for one in schedules() if one.name == "planning.remind"}


def test_a_hostile_title_stays_text(todos, outsider):
    todo = todos.todos.get(title="Presse")
    Todo.objects.filter(pk=todo.pk).update(title="<script>{{ 1 }}{% now %}\nBcc: x@example.org")
    send_reminders(day=date(2027, 6, 1))
    mail = OutgoingMail.objects.get()
    assert "<script>" not in mail.html
    assert "{{ 1 }}" in mail.text
    assert "Bcc" not in mail.subject


def test_a_long_list_costs_no_more_queries(todos, outsider, count_queries):
    def cost() -> int:
        OutgoingMail.objects.all().delete()
        with count_queries() as queries:
            send_reminders(day=date(2027, 6, 1))
        return len(queries)

    cost()  # reads content types, which stay known
    before = cost()
    more = make_todo_list(day=DAY, items=[("eins", -2), ("zwei", -1), ("drei", 0)])
    for todo in more.todos.all():
        actions.assign_todo(todo=todo, owner=outsider)
    assert cost() == before
