"""Electronic invoices become the first values of a receipt."""

from datetime import date
from decimal import Decimal as D
from pathlib import Path

from miteinander.stewardship.funding.einvoices import read_invoice
from miteinander.stewardship.funding.enums import ReceiptKind
from miteinander.stewardship.funding.models import Receipt
from miteinander.stewardship.funding.prefilling import receipt_values
from miteinander.stewardship.funding.receipt_duties import shown_by

SAMPLES = Path(__file__).parent / "samples"


def read(name, *changes):
    content = (SAMPLES / name).read_bytes()
    for old, new in changes:
        assert old in content
        content = content.replace(old, new)
    return read_invoice(content, name)


def test_every_value_of_the_invoice_finds_its_field():
    invoice = read("xrechnung-ubl.xml")
    assert receipt_values(invoice) == {
        "kind": ReceiptKind.INVOICE,
        "payee": "Druckhaus Beispiel GmbH",
        "invoice_number": "2026-1041",
        "issued_on": date(2026, 9, 14),
        "delivered_on": date(2026, 9, 10),
        "subject": "Faltblatt „Vielfalt“ A4; Begleitheft, gebunden",
        "gross": D("1404.00"),
        "vat": D("204.00"),
        "duties_seen": shown_by(invoice),
    }


def test_reason_for_no_vat_and_the_end_of_the_period():
    values = receipt_values(read("zugferd-xrechnung.pdf"))
    assert (values["vat"], values["vat_note"]) == (D("0.00"), "Kleinunternehmer nach § 19 UStG")
    assert values["delivered_on"] == date(2026, 9, 12)


def test_money_back_is_a_credit_over_a_positive_amount():
    assert receipt_values(read("xrechnung-ubl-credit-note.xml"))["kind"] == ReceiptKind.CREDIT
    values = receipt_values(read("xrechnung-ubl.xml", (b">1404.00<", b">-1404.00<")))
    assert (values["kind"], values["gross"]) == (ReceiptKind.CREDIT, D("1404.00"))


def test_foreign_currency_waits_for_its_rate():
    values = receipt_values(read("xrechnung-ubl.xml", (b"EUR", b"CHF")))
    assert (values["currency"], values["foreign_amount"]) == ("CHF", D("1404.00"))
    assert not {"gross", "vat"} & set(values)


def test_long_texts_fit_their_columns_and_every_name_is_a_field():
    values = receipt_values(
        read("xrechnung-ubl.xml", (b"Faltblatt", b"Faltblatt " * 60), (b"Druckhaus Beispiel GmbH", b"D" * 190), (b"2026-1041", b"9" * 150))
    )  # fmt: skip
    for name, value in values.items():
        length = Receipt._meta.get_field(name).max_length
        assert length is None or len(value) <= length
    assert values["subject"].endswith("…") and values["payee"].endswith("…")


def test_empty_invoice_gives_only_its_kind():
    root = b'<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"/>'
    assert receipt_values(read_invoice(root, "leer.xml")) == {"kind": ReceiptKind.INVOICE}
