"""The file for the bank, read back without the library that made it. Accounts are invented."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal as D
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from miteinander.stewardship.funding.payments import Account, CannotPay, Transfer, credit_transfers
from miteinander.stewardship.funding.payments.sepa_text import sepa_text

TOWN = Account("Stadt Beispielstadt, Integrationsrat", "DE58 1234 5678 0123 4567 89")
BAND = Account("Mühlenbäcker & Söhne „GmbH“", "FR1420041010050500013M02606", "abcdfrxx")
PRINTER = Account("Druckhaus Beispiel GmbH", "BE68539007547034")
DAY = date(2026, 12, 1)
NOW = datetime(2026, 11, 30, 15, 0, tzinfo=UTC)
FEE = Transfer(BAND, D("350.00"), "Rechnung H-12 // Größe „XL“", "B-2026-1")
PRINT = Transfer(PRINTER, D("1000.05"), "2026-1041", "B-2026-2")
NS = {"p": "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"}
SCHEMA = etree.XMLSchema(etree.fromstring((files("sepaxml") / "schemas/pain.001.001.09.xsd").read_bytes()))


def read(content):
    root = etree.fromstring(content)
    SCHEMA.assertValid(root)
    return lambda path: [str(found) for found in root.xpath(path, namespaces=NS)]


def test_file_holds_every_transfer():
    find = read(credit_transfers(TOWN, [FEE, PRINT], DAY, created=NOW))
    assert find("//p:GrpHdr/p:NbOfTxs/text()") == ["2"]
    assert find("//p:CtrlSum/text()") == ["1350.05", "1350.05"]
    assert find("//p:ReqdExctnDt/p:Dt/text()") == ["2026-12-01"]
    assert find("//p:CreDtTm/text()") == ["2026-11-30T16:00:00+01:00"]
    assert find("//p:Dbtr/p:Nm/text()") == ["Stadt Beispielstadt, Integrationsrat"]
    assert find("//p:DbtrAcct//p:IBAN/text()") == ["DE58123456780123456789"]
    assert find("//p:DbtrAgt//p:Othr/p:Id/text()") == ["NOTPROVIDED"]
    assert find("//p:SvcLvl/p:Cd/text()") == ["SEPA"]
    assert find("//p:Cdtr/p:Nm/text()") == ["Muehlenbaecker + Soehne 'GmbH'", "Druckhaus Beispiel GmbH"]
    assert find("//p:CdtrAcct//p:IBAN/text()") == ["FR1420041010050500013M02606", "BE68539007547034"]
    assert find("//p:CdtrAgt//p:BICFI/text()") == ["ABCDFRXX"]
    assert find("//p:InstdAmt/text()") == ["350.00", "1000.05"]
    assert find("//p:InstdAmt/@Ccy") == ["EUR", "EUR"]
    assert find("//p:EndToEndId/text()") == ["B-2026-1", "B-2026-2"]
    assert find("//p:Ustrd/text()") == ["Rechnung H-12 / Groesse 'XL'", "2026-1041"]


def test_same_run_is_the_same_file_and_any_change_is_another_run():
    first = credit_transfers(TOWN, [FEE, PRINT], DAY, created=NOW)
    assert credit_transfers(TOWN, [FEE, PRINT], DAY, created=NOW) == first
    changed = [
        credit_transfers(TOWN, [FEE], DAY),
        credit_transfers(TOWN, [FEE, replace(PRINT, amount=D("1000.06"))], DAY),
        credit_transfers(TOWN, [FEE, PRINT], date(2026, 12, 2)),
    ]
    ids = [read(content)("//p:MsgId/text() | //p:PmtInfId/text()") for content in (first, *changed)]
    assert len({message for message, _group in ids}) == 4
    assert all(len(one) <= 35 for pair in ids for one in pair)
    later = credit_transfers(TOWN, [FEE, PRINT], DAY, created=datetime(2026, 12, 1, 9, 0, tzinfo=UTC))
    assert read(later)("//p:MsgId/text()") == ids[0][:1]


CENTS = st.decimals(min_value="0.01", max_value="999999999.99", places=2)


@settings(max_examples=15, deadline=None)
@given(st.lists(CENTS, min_size=1, max_size=6))
def test_amounts_are_exact_to_the_cent(amounts):
    transfers = [Transfer(PRINTER, amount, "x", f"B-{number}") for number, amount in enumerate(amounts)]
    find = read(credit_transfers(TOWN, transfers, DAY))
    assert [D(amount) for amount in find("//p:InstdAmt/text()")] == amounts
    assert D(find("//p:GrpHdr/p:CtrlSum/text()")[0]) == sum(amounts)


def test_five_hundred_transfers_are_one_file():
    transfers = [replace(FEE, reference=f"B-{number}") for number in range(500)]
    assert read(credit_transfers(TOWN, transfers, DAY))("//p:GrpHdr/p:CtrlSum/text()") == ["175000.00"]


@pytest.mark.parametrize(
    ("transfer", "said"),
    [
        (replace(FEE, amount=D(0)), "kein Betrag"),
        (replace(FEE, amount=D("-0.01")), "kein Betrag"),
        (replace(FEE, amount=D("0.005")), "kein Betrag"),
        (replace(FEE, amount=D("NaN")), "kein Betrag"),
        (replace(FEE, amount=D("1000000000")), "kein Betrag"),
        (replace(FEE, to=replace(BAND, iban="FR1420041010050500013M02607")), "Prüfziffer"),
        (replace(FEE, to=replace(BAND, iban="TR690001000000000000000000")), "keine SEPA-Überweisung"),
        (replace(FEE, to=replace(BAND, bic="FALSCH")), "kein BIC"),
        (replace(FEE, to=replace(BAND, name=" ")), "in lateinischen Buchstaben"),
        (replace(FEE, to=replace(BAND, name="مطبعة المثال")), "in lateinischen Buchstaben"),
        (replace(FEE, text=""), "Verwendungszweck fehlt"),
        (replace(FEE, text="ß" * 71), "hat 142 Zeichen, erlaubt sind 140"),
        (replace(FEE, reference=""), "keine Kennung"),
        (replace(FEE, reference="Ü-1"), "keine Kennung"),
        (replace(FEE, reference="B" * 36), "keine Kennung"),
        (PRINT, "kommt zweimal vor"),
    ],
)
def test_what_cannot_be_paid_is_refused(transfer, said):
    with pytest.raises(CannotPay, match=said) as refused:
        credit_transfers(TOWN, [PRINT, transfer], DAY)
    assert len(refused.value.problems) == 1


def test_all_problems_are_said_at_once():
    with pytest.raises(CannotPay) as refused:
        credit_transfers(
            replace(TOWN, iban="DE00"), [replace(FEE, amount=D(0)), replace(PRINT, text="")], DAY
        )
    assert len(refused.value.problems) == 3
    with pytest.raises(CannotPay, match="keine Zahlung"):
        credit_transfers(TOWN, [], DAY)


def test_long_name_is_shortened_after_it_was_spelled():
    long = replace(FEE, to=replace(BAND, name="Verein für Äpfel " * 9))
    (name,) = read(credit_transfers(TOWN, [long], DAY))("//p:Cdtr/p:Nm/text()")
    assert name.startswith("Verein fuer Aepfel Verein") and 60 < len(name) <= 70


@given(st.text(max_size=200))
def test_text_for_banks_has_only_their_signs(text):
    plain = sepa_text(text)
    assert set(plain) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/-?:().,'+ ")
    assert plain == plain.strip(" /") and "//" not in plain and "  " not in plain
    assert sepa_text(plain) == plain


@pytest.mark.parametrize(
    ("text", "plain"),
    [("Über 5 € für Äpfel", "Ueber 5 EUR fuer Aepfel"), ("Şükrü Çağlar", "Suekrue Caglar"), ("a_b & c <d>", "a-b + c d")],
)  # fmt: skip
def test_text_is_spelled_as_banks_do(text, plain):
    assert sepa_text(text) == plain
