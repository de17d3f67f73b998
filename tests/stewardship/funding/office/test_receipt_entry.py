"""From a photo or an electronic invoice to a booked receipt: read, filled in, looked at, never lost."""

import hashlib
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from miteinander.foundation.media.models import CouncilDocument
from miteinander.foundation.values.clock import now
from miteinander.stewardship.funding import actions
from miteinander.stewardship.funding.actions import files
from miteinander.stewardship.funding.enums import Rule
from miteinander.stewardship.funding.models import Receipt, ReceiptFile, WaitingFile
from tests.support.accounts import make_account
from tests.support.factories import make_activity
from tests.support.money import euro, first_cell, make_fund, make_order, make_receipt, make_rule

from .test_overview import plain

pytestmark = pytest.mark.django_db
SAMPLES = Path(__file__).parents[1] / "samples"
START, ADD = "/buero/geld/belege/neu/", "/buero/geld/belege/neu/angaben/"


@pytest.fixture(autouse=True)
def files_in_a_place_of_their_own(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def photo(colour="white", **options):
    exif = Image.Exif()
    exif[0x0110] = "GEHEIM-4711"
    target = BytesIO()
    Image.new("RGB", (60, 90), colour).save(target, "JPEG", exif=exif, **options)
    return target.getvalue()


def upload(content, name="beleg.jpg"):
    return SimpleUploadedFile(name, content)


def drop(desk, content, name="beleg.jpg", field="file"):
    return desk.post(START, {field: upload(content, name)})


def form(fund, **values):
    line, activity = first_cell(fund)
    return {
        "kind": "invoice", "payee": "Druckerei Beispiel", "subject": "Plakate", "issued_on": "2026-06-01",
        "gross": "1.00", "currency": "EUR", "split_rule": "single", "anteil-TOTAL_FORMS": "1",
        "anteil-INITIAL_FORMS": "0", "anteil-0-cell": f"{line}-{activity}",
    } | values  # fmt: skip


def test_a_photo_becomes_a_booked_receipt(desk, treasurer):
    fund, content = make_fund(), photo()
    page = drop(desk, content, field="photo")
    waiting = WaitingFile.objects.get()
    assert page.status_code == 302 and page.url == f"{ADD}{waiting.pk}/"
    assert "capture" in desk.get(START).content.decode()
    page = desk.get(page.url)
    assert waiting.document.url in page.content.decode() and page.context["form"]["gross"].value() is None
    wrong = desk.post(f"{ADD}{waiting.pk}/", form(fund, gross="1.234", remark="mit Lieferschein"))
    assert wrong.status_code == 422 and "kann zweierlei heißen" in plain(wrong)
    assert "mit Lieferschein" in wrong.content.decode() and WaitingFile.objects.exists()
    done = desk.post(f"{ADD}{waiting.pk}/", form(fund, gross="234,56", duties_seen=["supplier", "date"]))
    receipt = Receipt.objects.get()
    assert done.url == f"/buero/geld/belege/{receipt.pk}/"
    file = receipt.files.get()
    kept = file.document.file.read()
    assert file.sha256 == hashlib.sha256(content).hexdigest() and file.size == len(content)
    assert file.stored_sha256 == hashlib.sha256(kept).hexdigest() and b"GEHEIM" not in kept
    assert not file.document.is_public and not WaitingFile.objects.exists()
    assert (receipt.gross, receipt.booked_by, receipt.duties_seen) == (
        euro("234.56"), treasurer, ["supplier", "date"],
    )  # fmt: skip
    words = plain(desk.get(done.url))
    assert "Der Bruttobetrag steht darauf." in words and "Das Datum der Rechnung steht darauf." not in words


@pytest.mark.parametrize("typed", ["1.234,56", "1234.56", "1 234,56 €"])
def test_amounts_as_people_type_them(desk, typed):
    fund = make_fund({"Druck": {make_activity(): 5000}})
    assert desk.post(ADD, form(fund, gross=typed)).status_code == 302
    assert Receipt.objects.get().gross == euro("1234.56")


@pytest.mark.parametrize("name", ["zugferd-en16931.pdf", "xrechnung-ubl.xml", "xrechnung-cii.xml"])
def test_an_electronic_invoice_fills_in_the_form(desk, name):
    content = (SAMPLES / name).read_bytes()
    page = desk.get(drop(desk, content, name).url)
    values = page.context["form"].initial
    invoice = page.context["prefill"].invoice
    assert values["invoice_number"] == "2026-1041" and values["gross"] == invoice.gross
    assert "A4 170 g" in values["subject"] and "\n" not in values["subject"]
    assert values["payee"] in page.content.decode() and "Elektronische Rechnung gelesen" in plain(page)
    assert set(values["duties_seen"]) >= {"supplier", "number", "tax_number"}
    assert 'value="supplier" id="duty-supplier" checked' in page.content.decode()


def test_a_credit_note_is_booked_the_other_way(desk):
    fund = make_fund()
    content = (SAMPLES / "xrechnung-ubl-credit-note.xml").read_bytes()
    page = desk.get(drop(desk, content, "g.xml").url)
    values = page.context["form"].initial
    assert values["kind"] == "credit" and values["gross"] > 0
    refused = desk.post(ADD, form(fund, kind="credit", gross="50"))
    assert refused.status_code == 422 and "nie mehr zurück" in plain(refused)
    make_receipt(fund, 80)
    desk.post(ADD, form(fund, kind="credit", gross="50"))
    assert Receipt.objects.get(kind="credit").sign == -1


def bomb():
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "lol"}">' for n in range(12))
    return f'<?xml version="1.0"?><!DOCTYPE Invoice [{levels}]><Invoice>&l11;</Invoice>'.encode()


def encrypted():
    document, target = pikepdf.new(), BytesIO()
    document.add_blank_page()
    document.save(target, encryption=pikepdf.Encryption(owner="a", user="b"))
    return target.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (bomb(), "rechnung.xml", "Anweisungen"),
        (b"<Invoice>", "rechnung.xml", "beschädigt"),
        (b"<html><script>alert(1)</script></html>", "rechnung.xml", "keine Rechnung"),
        (b"<html></html>", "rechnung.pdf", "etwas anderes"),
        (b"MZ\x90", "rechnung.exe", "Erlaubt sind"),
        (b"", "leer.xml", "leer"),
        (b"\xff" * 11 * 1024 * 1024, "gross.jpg", "größer als 10 MB"),
        (b"keine Farbe", "foto.jpg", "kein Bild"),
    ],
)
def test_hostile_files_are_refused_with_a_sentence_and_not_kept(desk, content, name, sentence):
    page = drop(desk, content, name)
    assert page.status_code == 422 and sentence in plain(page)
    assert not WaitingFile.objects.exists() and not CouncilDocument.objects.exists()


def test_two_hundred_megabytes_are_never_read_whole(treasurer):
    class Endless(BytesIO):
        taken = 0

        def read(self, size=-1):
            assert 0 < size <= 11 * 1024 * 1024
            self.taken += size
            return b"<" * size

    with pytest.raises(actions.files.Refused):
        files.keep_waiting(file=Endless(), name="gross.xml", actor=treasurer)


@pytest.mark.parametrize(
    ("content", "sentence"), [(encrypted(), "Passwort"), (b"%PDF-1.7 kaputt", "beschädigt")]
)
def test_a_harmless_file_that_cannot_be_read_is_kept_and_typed_from(desk, content, sentence):
    page = desk.get(drop(desk, content, "rechnung.pdf").url)
    assert sentence in plain(page) and page.context["form"].initial == {}
    waiting = WaitingFile.objects.get()
    assert desk.post(f"{ADD}{waiting.pk}/", form(make_fund())).status_code == 302
    assert ReceiptFile.objects.get().sha256 == hashlib.sha256(content).hexdigest()


def test_the_same_file_is_not_booked_twice(desk):
    fund, content = make_fund(), photo()
    desk.post(drop(desk, content).url, form(fund))
    receipt = Receipt.objects.get()
    page = drop(desk, content, "anders.jpg")
    assert page.status_code == 422 and receipt.number in plain(page)
    assert f'href="/buero/geld/belege/{receipt.pk}/"' in page.content.decode()
    assert drop(desk, photo("red")).url == drop(desk, photo("red")).url
    assert WaitingFile.objects.count() == 1
    other = make_receipt(fund, 3)
    page = desk.post(f"/buero/geld/belege/{other.pk}/datei/", {"kind": "invoice", "file": upload(content)})
    assert page.status_code == 422 and receipt.number in plain(page) and not other.files.exists()


def test_the_same_invoice_asks_and_is_booked_when_a_person_says_so(desk):
    fund = make_fund()
    values = form(fund, invoice_number="R-17")
    assert "accept_twice" not in desk.get(ADD).content.decode()
    desk.post(ADD, values)
    page = desk.post(ADD, values | {"payee": "DRUCKEREI beispiel", "gross": "2,00"})
    assert page.status_code == 422 and "schon gebucht" in plain(page)
    assert 'name="accept_twice"' in page.content.decode() and page.context["other"] == Receipt.objects.get()
    assert desk.post(ADD, values | {"accept_twice": "on"}).status_code == 302
    assert Receipt.objects.count() == 2


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"issued_on": "2025-12-30"}, "Begründung"),
        ({"delivered_on": "2027-01-02"}, "nicht im Zeitraum"),
        ({"gross": "1000,01"}, "mehr geworden"),
    ],
)
def test_what_is_against_the_rules_asks_for_a_reason(desk, values, sentence):
    fund = make_fund()
    assert 'name="deviation"' not in desk.get(ADD).content.decode()
    page = desk.post(ADD, form(fund, **values))
    assert page.status_code == 422 and sentence in plain(page)
    assert page.context["form"]["deviation"].errors and 'name="deviation"' in page.content.decode()
    assert desk.post(ADD, form(fund, deviation="vorher zugesagt", **values)).status_code == 302
    assert Receipt.objects.get().deviation == "vorher zugesagt"


def test_an_order_divides_its_receipt_and_part_of_it_is_not_eligible(desk, treasurer):
    make_rule(Rule.FOUR_EYES, 100_000)
    breakfast, tour = make_activity(), make_activity()
    fund = make_fund({"Druck": {breakfast: 300, tour: 700}})
    line = fund.lines.get()
    shares = [
        actions.receipts.Share(line.pk, breakfast.pk, euro(30)),
        actions.receipts.Share(line.pk, tour.pk, euro(70)),
    ]
    order = make_order(fund, 100, by=treasurer, shares=shares, split_rule="by_plan")
    page = desk.get(f"{ADD}?auftrag={order.pk}")
    assert page.context["form"]["order"].value() == order.pk and order.payee in page.content.decode()
    values = form(
        fund, order=order.pk, gross="90,01", discount="0,01", not_eligible="10", not_eligible_reason="Pfand", closes_order="on",
        **{"anteil-0-cell": ""},
    )  # fmt: skip
    tried = desk.post(ADD, values | {"rechnen": "1"})
    assert "27,00 €" in plain(tried) and not Receipt.objects.exists()
    assert desk.post(ADD, values).status_code == 302
    receipt = Receipt.objects.get()
    assert {one.activity: (one.amount, one.not_eligible) for one in receipt.shares.all()} == {
        breakfast: (27, 3), tour: (63, 7)
    }  # fmt: skip
    order.refresh_from_db()
    assert order.state == "closed" and receipt.split_rule == "by_plan"


def test_another_currency_is_worked_out_and_can_be_changed(desk):
    fund = make_fund()
    values = form(fund, gross="", currency="chf", foreign_amount="94,00", rate="0,94", rate_on="2026-06-01")
    page = desk.post(ADD, values | {"rechnen": "1"})
    assert page.context["form"]["gross"].value() == "100,00"
    assert desk.post(ADD, values | {"gross": "101,20"}).status_code == 302
    receipt = Receipt.objects.get()
    assert (receipt.gross, receipt.currency, receipt.foreign_amount) == (euro("101.20"), "CHF", 94)
    page = desk.post(ADD, values | {"rate": "1/2", "rate_on": ""})
    assert page.status_code == 422 and "kein Kurs" in plain(page) and "braucht es Betrag, Kurs" in plain(page)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"gross": "-5"}, "gross"), ({"gross": "0"}, "gross"), ({"gross": ""}, "gross"), ({"gross": "12,345"}, "gross"),
        ({"gross": "5", "discount": "5"}, "discount"), ({"not_eligible": "2", "not_eligible_reason": "x"}, "not_eligible"),
        ({"not_eligible": "0,5"}, "not_eligible_reason"), ({"paid_on": "2026-06-02"}, "payment"),
        ({"paid_on": "2026-08-02", "payment": "cash"}, "paid_on"), ({"vat": "3"}, "vat"), ({"vat": "1,00"}, "vat"), ({"currency": "€€€"}, "currency"),
        ({"order": "999999"}, "order"), ({"issued_on": "2099-06-01", "deviation": "x"}, "issued_on"),
        ({"issued_on": "0026-06-01", "deviation": "x"}, "issued_on"),
    ],
)  # fmt: skip
def test_bad_input_stands_at_its_field(desk, values, field):
    page = desk.post(ADD, form(make_fund(), **values))
    assert page.status_code == 422 and not Receipt.objects.exists()
    assert field in page.context["form"].errors
    assert "Druckerei Beispiel" in page.content.decode()


def test_a_file_nobody_booked_goes_after_its_time(desk):
    drop(desk, photo())
    waiting = WaitingFile.objects.get()
    assert waiting.name in plain(desk.get("/buero/geld/belege/"))
    assert files.discard_forgotten() == 0
    WaitingFile.objects.update(uploaded_at=now() - files.KEPT_WAITING - timedelta(days=1))
    assert files.discard_forgotten() == 1 and files.discard_forgotten() == 0
    assert not CouncilDocument.objects.exists()
    drop(desk, photo())
    desk.post(f"/buero/geld/belege/neu/{WaitingFile.objects.get().pk}/verwerfen/")
    assert not CouncilDocument.objects.exists()


def test_only_who_sees_receipts_reads_their_files(desk, client, treasurer):
    fund = make_fund()
    desk.post(drop(desk, photo()).url, form(fund))
    drop(desk, photo("red"))
    booked, waiting = ReceiptFile.objects.get().document, WaitingFile.objects.get().document
    for role, allowed in {
        "treasurer": True,
        "chair": True,
        "auditor": True,
        "editor": False,
        "member": False,
    }.items():
        client.force_login(treasurer if role == "treasurer" else make_account(role))
        for document in (booked, waiting):
            status = client.get(document.url).status_code
            assert (status == 200) == allowed, (role, status)
            edit = client.get(f"/buero/documents/edit/{document.pk}/")
            assert edit.status_code != 200, role
        listed = client.get("/buero/documents/")
        assert listed.status_code != 200 or booked.title not in listed.content.decode()


def test_files_of_reported_receipts_stay(desk):
    fund = make_fund()
    desk.post(drop(desk, photo()).url, form(fund))
    file = ReceiptFile.objects.get()
    proof = fund.proofs.create(period_start=date(2026, 1, 1), period_end=date(2026, 12, 31))
    Receipt.objects.update(proof=proof)
    page = desk.post(f"/buero/geld/belege/datei/{file.pk}/entfernen/", follow=True)
    assert "schon abgerechnet" in plain(page) and ReceiptFile.objects.exists()
    more = desk.post(
        f"/buero/geld/belege/{file.receipt_id}/datei/", {"kind": "payment", "file": upload(photo("red"))}
    )
    assert more.status_code == 422 and ReceiptFile.objects.count() == 1
    Receipt.objects.update(proof=None)
    desk.post(f"/buero/geld/belege/datei/{file.pk}/entfernen/")
    assert not ReceiptFile.objects.exists() and not CouncilDocument.objects.exists()
