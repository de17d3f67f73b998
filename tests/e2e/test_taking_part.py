"""Taking part, from the page of the event to the own page: by mouse, by keyboard, without JavaScript."""

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.axe import assert_accessible
from tests.support.demo_plans import open_registrations
from tests.support.keyboard import Keyboard

pytestmark = pytest.mark.browser


@pytest.fixture(scope="session")
def slugs(demo: str, demo_home: Path) -> list[str]:
    """Events with many seats, with one seat, and with many again."""
    running = os.environ.get(
        "MITEINANDER_TEST_DEMO_HOME"
    )  # beside MITEINANDER_TEST_DEMO, while writing tests
    return open_registrations(Path(running) if running else demo_home, [40, 1, 40])


def counts(page: Page) -> list[str]:
    """The names of the fields that ask how many of each kind come."""
    fields = page.locator("input[name^=seats_]")
    return [fields.nth(place).get_attribute("name") or "" for place in range(fields.count())]


def test_register_a_family_and_cancel(demo: str, page: Page, slugs: list[str]) -> None:
    page.goto(f"{demo}/de/termine/{slugs[0]}/")
    page.locator(".event-head a", has_text="Anmelden").click()
    expect(page).to_have_url(f"{demo}/de/termine/{slugs[0]}/anmelden/")
    assert_accessible(page)
    adults, children = counts(page)
    page.get_by_label("Ihr Name").fill("Familie Beispiel")
    page.locator(f"[name={adults}]").fill("2")
    page.locator(f"[name={children}]").fill("3")
    page.get_by_text("Brauchen Sie Unterstützung?").click()
    page.get_by_label("Kinderbetreuung").check()
    page.wait_for_timeout(2500)  # a form that comes back faster was filled in by a robot
    page.locator("main button[type=submit]").click()
    expect(page.locator("h1")).to_have_text("Ihre Anmeldung")
    expect(page.locator("main")).to_contain_text("Sie sind angemeldet.")
    expect(page.locator("main")).to_contain_text("Wir haben 5 Plätze für Sie.")
    assert_accessible(page)
    own = page.url

    page.get_by_role("link", name="Namen ergänzen").click()
    page.locator("[name=guest_1_name]").fill("Ali")
    assert_accessible(page)
    page.get_by_role("button", name="Änderung speichern").click()
    expect(page).to_have_url(own)
    expect(page.locator("main")).to_contain_text("Ali")

    page.get_by_role("link", name="Eintrittskarte").first.click()
    assert_accessible(page)
    page.goto(own)
    slip = page.get_by_role("link", name="Zettel zum Ausdrucken").get_attribute("href")
    assert page.request.get(f"{demo}{slip}").headers["content-type"] == "application/pdf"

    code = page.locator(".take-code-shown").inner_text()
    page.goto(f"{demo}/de/anmeldung/")
    assert_accessible(page)
    page.get_by_label("Ihr Code").fill(code.lower())
    page.get_by_role("button", name="Weiter").click()
    expect(page).to_have_url(own)

    page.get_by_role("link", name="Abmelden").click()
    assert_accessible(page)
    page.get_by_role("button", name="Ja, abmelden").click()
    expect(page).to_have_url(own)
    expect(page.locator("main")).to_contain_text("Sie sind abgemeldet.")


def register(page: Page, address: str, name: str) -> str:
    """Without any word of the page's language; returns the own page."""
    page.goto(address)
    page.locator("[name=name]").fill(name)
    page.wait_for_timeout(2500)  # a form that comes back faster was filled in by a robot
    page.locator("main form button[type=submit]").first.click()
    expect(page).to_have_url(re.compile("/anmeldung/.+"))
    return page.url


def test_take_an_offer_from_the_waiting_list_in_turkish(demo: str, page: Page, slugs: list[str]) -> None:
    form = f"{demo}/tr/termine/{slugs[1]}/anmelden/"
    first = register(page, form, "Ayşe")
    page.goto(form)
    expect(page.locator("button[name=waiting]")).to_be_visible()
    second = register(page, form, "Can")
    expect(page.locator("html")).to_have_attribute("lang", "tr")
    expect(page.locator("button[name=leave]")).to_be_visible()
    assert_accessible(page)

    page.goto(f"{first}abmelden/")
    page.locator("main button[type=submit]").click()
    page.goto(second)
    expect(page.locator("button[name=accept]")).to_be_visible()
    assert_accessible(page)
    page.locator("button[name=accept]").click()
    expect(page).to_have_url(second)
    expect(page.locator(".notice-good")).to_be_visible()
    expect(page.locator("button[name=accept]")).to_have_count(0)


@pytest.fixture(params=["with JavaScript", "without JavaScript"])
def arabic_keyboard(request: pytest.FixtureRequest, browser: Browser) -> Keyboard:
    script = request.param == "with JavaScript"
    context = browser.new_context(java_script_enabled=script, viewport={"width": 360, "height": 740})
    request.addfinalizer(context.close)
    return Keyboard(context.new_page())


def test_register_by_keyboard_in_arabic(demo: str, arabic_keyboard: Keyboard, slugs: list[str]) -> None:
    keyboard, page = arabic_keyboard, arabic_keyboard.page
    page.goto(f"{demo}/ar/termine/{slugs[2]}/")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    keyboard.follow(f"a[href$='/termine/{slugs[2]}/anmelden/']")
    expect(page).to_have_url(f"{demo}/ar/termine/{slugs[2]}/anmelden/")
    keyboard.reach("[name=name]")
    page.keyboard.type("محمد")
    keyboard.reach(f"[name={counts(page)[0]}]")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("2")
    page.wait_for_timeout(2500)  # a form that comes back faster was filled in by a robot
    keyboard.follow("main form button[type=submit]")
    expect(page).to_have_url(re.compile("/ar/anmeldung/.+"))
    expect(page.locator(".notice-good")).to_be_visible()
    expect(page.locator("main")).to_contain_text("محمد")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
