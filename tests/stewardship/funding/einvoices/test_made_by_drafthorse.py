"""Invoices made live by a second independent library (drafthorse) in the profile EXTENDED, any amounts."""

from datetime import date
from decimal import ROUND_HALF_UP
from decimal import Decimal as D

from drafthorse.models.accounting import ApplicableTradeTax
from drafthorse.models.document import Document
from drafthorse.models.note import IncludedNote
from drafthorse.models.party import TaxRegistration
from drafthorse.models.payment import PaymentMeans, PaymentTerms
from drafthorse.models.tradelines import LineItem
from hypothesis import given, settings
from hypothesis import strategies as st

from miteinander.stewardship.funding.einvoices import read_invoice
from miteinander.stewardship.funding.einvoices.invoice import Skonto, VatShare


def made(nets, *, allowance=D(0), charge=D(0), prepaid=D(0), discount=None):
    document = Document()
    document.context.guideline_parameter.id = (
        "urn:cen.eu:en16931:2017#conformant#urn:factur-x.eu:1p0:extended"
    )
    document.header.id, document.header.type_code = "D-1", "380"
    document.header.issue_date_time = date(2026, 3, 1)
    note = IncludedNote()
    note.content = "Danke & bis bald <Ihr Team>"
    document.header.notes.add(note)
    agreement, settlement = document.trade.agreement, document.trade.settlement
    for party, name in (
        (agreement.seller, "Technik Beispiel KG"),
        (agreement.buyer, "Integrationsrat Beispielstadt"),
    ):
        party.name = name
        party.address.line_one, party.address.postcode = "Lange Straße 2", "51379"
        party.address.city_name, party.address.country_id = "Beispielstadt", "DE"
    agreement.seller.tax_registrations.add(TaxRegistration(id=("VA", "DE123456788")))
    document.trade.delivery.event.occurrence = date(2026, 2, 28)
    settlement.currency_code, settlement.payee.name = "EUR", "Factoring Beispiel AG"
    means = PaymentMeans(type_code="58")
    means.payee_account.iban, means.payee_institution.bic = "DE58123456780123456789", "ABCDDEXX"
    settlement.payment_means.add(means)
    for number, net in enumerate(nets, start=1):
        line = LineItem()
        line.document.line_id, line.product.name = str(number), f"Tonanlage {number}"
        line.agreement.net.amount, line.agreement.net.basis_quantity = net, (D(1), "C62")
        line.delivery.billed_quantity = (D(1), "C62")
        line.settlement.trade_tax.type_code, line.settlement.trade_tax.category_code = "VAT", "S"
        line.settlement.trade_tax.rate_applicable_percent = D(19)
        line.settlement.monetary_summation.total_amount = net
        document.trade.items.add(line)
    net = sum(nets, D(0)) - allowance + charge
    vat = (net * 19 / 100).quantize(D("0.01"), ROUND_HALF_UP)
    tax = ApplicableTradeTax(type_code="VAT", category_code="S")
    tax.calculated_amount, tax.basis_amount, tax.rate_applicable_percent = vat, net, D(19)
    settlement.trade_tax.add(tax)
    terms = PaymentTerms(description="Bitte überweisen.", due=date(2026, 3, 31))
    if discount:
        days, terms.discount_terms.calculation_percent = discount
        terms.discount_terms.basis_period_measure = (D(days), "DAY")
    settlement.terms.add(terms)
    sums = settlement.monetary_summation
    sums.line_total, sums.allowance_total, sums.charge_total = sum(nets, D(0)), allowance, charge
    sums.tax_basis_total, sums.tax_total, sums.grand_total = net, (vat, "EUR"), net + vat
    sums.prepaid_total, sums.due_amount = prepaid, net + vat - prepaid
    return document.serialize(schema=None)


CENTS = st.decimals(min_value="0.01", max_value="9999.99", places=2)


@settings(max_examples=15, deadline=None)
@given(st.lists(CENTS, min_size=1, max_size=5), CENTS, CENTS)
def test_amounts_are_read_exactly_and_add_up(nets, charge, prepaid):
    invoice = read_invoice(made(nets, charge=charge, prepaid=prepaid), "d.xml")
    assert [line.net for line in invoice.lines] == nets
    assert invoice.net == sum(nets) + charge
    assert invoice.gross == invoice.net + invoice.vat
    assert (invoice.prepaid, invoice.payable) == (prepaid, invoice.gross - prepaid)
    assert not any("ergibt" in warning for warning in invoice.warnings)


@settings(max_examples=10, deadline=None)
@given(st.lists(CENTS, min_size=2, max_size=4), st.integers(1, 500))
def test_line_changed_afterwards_is_seen(nets, cents):
    content = made(nets)
    wrong = f"<ram:LineTotalAmount>{nets[0] + D(cents) / 100}</ram:LineTotalAmount>".encode()
    changed = content.replace(f"<ram:LineTotalAmount>{nets[0]}</ram:LineTotalAmount>".encode(), wrong, 1)
    assert changed != content
    assert any(warning.startswith("Die Positionen: ") for warning in read_invoice(changed, "d.xml").warnings)


def test_extended_profile_field_by_field():
    invoice = read_invoice(
        made([D("100.00"), D("60.50")], allowance=D("10.50"), charge=D("5.00"), discount=(8, D("3.00"))),
        "d.xml",
    )
    assert (invoice.syntax, invoice.profile, invoice.number) == ("CII", "ZUGFeRD EXTENDED", "D-1")
    assert (invoice.issue_date, invoice.due_date, invoice.delivery_date) == (
        date(2026, 3, 1),
        date(2026, 3, 31),
        date(2026, 2, 28),
    )
    assert (invoice.supplier.name, invoice.payee) == ("Technik Beispiel KG", "Factoring Beispiel AG")
    assert invoice.supplier.address == ("Lange Straße 2", "51379 Beispielstadt", "DE")
    assert (invoice.supplier.vat_id, invoice.supplier.tax_number) == ("DE123456788", "")
    assert (invoice.iban, invoice.bic) == ("DE58123456780123456789", "ABCDDEXX")
    assert invoice.notes == ("Danke & bis bald <Ihr Team>",)
    assert (invoice.terms, invoice.skonto) == ("Bitte überweisen.", (Skonto(8, D("3.00")),))
    assert invoice.vat_shares == (VatShare("S", D("19"), D("155.00"), D("29.45"), ""),)
    assert (invoice.net, invoice.gross, invoice.payable) == (D("155.00"), D("184.45"), D("184.45"))
    assert invoice.warnings == ()
