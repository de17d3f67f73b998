"""The GiroCode, and its picture read back by an independent reader."""

import re
from decimal import Decimal as D

import pytest
import zxingcpp
from PIL import Image

from miteinander.stewardship.funding.payments import CannotPay, giro_code, giro_code_svg

IBAN = "DE58123456780123456789"


def test_payload_line_by_line():
    assert giro_code("Mühle & Co", "DE58 1234 5678 0123 4567 89", "abcddexx", D("12.3"), "Re. 7\nÄpfel").split("\n") == [
        "BCD",
        "002",
        "1",
        "SCT",
        "ABCDDEXX",
        "Mühle & Co",
        IBAN,
        "EUR12.30",
        "",
        "",
        "Re. 7 Äpfel",
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["Rechnung 2026-1041", "Größe „XL“ für 5 €", "Ä" * 70, "x" * 140])
def test_picture_is_read_by_another_program(text):
    svg = giro_code_svg("Druckhaus Beispiel GmbH", IBAN, "", D("1000.00"), text)
    assert 'aria-label="GiroCode für die Überweisung"' in svg
    (found,) = zxingcpp.read_barcodes(drawn(svg))
    assert found.text == giro_code("Druckhaus Beispiel GmbH", IBAN, "", D("1000.00"), text)
    assert found.text.split("\n")[10] == text


def test_payload_is_never_longer_than_the_code_may_be():
    payload = giro_code("Ä" * 200, IBAN, "ABCDDEXX123", D("999999999.99"), "ä" * 70)
    assert len(payload.encode()) <= 331
    longest = giro_code("€" * 60 + "Ä", IBAN, "ABCDDEXX123", D("999999999.99"), "ŝ" * 140)
    assert len(longest.encode()) <= 331
    assert longest.split("\n")[10] == "s" * 140


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("Mühle", IBAN, "", D(0), "x"), "kein Betrag"),
        (("Mühle", IBAN, "", D("-5"), "x"), "kein Betrag"),
        (("Mühle", "DE57123456780123456789", "", D(5), "x"), "Prüfziffer"),
        (("", IBAN, "", D(5), "x"), "in lateinischen Buchstaben"),
        (("Mühle", IBAN, "", D(5), " "), "Verwendungszweck fehlt"),
        (("Mühle", IBAN, "", D(5), "x" * 141), "erlaubt sind 140"),
    ],
)
def test_what_cannot_be_paid_has_no_code(given, said):
    with pytest.raises(CannotPay, match=said):
        giro_code(*given)


def test_line_breaks_cannot_bring_a_second_account():
    payload = giro_code("Mühle\nDE00\u2028x\x00", IBAN, "", D(5), "a\r\nb\x1b")
    assert payload.split("\n")[5:] == ["Mühle DE00 x", IBAN, "EUR5.00", "", "", "a b"]
    assert payload.isprintable() or set(payload) - {"\n"} == {s for s in payload if s.isprintable()}


def drawn(svg: str) -> Image.Image:
    """The dark runs of the path, four dots to a module."""
    size = int(re.search(r'viewBox="0 0 (\d+)', svg)[1])
    picture = Image.new("L", (size, size), 255)
    for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", svg):
        picture.paste(0, (int(x), int(y), int(x) + int(length), int(y) + 1))
    return picture.resize((size * 4, size * 4), Image.Resampling.NEAREST)
