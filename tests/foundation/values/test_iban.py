"""IBAN and BIC as people type them. The accounts are invented; check digits are computed."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from miteinander.foundation.values.iban import format_iban, parse_bic, parse_iban, validate_iban

GERMAN = "DE58123456780123456789"


@pytest.mark.parametrize(
    "text",
    [GERMAN, "DE58 1234 5678 0123 4567 89", " de58 1234\u00a05678 0123 4567 89\n", "DE58\u202f12345678 0123456789"],
)  # fmt: skip
def test_iban_is_kept_without_spaces(text):
    assert parse_iban(text) == GERMAN


@pytest.mark.parametrize("number", ["FR1420041010050500013M02606", "BE68539007547034", "NO9386011117947"])
def test_iban_of_the_neighbours(number):
    assert parse_iban(number) == number


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "ist keine IBAN"),
        ("12345678", "ist keine IBAN"),
        ("DE58-1234-5678", "ist keine IBAN"),
        ("DE58 1234 5678 0123 4567 8ü", "ist keine IBAN"),
        ("DE٥٨123456780123456789", "ist keine IBAN"),
        ("<script>alert(1)</script>", "ist keine IBAN"),
        ("DE58 1234 5678 0123 4567 8", "hat 22 Zeichen, diese hat 21"),
        ("DE58 1234 5678 0123 4567 891", "diese hat 23"),
        ("DE" + "1" * 50_000, "hat 22 Zeichen"),
        ("DE58 1234 5678 0123 4567 98", "Prüfziffer"),
        ("DE85 1234 5678 0123 4567 89", "Prüfziffer"),
        ("XX58 1234", "Mit XX beginnt keine IBAN"),
        ("US58 1234", "Mit US beginnt keine IBAN"),
        ("TR69 0001 0000 0000 0000 0000 00", "keine SEPA-Überweisung (TR)"),
    ],
)
def test_iban_refuses_with_what_is_wrong(text, said):
    with pytest.raises(ValueError, match=r"\.$") as refused:
        parse_iban(text)
    assert said in str(refused.value)
    assert len(str(refused.value)) < 200


def test_iban_outside_sepa_where_it_is_allowed():
    assert parse_iban("TR69 0001 0000 0000 0000 0000 00", sepa=False) == "TR690001000000000000000000"


def test_iban_letters_where_only_digits_stand():
    with pytest.raises(ValueError, match="So ist keine IBAN mit DE aufgebaut"):
        parse_iban(_with_check_digits("DE", "12345678012345678A"))


@given(st.text(alphabet="0123456789", min_size=18, max_size=18))
def test_iban_shown_is_read_back_and_one_wrong_digit_is_found(account):
    number = _with_check_digits("DE", account)
    assert parse_iban(format_iban(number)) == number
    wrong = number[:-1] + str((int(number[-1]) + 1) % 10)
    with pytest.raises(ValueError, match="Prüfziffer"):
        parse_iban(wrong)


def test_iban_in_groups_of_four():
    assert format_iban(GERMAN) == "DE58 1234 5678 0123 4567 89"
    assert format_iban("") == ""


def test_iban_of_a_model_field():
    validate_iban(GERMAN)
    with pytest.raises(ValidationError) as refused:
        validate_iban("DE00")
    assert refused.value.code == "iban"


@pytest.mark.parametrize(
    ("text", "code"),
    [("", ""), ("  ", ""), ("abcddexx", "ABCDDEXX"), ("ABCD DE XX 123", "ABCDDEXX123")],
)
def test_bic_may_be_left_out(text, code):
    assert parse_bic(text) == code


@pytest.mark.parametrize("text", ["ABC", "ABCDDEXX1", "12345678", "ABCDQQXX"])
def test_bic_refuses(text):
    with pytest.raises(ValueError, match="ist kein BIC"):
        parse_bic(text)


def _with_check_digits(country: str, account: str) -> str:
    """ISO 7064 mod 97-10, computed here without the library under test."""
    digits = "".join(str(int(sign, 36)) for sign in account + country + "00")
    return f"{country}{98 - int(digits) % 97:02d}{account}"
