"""Somebody is invited, opens an account with a passkey, and signs in with it: by keyboard alone."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.support.keyboard import tab_to

pytestmark = pytest.mark.browser
EMAIL = "neu@example.org"
PASSWORD = "vier Wörter ergeben Sinn"


def enter(page: Page, path: str) -> None:
    """Press Enter and be on another page."""
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(f"{path}$"))


def no_findings(page: Page) -> None:
    found = Axe().run(page).response["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == [], page.url


def with_passkeys(context: BrowserContext, page: Page) -> None:
    """A virtual authenticator: keeps passkeys and confirms that the person is there, as a telephone would."""
    session = context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def invite_an_editor(page: Page, demo: str) -> str:
    page.goto(f"{demo}/buero/konten/")
    no_findings_in_main(page)
    tab_to(page, "a[href='/buero/konten/einladen/']")
    enter(page, "/konten/einladen/")
    tab_to(page, "[name=email]")
    page.keyboard.type(EMAIL)
    tab_to(page, "[name=role]")
    page.keyboard.type("Redaktion")
    expect(page.locator("[name=role]")).to_have_value("editor")
    tab_to(page, "main form button[type=submit]")
    page.keyboard.press("Enter")
    page.wait_for_selector("#link")
    return page.locator("#link").input_value()


def no_findings_in_main(page: Page) -> None:
    """Of the office only what is ours."""
    found = Axe().run(page, context="main").response["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == [], page.url


def test_an_invited_editor_sets_up_a_passkey_and_signs_in_with_it(
    demo: str, browser: Browser, context: BrowserContext, page: Page, sign_in
) -> None:
    office = browser.new_context(locale="de-DE").new_page()
    sign_in(office)
    link = invite_an_editor(office, demo)
    office.context.close()

    with_passkeys(context, page)
    page.goto(link)
    expect(page.locator("main")).to_contain_text(EMAIL)
    no_findings(page)
    tab_to(page, "[name=password1]")
    page.keyboard.type(PASSWORD)
    tab_to(page, "[name=password2]")
    page.keyboard.type(PASSWORD)
    enter(page, "/konto/zweiter-faktor/")
    no_findings(page)
    page.goto(f"{demo}/buero/")
    expect(page).to_have_url(re.compile("/konto/zweiter-faktor/"))
    tab_to(page, "a[href='/konto/zweiter-faktor/passkeys/neu/']")
    enter(page, "/passkeys/neu/")
    no_findings(page)
    tab_to(page, "#mfa_webauthn_add")
    page.keyboard.press("Enter")
    expect(page.locator("main code").first).to_be_visible()
    no_findings(page)
    tab_to(page, "main a[href='/buero/']")
    enter(page, "/buero/")

    page.goto(f"{demo}/konto/abmelden/")
    tab_to(page, "main button[type=submit]")
    enter(page, "/konto/anmelden/")
    no_findings(page)
    tab_to(page, "#passkey_login")
    enter(page, "/buero/")
    for closed in ("/buero/konten/", "/buero/programmdateien/"):
        assert page.request.get(demo + closed, max_redirects=0).status in (302, 403)

    other = browser.new_context(locale="de-DE").new_page()
    other.goto(link)
    expect(other.locator("h1")).to_contain_text("gilt nicht mehr")
    other.context.close()
