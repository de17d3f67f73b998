"""Many receipts: found, added up, exported, packed, and what is missing; at the same cost for many."""

import csv
import hashlib
import io
from datetime import date
from decimal import Decimal
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from miteinander.stewardship.funding import actions, receipt_queries
from miteinander.stewardship.funding.enums import FileKind, PaymentKind, Rule
from miteinander.stewardship.funding.models import Receipt, ReceiptFile, ReceiptShare, WaitingFile
from miteinander.stewardship.funding.receipt_duties import ABOVE_THE_LIMIT, ALWAYS
from tests.support.accounts import make_account
from tests.support.factories import make_activity
from tests.support.money import euro, make_fund, make_order, make_receipt, make_rule, share

from .test_overview import plain
from .test_receipt_entry import files_in_a_place_of_their_own, photo, upload  # noqa: F401

pytestmark = pytest.mark.django_db
HERE = "/buero/geld/belege/"


def attach(receipt, content=None, kind=FileKind.INVOICE):
    return actions.attach_file(receipt=receipt, file=io.BytesIO(content or photo()), name="a.jpg", kind=kind)


def pay(receipt):
    return actions.pay_receipt(receipt=receipt, on=date(2026, 6, 20), payment=PaymentKind.TRANSFER)


def numbers(page):
    return {receipt.number for receipt in page.context["page"]}


def test_filters_and_sums(desk):
    breakfast, tour = make_activity(), make_activity()
    fund = make_fund({"Druck": {breakfast: 500}, "Musik": {tour: 500}})
    other = make_fund()
    line, music = fund.lines.all()
    first = make_receipt(
        fund,
        100,
        payee="Café Übersee",
        shares=[actions.receipts.Share(line.pk, breakfast.pk, euro(100), euro(10))],
        not_eligible_reason="Pfand",
    )
    second = make_receipt(other, 50, invoice_number="R-5")
    third = make_receipt(
        fund, 30, kind="credit", shares=[actions.receipts.Share(line.pk, breakfast.pk, euro(30))]
    )
    fourth = make_receipt(fund, 7)
    back = actions.reverse_receipt(receipt=fourth, reason="doppelt")
    pay(second)
    attach(first)
    everything = desk.get(HERE)
    assert numbers(everything) == {one.number for one in (first, second, third, fourth, back)}
    assert everything.context["sums"] == {"total": 120, "open": 70, "eligible": 110}
    for query, expected in {
        f"quelle={fund.pk}": {first, third, fourth, back}, f"position={music.pk}": set(),
        f"quelle={other.pk}&position={music.pk}": set(), f"vorhaben={breakfast.pk}": {first, third, fourth, back},
        "stand=unbezahlt": {first, third}, "stand=bezahlt": {second}, "stand=ohne-datei": {second, third},
        "stand=storniert": {fourth, back}, "stand=abgerechnet": set(), "stand=ohne-zahlungsnachweis": {second},
        "jahr=2025": set(), "jahr=2026": {first, second, third, fourth, back}, "q=übersee": set(), "q=Übersee": {first},
        "q=R-5": {second}, f"q={third.number}": {third}, "stand=%00&jahr=x&quelle=-1": {first, second, third, fourth, back},
        f"quelle={2**70}": {first, second, third, fourth, back},
    }.items():  # fmt: skip
        assert numbers(desk.get(f"{HERE}?{query}")) == {one.number for one in expected}, query


def test_details_that_are_missing_by_amount_and_day(desk):
    make_rule(Rule.SMALL_RECEIPT, 250, date(2026, 2, 1))
    fund = make_fund()
    before = make_receipt(fund, 10, duties_seen=list(ALWAYS), issued_on=date(2026, 1, 15))
    small = make_receipt(fund, 250, duties_seen=list(ALWAYS))
    large = make_receipt(fund, "250.01", duties_seen=list(ALWAYS))
    complete = make_receipt(fund, 300, duties_seen=[*ALWAYS, *ABOVE_THE_LIMIT])
    none = make_receipt(fund, 5)
    page = desk.get(f"{HERE}?stand=angaben-fehlen")
    assert numbers(page) == {large.number, none.number}
    words = plain(desk.get(f"{HERE}{large.pk}/"))
    assert "Eine fortlaufende Rechnungsnummer steht darauf." in words
    for one in (before, small, complete):
        assert "noch niemand auf dem Beleg" not in plain(desk.get(f"{HERE}{one.pk}/"))


def test_exports_say_what_the_list_says_without_formulas(desk):
    fund = make_fund()
    receipt = make_receipt(fund, "12.34", payee="=HYPERLINK(1)", vat=euro("1.97"))
    actions.reverse_receipt(receipt=receipt, reason="doppelt")
    make_receipt(make_fund(), 1)
    response = desk.get(f"{HERE}belege.csv?quelle={fund.pk}")
    rows = list(
        csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig")), delimiter=";")
    )
    assert [row["gezahlt"] for row in rows] == ["12,34", "-12,34"] and rows[0][
        "Empfänger"
    ] == "'=HYPERLINK(1)"
    assert rows[1]["Storno von"] == receipt.number
    book = load_workbook(io.BytesIO(desk.get(f"{HERE}belege.xlsx?quelle={fund.pk}").content))
    cells = list(book.active.iter_rows(values_only=True))
    assert [Decimal(str(row[14])) for row in cells[1:]] == [Decimal("12.34"), Decimal("-12.34")]


def test_all_files_in_one_archive_with_a_directory(desk):
    fund = make_fund()
    first, second = make_receipt(fund, 1), make_receipt(fund, 2, payee="../../etc/passwd")
    attach(first)
    attach(second, photo("red"))
    attach(second, photo("blue"), FileKind.PAYMENT)
    attach(make_receipt(make_fund(), 3), photo("green"))
    lost = ReceiptFile.objects.get(kind=FileKind.PAYMENT)
    lost.document.file.storage.delete(lost.document.file.name)
    response = desk.get(f"{HERE}dateien.zip?quelle={fund.pk}")
    assert response.streaming and response["Content-Type"] == "application/zip"
    archive = ZipFile(io.BytesIO(b"".join(response.streaming_content)))
    assert archive.testzip() is None
    rows = list(
        csv.DictReader(io.StringIO(archive.read("verzeichnis.csv").decode("utf-8-sig")), delimiter=";")
    )
    assert [row["Beleg-Nr."] for row in rows] == [first.number, second.number, second.number]
    for row in rows[:2]:
        assert (
            hashlib.sha256(archive.read(row["Datei"])).hexdigest() == row["SHA-256"]
            and row["Prüfung"] == "unverändert"
        )
        assert "/" not in row["Datei"]
    assert rows[2]["Prüfung"] == "fehlt im Speicher" and len(archive.namelist()) == 3


def test_what_is_missing(desk):
    make_rule(Rule.FOUR_EYES, 100_000)
    fund = make_fund()
    receipt = pay(make_receipt(fund, 10))
    by = make_account("office")
    order = make_order(fund, 20, by=by)
    billed = make_order(fund, 30, by=by)
    type(order).objects.update(ordered_on=date(2026, 5, 1))
    make_receipt(fund, 30, order=billed)
    page = desk.get(f"{HERE}fehlt/")
    counts = {state: count for state, _label, count, _found in page.context["parts"]}
    assert counts == {"ohne-datei": 2, "ohne-zahlungsnachweis": 1, "angaben-fehlen": 2, "unbezahlt": 1}
    assert page.context["orders"] == [order]
    assert desk.get(f"{HERE}fehlt/?tage=100").context["orders"] == []
    attach(receipt, photo("red"), FileKind.PAYMENT)
    page = desk.get(f"{HERE}fehlt/?tage=x&quelle={fund.pk}")
    assert page.context["parts"][1][2] == 0 and page.context["days"] == 30


def test_the_cost_is_the_same_for_many(desk, django_assert_max_num_queries):
    fund = make_fund({"Druck": {make_activity(): 90_000}})
    addresses = (HERE, f"{HERE}fehlt/", "/buero/geld/einnahmen/", "/buero/geld/ueberweisungen/")
    attach(make_receipt(fund, 1))
    desk.get(HERE)  # what is read once in a process
    counts = [_queries(desk, address) for address in addresses]
    model = Receipt.objects.get()
    rows = [
        Receipt(
            number=f"V-{n}", payee=f"Firma {n % 50}", issued_on=date(2026, 1 + n % 6, 1), subject="Probe", gross=1 + n % 90,
            booked_on=model.booked_on, kind="invoice",
        )
        for n in range(10_000)
    ]  # fmt: skip
    made = Receipt.objects.bulk_create(rows, batch_size=1000)
    cell = share(fund, 1)
    ReceiptShare.objects.bulk_create(
        [
            ReceiptShare(receipt=one, line_id=cell.line, activity_id=cell.activity, amount=one.gross)
            for one in made
        ],
        batch_size=1000,
    )
    assert [_queries(desk, address) for address in addresses] == counts
    assert _queries(desk, f"{HERE}?stand=angaben-fehlen&jahr=2026&q=Firma&quelle={fund.pk}") <= counts[0] + 1
    with django_assert_max_num_queries(40):  # a handful for each two thousand
        content = b"".join(desk.get(f"{HERE}belege.csv").streaming_content)
    assert content.count(b"\n") == 10_002


def _queries(desk, address):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as found:
        assert desk.get(address).status_code == 200
    return len(found)


def test_the_dashboard_says_what_waits_to_those_who_book(desk, client):
    page = desk.post(f"{HERE}neu/", {"file": upload(photo())})
    make_receipt(make_fund(), 1)
    words = plain(desk.get("/buero/"))
    assert page.status_code == 302 and WaitingFile.objects.count() == 1
    assert "1 Datei wartet auf ihre Buchung" in words and "1 Beleg ist nicht bezahlt" in words
    client.force_login(make_account("member"))
    assert "wartet auf ihre Buchung" not in plain(client.get("/buero/"))
    assert receipt_queries.unpaid(Receipt.objects.all()).count() == 1
