"""At 360 pixels: a photo of a receipt, what stands on it, booked, paid. And an electronic invoice that fills itself in."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.support.axe import assert_accessible

pytestmark = pytest.mark.browser
TREASURER = "kasse@example.org"
PHONE = {"width": 360, "height": 740}
INVOICE = Path(__file__).parents[1] / "stewardship" / "funding" / "samples" / "xrechnung-ubl.xml"


def photo() -> bytes:
    target = BytesIO()
    Image.effect_noise((300, 420), 40).convert("RGB").save(target, "JPEG")
    return target.getvalue()


def assert_fits(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_receipt_from_the_photo_to_its_payment(demo: str, page: Page, sign_in) -> None:
    sign_in(page, TREASURER)
    page.set_viewport_size(PHONE)
    page.goto(f"{demo}/buero/geld/belege/neu/")
    assert_accessible(page)
    assert_fits(page)
    assert page.get_by_label("Beleg fotografieren").get_attribute("capture") == "environment"
    page.get_by_label("Beleg fotografieren").set_input_files(
        {"name": "image.jpg", "mimeType": "image/jpeg", "buffer": photo()}
    )
    page.get_by_role("button", name="Weiter zu den Angaben").click()
    expect(page.get_by_role("img", name="Foto des Belegs")).to_be_visible()
    assert_fits(page)
    page.get_by_label("Rechnungssteller").fill("Getränke Beispiel")
    page.get_by_label("Gegenstand").fill("Wasser für das Frühstück")
    today = page.evaluate("new Date().toISOString().slice(0, 10)")
    page.get_by_label("Rechnungsdatum").fill(today)
    page.get_by_label("Rechnungsbetrag brutto in Euro").fill("1.234")
    page.get_by_label("Kostenposition und Vorhaben").first.select_option(index=1)
    page.get_by_label("Name und Anschrift dessen").check()
    page.get_by_role("button", name="Ausrechnen").click()
    expect(page.get_by_role("alert").first).to_contain_text("kann zweierlei heißen")
    expect(page.get_by_label("Name und Anschrift dessen")).to_be_checked()
    assert_accessible(page)
    page.get_by_label("Rechnungsbetrag brutto in Euro").fill("3,21")
    page.get_by_role("button", name="Beleg buchen").click()
    main = page.locator("main")
    expect(main).to_contain_text("ist gebucht")
    expect(main).to_contain_text("3,21 €")
    expect(main).to_contain_text("Diese Pflichtangaben hat noch niemand")
    assert_accessible(page)
    assert_fits(page)
    page.get_by_role("link", name="Als bezahlt vermerken").click()
    page.get_by_label("Zahlungsart").select_option(label="bar")
    assert_fits(page)
    page.get_by_role("button", name=re.compile("als bezahlt vermerken")).click()
    expect(main).to_contain_text("1 Beleg ist als bezahlt vermerkt")
    assert_accessible(page)
    page.get_by_label("Empfänger, Gegenstand oder Nummer").fill("Getränke Beispiel")
    page.get_by_role("button", name="Zeigen").click()
    expect(main).to_contain_text("bezahlt")


def test_an_electronic_invoice_fills_in_its_form(demo: str, page: Page, sign_in) -> None:
    sign_in(page, TREASURER)
    page.goto(f"{demo}/buero/geld/belege/neu/")
    page.get_by_label("Oder eine Datei wählen").set_input_files(INVOICE)
    page.get_by_role("button", name="Weiter zu den Angaben").click()
    expect(page.locator("main")).to_contain_text("Elektronische Rechnung gelesen")
    expect(page.get_by_label("Rechnungs-Nr.")).to_have_value("2026-1041")
    assert_accessible(page)
    page.get_by_role("button", name="Datei verwerfen").click()
    expect(page.locator("main")).to_contain_text("ist verworfen")
