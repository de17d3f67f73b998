"""What is missing or does not add up is said; the rest is read all the same."""

from datetime import date
from decimal import Decimal as D
from pathlib import Path

import pytest

from miteinander.stewardship.funding.einvoices import InvoiceKind, read_invoice
from miteinander.stewardship.funding.einvoices.skonto import split_terms

UBL = (Path(__file__).parents[1] / "samples" / "xrechnung-ubl.xml").read_text()
CII = (Path(__file__).parents[1] / "samples" / "xrechnung-cii.xml").read_text()
SCHEMA = "Die Datei hält ihr Format nicht ein. Bitte vergleichen Sie alle Angaben mit dem Beleg."


def read(text, *changes):
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return read_invoice(text.encode(), "rechnung.xml")


def test_sums_that_do_not_add_up_are_named_with_both_amounts():
    invoice = read(UBL, (">1404.00<", ">1404.01<"))
    assert invoice.gross == D("1404.01")
    assert invoice.warnings == (
        "Netto und Umsatzsteuer: Das ergibt 1.404,00 €, in der Rechnung stehen 1.404,01 €. Bitte prüfen Sie das.",
        "Brutto ohne das schon Gezahlte: Das ergibt 1.000,01 €, in der Rechnung stehen 1.000,00 €. Bitte prüfen Sie das.",
    )


def test_line_that_does_not_belong_is_seen():
    line = '<cbc:LineExtensionAmount currencyID="EUR">200.00</cbc:LineExtensionAmount>'
    (warning,) = read(UBL, (line, line.replace("200", "250"))).warnings
    assert warning.startswith("Die Positionen: Das ergibt 1.250,00 €, in der Rechnung stehen 1.200,00 €.")


def test_tax_is_checked_to_the_cent_each_rate_may_be_rounded():
    off_by_a_cent = read(
        UBL, (">14.00<", ">14.01<"), (">204.00<", ">204.01<"), (">1404.00<", ">1404.01<"), (">404.00<", ">404.01<")
    )  # fmt: skip
    assert off_by_a_cent.warnings == ()
    (rate, shares) = read(UBL, (">14.00<", ">38.00<")).warnings[:2][::-1]
    assert rate.startswith("Die Steuer zum Satz von 7 %: Das ergibt 14,00 €, in der Rechnung stehen 38,00 €.")
    assert shares.startswith("Die Steuern je Satz: Das ergibt 228,00 €")


@pytest.mark.parametrize(
    ("text", "name"), [(UBL, "cbc:RegistrationName"), (CII, "ram:Name")], ids=["UBL", "CII"]
)
def test_missing_fields_are_named_in_one_sentence(text, name):
    without = text.replace(f"<{name}>Druckhaus Beispiel GmbH</{name}>", "").replace(
        ">Druckhaus Beispiel<", "><"
    )
    invoice = read(without, (">2026-1041<", "> <"))
    assert (invoice.number, invoice.supplier.name, invoice.gross) == ("", "", D("1404.00"))
    assert (
        "In der Datei fehlt: Rechnungsnummer, Name des Lieferanten."
        " Bitte sehen Sie nach, ob es auf dem Beleg steht." in invoice.warnings
    )


def test_almost_nothing_is_read_with_warnings():
    root = 'Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"'
    invoice = read_invoice(f"<{root}/>".encode(), "leer.xml")
    assert (invoice.number, invoice.gross, invoice.lines, invoice.supplier.address) == ("", None, (), ())
    assert any("Rechnungsdatum" in warning and "Bruttobetrag" in warning for warning in invoice.warnings)
    assert any("keine Positionen" in warning for warning in invoice.warnings)


@pytest.mark.parametrize("given", ["14.09.2026", "2026-02-30", "gestern", "٢٠٢٦-٠٩-١٤", "0000-00-00"])
def test_day_that_is_none(given):
    invoice = read(UBL, ("<cbc:IssueDate>2026-09-14<", f"<cbc:IssueDate>{given}<"))
    assert invoice.issue_date is None
    assert f"Rechnungsdatum: „{given}“ ist nicht lesbar. Bitte tragen Sie die Angabe ein." in invoice.warnings


@pytest.mark.parametrize("given", ["2026-09-14Z", "2026-09-14+02:00"])
def test_day_with_a_time_zone(given):
    invoice = read(UBL, ("<cbc:IssueDate>2026-09-14<", f"<cbc:IssueDate>{given}<"))
    assert invoice.issue_date == date(2026, 9, 14)


@pytest.mark.parametrize("given", ["NaN", "Infinity", "1e9", "1,404.00", "zwölf", "9" * 400, "١٤٠٤"])
def test_amount_that_is_none(given):
    invoice = read(UBL, (">1404.00<", f">{given}<"))
    assert invoice.gross is None
    assert (
        f"Bruttobetrag: „{given[:40]}“ ist nicht lesbar. Bitte tragen Sie die Angabe ein." in invoice.warnings
    )
    assert invoice.net == D("1200.00")


def test_amount_finer_than_a_cent_is_rounded_and_said():
    invoice = read(UBL, (">1404.00<", ">1404.004<"))
    assert invoice.gross == D("1404.00")
    assert "Bruttobetrag: Der Betrag 1404.004 wurde auf ganze Cent gerundet." in invoice.warnings


def test_negative_invoice_is_called_a_credit_note():
    amounts = [(f">{amount}.00<", f">-{amount}.00<") for amount in (1000, 1200, 1404, 404, 204, 200, 190, 14)]
    invoice = read(UBL, *amounts)
    assert (invoice.kind, invoice.gross, invoice.payable) == (
        InvoiceKind.INVOICE,
        D("-1404.00"),
        D("-1000.00"),
    )
    assert invoice.warnings == (
        "Der Betrag ist negativ: Sie bekommen Geld zurück. Bitte buchen Sie das als Gutschrift.",
    )


def test_correction_is_its_own_kind():
    assert read(CII, (">380<", ">384<")).kind is InvoiceKind.CORRECTION


def test_foreign_currency_asks_for_rate_and_day():
    invoice = read(UBL, ("EUR", "CHF"))
    assert (invoice.currency, invoice.vat) == ("CHF", D("204.00"))
    assert "Die Rechnung lautet nicht auf Euro (CHF). Bitte tragen Sie Kurs und Tag ein." in invoice.warnings


def test_wrong_account_is_kept_and_said():
    invoice = read(UBL, ("DE58123456780123456789", "DE58 1234 5678 0123 4567 98"))
    assert invoice.iban == "DE58123456780123456798"
    assert any(w.startswith("Kontonummer: Diese IBAN enthält einen Tippfehler") for w in invoice.warnings)


def test_due_before_it_was_written():
    invoice = read(UBL, ("<cbc:DueDate>2026-10-14<", "<cbc:DueDate>2025-10-14<"))
    assert any("schon fällig" in warning for warning in invoice.warnings)


def test_unknown_element_breaks_the_format():
    invoice = read(UBL, ("<cbc:BuyerReference>", "<cbc:Unknown>1</cbc:Unknown><cbc:BuyerReference>"))
    assert invoice.warnings == (SCHEMA,)
    assert invoice.buyer_reference == "05316-12345-06"


def test_text_is_data_without_overrides_of_its_direction():
    invoice = read(UBL, ("Faltblatt", "\u202e<![CDATA[<script>]]>  \n Faltblatt"), ("2026-1041", "R" * 9000))
    assert invoice.lines[0].text.startswith("<script>\nFaltblatt")
    assert len(invoice.number) == 200


def test_terms_that_are_almost_a_discount_stay_words():
    skonto, rest = split_terms("#SKONTO#TAGE=14#PROZENT=2#\n#SKONTO#TAGE=x#PROZENT=2.00#\n\n2 % bis Freitag")
    assert skonto == ()
    assert rest == "#SKONTO#TAGE=14#PROZENT=2#\n#SKONTO#TAGE=x#PROZENT=2.00#\n2 % bis Freitag"
