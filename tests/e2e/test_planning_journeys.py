"""What the office does with little time: last year's breakfast again, counted; cancelling with a reason."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
MOST_FIELDS, MOST_CLICKS = 6, 12


class Hands:
    """Counts what a person does."""

    def __init__(self, page: Page) -> None:
        self.page, self.clicks, self.fields = page, 0, 0

    def click(self, role: str, name: str) -> None:
        self.clicks += 1
        self.page.get_by_role(role, name=re.compile(name)).first.click()

    def fill(self, label: str, text: str) -> None:
        self.fields += 1
        self.page.get_by_label(label, exact=True).first.fill(text)


def assert_accessible(page: Page) -> None:
    result = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
    found = [
        f"{one['id']}: {[node['target'] for node in one['nodes']][:3]}"
        for one in result.response["violations"]
    ]
    assert found == [], "\n".join(found)


def test_last_years_breakfast_is_planned_and_published_in_few_steps(demo: str, page: Page, sign_in) -> None:
    sign_in(page)
    page.goto(f"{demo}/buero/")
    assert_accessible(page)
    hands = Hands(page)
    hands.click("link", "^Veranstaltung planen$")
    assert_accessible(page)
    hands.click("link", "Frühstück")
    expect(page.get_by_label("Titel", exact=True)).to_have_value(re.compile("Frühstück"))
    day = page.get_by_label("Tag", exact=True).input_value()
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", day)
    assert page.locator("main form input:visible, main form select:visible").count() <= MOST_FIELDS
    assert_accessible(page)
    hands.fill("Titel", "Offenes Frühstück, wie letztes Jahr")
    hands.click("button", "^Als Entwurf anlegen$")
    expect(page.locator("main")).to_contain_text("Offenes Frühstück, wie letztes Jahr")
    expect(page.get_by_role("link", name="Aufgaben", exact=True)).to_be_visible()
    page.wait_for_load_state("networkidle")
    hands.clicks += 1
    page.locator("footer [data-w-dropdown-target=toggle]").click()
    hands.clicks += 1
    page.locator("footer [name=action-publish]").click()
    expect(page.locator("body")).to_contain_text("veröffentlicht")
    page.wait_for_load_state("networkidle")
    assert hands.fields <= MOST_FIELDS and hands.clicks <= MOST_CLICKS, (hands.fields, hands.clicks)
    page.goto(f"{demo}/de/kalender/?q=wie+letztes+Jahr")
    expect(page.locator("article").first).to_contain_text("wie letztes Jahr")


def test_an_event_is_cancelled_with_a_reason_by_keyboard(demo: str, page: Page, sign_in) -> None:
    sign_in(page)
    page.goto(f"{demo}/buero/snippets/events/event/?state=published&q=Kunstbasar")
    page.get_by_role("link", name=re.compile("Kunstbasar")).first.focus()
    page.keyboard.press("Enter")
    link = page.get_by_role("link", name="Absagen", exact=True)
    page.wait_for_load_state("networkidle")
    link.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Wer benachrichtigt wird")).to_be_visible()
    assert_accessible(page)
    page.locator("#id_reason").focus()
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
