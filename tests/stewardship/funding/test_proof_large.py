"""A proof with three thousand receipts, and words that want out of their cells."""

import csv
import io
from datetime import date, timedelta
from decimal import Decimal

import pytest

from miteinander.stewardship.funding.models import Receipt, ReceiptShare
from miteinander.stewardship.funding.proofs.archives import zip_pieces
from miteinander.stewardship.funding.proofs.printing import proof_pdf
from miteinander.stewardship.funding.proofs.reading import proof_data
from miteinander.stewardship.funding.proofs.tables import csv_lines, receipts_table
from tests.support.money import first_cell, make_fund
from tests.support.pdfs import page_count, text_of
from tests.support.proofs import make_proof

pytestmark = pytest.mark.django_db

MANY = 3000
HOSTILE = "#panic() $x$ <b>@ref [a] \u202eabc " + "W" * 90


def book_many(fund, count):
    """Past the actions, which are tested elsewhere and would take minutes."""
    line, activity = first_cell(fund)
    receipts = Receipt.objects.bulk_create(
        Receipt(
            number=f"2026-{n:04d}", payee=HOSTILE if n % 500 == 0 else f"Druckerei {n}", issued_on=date(2026, 1, 1),
            subject=HOSTILE * 2 if n % 500 == 0 else "Plakate", gross=Decimal(n) / 100 + 1, booked_on=date(2026, 2, 1),
            paid_on=date(2026, 1, 2) + timedelta(days=n % 300), payment="transfer",
        )
        for n in range(1, count + 1)
    )  # fmt: skip
    ReceiptShare.objects.bulk_create(
        ReceiptShare(receipt=one, line_id=line, activity_id=activity, amount=one.gross) for one in receipts
    )
    return sum((one.gross for one in receipts), Decimal(0))


def test_three_thousand_receipts_add_up_and_repeat_their_head(settings):
    settings.TODAY = date(2026, 12, 31)
    fund = make_fund(is_sample=True)
    total = book_many(fund, MANY)
    data = proof_data(make_proof(fund))
    rows = list(
        csv.reader(io.StringIO("".join(csv_lines(receipts_table(data))).lstrip("\ufeff")), delimiter=";")
    )
    at = rows[0].index("gezahlt EUR")
    assert len(rows) == MANY + 1
    assert sum(Decimal(row[at].replace(",", ".")) for row in rows[1:]) == total == data.spent
    printed = proof_pdf(data)
    pages = page_count(printed.content)
    middle = text_of(printed.content, pages // 2)
    assert not printed.findings and pages > 60
    assert "Empfänger" in middle and "Musterbeträge" in middle and f"von {pages}" in middle
    assert max(len(piece) for piece in zip_pieces(data)) < 1_000_000
