"""What a visitor does, by keyboard alone."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

pytestmark = pytest.mark.browser


def press_until_focused(page: Page, selector: str, *, most: int = 80) -> None:
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement?.matches(selector) ?? false", selector):
            return
    pytest.fail(f"{selector} was not reached by keyboard")


def test_skip_link_leads_to_the_content(demo: str, page: Page) -> None:
    page.goto(f"{demo}/de/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_attribute("href", "#inhalt")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "inhalt"


def test_browser_language_chooses_the_page_and_the_bar_changes_it(demo: str, browser) -> None:
    context = browser.new_context(locale="tr-TR")
    page = context.new_page()
    page.goto(f"{demo}/")
    expect(page).to_have_url(f"{demo}/tr/")
    page.goto(f"{demo}/tr/kalender/?kinderbetreuung=1")
    page.locator("a[hreflang=ar]").first.click()
    expect(page).to_have_url(f"{demo}/ar/kalender/?kinderbetreuung=1")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    assert context.cookies() == []
    context.close()


def test_find_a_date_by_keyboard_and_put_it_into_the_calendar(demo: str, page: Page) -> None:
    page.goto(f"{demo}/de/")
    press_until_focused(page, "a[href='/de/kalender/']")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{demo}/de/kalender/")
    press_until_focused(page, "select[name=sprache]")
    page.locator("select[name=sprache]").select_option("tr")
    press_until_focused(page, "form button[type=submit]")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("sprache=tr"))
    expect(page.get_by_role("status").first).to_contain_text(re.compile(r"\d+ Termine?"))
    press_until_focused(page, "article a[href^='/de/termine/']")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/de/termine/"))
    expect(page.locator("main")).to_contain_text("Türkçe")
    link = page.locator("a[href*='.ics']").first
    answer = page.request.get(demo + (link.get_attribute("href") or ""))
    assert answer.headers["content-type"].startswith("text/calendar")
    assert "BEGIN:VEVENT" in answer.text()


def test_red_thread_leads_from_the_event_to_the_concept(demo: str, page: Page) -> None:
    page.goto(f"{demo}/de/kalender/?format=open-breakfast")
    page.locator("article a[href^='/de/termine/']").first.click()
    page.locator("a[href*='/de/konzept/#']").first.click()
    expect(page).to_have_url(re.compile(r"/de/konzept/#"))
    expect(page.locator("h1")).to_contain_text("Stadt der Integration")
    expect(page.locator("main")).to_contain_text("Öffentlichkeitsarbeit")
    expect(page.locator("main")).to_contain_text("Noch nicht benannt")


def test_everything_works_without_javascript(demo: str, browser) -> None:
    context: BrowserContext = browser.new_context(
        java_script_enabled=False, viewport={"width": 360, "height": 740}
    )
    page = context.new_page()
    page.goto(f"{demo}/ar/")
    page.locator("main a[href='/ar/kalender/']").first.click()
    details = page.locator("main details > summary").first
    if details.is_visible():
        details.click()
    page.locator("select[name=stadtteil]").select_option("rheindorf")
    page.locator("form button[type=submit]").first.click()
    expect(page).to_have_url(re.compile("stadtteil=rheindorf"))
    assert page.locator("article").count() > 0
    context.close()


def test_an_arabic_page_loads_arabic_letters_and_a_german_one_does_not(demo: str, page: Page) -> None:
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    page.goto(f"{demo}/de/impressum/", wait_until="networkidle")
    assert not [url for url in loaded if "/arabic-" in url]
    loaded.clear()
    page.goto(f"{demo}/ar/impressum/", wait_until="networkidle")
    assert [url for url in loaded if "/arabic-" in url]
    assert all(url.startswith((demo, "data:")) for url in loaded)


def test_the_office_opens_and_shows_the_programme(demo: str, page: Page, sign_in) -> None:
    sign_in(page)
    page.goto(f"{demo}/buero/")
    expect(page).to_have_url(re.compile(r"/buero/$"))
    page.goto(f"{demo}/buero/snippets/events/event/?q=interkulturelles Frühstück")
    page.get_by_role("link", name=re.compile("Frühstück")).first.click()
    expect(page.locator("input[name='title-de'], textarea[name='title-de']").first).to_be_visible()
    expect(page.locator("[name='dates-0-precision']")).to_be_attached()


def test_the_office_form_of_an_event_works_under_the_strict_policy(demo: str, page: Page, sign_in) -> None:
    """The `page` fixture fails on any script that the content security policy refuses."""
    sign_in(page)
    page.goto(f"{demo}/buero/login/?next=/buero/snippets/events/event/add/")
    expect(page).to_have_url(re.compile("/event/add/"))
    page.locator("[name='title-de']").fill("Probe im Büro")
    page.locator("[data-chooser-action-choose]").first.click()
    expect(page.locator(".modal-body").first).to_contain_text("Vielfalt")
    page.locator(".modal-body a", has_text="Vielfalt").first.click()
    expect(page.locator(".modal-body")).to_have_count(0)
    page.locator("#id_dates-ADD").click()
    expect(page.locator("[name='dates-0-precision']")).to_be_visible()
