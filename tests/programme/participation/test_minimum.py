"""The minimum decides on its day, once, and says so."""

from datetime import timedelta

import pytest

from miteinander.civic.planning.models import Todo
from miteinander.foundation.audit.models import AuditEntry
from miteinander.foundation.values.clock import now
from miteinander.programme.events.enums import EventState
from miteinander.programme.events.models import Event
from miteinander.programme.participation import minimum, tasks
from miteinander.programme.participation.actions import cancel_party, decide_minimum, decide_minimums
from miteinander.programme.participation.enums import Verdict
from miteinander.programme.participation.models import RegistrationPlan
from tests.support.accounts import make_account
from tests.support.factories import (
    get_format,
    make_checklist,
    make_event,
    make_plan,
    make_registration,
)

from .test_letters import guest, mails, run_waiting

pytestmark = [pytest.mark.django_db, pytest.mark.data_layer]


def course(*, minimum: int = 3, decides_in: float = -1, **values) -> RegistrationPlan:
    """Decides so many hours from now."""
    return make_plan(minimum=minimum, decides_at=now() + timedelta(hours=decides_in), **values)


def stored(plan: RegistrationPlan) -> tuple[str, str]:
    plan.refresh_from_db()
    return plan.verdict, Event.objects.get(pk=plan.event_id).state


def test_enough_guests_take_place_and_everybody_with_a_seat_is_told_once():
    plan = course()
    guest(plan, adults=2)
    guest(plan, "zwei@example.org")
    assert decide_minimums() == [plan.pk]
    assert decide_minimums() == []
    run_waiting()
    assert stored(plan) == (Verdict.TAKES_PLACE, EventState.PUBLISHED)
    assert sorted(mail.to for mail in mails("takes_place")) == ["gast@example.org", "zwei@example.org"]
    assert AuditEntry.objects.filter(detail="participation.takes_place").count() == 1


def test_too_few_guests_cancel_the_event_with_the_reason():
    plan = course()
    guest(plan, adults=2)
    assert decide_minimum(plan_id=plan.pk) == Verdict.CALLED_OFF
    assert decide_minimum(plan_id=plan.pk) is None
    run_waiting()
    assert stored(plan) == (Verdict.CALLED_OFF, EventState.CANCELLED)
    (mail,) = mails()
    assert mail.template == "participation.event_cancelled"
    assert "zu wenige Menschen" in mail.text
    assert AuditEntry.objects.filter(detail="participation.called_off").count() == 1


def test_offered_seats_and_cancelled_guests_do_not_count():
    plan = course(minimum=2, seats=2)
    first = guest(plan, "a@example.org")
    guest(plan, "b@example.org")
    guest(plan, "c@example.org")  # waits, then is offered the seat of the first
    cancel_party(registration=first)
    assert decide_minimum(plan_id=plan.pk) == Verdict.CALLED_OFF


@pytest.mark.parametrize("state", ["draft", "postponed"])
def test_nothing_is_decided_for_what_does_not_take_place(state):
    reason = {"state_reason": "Später."} if state == "postponed" else {}
    plan = course(event=make_event(dates=["2035-06-06 15:00"], state=state, **reason))
    assert decide_minimums() == []
    assert stored(plan)[0] == Verdict.OPEN


def test_nothing_is_decided_before_its_moment():
    plan = course(decides_in=5)
    assert decide_minimums() == []
    assert decide_minimum(plan_id=plan.pk) is None


def test_two_days_before_the_office_has_a_todo_and_sees_it_on_its_start_page():
    form = get_format("workshop")
    form.checklist = make_checklist(items=[("Raum buchen", -56)])
    form.save()
    event = make_event(dates=["2035-06-06 15:00"], format=form)
    plan = course(event=event, decides_in=40)
    make_registration(plan=plan)
    later = course(decides_in=90)
    reader = make_account("office")
    assert minimum.warn(at=now()) == 1
    minimum.warn(at=now())
    todo = Todo.objects.get(title=minimum.TITLE)
    assert "1 von mindestens 3" in todo.note
    make_registration(plan=plan)
    tasks.decide_minimums()
    todo.refresh_from_db()
    assert "2 von mindestens 3" in todo.note
    (row,) = minimum.on_dashboard(reader).context["rows"]
    assert (row.plan.pk, row.booked, row.missing) == (plan.pk, 2, 1)
    assert minimum.on_dashboard(make_account("translator", languages=["tr"])) is None
    make_registration(plan=plan)
    assert minimum.on_dashboard(reader) is None
    assert stored(later)[0] == Verdict.OPEN


def test_dashboard_costs_one_query_however_many(count_queries):
    for _plan in range(3):
        course(decides_in=30)
    reader = make_account("office")
    reader.has_perm("participation.view_registrationplan")
    with count_queries() as queries:
        section = minimum.on_dashboard(reader)
    assert len(section.context["rows"]) == 3
    assert len(queries) == 1
