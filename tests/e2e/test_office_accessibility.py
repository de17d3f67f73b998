"""axe-core without a finding, no rule switched off, on the pages of the office, on the desktop and on a phone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.support.axe import assert_accessible

pytestmark = pytest.mark.browser

WIDTHS = (1280, 360)
EVENTS = "/buero/snippets/events/event/"
PAGES = {
    "start": "/buero/",
    "year": "/buero/jahr/",
    "receipts": "/buero/geld/belege/",
    "receipt": "/buero/geld/belege/neu/angaben/",
    "receipts that lack something": "/buero/geld/belege/fehlt/",
    "income": "/buero/geld/einnahmen/",
    "transfers": "/buero/geld/ueberweisungen/neu/",
    "plan": "/buero/termine/planen/",
    "plan a breakfast": "/buero/termine/planen/open-breakfast/",
    "my to-dos": "/buero/aufgaben/",
    "lists": "/buero/aufgaben/listen/",
    "own calendar": "/buero/aufgaben/kalender/",
    "school holidays": "/buero/aufgaben/schulferien/",
    "day": "/buero/ist-der-tag-frei/?tag=2026-12-24",
    "translations": "/buero/uebersetzen/",
    "translations of a language": "/buero/uebersetzen/?sprache=tr",
    "translation file": "/buero/uebersetzen/einlesen/",
    "associations": "/buero/vereine-pruefen/",
    "withdrawn pictures": "/buero/bilder/zurueckgezogen/",
    "accounts": "/buero/konten/",
    "invitation": "/buero/konten/einladen/",
    "register": "/buero/datenschutz/",
    "deletions": "/buero/datenschutz/nachweis/",
    "person": "/buero/datenschutz/person/",
    "trail": "/buero/protokoll/",
    "outbox": "/buero/postausgang/",
    "mail templates": "/buero/postausgang/vorlagen/",
    "mail template": "/buero/postausgang/vorlagen/planning.remind/ar/",
    "languages": "/buero/sprachen/",
    "registrations": "/buero/anmeldungen/",
    "registrations of the past": "/buero/anmeldungen/?zeit=vorbei",
    "own account": "/konto/",
    "second factor": "/konto/zweiter-faktor/",
    "devices": "/konto/geraete/",
    "events": EVENTS,
    "reviews": "/buero/snippets/events/eventreport/",
    "engagements": "/buero/snippets/events/engagement/",
    "pictures": "/buero/images/",
    "doors": "/buero/tuer/",
}
INSIDE = {
    "event": (EVENTS, "main td a[href*='/event/edit/'], main .title-wrapper a"),
    "to-do list": ("/buero/aufgaben/listen/", "main a[href*='/aufgaben/listen/']"),
    "to-do": ("/buero/aufgaben/", "main .listing a[href^='/buero/aufgaben/']"),
    "mail": ("/buero/postausgang/", "main .listing a"),
    "proposal": ("/buero/vereine-pruefen/", "main .listing a"),
    "translation": ("/buero/uebersetzen/?sprache=tr", "main .listing a, main table a"),
    "review": ("/buero/snippets/events/eventreport/", "main .title-wrapper a"),
    "door": ("/buero/tuer/", "main .listing a"),
    "picture": ("/buero/images/", "main a[href^='/buero/images/'][href$='/']:not([href*=add])"),
}
"""Pages of one record: the list and the link to its first one."""


@pytest.fixture(scope="module")
def clerk(browser: Browser, signed_in) -> Iterator[Page]:
    """One page for all tests here."""
    context = browser.new_context(locale="de-DE")
    context.add_cookies(signed_in("buero@example.org"))
    yield context.new_page()
    context.close()


def check(page: Page) -> None:
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert_accessible(page)


@pytest.mark.parametrize("name", PAGES)
def test_office_page_is_accessible(demo: str, clerk: Page, name: str) -> None:
    response = clerk.goto(demo + PAGES[name])
    assert response is not None and response.status == 200
    assert clerk.url == demo + PAGES[name]
    check(clerk)


@pytest.mark.parametrize("name", INSIDE)
def test_page_of_one_record_is_accessible(demo: str, clerk: Page, name: str) -> None:
    address, link = INSIDE[name]
    clerk.goto(demo + address)
    target = clerk.locator(link).first.get_attribute("href")
    response = clerk.goto(f"{demo}{target}")
    assert response is not None and response.status == 200
    check(clerk)


@pytest.mark.parametrize("verb", ["absagen", "verschieben", "noch-einmal"])
def test_page_about_the_next_step_is_accessible(demo: str, clerk: Page, verb: str) -> None:
    clerk.goto(f"{demo}{EVENTS}?state=published")
    number = (
        clerk.locator("main a[href*='/event/edit/']").first.get_attribute("href").rstrip("/").split("/")[-1]
    )
    response = clerk.goto(f"{demo}/buero/termine/{number}/{verb}/")
    assert response is not None and response.status == 200
    check(clerk)


SEATS = (
    *("", "plaetze/", "fragen/", "mitbringen/", "telefon/", "blatt/"),
    *("einladungen/", "einladungen/neu/"),
)


@pytest.fixture(scope="module")
def event_with_seats(demo: str, clerk: Page) -> str:
    """The first event to come, set up in the office: seats, one registration, one household."""
    clerk.goto(f"{demo}{EVENTS}?state=published")
    edit = clerk.locator("main a[href*='/event/edit/']").first.get_attribute("href")
    address = f"{demo}/buero/anmeldungen/{edit.rstrip('/').split('/')[-1]}/"
    clerk.goto(f"{address}plaetze/")
    clerk.locator("#id_seats").fill("40")
    with clerk.expect_navigation():
        clerk.locator("form.seats-form button[type=submit]").first.click()
    clerk.goto(f"{address}telefon/")
    clerk.locator("#id_name").fill("Mira Beispiel")
    with clerk.expect_navigation():
        clerk.keyboard.press("Enter")
    clerk.goto(f"{address}einladungen/neu/")
    clerk.locator("#id_name").fill("Familie Beispiel")
    with clerk.expect_navigation():
        clerk.locator("button[value=einzeln]").click()
    return address


@pytest.mark.parametrize("path", SEATS)
def test_page_about_taking_part_is_accessible(clerk: Page, event_with_seats: str, path: str) -> None:
    response = clerk.goto(event_with_seats + path)
    assert response is not None and response.status == 200
    check(clerk)


@pytest.mark.parametrize(
    ("path", "link", "more"),
    [
        ("", "#liste ~ .office-table tbody a", ""),
        ("", "#liste ~ .office-table tbody a", "aendern/"),
        ("einladungen/", ".office-table tbody a", ""),
    ],
)
def test_page_about_one_party_is_accessible(
    demo: str, clerk: Page, event_with_seats: str, path: str, link: str, more: str
) -> None:
    clerk.goto(event_with_seats + path)
    target = clerk.locator(link).first.get_attribute("href")
    response = clerk.goto(f"{demo}{target}{more}")
    assert response is not None and response.status == 200
    check(clerk)


def test_form_with_errors_is_accessible(clerk: Page, event_with_seats: str) -> None:
    clerk.goto(f"{event_with_seats}telefon/")
    clerk.locator("#id_email").fill("keine Adresse")
    with clerk.expect_navigation():
        clerk.keyboard.press("Enter")
    assert clerk.locator(".seats-error").count() >= 2
    check(clerk)


@pytest.mark.parametrize("path", ["anmelden/", "kennwort/vergessen/", "einladung/erraten/"])
def test_account_page_without_sign_in_is_accessible(
    demo: str, page: Page, path: str, browser: Browser
) -> None:
    context = browser.new_context()
    stranger = context.new_page()
    stranger.goto(f"{demo}/konto/{path}")
    check(stranger)
    context.close()
