"""Several people at the same moment, as processes of their own on both databases."""

from datetime import date

import pytest

from miteinander.stewardship.funding.enums import OrderState, Rule
from miteinander.stewardship.funding.figures import sheet_of
from miteinander.stewardship.funding.models import Order, Receipt
from tests.support.accounts import make_account
from tests.support.factories import make_activity
from tests.support.money import YEAR, make_fund, make_order, make_rule, share
from tests.support.racers import racers

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.data_layer]

RACER = """
from datetime import date
from decimal import Decimal
from django.conf import settings
settings.TODAY = date(2026, 7, 1)
from miteinander.civic.concept.models import Activity
from miteinander.foundation.access.models import User
from miteinander.stewardship.funding import actions

from miteinander.stewardship.funding.errors import Refused
from miteinander.stewardship.funding.models import CostLine, Order
from miteinander.stewardship.funding.splitting import Share

def place(order, user):
    return actions.place_order(order=Order.objects.get(pk=order), actor=User.objects.get(pk=user)).state

def approve(order, user):
    return actions.approve_order(order=Order.objects.get(pk=order), actor=User.objects.get(pk=user)).state

def move(line, activity, to, amount):
    line, activity = CostLine.objects.get(pk=line), Activity.objects.get(pk=activity)
    actions.transfer(from_line=line, from_activity=activity, to_line=CostLine.objects.get(pk=to), to_activity=activity,
                     amount=Decimal(amount), reason="teurer")
    return "moved"

def bill(line, activity, amount, count, me, order=None):
    shares = [Share(line, activity, Decimal(amount))]
    numbers = []
    for number in range(count):
        values = {"payee": f"Laden {me}", "invoice_number": f"{me}-{number}", "issued_on": date(2026, 6, 1),
                  "subject": "Papier", "gross": Decimal(amount), "deviation": "viele"}
        found = Order.objects.get(pk=order) if order else None
        numbers.append(actions.enter_receipt(values=values, shares=shares, order=found, closes_order=bool(order)).number)
    return numbers

def cancel(order, user):
    return actions.cancel_order(order=Order.objects.get(pk=order), reason="abgesagt", actor=User.objects.get(pk=user)).state

def race(me, tasks):
    name, values = tasks[me % len(tasks)]
    try:
        return globals()[name](**values)
    except Refused as refused:
        return refused.code
"""


@pytest.fixture(autouse=True)
def a_year(settings):
    settings.TODAY = date(YEAR, 7, 1)
    make_rule(Rule.FOUR_EYES, 100_000)


def test_an_order_and_a_transfer_do_not_both_take_the_last_forty_euros():
    treasurer = make_account("treasurer")
    with racers(RACER, 2) as race:
        for _ in range(8):
            activity = make_activity()
            fund = make_fund({"Druck": {activity: 40}, "Musik": {activity: 100}})
            line, to = fund.lines.order_by("number")
            order = make_order(fund, 40, shares=[share(fund, 40)])
            move = {"line": line.pk, "activity": activity.pk, "to": to.pk, "amount": "40"}
            done = race.run(tasks=[("place", {"order": order.pk, "user": treasurer.pk}), ("move", move)])
            assert done in (["placed", "cell"], ["line", "moved"], ["rule", "moved"])
            assert sheet_of({fund.pk}).line(line.pk).left == 0


def test_one_approval_counts_and_the_other_is_told():
    make_rule(Rule.FOUR_EYES, 1)
    treasurer, *others = (
        make_account("treasurer", email=f"kasse{number}@example.org") for number in range(3)
    )
    with racers(RACER, 2) as race:
        for _ in range(8):
            order = make_order(make_fund(), 40, by=treasurer)
            assert order.state == OrderState.WAITING
            tasks = [("approve", {"order": order.pk, "user": other.pk}) for other in others]
            assert sorted(race.run(tasks=tasks)) == ["placed", "state"]


def test_two_orders_to_one_payee_on_two_sources_do_not_walk_around_the_second_person():
    make_rule(Rule.FOUR_EYES, 500)
    treasurer = make_account("treasurer")
    with racers(RACER, 2) as race:
        for round_ in range(8):
            orders = [make_order(make_fund(), 300, payee=f"Bühne {round_}") for _ in range(2)]
            done = race.run(tasks=[("place", {"order": one.pk, "user": treasurer.pk}) for one in orders])
            assert sorted(done) == ["placed", "waiting"]


def test_eight_processes_number_their_receipts_without_gaps():
    fund = make_fund()
    line = fund.lines.get()
    activity = line.allocations.get().activity_id
    with racers(RACER, 8) as race:
        tasks = [
            ("bill", {"line": line.pk, "activity": activity, "amount": "1.00", "count": 5, "me": me})
            for me in range(8)
        ]
        given = [number for numbers in race.run(tasks=tasks) for number in numbers]
    assert sorted(given) == [f"{YEAR}-{number:03d}" for number in range(1, 41)]
    assert Receipt.objects.count() == 40 and sheet_of().total.actual == 40


def test_an_order_is_billed_or_cancelled_never_both_and_nobody_waits_for_ever():
    treasurer = make_account("treasurer")
    with racers(RACER, 2) as race:
        for me in range(8):
            fund = make_fund()
            line = fund.lines.get()
            order = make_order(fund, 40, by=treasurer)
            bill = {"line": line.pk, "activity": line.allocations.get().activity_id, "amount": "40", "count": 1,
                    "me": f"r{me}", "order": order.pk}  # fmt: skip
            done = race.run(tasks=[("bill", bill), ("cancel", {"order": order.pk, "user": treasurer.pk})])
            state = Order.objects.get(pk=order.pk).state
            assert (state, done[1]) in ((OrderState.CLOSED, "receipts"), (OrderState.CANCELLED, "cancelled"))
            assert sheet_of({fund.pk}).total.committed == 0


def test_the_same_invoice_entered_twice_at_once_is_booked_once():
    with racers(RACER, 2) as race:
        for round_ in range(8):
            fund = make_fund()
            line = fund.lines.get()
            bill = {"line": line.pk, "activity": line.allocations.get().activity_id, "amount": "10", "count": 1,
                    "me": f"zweimal {round_}"}  # fmt: skip
            race.run(tasks=[("bill", bill)])
            assert Receipt.objects.filter(payee=f"Laden zweimal {round_}").count() == 1
