"""The demo's money adds up, and loading it again books nothing twice."""

from decimal import Decimal

import pytest
from django.db.models import F, Sum

from miteinander.foundation.access.models import User
from miteinander.foundation.values.money import cents
from miteinander.stewardship.funding.figures import sheet_of
from miteinander.stewardship.funding.models import Fund, Movement, Order, Receipt, ReceiptShare
from miteinander.surfaces.operations.demo_money import load_money
from tests.support.demo import demo, demo_file  # noqa: F401

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]


def test_the_five_thousand_of_the_concept_stand_on_its_nine_purposes():
    fund = Fund.objects.filter(slug__startswith="zusaetzliche-mittel-", amount_granted=5000).get()
    figures = sheet_of({fund.pk})
    assert fund.is_sample and fund.lines.count() == 9
    assert figures.total.planned == figures.total.requested == Decimal(5000)
    assert 0 < figures.total.left < 5000 and figures.total.actual > 0


def test_every_receipt_is_borne_by_its_cells_and_the_books_balance():
    for receipt in Receipt.objects.annotate(borne=Sum("shares__amount")):
        assert cents(receipt.borne) == receipt.paid, receipt
    spent = cents(ReceiptShare.objects.aggregate(total=Sum(F("sign") * F("amount")))["total"])
    booked = Movement.objects.filter(debit__startswith="expenses:").aggregate(total=Sum("amount"))["total"]
    less = Movement.objects.filter(credit__startswith="expenses:").aggregate(total=Sum("amount"))["total"]
    assert spent == cents(booked) - cents(less) == sheet_of().total.actual


def test_above_the_limit_two_people_decided():
    large = Order.objects.filter(amount__gte=300, state__in=("placed", "closed"))
    assert large.count() >= 4
    assert not large.filter(approved_by=None).exists()
    assert not large.filter(approved_by=F("decided_by")).exists()
    assert Order.objects.filter(state="waiting").exists()


def test_loading_again_books_nothing_twice():
    before = (Order.objects.count(), Receipt.objects.count(), Movement.objects.count())
    load_money(User.objects.get(email="buero@example.org"))
    assert (Order.objects.count(), Receipt.objects.count(), Movement.objects.count()) == before
