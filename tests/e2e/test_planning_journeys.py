"""What the office does with little time: last year's breakfast again, counted; cancelling with a reason."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.axe import assert_accessible
from tests.support.keyboard import tab_to

pytestmark = pytest.mark.browser
MOST_FIELDS, MOST_CLICKS = 6, 12
TOGGLE = "footer [data-w-dropdown-target=toggle]"
"""Opens the rest of what can be done with a form beside saving it."""


class Hands:
    """Counts what a person does with a keyboard: each Enter is a click, each text a field."""

    def __init__(self, page: Page) -> None:
        self.page, self.clicks, self.fields = page, 0, 0

    def press(self, selector: str, *, back: bool = False) -> None:
        self.clicks += 1
        tab_to(self.page, selector, back=back)
        self.page.keyboard.press("Enter")

    def fill(self, selector: str, text: str) -> None:
        self.fields += 1
        tab_to(self.page, selector)
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.type(text)


def test_last_years_breakfast_is_planned_and_published_in_few_steps(demo: str, page: Page, sign_in) -> None:
    sign_in(page)
    page.goto(f"{demo}/buero/")
    hands = Hands(page)
    hands.press("main a[href='/buero/termine/planen/']")
    page.wait_for_url("**/planen/")
    assert_accessible(page)
    again = page.locator("main a[href*='/noch-einmal/']", has_text="Frühstück").first.get_attribute("href")
    hands.press(f"a[href='{again}']")
    page.wait_for_url("**/noch-einmal/")
    expect(page.get_by_label("Titel", exact=True)).to_have_value(re.compile("Frühstück"))
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", page.get_by_label("Tag", exact=True).input_value())
    assert page.locator("main form input:visible, main form select:visible").count() <= MOST_FIELDS
    assert_accessible(page)
    hands.fill("[name=title]", "Offenes Frühstück, wie letztes Jahr")
    hands.press("main form button[type=submit]")
    page.wait_for_url("**/event/edit/**")
    expect(page.locator("main")).to_contain_text("Offenes Frühstück, wie letztes Jahr")
    expect(page.get_by_role("link", name="Aufgaben", exact=True)).to_be_visible()
    page.wait_for_load_state("networkidle")
    hands.press(TOGGLE, back=True)
    hands.press("footer [name=action-publish]")
    expect(page.locator("body")).to_contain_text("veröffentlicht")
    page.wait_for_load_state("networkidle")
    assert hands.fields <= MOST_FIELDS and hands.clicks <= MOST_CLICKS, (hands.fields, hands.clicks)
    page.goto(f"{demo}/de/kalender/?q=wie+letztes+Jahr")
    expect(page.locator("article").first).to_contain_text("wie letztes Jahr")


def test_the_lead_of_a_group_asks_for_review_and_the_chair_publishes(
    demo: str, browser: Browser, page: Page, sign_in
) -> None:
    sign_in(page, "arbeitskreis@example.org")
    page.goto(f"{demo}/buero/snippets/events/event/?q=Nachbarschaftsfest")
    address = page.get_by_role("link", name=re.compile("Nachbarschaftsfest")).first.get_attribute("href")
    tab_to(page, f"main a[href='{address}']")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{address}")
    page.wait_for_load_state("networkidle")
    assert page.locator("[name=action-publish]").count() == 0, "who leads a working group publishes nothing"
    tab_to(page, TOGGLE, back=True)
    page.keyboard.press("Enter")
    tab_to(page, "footer [name=action-submit]")
    page.keyboard.press("Enter")
    expect(page.locator("body")).to_contain_text("wartet jetzt auf Prüfung")
    page.wait_for_load_state("networkidle")
    public = page.request.get(f"{demo}/de/termine/buero-strassenfest/")
    assert public.status == 404

    context = browser.new_context(locale="de-DE", viewport={"width": 1280, "height": 900})
    chair = context.new_page()
    sign_in(chair, "vorsitz@example.org")
    chair.goto(f"{demo}/buero/")
    assert_accessible(chair)
    expect(chair.locator("main section, main").first).to_contain_text("Wartet auf Prüfung")
    tab_to(chair, f"main a[href='{address}']")
    chair.keyboard.press("Enter")
    chair.wait_for_url(f"**{address}")
    chair.wait_for_load_state("networkidle")
    tab_to(chair, "footer [data-workflow-action-name=approve]", back=True)
    chair.keyboard.press("Enter")
    expect(chair.locator("body")).to_contain_text("veröffentlicht")
    chair.wait_for_load_state("networkidle")
    chair.goto(f"{demo}/de/termine/buero-strassenfest/")
    expect(chair.locator("h1")).to_contain_text("Nachbarschaftsfest")
    context.close()


def test_an_event_is_cancelled_with_a_reason_by_keyboard(demo: str, page: Page, sign_in) -> None:
    sign_in(page)
    page.goto(f"{demo}/buero/snippets/events/event/?state=published&q=Kunstbasar")
    address = page.get_by_role("link", name=re.compile("Kunstbasar")).first.get_attribute("href")
    tab_to(page, f"main a[href='{address}']")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{address}")
    page.wait_for_load_state("networkidle")
    tab_to(page, "main a[href$='/absagen/']")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Wer benachrichtigt wird")).to_be_visible()
    assert_accessible(page)
    tab_to(page, "#id_reason")
    page.keyboard.type("Die Halle ist gesperrt.")
    page.keyboard.press("Enter")
    expect(page.locator("body")).to_contain_text("ist abgesagt")
    page.wait_for_load_state("networkidle")
    page.goto(f"{demo}/de/kalender/?q=Kunstbasar")
    expect(page.locator("main")).to_contain_text("Abgesagt")


def test_the_year_opens_by_key(demo: str, page: Page, sign_in) -> None:
    sign_in(page)
    page.goto(f"{demo}/buero/jahr/")
    assert_accessible(page)
    mark = page.locator("a.ring__link[href*='/event/edit/']").first
    mark.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/event/edit/"))
    page.wait_for_load_state("networkidle")
