"""What a receipt must show, by amount."""

from decimal import Decimal as D
from pathlib import Path

import pytest

from miteinander.stewardship.funding.einvoices import read_invoice
from miteinander.stewardship.funding.receipt_duties import duties, missing, shown_by

SMALL = ["supplier", "date", "what", "gross", "vat_rate", "project"]
LARGE = [*SMALL, "recipient", "tax_number", "number", "delivered", "net_and_vat"]
LIMIT = D(250)


@pytest.mark.parametrize(
    ("amount", "limit", "expected"),
    [
        ("0.01", LIMIT, SMALL),
        ("250.00", LIMIT, SMALL),
        ("250.01", LIMIT, LARGE),
        ("-250.01", LIMIT, LARGE),
        ("100.00", D("99.99"), LARGE),
        ("1.00", None, LARGE),
    ],
)
def test_more_is_asked_above_the_limit(amount, limit, expected):
    found = duties(D(amount), small_up_to=limit)
    assert [key for key, _sentence in found] == expected
    assert all(sentence.endswith(".") for _key, sentence in found)


def test_who_laid_money_out_shows_that_too():
    assert duties(D(5), small_up_to=LIMIT, advanced=True)[-1] == (
        "paid_by",
        "Ein Nachweis zeigt, dass die Person selbst bezahlt hat.",
    )


def test_missing_are_those_not_seen_in_order():
    seen = {"date", "gross", "what", "vat_rate", "unknown"}
    assert [key for key, _sentence in missing(seen, D(20), small_up_to=LIMIT)] == ["supplier", "project"]
    assert missing(LARGE, D(2000), small_up_to=LIMIT) == []


SAMPLES = Path(__file__).parent / "samples"


def shown(name, *changes):
    content = (SAMPLES / name).read_bytes()
    for old, new in changes:
        assert old in content
        content = content.replace(old, new)
    return shown_by(read_invoice(content, name))


def test_electronic_invoice_shows_everything_it_must():
    assert shown("xrechnung-ubl.xml") == LARGE


def test_electronic_invoice_without_vat_gives_the_reason_and_a_period():
    keys = shown("zugferd-xrechnung.pdf")
    assert keys == [key for key in LARGE if key != "project"]


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ((b">2026-1041<", b"><"), "number"),
        ((b"<cbc:ActualDeliveryDate>2026-09-10</cbc:ActualDeliveryDate>", b""), "delivered"),
        ((b"<cbc:Percent>7</cbc:Percent>", b"<cbc:Percent>0</cbc:Percent>"), "vat_rate"),
        ((b">B-2026-017<", b"><"), "project"),
        ((b">40</cbc:InvoicedQuantity>", b"></cbc:InvoicedQuantity>"), "what"),
    ],
)
def test_electronic_invoice_lacks_what_it_does_not_say(change, key):
    assert shown("xrechnung-ubl.xml", change) == [one for one in LARGE if one != key]
