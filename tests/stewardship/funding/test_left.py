"""What is left before the next order, and that nobody spends it twice."""

from datetime import date
from decimal import Decimal

import pytest

from miteinander.stewardship.funding import actions
from miteinander.stewardship.funding.enums import OrderState, PaymentKind, Rule
from miteinander.stewardship.funding.errors import NotEnough, Refused
from miteinander.stewardship.funding.figures import sheet_of
from miteinander.stewardship.funding.models import Movement, Order
from tests.support.accounts import make_account
from tests.support.factories import make_activity
from tests.support.money import euro, make_fund, make_order, make_receipt, make_rule, share
from tests.support.racers import racers

pytestmark = [pytest.mark.django_db, pytest.mark.data_layer]


@pytest.fixture(autouse=True)
def in_the_middle_of_the_year(settings):
    settings.TODAY = date(2026, 7, 1)


@pytest.fixture
def no_second():
    make_rule(Rule.FOUR_EYES, 100_000)


def test_an_order_takes_from_what_is_left_and_a_receipt_takes_its_place(no_second):
    treasurer = make_account("treasurer")
    fund = make_fund()
    order = make_order(fund, 300, by=treasurer)
    assert order.state == OrderState.PLACED
    assert sheet_of({fund.pk}).total.left == 700
    receipt = make_receipt(fund, "280.50", order=order, closes_order=True)
    figures = sheet_of().total
    assert (figures.actual, figures.committed, figures.left) == (euro("280.50"), 0, euro("719.50"))
    actions.pay_receipt(
        receipt=receipt,
        on=date(2026, 6, 20),
        payment=PaymentKind.TRANSFER,
        discount=euro("5.50"),
        actor=treasurer,
    )
    assert sheet_of().total.actual == 275
    back = actions.reverse_receipt(receipt=receipt, reason="falsche Position", actor=treasurer)
    assert back.sign == -1 and sheet_of().total.actual == 0
    balance: dict[str, Decimal] = {}
    for row in Movement.objects.all():
        balance[row.debit] = balance.get(row.debit, Decimal(0)) + row.amount
        balance[row.credit] = balance.get(row.credit, Decimal(0)) - row.amount
    assert set(balance.values()) == {Decimal(0)}


def test_the_total_of_a_source_binds(no_second):
    fund = make_fund()
    with pytest.raises(NotEnough) as refused:
        make_order(fund, "1000.01", by=make_account("treasurer"), reason="wichtig")
    assert refused.value.left == 1000 and "verbindlich" in str(refused.value)
    assert Order.objects.get().state == OrderState.DRAFT


def test_a_line_is_exceeded_with_a_reason_and_only_as_far_as_the_rule_goes(no_second):
    make_rule(Rule.TRANSFER_SHARE, 20)
    treasurer, activity = make_account("treasurer"), make_activity()
    fund = make_fund({"Druck": {activity: 100}, "Musik": {activity: 900}})
    with pytest.raises(NotEnough):
        make_order(fund, 120, by=treasurer)
    assert make_order(fund, 120, by=treasurer, reason="Papier ist teurer").overspend_reason
    with pytest.raises(NotEnough) as refused:
        make_order(fund, 1, by=treasurer, reason="noch mehr")
    assert refused.value.code == "rule"


def test_two_people_decide_where_no_limit_is_known():
    treasurer, chair = make_account("treasurer"), make_account("chair")
    order = make_order(make_fund(), 40, by=treasurer)
    assert order.state == OrderState.WAITING
    with pytest.raises(Refused):
        actions.approve_order(order=order, actor=treasurer)
    assert actions.approve_order(order=order, actor=chair).state == OrderState.PLACED


def test_two_small_orders_do_not_walk_around_the_second_person():
    make_rule(Rule.FOUR_EYES, 500)
    treasurer, fund = make_account("treasurer"), make_fund()
    assert make_order(fund, 300, by=treasurer, payee="Druckerei A").state == OrderState.PLACED
    assert make_order(fund, 300, by=treasurer, payee="druckerei a").state == OrderState.WAITING


def test_small_receipts_do_not_walk_around_the_order():
    make_rule(Rule.ORDER_NEEDED, 150)
    fund = make_fund()
    make_receipt(fund, "149.99", payee="Druckerei A", invoice_number="1")
    with pytest.raises(Refused) as refused:
        make_receipt(fund, "0.01", payee="druckerei a", invoice_number="2", issued_on=date(2026, 6, 5))
    assert refused.value.code == "order" and "150,00" in str(refused.value)
    make_receipt(fund, "149.99", payee="Druckerei B", invoice_number="2")
    make_receipt(fund, "149.99", payee="Druckerei A", invoice_number="3", issued_on=date(2026, 6, 20))


def test_a_source_costs_the_same_queries_however_much_is_booked(no_second, count_queries):
    fund, treasurer = make_fund(), make_account("treasurer")
    make_receipt(fund, 1, order=make_order(fund, 1, by=treasurer))
    with count_queries() as few:
        sheet_of({fund.pk})
    for _ in range(4):
        make_receipt(fund, 1, order=make_order(fund, 1, by=treasurer))
    with count_queries() as many:
        sheet_of({fund.pk})
    assert len(many) == len(few) <= 12


RACER = """
from datetime import date
from django.conf import settings
settings.TODAY = date(2026, 7, 1)
from miteinander.foundation.access.models import User
from miteinander.stewardship.funding import actions
from miteinander.stewardship.funding.errors import NotEnough
from miteinander.stewardship.funding.models import Order

def race(me, orders, user):
    try:
        actions.place_order(order=Order.objects.get(pk=orders[me]), actor=User.objects.get(pk=user))
        return "placed"
    except NotEnough:
        return "refused"
"""


@pytest.mark.django_db(transaction=True)
def test_of_two_who_order_the_last_forty_euros_one_gets_them():
    make_rule(Rule.FOUR_EYES, 100_000)
    treasurer = make_account("treasurer")
    with racers(RACER, 2) as race:
        for _ in range(10):
            fund = make_fund({"Druck": {make_activity(): 40}})
            orders = [make_order(fund, 40, shares=[share(fund, 40)]).pk for _ in range(2)]
            assert sorted(race.run(orders=orders, user=treasurer.pk)) == ["placed", "refused"]
            assert sheet_of({fund.pk}).total.left == 0


def test_an_order_over_two_sources_is_billed_in_one_of_them(no_second):
    one, other = make_fund(), make_fund()
    shares = [share(one, 60), share(other, 40)]
    order = make_order(one, 100, shares=shares, by=make_account("treasurer"))
    make_receipt(one, 60, order=order)
    assert (sheet_of({one.pk}).total.left, sheet_of({other.pk}).total.left) == (940, 960)
    make_receipt(one, 40, order=order)
    assert sheet_of().total.committed == 0 and sheet_of({other.pk}).total.left == 1000
