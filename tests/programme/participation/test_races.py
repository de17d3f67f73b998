"""Never more seats than there are: real processes on the database the run uses."""

import pytest
from django.db.models import F

from miteinander.programme.participation.actions import cancel_party
from miteinander.programme.participation.enums import HOLDING, RegistrationState, Scope
from miteinander.programme.participation.models import Registration, SeatPool
from tests.support.factories import make_event, make_format, make_plan, make_registration, pool_of
from tests.support.racers import racers
from tests.support.seats import books_agree

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.data_layer]
PROCESSES, ROUNDS, SEATS = 16, 10, 100
BOOKED, WAITING = RegistrationState.BOOKED, RegistrationState.WAITING

RACER = """
import random
import time
from miteinander.programme.participation.actions import (
    SeatRow, accept_offer, cancel_party, change_party, pass_on_offers, register_party, save_plan,
)
from miteinander.programme.participation.enums import Scope
from miteinander.programme.participation.errors import CannotTakePart
from miteinander.programme.participation.models import Registration, RegistrationPlan, SeatPool
from miteinander.programme.participation.party import GuestWish, PartyWish
from django.core.exceptions import ValidationError
from django.utils import timezone
from datetime import timedelta

dice = random.Random()

def wish(kind):
    return PartyWish(name="Gast", guests=[GuestWish(kind)] * dice.randint(1, 5))

def resize(plan, seats):
    rows = [
        SeatRow(Scope(pool.scope), seats if pool.scope == Scope.ALL else pool.seats, kind=pool.kind, pk=pool.pk)
        for pool in SeatPool.objects.filter(plan=plan)
    ]
    save_plan(event=RegistrationPlan.objects.get(pk=plan).event, values={}, seats=rows)

def register(me, plan, kind, each):
    made = []
    for number in range(each):
        before = time.monotonic_ns()
        guest = PartyWish(name=f"Gast {me}/{number}", guests=[GuestWish(kind)])
        made.append([register_party(plan_id=plan, wish=guest).pk, before, time.monotonic_ns()])
    return made

def stir(me, plan, kind, each):
    dice.seed(me)
    refused = 0
    for _ in range(each):
        some = Registration.objects.filter(plan=plan).order_by("?").first()
        deed = dice.randrange(10)
        try:
            if deed < 4 or some is None:
                register_party(plan_id=plan, wish=wish(kind))
            elif deed < 6:
                cancel_party(registration=some)
            elif deed < 7:
                change_party(registration=some, wish=wish(kind))
            elif deed < 8:
                accept_offer(registration=some)
            elif deed < 9:
                pass_on_offers(at=timezone.now() + timedelta(days=30))
            else:
                resize(plan, dice.randint(5, 40))
        except (CannotTakePart, ValidationError):
            refused += 1
    return refused

def race(me, do, **task):
    return {"register": register, "stir": stir}[do](me, **task)
"""


@pytest.fixture
def sixteen(transactional_db):
    with racers(RACER, PROCESSES) as all_of_them:
        yield all_of_them


def an_event():
    return make_event(format=make_format(), dates=["2035-06-06 15:00"])


def test_sixteen_processes_race_for_a_hundred_seats_and_the_next_wait_in_order(sixteen):
    for _round in range(ROUNDS):
        plan = make_plan(event=an_event(), seats=SEATS)
        made = sixteen.run(do="register", plan=plan.pk, kind=pool_of(plan).pk, each=8)
        states = list(plan.registrations.order_by("pk").values_list("state", flat=True))
        assert states == [BOOKED] * SEATS + [WAITING] * (PROCESSES * 8 - SEATS)
        assert plan.pools.get(scope=Scope.ALL).taken == SEATS
        books_agree(plan)
        _ids_follow_the_order_of_commit([one for mine in made for one in mine])


def test_everything_at_once_never_promises_a_seat_that_does_not_exist(sixteen):
    plan = make_plan(event=an_event(), seats=30)
    for _round in range(3):
        refused = sixteen.run(do="stir", plan=plan.pk, kind=pool_of(plan).pk, each=12)
        assert sum(refused) < PROCESSES * 12
        books_agree(plan)
        assert not SeatPool.objects.filter(taken__gt=F("seats")).exists()
    assert {"booked", "cancelled"} <= set(plan.registrations.values_list("state", flat=True))


def test_cancelling_offers_the_seat_to_exactly_one_of_those_who_wait():
    plan = make_plan(event=an_event(), seats=1)
    first = make_registration(plan=plan)
    waiting = [make_registration(plan=plan) for _ in range(3)]
    cancel_party(registration=first)
    holding = Registration.objects.filter(plan=plan, state__in=HOLDING)
    assert list(holding.values_list("pk", flat=True)) == [waiting[0].pk]
    books_agree(plan)


def _ids_follow_the_order_of_commit(made: list[tuple[int, int, int]]) -> None:
    """What was committed before another one began has the smaller number, across all processes."""
    earliest_end = float("inf")
    for _pk, begin, end in sorted(made, reverse=True):
        assert begin < earliest_end, "a later number was committed before this one began"
        earliest_end = min(earliest_end, end)
