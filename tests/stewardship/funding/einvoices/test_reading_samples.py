"""Samples of an independent library are read field by field; see samples/README.md."""

from datetime import date
from decimal import Decimal as D
from pathlib import Path

import pytest

from miteinander.stewardship.funding.einvoices import InvoiceKind, read_invoice
from miteinander.stewardship.funding.einvoices.invoice import InvoiceLine, Party, Skonto, VatShare

SAMPLES = Path(__file__).parents[1] / "samples"


def read(name):
    return read_invoice((SAMPLES / name).read_bytes(), name)


FULL = ["xrechnung-ubl.xml", "xrechnung-cii.xml", "zugferd-en16931.pdf"]


@pytest.mark.parametrize("name", FULL)
def test_full_invoice_is_read_alike_from_every_format(name):
    invoice = read(name)
    assert (invoice.kind, invoice.number, invoice.currency) == (InvoiceKind.INVOICE, "2026-1041", "EUR")
    assert (invoice.issue_date, invoice.due_date) == (date(2026, 9, 14), date(2026, 10, 14))
    assert (invoice.delivery_date, invoice.period_start, invoice.period_end) == (
        date(2026, 9, 10),
        None,
        None,
    )
    assert invoice.supplier == Party(
        name="Druckhaus Beispiel GmbH",
        address=("Musterweg 7", "Hinterhaus", "51379 Beispielstadt", "DE"),
        tax_number="230/5555/0123",
        vat_id="DE123456788",
    )
    assert invoice.buyer == Party(
        name="Stadt Beispielstadt, Integrationsrat", address=("Rathausplatz 1", "51373 Beispielstadt", "DE")
    )
    assert invoice.buyer_reference == "05316-12345-06"
    assert invoice.order_reference == ("" if name.endswith(".pdf") else "B-2026-017")  # not in that sample
    assert (invoice.iban, invoice.bic, invoice.payee) == ("DE58123456780123456789", "", "")
    assert invoice.payment_reference == "2026-1041"
    assert invoice.lines == (
        InvoiceLine(
            "Faltblatt „Vielfalt“ A4\n170 g, vierfarbig, gefalzt", D(2000), "H87", D("1000.00"), D(19)
        ),
        InvoiceLine("Begleitheft, gebunden", D(40), "H87", D("200.00"), D(7)),
    )
    assert invoice.vat_shares == (
        VatShare("S", D(19), D("1000.00"), D("190.00"), ""),
        VatShare("S", D(7), D("200.00"), D("14.00"), ""),
    )
    assert (invoice.net, invoice.vat, invoice.gross) == (D("1200.00"), D("204.00"), D("1404.00"))
    assert (invoice.prepaid, invoice.payable) == (D("404.00"), D("1000.00"))
    assert invoice.skonto == (Skonto(10, D("2.00")), Skonto(14, D("1.00"), D("1190.00")))
    assert invoice.terms == "Zahlbar bis 14.10.2026 ohne Abzug."
    assert invoice.notes == ("Vielen Dank für Ihren Auftrag zum „Fest der Vielfalt“.",)
    assert invoice.warnings == ()


@pytest.mark.parametrize(
    ("name", "syntax", "profile", "attachments"),
    [
        ("xrechnung-ubl.xml", "UBL", "XRechnung 3.0", 1),
        ("xrechnung-cii.xml", "CII", "XRechnung 3.0", 0),
        ("zugferd-en16931.pdf", "CII", "EN 16931", 0),
        ("zugferd-minimum.pdf", "CII", "ZUGFeRD MINIMUM", 0),
        ("zugferd-xrechnung.pdf", "CII", "XRechnung 3.0", 0),
    ],
)
def test_format_is_named(name, syntax, profile, attachments):
    invoice = read(name)
    assert (invoice.syntax, invoice.profile, invoice.attachments) == (syntax, profile, attachments)


def test_credit_note_names_what_it_credits():
    invoice = read("xrechnung-ubl-credit-note.xml")
    assert (invoice.kind, invoice.number, invoice.corrects) == (
        InvoiceKind.CREDIT_NOTE,
        "2026-G7",
        "2026-1041",
    )
    assert (invoice.due_date, invoice.skonto, invoice.terms) == (None, (), "Der Betrag wird überwiesen.")
    assert [line.quantity for line in invoice.lines] == [D(2000), D(40)]
    assert (invoice.gross, invoice.warnings) == (D("1404.00"), ())


def test_small_business_has_a_period_and_a_reason_for_no_vat():
    invoice = read("zugferd-xrechnung.pdf")
    assert (invoice.period_start, invoice.period_end, invoice.delivery_date) == (
        date(2026, 9, 1),
        date(2026, 9, 12),
        None,
    )
    assert invoice.supplier.name == "Musikgruppe Beispiel"
    assert (invoice.supplier.tax_number, invoice.supplier.vat_id) == ("230/5555/0456", "")
    assert invoice.vat_shares == (
        VatShare("E", D(0), D("350.00"), D("0.00"), "Kleinunternehmer nach § 19 UStG"),
    )
    assert invoice.notes == ("Gemäß § 19 UStG wird keine Umsatzsteuer berechnet.",)
    assert (invoice.gross, invoice.vat, invoice.payable) == (D("350.00"), D("0.00"), D("350.00"))
    assert invoice.warnings == (  # the library leaves out the element of the delivery, which the schema wants
        "Die Datei hält ihr Format nicht ein. Bitte vergleichen Sie alle Angaben mit dem Beleg.",
    )


def test_minimum_is_called_a_booking_aid():
    invoice = read("zugferd-minimum.pdf")
    assert (invoice.number, invoice.gross, invoice.lines) == ("2026-1041", D("1404.00"), ())
    assert invoice.warnings == (
        "Dieses Profil (ZUGFeRD MINIMUM) ist nur eine Buchungshilfe und keine vollständige Rechnung.",
    )


def test_discount_is_counted_from_the_day_of_the_invoice():
    first, second = read("xrechnung-ubl.xml").skonto
    assert first.until(date(2026, 9, 14)) == date(2026, 9, 24)
    assert first.of(D("1000.00")) == D("20.00")
    assert second.of(D("1000.00")) == D("11.90")
    assert Skonto(7, D("2.25")).of(D("0.22")) == D("0.00")
    assert Skonto(7, D("50.00")).of(D("0.01")) == D("0.01")
