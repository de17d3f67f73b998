"""axe-core without a finding, no rule switched off, on every kind of public page in four kinds of language.

To keep the time sane, each kind of page is seen once in each language and twice in each look (desktop light, phone
dark), not in every combination; every one of them is then made as narrow as the smallest phone.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.support.demo_addresses import Addresses

pytestmark = pytest.mark.browser

LANGUAGES = ("de", "de-simple", "ar", "ru")
LOOKS = ((1280, "light"), (360, "dark"))
SMALLEST = 320
PAGES = {
    "home": "",
    "calendar": "kalender/",
    "filtered calendar": "kalender/?stadtteil=rheindorf&sprache=tr&kinderbetreuung=1",
    "archive": "kalender/?archiv=1&seite=2",
    "empty calendar": "kalender/?q=gibtesnicht&sprache=tr",
    "month": "kalender/monat/",
    "empty month": "kalender/monat/2035-02/",
    "unknown month": "kalender/monat/9999-99/",
    "map": "kalender/karte/",
    "map of a district": "kalender/karte/?stadtteil=rheindorf",
    "activity": "vorhaben/fruehstueck/",
    "districts": "stadtteile/",
    "district": "stadtteile/rheindorf/",
    "venue": "orte/{venue}/",
    "organisations": "vereine/",
    "organisation": "vereine/{organisation}/",
    "concept": "konzept/",
    "task": "konzept/{task}/",
    "roster": "rat/",
    "working groups": "rat/arbeitskreise/",
    "working group": "rat/arbeitskreise/{group}/",
    "consultation": "sprechstunde/",
    "imprint": "impressum/",
    "search": "suche/",
    "found": "suche/?q=Fr%C3%BChst%C3%BCck",
    "nothing found": "suche/?q=gibtesnicht",
    "almost found": "suche/?q=Fr%C3%BChst%C3%BCck+gibtesnicht",
    "accessibility": "barrierefreiheit/",
    "barrier thanks": "barrierefreiheit/danke/",
    "easy language": "leichte-sprache/",
    "sign language": "gebaerdensprache/",
    "event of a series": "termine/{in_series}/",
    "event of several days": "termine/{several_days}/",
    "cancelled event": "termine/{cancelled}/",
    "postponed event": "termine/{postponed}/",
    "not found": "gibt-es-nicht/",
}
MISSING = {"unknown month", "not found"}


@pytest.fixture(scope="module")
def reader(browser: Browser) -> Iterator[Page]:
    """One page for all tests here; opening a new one for each would cost more than the tests."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.fixture
def complaints(reader: Page) -> Iterator[list[str]]:
    """What the console says while a page is shown: failed scripts, broken policies, missing files."""
    said: list[str] = []

    def hear(message) -> None:
        if message.type == "error":
            said.append(message.text)

    reader.on("console", hear)
    yield said
    reader.remove_listener("console", hear)


def take_look(reader: Page, number: int) -> None:
    width, scheme = LOOKS[number % 2]
    reader.emulate_media(color_scheme=scheme)
    reader.set_viewport_size({"width": width, "height": 900})


def check(reader: Page, lang: str) -> None:
    html = reader.locator("html")
    assert (html.get_attribute("lang"), html.get_attribute("dir")) == (lang, "rtl" if lang == "ar" else "ltr")
    results = Axe().run(reader, options={"resultTypes": ["violations"]})
    assert results.violations_count == 0, f"{reader.url} {reader.viewport_size}\n{results.generate_report()}"
    for width in (reader.viewport_size["width"], SMALLEST):
        reader.set_viewport_size({"width": width, "height": 900})
        assert reader.evaluate("document.documentElement.scrollWidth") <= width, f"{reader.url} at {width} px"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_page_is_accessible(
    demo: str, addresses: Addresses, reader: Page, complaints: list[str], name: str, lang: str
) -> None:
    take_look(reader, [*PAGES].index(name) + LANGUAGES.index(lang))
    response = reader.goto(f"{demo}/{lang}/{PAGES[name].format(**addresses)}")
    assert response is not None and response.status == (404 if name in MISSING else 200)
    check(reader, lang)
    assert [one for one in complaints if "404" not in one or name not in MISSING] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_form_with_errors_is_accessible(demo: str, reader: Page, lang: str) -> None:
    take_look(reader, LANGUAGES.index(lang))
    reader.goto(f"{demo}/{lang}/barrierefreiheit/")
    with reader.expect_navigation() as answer:
        reader.evaluate("document.querySelector('main form').submit()")
    assert answer.value.status == 422
    assert reader.locator("main form [aria-invalid=true]").count() > 0
    check(reader, lang)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_refused_page_is_accessible(demo: str, reader: Page, lang: str) -> None:
    """A form of ours that comes without its token."""
    take_look(reader, LANGUAGES.index(lang) + 1)
    reader.goto(f"{demo}/{lang}/konzept/")
    with reader.expect_navigation() as answer:
        reader.evaluate(
            "const form = document.createElement('form'); form.method = 'post';"
            "document.body.append(form); form.submit()"
        )
    assert answer.value.status == 403
    check(reader, lang)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_maintenance_is_accessible(demo: str, demo_home: Path, reader: Page, lang: str) -> None:
    """The page that needs no database; 400 and 500 are the same with another sentence."""
    take_look(reader, LANGUAGES.index(lang))
    switch = demo_home / "maintenance"
    switch.touch()
    try:
        response = reader.goto(f"{demo}/{lang}/")
        assert response is not None and response.status == 503
        check(reader, lang)
    finally:
        switch.unlink()


@pytest.mark.parametrize(
    "lang", ["de", "tr", "ar", "uk", "ru", "pl", "it", "el", "sq", "en", "fr", "de-simple"]
)
@pytest.mark.parametrize("path", ["", "kalender/monat/", "kalender/karte/"])
def test_page_fits_a_small_phone_in_every_language(demo: str, reader: Page, lang: str, path: str) -> None:
    reader.set_viewport_size({"width": SMALLEST, "height": 640})
    reader.goto(f"{demo}/{lang}/{path}")
    assert reader.evaluate("document.documentElement.scrollWidth") <= SMALLEST
