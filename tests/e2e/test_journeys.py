"""What a visitor does, by keyboard alone."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any
from urllib.parse import urlsplit

import pytest
from icalendar import Calendar
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.support.demo_addresses import read_events, slug_of
from tests.support.keyboard import Keyboard

pytestmark = pytest.mark.browser


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


@pytest.fixture(params=["de", "ar", "de without JavaScript"])
def visitor(request: pytest.FixtureRequest, browser: Browser) -> Iterator[tuple[Keyboard, str]]:
    """A keyboard on a page, and the language in which its owner reads."""
    lang, _, bare = request.param.partition(" ")
    context = browser.new_context(java_script_enabled=not bare, viewport={"width": 1280, "height": 900})
    yield Keyboard(context.new_page()), lang
    context.close()


def coming(demo: str, query: str) -> list[dict[str, Any]]:
    """What the public feed holds from today on."""
    return [event for event in read_events(demo, query) if event["start"] >= str(date.today())]


def test_find_a_turkish_breakfast_near_me_and_put_it_into_my_calendar(
    demo: str, visitor: tuple[Keyboard, str]
) -> None:
    keyboard, lang = visitor
    page = keyboard.page
    expected = coming(demo, "format=open-breakfast&sprache=tr&stadtteil=rheindorf")
    assert expected
    page.goto(f"{demo}/{lang}/")
    expect(page.locator("html")).to_have_attribute("dir", "rtl" if lang == "ar" else "ltr")
    keyboard.follow(f"header nav a[href='/{lang}/kalender/']")
    expect(page).to_have_url(f"{demo}/{lang}/kalender/")
    check_order(keyboard, lang)

    keyboard.choose("stadtteil", "rheindorf")
    keyboard.choose("format", "open-breakfast")
    keyboard.choose("sprache", "tr")
    keyboard.follow("form button[type=submit]")
    expect(page).to_have_url(re.compile("stadtteil=rheindorf.*format=open-breakfast.*sprache=tr"))
    shown = page.locator("article a[href*='/termine/']")
    assert hrefs(shown) == [f"/{lang}/termine/{slug_of(event)}/" for event in expected]

    keyboard.follow("article a[href*='/termine/']")
    expect(page).to_have_url(f"{demo}/{lang}/termine/{slug_of(expected[0])}/")
    expect(page.locator("main")).to_contain_text("Türkçe")
    expect(page.locator("main")).to_contain_text(expected[0]["venues"][0]["name"])
    title = page.locator("h1").inner_text()
    with page.expect_download() as download:
        keyboard.follow("main a[href*='.ics']")
    (event,) = Calendar.from_ical(download.value.path().read_bytes()).walk("VEVENT")
    assert download.value.suggested_filename == f"{slug_of(expected[0])}.ics"
    assert event["UID"].startswith(expected[0]["id"].rpartition("-")[0])
    assert event.decoded("DTSTART") == datetime.fromisoformat(expected[0]["start"])
    assert str(event["SUMMARY"]) in title
    assert f"/{lang}/termine/{slug_of(expected[0])}/" in str(event["URL"])


def check_order(keyboard: Keyboard, lang: str) -> None:
    """The focus moved along each line in the direction of reading."""
    steps = [
        after["x"] - before["x"]
        for before, after in pairwise(keyboard.stops)
        if after["line"] == before["line"] and after["line"][0]
    ]
    assert steps
    assert all(step < 0 if lang == "ar" else step > 0 for step in steps), keyboard.stops


def hrefs(links: Locator) -> list[str]:
    return [link.get_attribute("href") or "" for link in links.all()]


def test_month_by_keyboard(demo: str, visitor: tuple[Keyboard, str]) -> None:
    keyboard, lang = visitor
    page = keyboard.page
    month = (date.today().replace(day=1) + timedelta(days=31)).strftime("%Y-%m")
    page.goto(f"{demo}/{lang}/kalender/?sprache=tr")
    keyboard.follow("a[href*='/kalender/monat/']")
    expect(page).to_have_url(f"{demo}/{lang}/kalender/monat/{date.today():%Y-%m}/?sprache=tr")
    keyboard.follow("a[rel~=next]")
    expect(page).to_have_url(f"{demo}/{lang}/kalender/monat/{month}/?sprache=tr")
    first, last = f"{month}-01", f"{month}-31"
    days = page.locator("td:has(.month-grid-entries) time").all()
    expected = [event for event in read_events(demo, "sprache=tr") if first <= event["start"][:10] <= last]
    assert [day.get_attribute("datetime") for day in days] == sorted(
        {event["start"][:10] for event in expected}
    )
    keyboard.follow(".month-grid a[href*='/termine/']")
    expect(page).to_have_url(re.compile(f"/{lang}/termine/"))
    assert urlsplit(page.url).path.split("/")[3] in {slug_of(event) for event in expected}
    expect(page.locator("main time").first).to_have_attribute("datetime", re.compile(f"^{month}-"))


def test_a_district_of_the_map_by_keyboard_filters_the_dates(
    demo: str, visitor: tuple[Keyboard, str]
) -> None:
    keyboard, lang = visitor
    page = keyboard.page
    page.goto(f"{demo}/{lang}/kalender/?sprache=tr")
    keyboard.follow("a[href*='/kalender/karte/']")
    expect(page).to_have_url(f"{demo}/{lang}/kalender/karte/?sprache=tr")
    keyboard.follow(".hex a[href*='stadtteil=rheindorf']")
    expect(page).to_have_url(f"{demo}/{lang}/kalender/karte/?sprache=tr&stadtteil=rheindorf")
    expect(page.locator(".hex a[aria-current=true] bdi")).to_have_text("Rheindorf")
    expected = coming(demo, "sprache=tr&stadtteil=rheindorf")
    keyboard.follow("[aria-labelledby=demnaechst] > p a")
    expect(page).to_have_url(f"{demo}/{lang}/kalender/?stadtteil=rheindorf&sprache=tr")
    shown = page.locator("article a[href*='/termine/']")
    assert hrefs(shown) == [f"/{lang}/termine/{slug_of(event)}/" for event in expected]


def test_subscription_holds_just_the_selection(demo: str, page: Page) -> None:
    page.goto(f"{demo}/ar/kalender/?format=open-breakfast&sprache=tr")
    link = Keyboard(page)
    link.reach("a[href^='webcal:']")
    address = page.locator(":focus").get_attribute("href") or ""
    assert address.startswith(demo.replace("http://", "webcal://"))
    answer = page.request.get(address.replace("webcal://", "http://"))
    events = Calendar.from_ical(answer.body()).walk("VEVENT")
    expected = read_events(demo, "format=open-breakfast&sprache=tr")
    assert sorted(event.decoded("DTSTART") for event in events) == sorted(
        datetime.fromisoformat(event["start"]) for event in expected
    )
    assert all("/ar/termine/" in event["URL"] for event in events)


def test_red_thread_leads_from_the_event_to_the_concept(demo: str, page: Page) -> None:
    page.goto(f"{demo}/de/kalender/?format=open-breakfast")
    page.locator("article a[href^='/de/termine/']").first.click()
    page.locator("main a[href='/de/vorhaben/fruehstueck/']").first.click()
    expect(page.locator("h1")).to_contain_text("Frühstück")
    page.locator("main a[href='/de/konzept/oeffentlichkeitsarbeit/']").first.click()
    expect(page.locator("h1")).to_contain_text("Öffentlichkeitsarbeit")
    page.locator("main a[href='/de/konzept/']").first.click()
    expect(page.locator("h1")).to_contain_text("Stadt der Integration")
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
