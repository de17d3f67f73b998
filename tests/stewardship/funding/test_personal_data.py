"""Names on receipts are kept as long as the rules say, and then they go."""

from datetime import date

import pytest

from miteinander.foundation.privacy.actions import delete_what_is_due
from miteinander.stewardship.funding.enums import FundKind, Rule
from miteinander.stewardship.funding.keeping import free_orders, free_receipts, kept_unless
from miteinander.stewardship.funding.models import DatedRule, Order, Receipt
from tests.support.accounts import make_account
from tests.support.money import make_fund, make_order, make_receipt, make_rule

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_the_middle_of_the_year(settings):
    settings.TODAY = date(2026, 7, 1)
    make_rule(Rule.FOUR_EYES, 100_000)


@pytest.fixture
def billed():
    order = make_order(make_fund(), 100, by=make_account("treasurer"))
    return order, make_receipt(order.shares.get().line.fund, 80, order=order)


@pytest.mark.parametrize(("day", "free"), [(date(2034, 12, 31), False), (date(2035, 1, 1), True)])
def test_receipts_are_kept_eight_years_from_the_end_of_their_year(billed, day, free):
    order, receipt = billed
    assert list(free_receipts(day)) == ([receipt] if free else [])
    assert list(free_orders(day)) == ([order] if free else [])


def test_a_grant_without_proof_holds_its_receipts(billed):
    fund = billed[0].shares.get().line.fund
    type(fund).objects.update(kind=FundKind.GRANT)
    assert not free_receipts(date(2060, 1, 1)).exists() and not free_orders(date(2060, 1, 1)).exists()


def test_without_a_rule_nothing_goes(billed):
    DatedRule.objects.filter(rule=Rule.KEEP_RECEIPT).delete()
    assert not free_receipts(date(2060, 1, 1)).exists()


def test_the_night_takes_the_names_and_leaves_the_amounts(billed, settings):
    settings.TODAY = date(2034, 12, 31)
    delete_what_is_due()
    assert Receipt.objects.get().payee and Order.objects.get().payee
    settings.TODAY = date(2035, 1, 1)
    delete_what_is_due()
    assert (Receipt.objects.get().payee, Receipt.objects.get().gross) == ("", 80)
    assert (Order.objects.get().payee, Order.objects.get().amount) == ("", 100)
    assert Order.objects.get().decided_by is not None


def test_what_is_kept_is_asked_anew_each_time(billed, settings):
    kept = kept_unless(free_receipts)
    assert Receipt.objects.filter(kept.rows).exists()
    settings.TODAY = date(2040, 1, 1)
    assert not Receipt.objects.filter(kept.rows).exists()
