"""From the idea to the printed edition, as the editor does it."""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support import pdfs
from tests.support.axe import assert_accessible

pytestmark = pytest.mark.browser
EDITOR = "redaktion@example.org"
TEXT = "\n\n".join(
    f"Absatz {number}: Am Abend standen die Stühle im Kreis, und niemand wollte nach Hause gehen."
    for number in range(1, 6)
)


def test_an_edition_from_the_idea_to_print(demo: str, page: Page, sign_in) -> None:
    sign_in(page, EDITOR)
    page.goto(f"{demo}/buero/zeitung/")
    assert_accessible(page)
    page.get_by_role("link", name="Ausgabe planen").click()
    delivery = date.today() + timedelta(days=200)
    for name, value in {
        "number": "77",
        "slug": "probe-77",
        "title-de": "Im Kreis",
        "delivery_on": f"{delivery:%d.%m.%Y}",
        "pages": "4",
        "publisher_name": "Rat",
        "publisher_address": "Weg 1",
        "responsible_name": "Büro",
        "responsible_address": "Weg 1",
        "ads_responsible": "Büro, Weg 1",
        "printer_name": "Druck",
        "printer_address": "Weg 2",
    }.items():
        page.locator(f"[name={name}]").fill(value)
    with page.expect_navigation():
        page.locator("[name=slug]").press("Enter")  # the calendar of the date lies over the button
    page.goto(f"{demo}/buero/zeitung/")
    page.get_by_role("link", name=re.compile("Nr. 77")).first.click()
    expect(page.locator("main")).to_contain_text("Redaktionsschluss")
    assert_accessible(page)
    expect(page.locator("main")).to_contain_text(f"{delivery.day}. ")
    expect(page.locator("main")).to_contain_text(str(delivery.year))
    edition = page.url

    page.get_by_role("link", name="Beitrag anlegen").click()
    page.get_by_label("Arbeitstitel").fill("Stühle im Kreis")
    page.get_by_label("Rubrik").select_option(label="Kultur")
    page.get_by_role("button", name="Notieren").click()
    expect(page.locator("main")).to_contain_text("Die Idee ist notiert")
    desk = page.url
    page.get_by_text("Text aus einem Schreibprogramm einfügen").first.click()
    page.locator("[name=pasted]").fill(TEXT)
    page.get_by_role("button", name="Speichern").click()
    expect(page.locator("main")).to_contain_text("Gespeichert.")
    expect(page.locator("[data-count-now]")).not_to_have_text("0")
    assert_accessible(page)
    page.get_by_role("button", name="Ist redigiert").click()
    page.get_by_label(re.compile("gebe ihn allein frei")).check()
    page.get_by_role("button", name="Freigeben").click()
    expect(page.locator("main")).to_contain_text("Der Beitrag ist freigegeben.")

    page.goto(f"{edition}seitenplan/?seite=1")
    page.get_by_role("button", name="Platz hinzufügen").click()
    page.get_by_label("Beitrag", exact=True).select_option(label="Stühle im Kreis")
    page.get_by_role("button", name="Platzieren").click()
    expect(page.locator("#seite-1")).to_contain_text("Stühle im Kreis")
    assert_accessible(page)
    for number, kind in ((2, "calendar"), (3, "consultation"), (4, "imprint")):
        page.goto(f"{edition}seitenplan/?seite={number}")
        page.get_by_role("button", name="Platz hinzufügen").click()
        page.get_by_role("link", name="Länge, Sprache, Hinweis oder Anzeige").click()
        page.locator("[name=kind]").select_option(kind)
        page.get_by_role("button", name="Speichern").click()
    with page.expect_navigation():
        page.locator("#seite-1 [data-slot]", has_text="Stühle").press("Shift+ArrowRight")
    expect(page.locator("#seite-2")).to_contain_text("Stühle im Kreis")
    with page.expect_navigation():
        page.locator("#seite-2 [data-slot]", has_text="Stühle").press("Shift+ArrowLeft")
    expect(page.locator("#seite-1")).to_contain_text("Stühle im Kreis")

    page.goto(edition)
    page.get_by_role("link", name="Jetzt prüfen").click()
    expect(page.locator("#druck").locator("..")).to_contain_text("kann freigegeben werden")
    page.get_by_role("button", name="Zum Druck freigeben").click()
    expect(page.locator("main")).to_contain_text("Die Ausgabe ist freigegeben")
    page.goto(desk)
    expect(page.locator("main")).to_contain_text("Diese Ausgabe ist freigegeben")
    expect(page.locator("[name=title]")).to_have_count(0)
    page.goto(edition)
    page.get_by_role("button", name="Ist gedruckt").click()
    expect(page.locator("main")).to_contain_text("Als gedruckt vermerkt")
    page.goto(f"{demo}/buero/zeitung/")
    expect(page.locator("table.listing")).to_contain_text("Im Kreis")

    page.goto(edition)
    page.get_by_role("button", name="Ins Netz stellen").click()
    expect(page.locator("main")).to_contain_text("Die Ausgabe steht im Netz.")
    page.goto(f"{demo}/de/zeitung/probe-77/")
    expect(page.locator("main")).to_contain_text("Kurze Adresse:")
    page.get_by_role("link", name="Stühle im Kreis").first.click()
    expect(page.locator("main")).to_contain_text("niemand wollte nach Hause gehen")
    assert_accessible(page)
    read = page.request.get(f"{demo}/de/zeitung/probe-77.pdf").body()
    text = pdfs.text_of(read)
    assert pdfs.page_count(read) == 4 and "Stühle im Kreis" in text and "Musterausgabe" in text
    page.goto(edition)
    page.get_by_role("button", name="Aus dem Netz nehmen").click()
    expect(page.locator("main")).to_contain_text("steht nicht mehr im Netz")
    assert page.request.get(f"{demo}/de/zeitung/probe-77/").status == 404


def test_the_flatplan_without_a_script(demo: str, browser: Browser, signed_in) -> None:
    context = browser.new_context(java_script_enabled=False)
    context.add_cookies(signed_in(EDITOR))
    page = context.new_page()
    page.goto(f"{demo}/buero/zeitung/")
    page.get_by_role("link", name="Nr. 3: Wer spielt mit?").press("Enter")
    page.get_by_role("link", name="Seitenplan", exact=True).press("Enter")
    page.locator("#seite-7 h2 a").press("Enter")
    page.get_by_role("button", name="Platz hinzufügen").press("Enter")
    page.get_by_role("link", name="Länge, Sprache, Hinweis oder Anzeige").press("Enter")
    page.locator("[name=kind]").select_option("notice")
    page.locator("[name='title-de']").fill("Ohne Skript")
    page.get_by_role("button", name="Speichern").press("Enter")
    expect(page.locator("#seite-7")).to_contain_text("Ohne Skript")
    page.get_by_label("auf Seite").select_option("6")
    page.get_by_role("button", name="Verschieben").press("Enter")
    expect(page.locator("#seite-6")).to_contain_text("Ohne Skript")
    page.locator("#seite-6 h2 a").press("Enter")
    page.get_by_role("button", name="Platz entfernen").press("Enter")
    expect(page.locator("#seite-6")).not_to_contain_text("Ohne Skript")
    context.close()
