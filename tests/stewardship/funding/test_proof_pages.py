"""The pages of proofs in the office, and their files as independent readers see them."""

import csv
import hashlib
import io
import json
import zipfile
from datetime import date
from decimal import Decimal

import openpyxl
import pikepdf
import pytest
from django.urls import reverse

from miteinander.stewardship.funding import actions
from miteinander.stewardship.funding.enums import FundKind, FundState, IncomeKind, ProofKind, Rule
from miteinander.stewardship.funding.models import DatedRule, Fund, MoneyReturn, Proof, Receipt
from miteinander.stewardship.funding.proof_office import files as file_pages
from miteinander.stewardship.funding.proofs import printing
from miteinander.stewardship.funding.proofs.reading import data_of
from tests.support.accounts import make_account
from tests.support.factories import make_activity
from tests.support.money import euro, make_fund, make_receipt, make_rule
from tests.support.pdfs import text_of
from tests.support.proofs import make_income, make_paid, make_proof, submit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def late_in_the_year(settings):
    settings.TODAY = date(2026, 11, 30)


@pytest.fixture
def treasurer(client):
    account = make_account("treasurer")
    client.force_login(account)
    return account


def url(name, *args):
    return reverse(f"funding_proofs:{name}", args=args)


def body(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


def amount(text):
    return Decimal(text.replace(".", "").replace(",", "."))


@pytest.fixture
def told(treasurer):
    """A proof with a split receipt, a reversal, a formula and a long word."""
    activity = make_activity(title="Zeitung")
    fund = make_fund(
        {"Druck": {activity: 600}, "Musik": {activity: 400}}, kind=FundKind.GRANT, is_sample=True, title={"de": "Landesmittel"}
    )  # fmt: skip
    make_income(fund, "1000.00")
    make_paid(fund, "123.45", payee="=HYPERLINK(1)", subject="#panic() " + "x" * 200)
    wrong = make_paid(fund, "50.00")
    actions.reverse_receipt(receipt=wrong, reason="doppelt", actor=treasurer)
    return make_proof(fund)


def test_the_way_from_the_list_to_the_frozen_proof(client, treasurer):
    fund = make_fund()
    make_paid(fund, "99.90")
    assert url("begin", fund.pk) in client.get(url("list")).content.decode()
    form = {"kind": "final", "period_start": "2026-01-01", "period_end": "2026-11-30"}
    proof = Proof.objects.get(pk=client.post(url("begin", fund.pk), form).url.split("/")[-2])
    page = client.get(url("words", proof.pk)).content.decode()
    assert "Dieser Bericht beschreibt" in page
    seen = actions.words_version(proof)
    typed = {"p0": "Wir haben viel gedruckt.", "effects": "Viele lasen es.", "place": "Musterstadt", "added": "Danke.", "seen": seen}  # fmt: skip
    assert client.post(url("words", proof.pk), typed).status_code == 302
    overtaken = client.post(url("words", proof.pk), typed | {"p0": "Von gestern"})
    assert overtaken.status_code == 422 and "Von gestern" in overtaken.content.decode()
    client.post(url("redraft", proof.pk))
    proof.refresh_from_db()
    assert [part["text"] for part in proof.narrative] == ["Wir haben viel gedruckt.", "Danke."]
    assert client.post(url("submit", proof.pk)).status_code == 302
    proof.refresh_from_db()
    page = client.get(url("proof", proof.pk)).content.decode()
    assert proof.frozen_sha256 in page and "99,90" in page
    assert "stimmt" in client.get(url("verify", proof.pk)).content.decode()
    proof.frozen["effects"] = "anders"
    Proof.objects.filter(pk=proof.pk).update(frozen=proof.frozen)
    assert "nicht mehr der" in client.get(url("verify", proof.pk)).content.decode()


def test_a_blocked_proof_is_not_handed_in_whoever_posts(client, told):
    make_receipt(told.fund, 5)
    page = client.get(url("proof", told.pk)).content.decode()
    assert "noch nicht bezahlt" in page and url("receipt", Receipt.objects.latest("pk").pk) in page
    client.post(url("submit", told.pk))
    told.refresh_from_db()
    assert told.state == "draft" and told.fund.state == FundState.GRANTED


def test_the_files_inside_the_pdf_add_up_to_the_cent(client, told, treasurer):
    proof = submit(told, treasurer)
    content = body(client.get(url("pdf", proof.pk)))
    with pikepdf.open(io.BytesIO(content)) as pdf:
        held = {name: pdf.attachments[name].get_file().read_bytes() for name in pdf.attachments}
        assert len(pdf.Root.AF) == len(held) == 5
        metadata = pdf.open_metadata()
        assert metadata["pdfaid:part"] == "3" and metadata["pdfuaid:part"] == "1"
    rows = list(csv.DictReader(io.StringIO(held["belegliste.csv"].decode("utf-8-sig")), delimiter=";"))
    paid = [amount(row["gezahlt EUR"]) for row in rows]
    assert paid == [euro("123.45"), euro(50), euro(-50)] and sum(paid) == data_of(proof).spent == euro(
        "123.45"
    )
    assert rows[0]["Empfänger"] == "'=HYPERLINK(1)"
    income = csv.DictReader(io.StringIO(held["einnahmen.csv"].decode("utf-8-sig")), delimiter=";")
    assert sum(amount(row["Betrag EUR"]) for row in income) == 1000
    assert hashlib.sha256(held["nachweis.json"]).hexdigest() == proof.frozen_sha256
    assert held["nachweis.json"] == body(client.get(url("json", proof.pk)))
    files = [file for row in data_of(proof).receipts for file in row.files]
    assert files and all(hashlib.sha256(held[file.name]).hexdigest() == file.sha256 for file in files)
    text = text_of(content)
    assert "Musterbeträge" in text and "123,45" in text and "Entwurf" not in text
    assert proof.frozen_sha256 in text.replace("\u200b", "").replace("\n", "")


def test_what_is_handed_in_keeps_its_file(told, treasurer, client):
    proof = submit(told, treasurer)
    actions.make_proof_file(proof_id=proof.pk)
    first = Proof.objects.get(pk=proof.pk).file
    actions.make_proof_file(proof_id=proof.pk)
    again = Proof.objects.get(pk=proof.pk)
    assert again.file == first and body(client.get(url("pdf", proof.pk))).startswith(b"%PDF-")
    actions.make_proof_file(proof_id=987654)


def test_tables_and_archive(client, told):
    book = openpyxl.load_workbook(io.BytesIO(body(client.get(url("xlsx", told.pk)))))
    sheet = book["Belegliste"]
    heads = [cell.value for cell in sheet[1]]
    paid = [row[heads.index("gezahlt EUR")].value for row in sheet.iter_rows(min_row=2)]
    assert sum(Decimal(str(value)) for value in paid) == euro("123.45")
    assert not any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)
    with zipfile.ZipFile(io.BytesIO(body(client.get(url("zip", told.pk))))) as archive:
        assert archive.testzip() is None
        lines = archive.read("manifest-sha256.txt").decode().splitlines()
        assert len(lines) == 5
        for line in lines:
            digest, name = line.split("  ")
            assert hashlib.sha256(archive.read(name)).hexdigest() == digest
        assert json.loads(archive.read("nachweis.json"))["head"]["title"] == "Landesmittel"


def test_a_large_proof_is_set_in_the_background(client, told, monkeypatch):
    for module in (printing, file_pages):
        monkeypatch.setattr(module, "MOST_AT_ONCE", 1)
    monkeypatch.setattr("miteinander.stewardship.funding.proof_office.pages.MOST_AT_ONCE", 1)
    assert client.get(url("pdf", told.pk)).status_code == 302
    page = client.get(url("proof", told.pk)).content.decode()
    assert "Großes PDF erstellen lassen" in page and url("pdf", told.pk) not in page
    client.post(url("make-file", told.pk))
    assert "wird gerade erstellt" in client.get(url("proof", told.pk)).content.decode()
    actions.make_proof_file(proof_id=told.pk)
    assert url("pdf", told.pk) in client.get(url("proof", told.pk)).content.decode()
    assert "Entwurf" in text_of(body(client.get(url("pdf", told.pk))))


def test_beyond_the_limit_the_receipts_go_into_the_archive(client, told, monkeypatch):
    monkeypatch.setattr(printing, "MOST_EMBEDDED", 10)
    content = body(client.get(url("pdf", told.pk)))
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert set(pdf.attachments) == {"belegliste.csv", "einnahmen.csv", "nachweis.json"}
    assert "liegen im ZIP" in text_of(content).replace("\n", " ")


def test_money_goes_back_with_interest_that_is_shown_first(client, treasurer):
    fund = make_fund(kind=FundKind.GRANT)
    make_income(fund, 1000, received_on=date(2026, 1, 1))
    form = {
        "amount": "365",
        "returned_on": "2026-11-30",
        "interest_from": "2026-10-31",
        "reason": "nicht verbraucht",
    }
    asked = client.post(url("return", fund.pk), form | {"book": "1"})
    assert asked.status_code == 422 and "kein Zinssatz" in asked.content.decode()
    shown = client.post(url("return", fund.pk), form | {"rate": "5"})
    assert "1,50" in shown.content.decode() and not MoneyReturn.objects.exists()
    make_rule(Rule.INTEREST, 10)
    client.post(url("return", fund.pk), form | {"rate": "5", "book": "1"})
    row = MoneyReturn.objects.get()
    assert (row.amount, row.interest) == (365, euro("3.00"))  # the rule, not what was typed


def test_files_are_kept_until_the_last_rule_ends(client, treasurer, settings):
    fund = make_fund(kind=FundKind.GRANT)
    make_income(fund, 100)
    receipt = make_paid(fund, 100)
    submit(make_proof(fund), treasurer)
    assert "Löschbar ab 01.01.2035" in client.get(url("receipt", receipt.pk)).content.decode()
    file = receipt.files.get()
    client.post(url("file-delete", receipt.pk, file.pk))
    assert receipt.files.exists()
    settings.TODAY = date(2035, 1, 1)
    client.post(url("file-delete", receipt.pk, file.pk))
    assert not receipt.files.exists()


def test_without_a_rule_nothing_is_deleted(client, treasurer):
    receipt = make_paid(make_fund(), 1)
    DatedRule.objects.all().delete()
    client.post(url("file-delete", receipt.pk, receipt.files.get().pk))
    assert receipt.files.exists()


def test_an_empty_proof_prints(client, treasurer):
    proof = make_proof(make_fund(), ProofKind.INTERIM)
    assert "kein Beleg bezahlt" in text_of(body(client.get(url("pdf", proof.pk))))
    for name in ("proof", "words", "numbers", "verify"):
        assert client.get(url(name, proof.pk)).status_code == 200


@pytest.mark.parametrize("role", ["editor", "member"])
def test_proofs_are_not_for_everybody(client, role):
    proof = make_proof(make_fund())
    client.force_login(make_account(role))
    for name in ("proof", "words", "numbers", "pdf", "zip", "json"):
        assert client.get(url(name, proof.pk)).status_code in (302, 403)
    assert Fund.objects.exists() and IncomeKind.GRANT
