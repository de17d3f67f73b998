"""The demo's money adds up, and loading it again books nothing twice."""

import csv
import hashlib
import io
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pikepdf
import pytest
from django.db.models import F, Sum

from miteinander.foundation.access.models import User
from miteinander.foundation.media.models import CouncilDocument
from miteinander.foundation.values.money import cents
from miteinander.stewardship.funding.einvoices import read_invoice
from miteinander.stewardship.funding.figures import sheet_of
from miteinander.stewardship.funding.ledger.export import beancount_lines
from miteinander.stewardship.funding.models import (
    Fund,
    Movement,
    Order,
    Proof,
    Receipt,
    ReceiptFile,
    ReceiptShare,
    WaitingFile,
)
from miteinander.stewardship.funding.proofs.printing import proof_pdf
from miteinander.stewardship.funding.proofs.reading import data_of
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


def test_the_proof_of_the_last_year_adds_up_by_an_independent_sum_over_its_own_attachment():
    proof = Proof.objects.get(state="submitted")
    data = data_of(proof)
    printed = proof_pdf(data, frozen=proof.frozen, sha256=proof.frozen_sha256).content
    with pikepdf.open(io.BytesIO(printed)) as pdf:
        held = {name: pdf.attachments[name].get_file().read_bytes() for name in pdf.attachments}
    cents_paid = sum(
        int(row["gezahlt EUR"].replace(".", "").replace(",", ""))
        for row in csv.DictReader(io.StringIO(held["belegliste.csv"].decode("utf-8-sig")), delimiter=";")
    )
    assert Decimal(cents_paid) / 100 == sheet_of({proof.fund_id}).total.actual > 3000
    assert hashlib.sha256(held["nachweis.json"]).hexdigest() == proof.frozen_sha256
    kept = ReceiptFile.objects.filter(receipt__proof=proof)
    hashes = {hashlib.sha256(content).hexdigest() for content in held.values()}
    assert kept.count() >= 6 and set(kept.values_list("stored_sha256", flat=True)) <= hashes


def test_beancount_accepts_the_books(tmp_path):
    books = tmp_path / "books.beancount"
    books.write_text("".join(beancount_lines("Integrationsrat")), encoding="utf-8")
    checked = subprocess.run([Path(sys.executable).with_name("bean-check"), books], capture_output=True)
    assert checked.returncode == 0, checked.stderr


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
