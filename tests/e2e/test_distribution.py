"""The newspaper on its way: a visitor orders and ends it by post; the editor counts what was left, with the keyboard."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.support.axe import assert_accessible

pytestmark = pytest.mark.browser
EDITOR = "redaktion@example.org"


@pytest.mark.parametrize(("lang", "width"), [("de", 1280), ("ar", 360)])
def test_the_newspaper_by_post_is_ordered_and_ended(demo: str, page: Page, lang: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{demo}/{lang}/zeitung/abo/")
    assert_accessible(page)
    page.wait_for_timeout(2500)  # a form that comes back faster was filled in by a robot
    page.locator("[name=name]").focus()
    for typed in ("Familie Probe", "", "Weg 1", "12345", "Musterstadt", "2"):
        if typed:
            page.keyboard.press("ControlOrMeta+a")
            page.keyboard.type(typed, delay=15)
        page.keyboard.press("Tab")
    page.keyboard.press("Tab")  # past the language
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/danke/")
    assert_accessible(page)
    code = page.locator(".subscription-code").inner_text()
    assert re.fullmatch(r"[2-9A-HJ-NP-Y]{4}-[2-9A-HJ-NP-Y]{4}", code)
    page.goto(f"{demo}/{lang}/zeitung/abo/code/")
    assert_accessible(page)
    page.locator("[name=code]").fill(code.lower())
    page.keyboard.press("Enter")
    own = page.locator("main form button[type=submit]")
    expect(own).to_have_count(1)
    assert "Familie Probe" not in page.content()
    assert_accessible(page)
    own.click()
    expect(page.locator("input[name=wieder]")).to_have_count(1)
    assert_accessible(page)


def test_the_list_of_an_edition_is_filled_in_with_the_keyboard(demo: str, page: Page, sign_in) -> None:
    sign_in(page, EDITOR)
    page.goto(f"{demo}/buero/zeitung-verteilen/")
    assert_accessible(page)
    page.locator("tbody a").first.click()
    assert_accessible(page)
    cells = page.locator("input[name^=planned-]")
    cells.first.focus()
    for copies in ("120", "80"):
        page.keyboard.press("ControlOrMeta+a")
        page.keyboard.type(copies)
        page.keyboard.press("Enter")
    expect(cells.nth(2)).to_be_focused()
    numbers = [int(cells.nth(place).input_value() or 0) for place in range(cells.count())]
    expect(page.locator("[data-total=planned]")).to_have_text(f"{sum(numbers):,}".replace(",", "."))
    page.get_by_role("button", name="Alles speichern").click()
    expect(page.locator(".messages")).to_contain_text("gespeichert")
    expect(cells.first).to_have_value("120")
    for tab in ("Was übrig blieb", "Drucken"):
        page.get_by_role("link", name=tab).click()
        assert_accessible(page)
