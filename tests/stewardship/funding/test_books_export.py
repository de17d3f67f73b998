"""The books as programs read them: Beancount's own checker agrees, and no cell of the CSV computes anything."""

import csv
import io
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db.models import Sum
from openpyxl import load_workbook

from miteinander.stewardship.funding import actions
from miteinander.stewardship.funding.enums import IncomeKind, PaymentKind
from miteinander.stewardship.funding.ledger.export import beancount_lines, csv_lines
from miteinander.stewardship.funding.ledger.journal import Choice, trial_balance
from miteinander.stewardship.funding.models import Movement
from tests.support.factories import make_activity
from tests.support.money import euro, make_fund, make_receipt, share

pytestmark = pytest.mark.django_db
EVIL = 'A "B" \\ C\n2026-01-01 open Assets:Hacked\r\t\x00Ende \u2028 ; * #tag ^link'


@pytest.fixture
def booked(settings):
    """A year with everything that books hold."""
    settings.TODAY = date(2026, 7, 1)
    fund = make_fund({"Druck": {make_activity(): 600}, 'Musik "live" \\': {make_activity(): 400}})
    paid = make_receipt(fund, "119.99", payee=EVIL.replace("\x00", ""), subject="=cmd|' /C calc'!A0")
    actions.pay_receipt(
        receipt=paid, on=date(2026, 6, 20), payment=PaymentKind.TRANSFER, discount=euro("2.40")
    )
    make_receipt(fund, 50, payee="@SUM(1+1)", shares=[share(fund, 50)])
    actions.reverse_receipt(receipt=paid, reason="falsch")
    income = {
        "kind": IncomeKind.THIRD_PARTY,
        "received_on": date(2026, 3, 1),
        "payer": "-Spender",
        "reason": '"',
    }
    actions.record_income(fund=fund, values=income | {"amount": euro(500)})
    actions.return_money(
        fund=fund, amount=euro(10), interest=euro("0.05"), interest_from=None, on=date(2026, 6, 30), reason="übrig"
    )  # fmt: skip
    return fund


def bean_check(text, tmp_path):
    path = tmp_path / "books.beancount"
    path.write_text(text, encoding="utf-8")
    program = Path(sys.executable).with_name("bean-check")
    return subprocess.run([program, path], capture_output=True, text=True, timeout=60)


def test_beancount_accepts_the_books_and_what_they_say_is_left(booked, tmp_path):
    text = "".join(beancount_lines('Rat "Mitte"'))
    checked = bean_check(text, tmp_path)
    assert (checked.returncode, checked.stdout + checked.stderr) == (0, "")
    assert text.count(" * ") >= Movement.objects.count() == text.count("  movement: ")
    assert "\n2026-01-01 open Assets:Hacked" not in text and 'receipt: "2026-001"' in text


def test_beancount_refuses_books_that_lack_a_cent(booked, tmp_path):
    lines = list(beancount_lines("Rat"))
    at = next(number for number, line in enumerate(lines) if "Expenses" in line and " * " in line)
    lines[at] = lines[at].replace("119.99", "119.98")
    assert bean_check("".join(lines), tmp_path).returncode != 0


def test_csv_holds_every_movement_and_no_formula(booked):
    rows = list(csv.DictReader(io.StringIO("".join(csv_lines()).removeprefix("\ufeff")), delimiter=";"))
    assert len(rows) == Movement.objects.count()
    total = sum(euro(row["Betrag"].replace(",", ".")) for row in rows)
    assert total == Movement.objects.aggregate(total=Sum("amount"))["total"]
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "-", "@", "\t"))]


def test_empty_books_are_books(db, tmp_path):
    assert bean_check("".join(beancount_lines("Rat")), tmp_path).returncode == 0
    assert len(list(csv_lines())) == 2 and trial_balance() == []


def test_both_sides_of_the_balance_are_equal_on_every_day(booked):
    for day in (None, date(2026, 1, 1), date(2026, 6, 1), date(2026, 6, 20)):
        rows = trial_balance(day)
        assert sum(row.debit for row in rows) == sum(row.credit for row in rows)
    bank = next(row for row in trial_balance() if row.account == "bank")
    assert bank.held == euro("489.95")


@pytest.mark.parametrize(
    ("typed", "count"),
    [({}, 10), ({"q": "Skonto"}, 1), ({"q": "2026-002"}, 1), ({"von": "2026-06-30"}, 1), ({"quelle": "987654"}, 0),
     ({"von": "gestern", "quelle": "x", "q": "\x00"}, 10), ({"bis": "2026-03-01"}, 1)],
)  # fmt: skip
def test_journal_is_filtered_and_nonsense_is_no_filter(booked, typed, count):
    assert len(Choice.of(typed).movements()) in ({count} if count < 10 else {Movement.objects.count()})


def test_command_writes_the_same(booked, capsys):
    call_command("export_books", format="beancount")
    assert "Expenses:Source-" in capsys.readouterr().out
    call_command("export_books")
    assert capsys.readouterr().out.startswith("\ufeffNr.;Datum")


def test_pages_of_the_books(booked, client, office, count_queries):
    client.force_login(office)
    page = client.get("/buero/buecher/?q=Skonto")
    assert page.status_code == 200 and "1 Buchung" in page.content.decode()
    assert "Summe" in client.get("/buero/buecher/salden/").content.decode()
    export = client.get("/buero/buecher/buchungen.csv")
    assert export.streaming and b"Skonto" in b"".join(export.streaming_content)
    book = load_workbook(io.BytesIO(b"".join(client.get("/buero/buecher/buchungen.xlsx").streaming_content)))
    first, *rows = book.active.iter_rows(values_only=True)
    assert first[1] == "Datum" and len(rows) == Movement.objects.count()
    assert round(sum(row[4] for row in rows), 2) == float(
        Movement.objects.aggregate(total=Sum("amount"))["total"]
    )
    assert all(cell.data_type != "f" for row in book.active.iter_rows() for cell in row)
    with count_queries() as few:
        client.get("/buero/buecher/")
    for _ in range(3):
        make_receipt(booked, 1)
    with count_queries() as many:
        client.get("/buero/buecher/")
    assert len(few) == len(many)
