"""axe-core without a finding, no rule switched off, on phone and desktop, in three kinds of language, light and dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

PAGES = {
    "home": "",
    "calendar": "kalender/",
    "event": None,
    "concept": "konzept/",
    "roster": "rat/",
    "consultation": "sprechstunde/",
    "associations": "vereine/",
    "imprint": "impressum/",
    "accessibility": "barrierefreiheit/",
    "thanks": "barrierefreiheit/danke/",
    "easy-language": "leichte-sprache/",
    "sign-language": "gebaerdensprache/",
    "nothing-found": "kalender/?q=gibtesnicht",
}
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def first_event(page: Page, demo: str, lang: str) -> str:
    page.goto(f"{demo}/{lang}/kalender/?kinderbetreuung=1")
    return page.locator("article h3 a, article h2 a").first.get_attribute("href") or ""


@pytest.mark.parametrize("lang", ["de", "de-simple", "ar"])
@pytest.mark.parametrize("name", PAGES)
def test_page_is_accessible(demo: str, page: Page, name: str, lang: str) -> None:
    path = PAGES[name]
    address = f"{demo}/{lang}/{path}" if path is not None else demo + first_event(page, demo, lang)
    for width, scheme in ((1280, "light"), (360, "dark"), (360, "light")):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(address)
        results = Axe().run(page, options=RULES)
        assert results.violations_count == 0, f"{name} {lang} {width} {scheme}\n{results.generate_report()}"
        overflow = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert overflow <= 0, f"{name} scrolls sideways at {width} px"


@pytest.mark.parametrize(
    "lang", ["de", "tr", "ar", "uk", "ru", "pl", "it", "el", "sq", "en", "fr", "de-simple"]
)
def test_home_fits_a_small_phone_in_every_language(demo: str, page: Page, lang: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{demo}/{lang}/")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.locator("html").get_attribute("lang") == lang
    assert page.locator("html").get_attribute("dir") == ("rtl" if lang == "ar" else "ltr")
