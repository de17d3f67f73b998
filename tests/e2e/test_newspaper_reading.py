"""Reading the newspaper: every kind of page in two directions, on a phone, without a script, and read aloud."""

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.support.axe import assert_accessible

pytestmark = pytest.mark.browser
EDITION = "zeitung/fruehjahr-2026/"
WITH_NOTICES = "zeitung/herbst-2026/"
ARTICLE = f"{EDITION}darf-ich-damit-kommen/"
PAGES = (
    "zeitung/",
    EDITION,
    WITH_NOTICES,
    ARTICLE,
    f"{ARTICLE}nebeneinander/",
    "zeitung/?schlagwort=Beratung",
)

VOICES = """
window.spoken = [];
class Utterance extends EventTarget { constructor(text) { super(); this.text = text; } }
window.SpeechSynthesisUtterance = Utterance;
const voices = [{lang: "de-DE", localService: true, name: "Probe"}];
Object.defineProperty(window, "speechSynthesis", {value: {
  getVoices: () => voices,
  addEventListener: () => {},
  speak: (words) => { window.spoken.push(words.text); window.present = words; },
  cancel: () => { window.present = null; },
}});
window.go_on = () => window.present.dispatchEvent(new Event("end"));
"""
"""Voices of a device: one for German, none for Arabic. The test says when a sentence is over."""


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("lang", ["de", "ar"])
@pytest.mark.parametrize("path", PAGES)
def test_page_is_accessible(demo: str, page: Page, lang: str, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{demo}/{lang}/{path}")
    assert_accessible(page)
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_from_home_to_an_article_and_on_by_keyboard_without_a_script(demo: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{demo}/de/")
    page.locator("a.tile", has_text="Zeitung lesen").press("Enter")
    page.get_by_role("link", name="Diese Ausgabe lesen").first.press("Enter")
    page.locator(".front-lead h3 a").press("Enter")
    first = page.get_by_role("heading", level=1).inner_text()
    assert not page.get_by_role("button", name="Vorlesen").is_visible()
    page.locator("a[rel=next]").press("Enter")
    expect(page.get_by_role("heading", level=1)).not_to_have_text(first)
    page.locator("a[rel=prev]").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(first)
    page.goto(f"{demo}/de/{ARTICLE}nebeneinander/")
    page.get_by_label("Zweite Sprache").select_option("ar")
    page.get_by_role("button", name="Zeigen").press("Enter")
    expect(page.locator(".pair-half").nth(1)).to_have_attribute("lang", "ar")
    context.close()


@pytest.fixture
def listener(context: BrowserContext) -> Page:
    context.add_init_script(VOICES)
    return context.new_page()


def test_article_is_read_aloud_sentence_by_sentence(demo: str, listener: Page) -> None:
    listener.goto(f"{demo}/de/{ARTICLE}")
    player = listener.locator("[data-read-aloud=text]")
    button = player.get_by_role("button", name="Vorlesen", exact=True)
    button.focus()
    listener.keyboard.press("Enter")
    first = listener.evaluate("window.spoken[0]")
    assert first in " ".join(listener.locator("#text").inner_text().split())
    expect(player.get_by_role("button", name="Pause")).to_be_focused()
    marked = listener.evaluate("[...CSS.highlights.get('reading')][0].toString()")
    assert " ".join(marked.split()) == first
    listener.evaluate("window.go_on()")
    assert listener.evaluate("window.spoken.length") == 2
    listener.keyboard.press("Enter")  # pause
    listener.evaluate("window.present && window.go_on()")
    assert listener.evaluate("window.spoken.length") == 2
    listener.keyboard.press("Enter")  # goes on with the sentence it stopped in
    assert listener.evaluate("window.spoken[1] === window.spoken[2]")
    player.get_by_role("button", name="Vorlesen beenden").press("Enter")
    expect(button).to_be_focused()
    assert listener.evaluate("CSS.highlights.has('reading')") is False


def test_reading_ends_by_itself_and_says_every_sentence(demo: str, listener: Page) -> None:
    listener.goto(f"{demo}/de/{ARTICLE}")
    box = listener.locator(".easy-box")
    box.get_by_role("button", name="Vorlesen", exact=True).click()
    for _sentence in range(60):
        if not listener.evaluate("Boolean(window.present)"):
            break
        listener.evaluate("window.go_on()")
    said = " ".join(listener.evaluate("window.spoken"))
    assert "·" not in said
    shown = " ".join(box.locator("#leicht-text").inner_text().replace("·", "").split())
    assert said == shown
    expect(box.get_by_role("button", name="Vorlesen", exact=True)).to_be_visible()


def test_without_a_voice_for_its_language_nothing_is_offered(demo: str, listener: Page) -> None:
    listener.goto(f"{demo}/ar/{ARTICLE}")
    assert listener.locator("[data-read-aloud=text]").is_hidden()
    assert listener.locator("[data-read-aloud=leicht-text]").is_visible(), "the easy German has a voice"


def test_event_is_read_aloud(demo: str, listener: Page) -> None:
    listener.goto(f"{demo}/de/kalender/?format=open-breakfast")
    listener.locator(".event-card a").first.click()
    listener.locator("[data-read-aloud=worum]").get_by_role("button", name="Vorlesen", exact=True).click()
    assert listener.evaluate("window.spoken[0]") in " ".join(listener.locator("#worum").inner_text().split())
