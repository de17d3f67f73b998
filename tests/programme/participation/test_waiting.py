from collections import Counter
from datetime import timedelta

import pytest
from django_tasks_db.models import DBTaskResult

from miteinander.foundation.audit.models import AuditEntry
from miteinander.foundation.privacy.actions import erase_person
from miteinander.foundation.privacy.persons import PersonKey
from miteinander.foundation.values.clock import now
from miteinander.foundation.work import entries
from miteinander.programme.participation import errors
from miteinander.programme.participation.actions import (
    SeatRow,
    accept_offer,
    book_anyway,
    cancel_party,
    forget_registrations,
    offer_seats,
    pass_on_offers,
    save_plan,
)
from miteinander.programme.participation.enums import GuestKind, RegistrationState, Scope
from miteinander.programme.participation.models import Registration, SeatPool
from tests.support.factories import make_plan, make_registration
from tests.support.seats import books_agree

pytestmark = [pytest.mark.django_db, pytest.mark.data_layer]
BOOKED, WAITING, OFFERED = RegistrationState.BOOKED, RegistrationState.WAITING, RegistrationState.OFFERED
LAPSED, CANCELLED = RegistrationState.LAPSED, RegistrationState.CANCELLED


def states(*registrations: Registration) -> list[str]:
    for one in registrations:
        one.refresh_from_db()
    return [one.state for one in registrations]


def full_plan(**values):
    plan = make_plan(**{"seats": 4, **values})
    return plan, make_registration(plan=plan, adults=4)


def test_a_smaller_group_moves_up_when_the_next_one_does_not_fit():
    plan = make_plan(seats=5)
    pair, trio = make_registration(plan=plan, adults=2), make_registration(plan=plan, adults=3)
    family, single = make_registration(plan=plan, adults=4), make_registration(plan=plan)
    cancel_party(registration=pair)
    assert states(trio, family, single) == [BOOKED, WAITING, OFFERED]
    books_agree(plan)


def test_strictly_in_order_nobody_passes_the_next_one():
    plan = make_plan(seats=5, strict_order=True)
    pair, _trio = make_registration(plan=plan, adults=2), make_registration(plan=plan, adults=3)
    family, single = make_registration(plan=plan, adults=4), make_registration(plan=plan)
    cancel_party(registration=pair)
    assert states(family, single) == [WAITING, WAITING]
    assert make_registration(plan=plan).state == WAITING, "free seats belong to those who wait"
    books_agree(plan)


def test_helpers_move_up_before_those_who_wait_longer():
    plan = make_plan(seats=2, kinds={GuestKind.ADULT: None, GuestKind.CHILD: None, GuestKind.HELPER: None})
    SeatPool.objects.filter(plan=plan, kind=GuestKind.ADULT).update(stage=2)
    first = make_registration(plan=plan, adults=2)
    guest = make_registration(plan=plan)
    helper = make_registration(plan=plan, adults=0, helpers=1)
    later_guest = make_registration(plan=plan)
    cancel_party(registration=first)
    assert states(guest, helper, later_guest) == [OFFERED, OFFERED, WAITING]
    cancel_party(registration=guest)
    assert states(helper, later_guest) == [OFFERED, OFFERED]


def test_an_offer_that_lapses_is_passed_on_by_itself_until_nobody_waits():
    plan, everybody = full_plan()
    first, second = make_registration(plan=plan, adults=4), make_registration(plan=plan, adults=3)
    cancel_party(registration=everybody)
    assert states(first, second) == [OFFERED, WAITING]
    assert pass_on_offers() == 0, "the time is not over"
    assert pass_on_offers(at=now() + timedelta(hours=49)) == 1
    assert states(first, second) == [LAPSED, OFFERED]
    assert pass_on_offers(at=now() + timedelta(hours=98)) == 1
    assert states(first, second) == [LAPSED, LAPSED]
    assert pass_on_offers(at=now() + timedelta(hours=98)) == 0
    books_agree(plan)


def test_an_offer_ends_at_the_latest_when_the_event_begins():
    plan, everybody = full_plan(offer_hours=720)
    plan.event.dates.update(starts_at=now() + timedelta(hours=3))
    waiting = make_registration(plan=plan)
    cancel_party(registration=everybody)
    waiting.refresh_from_db()
    assert waiting.offer_until <= now() + timedelta(hours=3)


def test_accepting_books_once_and_too_late_is_said():
    plan, everybody = full_plan()
    first, second = make_registration(plan=plan, adults=3), make_registration(plan=plan)
    cancel_party(registration=everybody)
    assert accept_offer(registration=first).state == BOOKED
    assert accept_offer(registration=first).state == BOOKED
    Registration.objects.filter(pk=second.pk).update(offer_until=now() - timedelta(seconds=1))
    with pytest.raises(errors.OfferGone):
        accept_offer(registration=second)
    with pytest.raises(errors.OfferGone):
        accept_offer(registration=make_registration(plan=plan, adults=2))
    books_agree(plan)


def test_leaving_the_line_changes_no_seat_and_an_offer_left_goes_to_the_next():
    plan, everybody = full_plan()
    first, second, third = (make_registration(plan=plan, adults=4) for _ in range(3))
    cancel_party(registration=second)
    cancel_party(registration=everybody)
    assert states(first, second, third) == [OFFERED, CANCELLED, WAITING]
    cancel_party(registration=first)
    assert states(third) == [OFFERED]
    books_agree(plan)


def test_the_office_lets_in_out_of_turn_with_a_reason_and_nobody_loses_a_seat(office):
    plan, everybody = full_plan()
    first, second = make_registration(plan=plan), make_registration(plan=plan, adults=2)
    with pytest.raises(ValueError, match="reason"):
        book_anyway(registration=second, reason=" ", actor=office)
    booked = book_anyway(registration=second, reason="Dolmetscherin des Abends", actor=office)
    assert states(everybody, first, booked) == [BOOKED, WAITING, BOOKED]
    assert plan.pools.get(scope=Scope.ALL).seats == 6
    entry = AuditEntry.objects.get(detail="participation.out_of_turn")
    assert entry.actor == office
    books_agree(plan)


def test_more_seats_of_one_kind_are_offered_to_those_who_wait_for_it():
    plan = make_plan(seats=None, kinds={GuestKind.ADULT: 1, GuestKind.CHILD: None})
    make_registration(plan=plan)
    waiting = make_registration(plan=plan)
    rows = [
        SeatRow(
            Scope(pool.scope), 2 if pool.kind == GuestKind.ADULT else pool.seats, kind=pool.kind, pk=pool.pk
        )
        for pool in plan.pools.all()
    ]
    save_plan(event=plan.event, values={}, seats=rows)
    assert states(waiting) == [OFFERED]
    assert offer_seats(plan_id=plan.pk) == []


def test_who_asks_to_be_erased_gives_the_seat_to_the_next(office):
    plan, _everybody = full_plan()
    Registration.objects.update(email="weg@example.org")
    waiting = make_registration(plan=plan)
    assert forget_registrations(list(Registration.objects.booked().values_list("pk", flat=True))) == 1
    assert states(waiting) == [OFFERED]
    books_agree(plan)


def test_erasing_a_person_reaches_the_registration_and_its_guests(office):
    plan = make_plan()
    make_registration(plan=plan, adults=2, email="weg@example.org")
    other = make_registration(plan=plan, email="da@example.org")
    erase_person(key=PersonKey("weg@example.org"), actor=office)
    assert list(Registration.objects.all()) == [other]
    books_agree(plan)


def test_every_news_is_told_once_by_background_work():
    plan = make_plan(seats=1)
    first = make_registration(plan=plan, email="eins@example.org")
    make_registration(plan=plan, email="zwei@example.org")
    cancel_party(registration=first)
    work = [entry for entry in DBTaskResult.objects.all() if entries.name_of(entry) == "participation.tell"]
    told = Counter(entry.args_kwargs["args"][1]["news"] for entry in work)
    assert told == {"booked": 1, "waiting": 1, "offer": 1, "cancelled": 1}
