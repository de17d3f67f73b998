"""Two printers and two people at the keyboard: real processes on the database the run uses."""

import pytest

from miteinander.programme.participation.actions.sheets import reserve_numbers
from miteinander.programme.participation.enums import SheetKind
from miteinander.programme.participation.models import PrintedSheet, Registration
from tests.support.factories import make_event, make_format, make_plan, pool_of
from tests.support.racers import racers

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.data_layer]
ROUNDS = 8
RACER = """
from uuid import uuid4

from miteinander.programme.participation.actions.sheets import SheetEnteredBefore, enter_sheet, reserve_numbers
from miteinander.programme.participation.enums import SheetKind
from miteinander.programme.participation.models import RegistrationPlan
from miteinander.programme.participation.party import GuestWish, PartyWish

def reserve(me, event):
    return reserve_numbers(event_id=event, kind=SheetKind.SIGN_IN, count=3, run=uuid4().hex)

def enter(me, plan, kind, number):
    wish = PartyWish(name=f"Gast {me}", guests=[GuestWish(kind)])
    try:
        return len(enter_sheet(plan=RegistrationPlan.objects.get(pk=plan), number=number, wishes={0: wish}))
    except SheetEnteredBefore:
        return 0

def race(me, do, **task):
    return {"reserve": reserve, "enter": enter}[do](me, **task)
"""


def test_two_at_once_never_share_a_number_and_never_enter_a_sheet_twice(transactional_db):
    plan = make_plan(event=make_event(format=make_format()), seats=None)
    kind = pool_of(plan).pk
    with racers(RACER, 2) as both:
        for _round in range(ROUNDS):
            both.run(do="reserve", event=plan.event_id)
        numbers = list(PrintedSheet.objects.values_list("number", flat=True))
        assert len(numbers) == len(set(numbers)) == ROUNDS * 6
        sheets = reserve_numbers(event_id=plan.event_id, kind=SheetKind.REGISTRATION, count=ROUNDS, run="x")
        for number in sheets:
            assert sorted(both.run(do="enter", plan=plan.pk, kind=kind, number=number)) == [0, 1]
    assert Registration.objects.count() == ROUNDS
