"""The components that JavaScript improves, by keyboard and without JavaScript, on the style guide; axe without a finding."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser


@pytest.fixture
def bare(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_style_guide_is_accessible_and_fits_a_phone(page: Page, demo: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(f"{demo}/stil/")
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()


def test_tabs_follow_the_arrow_keys_of_the_direction(page: Page, demo: str) -> None:
    page.goto(f"{demo}/stil/")
    for lang, forward in (("de", "ArrowRight"), ("ar", "ArrowLeft")):
        tabs = page.locator(f"#tabs-1-{lang}-light-ort-anfahrt-tab").locator("xpath=ancestor::*[@data-tabs]")
        first, second, third = tabs.get_by_role("tab").all()
        expect(tabs.get_by_role("tabpanel")).to_have_count(1)
        first.focus()
        page.keyboard.press(forward)
        expect(second).to_be_focused()
        expect(second).to_have_attribute("aria-selected", "true")
        expect(tabs.get_by_role("tabpanel")).to_contain_text("Zugang")
        page.keyboard.press("End")
        expect(third).to_be_focused()


def test_tabs_are_sections_without_javascript(bare: Page, demo: str) -> None:
    bare.goto(f"{demo}/stil/")
    for name in ("anfahrt", "zugang", "raum"):
        expect(bare.locator(f"#tabs-1-de-light-ort-{name}")).to_be_visible()


def test_dialog_opens_above_the_page_and_gives_the_focus_back(page: Page, demo: str) -> None:
    page.goto(f"{demo}/stil/")
    opener = page.locator("#dialog-1-de-light-zurueckziehen-open")
    dialog = page.locator("#dialog-1-de-light-zurueckziehen")
    expect(dialog).to_be_hidden()
    for closing in ("Escape", "Enter"):
        opener.focus()
        page.keyboard.press("Enter")
        expect(dialog).to_be_visible()
        assert dialog.evaluate("element => element.matches(':modal')")
        expect(dialog.get_by_role("link", name="Schließen")).to_be_focused()
        page.keyboard.press(closing)
        expect(dialog).to_be_hidden()
        expect(opener).to_be_focused()


def test_dialog_is_a_section_without_javascript(bare: Page, demo: str) -> None:
    bare.goto(f"{demo}/stil/")
    dialog = bare.locator("#dialog-1-de-light-zurueckziehen")
    expect(dialog).to_be_hidden()
    bare.locator("#dialog-1-de-light-zurueckziehen-open").click()
    expect(dialog).to_be_visible()
    dialog.locator("a", has_text="Schließen").click()
    expect(dialog).to_be_hidden()


def test_toast_stays_until_it_is_closed(page: Page, demo: str) -> None:
    page.goto(f"{demo}/stil/")
    toast = page.locator("#toast-1").locator("xpath=following::*[@data-toast][1]")
    expect(toast).to_contain_text("Der Link ist kopiert.")
    before = page.locator("[data-toast]").count()
    toast.get_by_role("button", name="Schließen").press("Enter")
    expect(page.locator("[data-toast]")).to_have_count(before - 1)
    expect(page.locator("main")).to_be_focused()


def test_calendar_of_the_device_and_three_numbers_fill_each_other(page: Page, demo: str) -> None:
    page.goto(f"{demo}/stil/")
    prefix = "#date_field-2-ar-light-id_born"
    expect(page.locator(f"{prefix}_calendar")).to_have_value("1990-12-06")
    page.locator(f"{prefix}_calendar").fill("2026-03-09")
    for part, value in (("", "9"), ("_month", "3"), ("_year", "2026")):
        expect(page.locator(prefix + part)).to_have_value(value)
    page.locator(prefix).fill("10")
    expect(page.locator(f"{prefix}_calendar")).to_have_value("2026-03-10")


def test_calendar_of_the_device_is_not_offered_without_javascript(bare: Page, demo: str) -> None:
    bare.goto(f"{demo}/stil/")
    expect(bare.locator("#date_field-2-de-light-id_born_calendar")).to_be_hidden()
    expect(bare.locator("#date_field-2-de-light-id_born")).to_be_visible()
