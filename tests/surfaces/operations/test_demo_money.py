"""The demo's money adds up, and loading it again books nothing twice."""

import hashlib
from decimal import Decimal

import pytest
from django.db.models import F, Sum

from miteinander.foundation.access.models import User
from miteinander.foundation.media.models import CouncilDocument
from miteinander.foundation.values.money import cents
from miteinander.stewardship.funding.einvoices import read_invoice
from miteinander.stewardship.funding.figures import sheet_of
from miteinander.stewardship.funding.models import (
    Fund,
    Movement,
    Order,
    Receipt,
    ReceiptFile,
    ReceiptShare,
    WaitingFile,
)
from miteinander.surfaces.operations.demo_invoices import ELECTRONIC
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


def test_most_receipts_have_their_paper_and_an_electronic_invoice_waits():
    receipts = Receipt.objects.filter(reverses=None)
    with_paper = receipts.filter(files__isnull=False)
    assert receipts.count() * 0.8 < with_paper.count() < receipts.count()
    for file in ReceiptFile.objects.select_related("receipt", "document"):
        with file.document.file.open("rb") as stream:
            content = stream.read()
        assert hashlib.sha256(content).hexdigest() == file.stored_sha256
    electronic = ReceiptFile.objects.get(receipt__invoice_number=ELECTRONIC)
    invoice = read_invoice(electronic.document.file.open("rb").read(), "m.pdf")
    assert invoice.gross == electronic.receipt.gross and not invoice.warnings
    waiting = WaitingFile.objects.get()
    invoice = read_invoice(waiting.document.file.open("rb").read(), "w.pdf")
    assert invoice.warnings == () and invoice.iban
    before = (ReceiptFile.objects.count(), CouncilDocument.objects.count())
    load_money(User.objects.get(email="buero@example.org"))
    assert (ReceiptFile.objects.count(), CouncilDocument.objects.count()) == before
