"""Paid, reversed, transferred: a receipt is paid once, and only when somebody says that it was."""

import hashlib
from datetime import date, timedelta

import pytest
from lxml import etree

from miteinander.foundation.privacy.actions import delete_what_is_due
from miteinander.stewardship.funding import actions
from miteinander.stewardship.funding.enums import PaymentKind
from miteinander.stewardship.funding.errors import Refused
from miteinander.stewardship.funding.models import CreditTransfer, Income, PaymentAccount, PaymentRun, Receipt
from tests.support.factories import make_person
from tests.support.money import euro, make_fund, make_receipt
from tests.support.racers import racers

from .conftest import TODAY
from .test_overview import plain
from .test_receipt_entry import SAMPLES, drop, files_in_a_place_of_their_own, form  # noqa: F401

pytestmark = pytest.mark.django_db
IBAN, OTHER = "DE02120300000000202051", "DE02500105170137075030"
HERE, RUNS = "/buero/geld/belege/", "/buero/geld/ueberweisungen/"


@pytest.fixture
def account():
    return actions.save_account(values={"name": "Stadtkasse", "iban": IBAN, "bic": ""})


def row(receipt, **values):
    given = {"name": "Druckerei", "iban": OTHER, "text": "Rechnung 7", "discount": ""} | values
    return {f"b{receipt.pk}-{name}": value for name, value in given.items()}


def test_several_are_paid_at_once_or_none(desk):
    fund = make_fund()
    first, second = make_receipt(fund, 100), make_receipt(fund, 50)
    address = f"{HERE}bezahlen/?b={first.pk}&b={second.pk}"
    assert "150,00 €" in plain(desk.get(address))
    values = {
        "paid_on": "2026-06-20",
        "payment": "transfer",
        f"b{first.pk}-discount": "2,00",
        f"b{second.pk}-discount": "",
    }
    page = desk.post(address, values | {f"b{second.pk}-discount": "50"})
    assert page.status_code == 422 and "kleiner sein" in plain(page)
    assert not Receipt.objects.filter(paid_on__isnull=False).exists()
    page = desk.post(address, values | {"paid_on": "2026-08-01"})
    assert page.status_code == 422 and "Zukunft" in plain(page)
    assert desk.post(address, values).status_code == 302
    first.refresh_from_db()
    assert (first.paid_on, first.payment, first.paid) == (date(2026, 6, 20), "transfer", 98)
    assert desk.post(address, values).status_code == 422


def test_a_reversal_shows_the_pair_and_leaves_both(desk):
    receipt = make_receipt(make_fund(), 100)
    address = f"{HERE}{receipt.pk}/storno/"
    assert desk.post(address, {"reason": " "}).status_code == 422
    page = desk.post(address, {"reason": "falsche Position"})
    back = Receipt.objects.get(reverses=receipt)
    assert page.url == f"{HERE}{back.pk}/"
    assert f"Nimmt Beleg {receipt.number} zurück" in plain(desk.get(page.url))
    words = plain(desk.get(f"{HERE}{receipt.pk}/"))
    assert f"Zurückgenommen mit {back.number}" in words and "falsche Position" in words
    assert desk.post(address, {"reason": "noch einmal"}).status_code == 422


def test_a_run_is_made_downloaded_and_confirmed(desk, treasurer, account):
    fund = make_fund()
    first, second, third = (make_receipt(fund, amount) for amount in (100, 50, 25))
    person = make_person(name="Mira Beispiel")
    Receipt.objects.filter(pk=second.pk).update(advanced_by=person)
    address = f"{RUNS}neu/?b={first.pk}&b={second.pk}&b={third.pk}"
    page = desk.get(address)
    assert "Mira Beispiel" in page.content.decode() and OTHER not in page.content.decode()
    values = (
        {"execute_on": "2026-07-02"}
        | row(first, discount="2")
        | row(second, name="Mira Beispiel", iban=IBAN)
        | row(third)
    )
    wrong = desk.post(address, values | row(first, iban="DE02500105170137075031"))
    assert wrong.status_code == 422 and "Tippfehler" in plain(wrong) and not PaymentRun.objects.exists()
    past = desk.post(address, values | {"execute_on": "2026-06-30"})
    assert past.status_code == 422 and "schon vorbei" in plain(past)
    greek = desk.post(address, values | row(first, name="Ωμέγα"))
    assert greek.status_code == 422 and "lateinischen" in plain(greek) and not PaymentRun.objects.exists()
    assert desk.post(address, values).status_code == 302
    run = PaymentRun.objects.get()
    here = f"{RUNS}{run.pk}/"
    file = desk.get(f"{here}datei.xml")
    assert hashlib.sha256(file.content).hexdigest() == run.sha256
    assert desk.get(f"{here}datei.xml").content == file.content
    amounts = etree.fromstring(file.content).xpath("//*[local-name()='InstdAmt']/text()")
    assert amounts == ["98.00", "50.00", "25.00"]
    page = desk.get(here)
    assert page.content.decode().count("<svg") >= 3 and "DE02 5001 0517 0137 0750 30" in plain(page)
    assert not Receipt.objects.filter(paid_on__isnull=False).exists()
    with pytest.raises(Refused, match=run.name):
        actions.pay_receipt(receipt=first, on=date(2026, 7, 1), payment=PaymentKind.CASH)
    with pytest.raises(Refused, match=run.name):
        actions.reverse_receipt(receipt=first, reason="doch nicht")
    again = desk.get(f"{RUNS}neu/?b={first.pk}")
    assert "steht schon in der Überweisungsdatei" in plain(again)
    done = [str(one.pk) for one in run.transfers.exclude(receipt=third)]
    assert desk.post(f"{here}bestaetigen/", {"on": "2026-07-02", "done": done}).status_code == 422
    assert desk.post(f"{here}bestaetigen/", {"on": "2026-07-01", "done": []}).status_code == 422
    assert desk.post(f"{here}bestaetigen/", {"on": "2026-07-01", "done": done}).status_code == 302
    paid = {one.pk: (one.paid_on, one.paid) for one in Receipt.objects.all()}
    assert paid == {first.pk: (date(2026, 7, 1), 98), second.pk: (date(2026, 7, 1), 50), third.pk: (None, 25)}
    assert "nur zum Teil" in plain(desk.get(f"{here}datei.xml", follow=True))
    assert desk.get(f"{RUNS}neu/?b={third.pk}").context["rows"]
    run.refresh_from_db()
    assert run.confirmed_by == treasurer
    assert "schon bestätigt" in plain(desk.post(f"{here}verwerfen/", follow=True))


def test_the_account_on_an_electronic_invoice_is_filled_in_and_kept_nowhere(desk, account):
    fund = make_fund()
    content = (SAMPLES / "xrechnung-ubl.xml").read_bytes()
    desk.post(drop(desk, content, "r.xml").url, form(fund))
    receipt = Receipt.objects.get()
    said = desk.get(f"{RUNS}neu/?b={receipt.pk}").context["rows"][0].form
    assert said["iban"].value().startswith("DE") and said["text"].value()
    assert not CreditTransfer.objects.exists()


def test_without_an_account_there_is_a_sentence_and_nothing_lost(desk):
    receipt = make_receipt(make_fund(), 100)
    page = desk.post(f"{RUNS}neu/?b={receipt.pk}", {"execute_on": "2026-07-02"} | row(receipt))
    assert page.status_code == 422 and "Es fehlt das Konto" in plain(page) and OTHER in page.content.decode()
    page = desk.post(f"{RUNS}konto/", {"name": "Stadtkasse", "iban": "DE00", "bic": ""})
    assert page.status_code == 422 and not PaymentAccount.objects.exists()
    assert (
        desk.post(
            f"{RUNS}konto/", {"name": "Stadtkasse", "iban": "DE02 1203 0000 0000 2020 51", "bic": ""}
        ).status_code
        == 302
    )
    assert PaymentAccount.objects.get().iban == IBAN
    desk.post(f"{RUNS}konto/", {"name": "Ratskasse", "iban": IBAN, "bic": ""})
    assert PaymentAccount.objects.get().name == "Ratskasse"


def test_a_discarded_run_frees_its_receipts_and_old_accounts_are_erased(desk, account):
    receipt = make_receipt(make_fund(), 100)
    address, values = f"{RUNS}neu/?b={receipt.pk}", {"execute_on": "2026-07-02"} | row(receipt)
    desk.post(address, values)
    desk.post(f"{RUNS}{PaymentRun.objects.get().pk}/verwerfen/")
    assert not CreditTransfer.objects.exists()
    desk.post(address, values)
    run = PaymentRun.objects.get()
    delete_what_is_due(day=TODAY + timedelta(days=300))
    assert run.transfers.get().iban
    delete_what_is_due(day=TODAY + timedelta(days=400))
    assert run.transfers.get().iban == ""
    assert "nach einem Jahr gelöscht" in plain(desk.get(f"{RUNS}{run.pk}/"))
    assert "gelöscht" in plain(desk.get(f"{RUNS}{run.pk}/datei.xml", follow=True))


def test_income_is_entered_listed_and_taken_back(desk):
    fund = make_fund()
    values = {
        "fund": fund.pk, "kind": "donation", "received_on": "2026-06-01", "payer": "Verein Beispiel",
        "reason": "für die Zeitung", "amount": "12,34", "activity": "",
    }  # fmt: skip
    here = "/buero/geld/einnahmen/"
    future = desk.post(f"{here}neu/", values | {"received_on": "2026-07-02"})
    assert (
        future.status_code == 422
        and "Zukunft" in plain(future)
        and "Verein Beispiel" in future.content.decode()
    )
    assert desk.post(f"{here}neu/", values).status_code == 302
    income = Income.objects.get()
    assert income.amount == euro("12.34") and "12,34 €" in plain(desk.get(here))
    assert desk.post(f"{here}{income.pk}/storno/", {"reason": "doppelt"}).status_code == 302
    page = desk.get(here)
    assert page.context["total"] == 0 and f"Storno von {income.number}" in plain(page)
    assert desk.post(f"{here}{income.pk}/storno/", {"reason": "doppelt"}).status_code == 422


RACER = """
from datetime import date
from miteinander.stewardship.funding import actions
from miteinander.stewardship.funding.errors import Refused
from miteinander.stewardship.funding.models import Receipt

def race(number, receipt, day):
    one = actions.Payment(Receipt.objects.get(pk=receipt), "Druckerei", "DE02500105170137075030", "Rechnung")
    try:
        actions.make_run(payments=[one], execute_on=date.fromisoformat(day))
    except Refused:
        return "refused"
    return "made"
"""


@pytest.mark.data_layer
@pytest.mark.django_db(transaction=True)
def test_a_receipt_is_never_in_two_files(account):
    fund = make_fund()
    with racers(RACER, 2) as race:
        for _ in range(5):
            receipt = make_receipt(fund, 10)
            said = race.run(receipt=receipt.pk, day="2126-07-02")
            assert sorted(said) == ["made", "refused"]
            assert CreditTransfer.objects.filter(receipt=receipt).count() == 1
    assert PaymentRun.objects.count() == 5
