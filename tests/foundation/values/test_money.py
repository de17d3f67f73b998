"""Money as people type it and as it is shown."""

from decimal import Decimal

import pytest
from django import forms
from hypothesis import given
from hypothesis import strategies as st

from miteinander.foundation.values.money import LARGEST, MoneyField, MoneyFormField, format_money, parse_money

AMOUNTS = st.decimals(min_value=-LARGEST, max_value=LARGEST, places=2)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("5000", "5000.00"),
        ("5000.5", "5000.50"),
        ("5000,00", "5000.00"),
        (" 12,3 ", "12.30"),
        ("-3,50", "-3.50"),
        ("−3", "-3.00"),
        ("-0", "0.00"),
        ("1.234,56", "1234.56"),
        ("1,234.56", "1234.56"),
        ("1 234,56", "1234.56"),
        ("1\u00a0234,56", "1234.56"),
        ("1\u2009234,56", "1234.56"),
        ("1\u202f234\u202f567,8", "1234567.80"),
        ("1.234.567", "1234567.00"),
        ("1'234.50", "1234.50"),
        ("1234,5 €", "1234.50"),
        ("€1,234.50", "1234.50"),
        ("EUR 12,34", "12.34"),
        ("12 Euro", "12.00"),
        ("50,-", "50.00"),
        ("50,–", "50.00"),
        ("١٬٢٣٤٫٥٠", "1234.50"),
        ("\u200f١٢٫٥", "12.50"),
        ("9.999.999.999,99", "9999999999.99"),
    ],
)
def test_money_is_read_as_people_write_it(text, amount):
    assert str(parse_money(text)) == amount


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "in Ziffern"),
        ("fünf", "„fünf“ ist kein Betrag"),
        ("12 USD", "in Ziffern"),
        ("1e5", "in Ziffern"),
        ("NaN", "in Ziffern"),
        ("--1", "in Ziffern"),
        ("1\n2", "in Ziffern"),
        ("1.23.45", "in Ziffern"),
        ("1.234.56", "in Ziffern"),
        ("1.234.567.89", "in Ziffern"),
        ("12,34.56", "in Ziffern"),
        ("½", "in Ziffern"),
        ("1.234", "zum Beispiel 1234,00"),
        ("1,234", "zum Beispiel 1234,00"),
        ("-12.345 €", "zum Beispiel 12345,00"),
        ("0,123", "ganze Cent"),
        ("1234,567", "ganze Cent"),
        ("10000000000", "höchstens 9.999.999.999,99 €"),
        ("1" * 100_000, "höchstens"),
    ],
)
def test_money_refuses_with_what_to_write(text, said):
    with pytest.raises(ValueError, match=r"Bitte|höchstens") as refused:
        parse_money(text)
    assert said in str(refused.value)
    assert len(str(refused.value)) < 200


def test_money_without_a_minus_where_none_belongs():
    with pytest.raises(ValueError, match="ohne Minuszeichen"):
        parse_money("-3,50", negative=False)
    assert parse_money("-0,00", negative=False) == 0


@given(AMOUNTS, st.sampled_from(["de", "en", "tr", "ar"]))
def test_money_shown_is_read_back(amount, lang):
    assert parse_money(format_money(amount, lang)) == amount


@given(st.text(max_size=30))
def test_money_any_text_is_an_amount_or_a_sentence(text):
    try:
        amount = parse_money(text)
    except ValueError as error:
        assert str(error).endswith(".")
    else:
        assert amount == amount.quantize(Decimal("0.01"))


@pytest.mark.parametrize(
    ("amount", "lang", "shown"),
    [
        ("12.5", "de", "12,50 €"),
        ("1234567.891", "de", "1.234.567,89 €"),
        ("1234.5", "en", "€1,234.50"),
        ("0", "tr", "0,00 €"),
    ],
)
def test_money_is_shown_in_the_language(amount, lang, shown):
    assert format_money(Decimal(amount), lang) == shown


def test_money_field_needs_no_digits_in_a_migration():
    _name, _path, args, kwargs = MoneyField(null=True).deconstruct()
    assert (args, kwargs) == ([], {"null": True})
    assert MoneyField(**kwargs).decimal_places == 2


class Offer(forms.Form):
    fee = MoneyField("Honorar").formfield()
    change = MoneyFormField(negative=True, required=False)


def test_money_form_gives_an_amount():
    form = Offer({"fee": "1.234,56 €", "change": "-1"})
    assert form.is_valid(), form.errors
    assert form.cleaned_data == {"fee": Decimal("1234.56"), "change": Decimal(-1)}


def test_money_form_keeps_what_was_typed():
    form = Offer({"fee": "1.234", "change": ""})
    assert form.errors["fee"] == [
        "„1.234“ kann zweierlei heißen. Bitte schreiben Sie die Cent dazu, zum Beispiel 1234,00."
    ]
    assert 'value="1.234"' in str(form["fee"])
    assert 'inputmode="decimal"' in str(form["fee"])


def test_money_form_refuses_less_than_nothing_and_nothing():
    assert "ohne Minuszeichen" in Offer({"fee": "-5"}).errors["fee"][0]
    assert Offer({"fee": " "}).errors["fee"] == ["Bitte geben Sie einen Betrag ein."]


def test_money_form_shows_an_amount_in_german_form():
    form = Offer(initial={"fee": Decimal("1234.5")})
    assert 'value="1.234,50"' in str(form["fee"])
    assert not MoneyFormField().has_changed(Decimal("1234.5"), "1.234,50")
    assert MoneyFormField().has_changed(Decimal("1234.5"), "1.234,5o")
