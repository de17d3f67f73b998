"""A translator signs in and puts a missing text into Turkish: by keyboard alone, from right to left in Arabic."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser
DESK = "/buero/uebersetzen/"


def no_findings(page: Page) -> None:
    """Of the office only what is ours."""
    found = Axe().run(page, context="main").response["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == [], page.url


def follow(page: Page, selector: str) -> None:
    """Tab to a link or button and press Enter."""
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement?.matches(selector) ?? false", selector):
            page.keyboard.press("Enter")
            return
    pytest.fail(f"{selector} was not reached by keyboard on {page.url}")


def sign_in(page: Page, demo: str, email: str) -> None:
    page.goto(f"{demo}/konto/anmelden/")
    page.fill("[name=login]", email)
    page.fill("[name=password]", "miteinander-demo")
    page.keyboard.press("Enter")
    page.fill("[name=code]", page.locator("#vorfuehrung strong").inner_text())
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/(konto|buero)/$"))


def test_a_missing_text_is_translated_into_turkish_by_keyboard(demo: str, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    sign_in(page, demo, "uebersetzung@example.org")

    page.goto(f"{demo}{DESK}")
    expect(page.locator("main h1, h1").first).to_contain_text("Übersetzen")
    expect(page.locator("main thead")).to_contain_text("Türkçe")
    expect(page.locator("main thead")).not_to_contain_text("Русский")
    no_findings(page)
    follow(page, "main a[href*='/naechster/']")
    page.wait_for_url(re.compile(r"/uebersetzen/[a-z]+-[a-z]+/\d+/tr/$"))
    no_findings(page)

    pair = page.locator(
        "fieldset.desk-pair", has=page.locator(".desk-state--missing, .desk-state--outdated")
    ).first
    field = pair.locator("[name^='text:']")
    name = field.get_attribute("name")
    expect(pair.locator("[lang=de]")).not_to_be_empty()
    field.focus()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("Türkçe metin")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    follow(page, "button[name=go][value=save]")
    page.wait_for_load_state()
    expect(page.locator(f"[name='{name}']")).to_have_value("Türkçe metin")
    expect(page.locator(f"fieldset:has([name='{name}']) .desk-state--checked")).to_be_visible()
    assert faults == []
    context.close()
