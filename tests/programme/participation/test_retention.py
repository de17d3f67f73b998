"""What is kept of guests, for how long, and what a person's request finds and erases."""

import uuid
from datetime import date, timedelta

import pytest

from miteinander.foundation.mailing.models import OutgoingMail
from miteinander.foundation.privacy.actions import delete_what_is_due, erase_person
from miteinander.foundation.privacy.exporting import as_data, export_person
from miteinander.foundation.privacy.persons import PersonKey
from miteinander.foundation.values.clock import now
from miteinander.programme.participation.actions import empty_food, save_parts
from miteinander.programme.participation.actions.feedback import Voice, enter_feedback
from miteinander.programme.participation.actions.sheets import reserve_numbers
from miteinander.programme.participation.enums import SheetKind
from miteinander.programme.participation.models import (
    Answer,
    Door,
    DoorEntry,
    DoorPhone,
    Feedback,
    Guest,
    Question,
    Registration,
)
from tests.support.factories import make_event, make_plan, make_registration, text
from tests.support.seats import books_agree

from .test_letters import run_waiting

pytestmark = [pytest.mark.django_db, pytest.mark.data_layer]
LAST_DAY = date(2035, 6, 6)


def after(days: int) -> date:
    return LAST_DAY + timedelta(days=days)


@pytest.fixture
def plan():
    found = make_plan(asks_food=True, seats=10)
    rows = [
        {"kind": "text", "text": text("Bus?"), "purpose": text("Fahrt"), "erase_after_days": 3},
        {"kind": "text", "text": text("Schuhe?"), "purpose": text("Verleih"), "erase_after_days": 90},
    ]
    save_parts(plan=found, model=Question, rows=rows)
    return found


@pytest.fixture
def mira(plan):
    bus, shoes = plan.questions.all()
    return make_registration(
        plan=plan, adults=2, name="Mira", email="mira@example.org", food={"vegan": 1},
        answers={bus.pk: "ja", shoes.pk: "Größe 39"},
    )  # fmt: skip


def test_food_goes_the_day_after_and_a_second_run_finds_nothing(mira):
    assert empty_food(day=LAST_DAY) == 0
    assert empty_food(day=after(1)) == 1
    assert empty_food(day=after(1)) == 0
    mira.refresh_from_db()
    assert mira.food == {}
    assert mira.name == "Mira"


def test_food_of_a_course_stays_until_its_last_date():
    found = make_plan(event=make_event(dates=["2035-06-06 15:00", "2035-06-13 15:00"]), asks_food=True)
    make_registration(plan=found, food={"vegan": 1})
    assert empty_food(day=after(3)) == 0
    assert empty_food(day=after(8)) == 1


def test_answers_go_by_their_question_and_registrations_after_28_days(plan, mira):
    delete_what_is_due(day=after(2))
    assert Answer.objects.count() == 2
    delete_what_is_due(day=after(4))
    assert [answer.text for answer in Answer.objects.all()] == ["Größe 39"]
    delete_what_is_due(day=after(28))
    assert Registration.objects.count() == 1
    delete_what_is_due(day=after(29))
    assert (Registration.objects.count(), Guest.objects.count(), Answer.objects.count()) == (0, 0, 0)


def test_door_forgets_phones_the_day_after_and_keeps_only_numbers(plan, mira):
    door = Door.objects.create(event=plan.event, label="Tor")
    DoorPhone.objects.create(door=door, label="Telefon von Jonas")
    entry = DoorEntry.objects.create(
        uid=uuid.uuid4(), event=plan.event, door=door, deed="in", guest=mira.guests.first(), happened_at=now()
    )
    delete_what_is_due(day=after(2))
    assert not DoorPhone.objects.exists()
    delete_what_is_due(day=after(29))
    entry.refresh_from_db()
    assert entry.guest is None


def test_request_of_a_person_finds_registration_guests_and_answers(mira):
    found = str(as_data(export_person(key=PersonKey(address="MIRA@example.org"))))
    for word in ("Mira", "mira@example.org", "vegan", "Größe 39"):
        assert word in found
    assert "Größe 39" not in str(as_data(export_person(key=PersonKey(address="anders@example.org"))))


def test_erasing_a_person_gives_back_the_seats_and_takes_the_mails_along(plan, mira):
    other = make_registration(plan=plan, email="jonas@example.org")
    run_waiting()
    assert OutgoingMail.objects.filter(to="mira@example.org").exists()
    erase_person(key=PersonKey(address="mira@example.org"))
    assert list(Registration.objects.all()) == [other]
    assert not Answer.objects.exists()
    assert list(OutgoingMail.objects.values_list("to", flat=True).distinct()) == ["jonas@example.org"]
    assert plan.pools.get(scope="all").taken == 1
    books_agree(plan)


def test_feedback_leads_to_nobody_and_stays(plan, mira):
    (number,) = reserve_numbers(event_id=plan.event_id, kind=SheetKind.FEEDBACK, count=1, run="x")
    enter_feedback(event=plan.event, number=number, voices=[Voice(5, "Danke")])
    assert "Danke" not in str(as_data(export_person(key=PersonKey(address="mira@example.org"))))
    delete_what_is_due(day=after(400))
    assert Feedback.objects.get().sentence == "Danke"
