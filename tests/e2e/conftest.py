"""A browser and the real demo: what `make demo` shows is what these tests see."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.support.demo_addresses import Addresses, read_addresses

ROOT = Path(__file__).resolve().parents[2]
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
LONGEST_START = 480


def _browser_path() -> str:
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found:
        return found
    sentence = "Es fehlt ein Browser für die Tests; „make browser“ installiert einen."
    if os.environ.get("CI") == "true":
        pytest.fail(sentence)
    pytest.skip(sentence)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = _browser_path()
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def demo_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the running demo keeps its state."""
    return tmp_path_factory.mktemp("demo") / "var"


@pytest.fixture(scope="session")
def demo(browser: Browser, demo_home: Path) -> Iterator[str]:
    """The address of a running demo, started from an empty home as people start it."""
    if running := os.environ.get("MITEINANDER_TEST_DEMO"):  # while writing tests: one that runs already
        yield running
        return
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {**os.environ, "MITEINANDER_HOME": str(demo_home), "MITEINANDER_PORT": str(port)}
    log = demo_home.with_name("demo.log")
    with log.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "miteinander", "demo"],
            cwd=ROOT,
            env=environment,
            stdout=output,
            stderr=output,
        )
    address = f"http://localhost:{port}"
    try:
        deadline = time.monotonic() + LONGEST_START
        while not _answers(f"{address}/healthz"):
            assert process.poll() is None and time.monotonic() < deadline, log.read_text()
            time.sleep(0.2)
        yield address
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=30)


@pytest.fixture(scope="session")
def addresses(demo: str) -> Addresses:
    return read_addresses(demo)


def _answers(address: str) -> bool:
    try:
        with urlopen(address, timeout=2) as response:
            return bool(response.status == 200)
    except OSError:
        return False


SignIn = Callable[..., None]

GIVEN_UP = "net::ERR_ABORTED"
"""How Chromium names a file it stopped loading because the test went on to the next page: no fault of ours."""


@pytest.fixture(scope="session")
def signed_in(demo: str, browser: Browser) -> Callable[[str], list[Any]]:
    """Cookies of a demo account, which signs in once in the whole run (each code of the second factor works once)."""
    found: dict[str, list[Any]] = {}

    def cookies(email: str) -> list[Any]:
        if email not in found:
            context = browser.new_context(locale="de-DE")
            page = context.new_page()
            page.goto(f"{demo}/konto/anmelden/")
            page.locator("input[name=login]").fill(email)
            page.locator("input[name=password]").fill("miteinander-demo")
            page.keyboard.press("Enter")
            page.wait_for_url("**/zweiter-faktor/**")
            page.locator("input[name=code]").fill(page.locator("#vorfuehrung strong").inner_text())
            page.keyboard.press("Enter")
            page.wait_for_url("**/buero/")
            found[email] = context.cookies()
            context.close()
        return found[email]

    return cookies


@pytest.fixture
def sign_in(signed_in: Callable[[str], list[Any]]) -> SignIn:
    """`sign_in(page)` or `sign_in(page, "redaktion@example.org")`: the page belongs to that demo account."""

    def sign_in(page: Page, email: str = "buero@example.org") -> None:
        page.context.add_cookies(signed_in(email))

    return sign_in


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page that fails the test when a script fails, a policy is broken or a file is missing."""
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "requestfailed",
        lambda request: (
            complaints.append(f"{request.url} {request.failure}") if request.failure != GIVEN_UP else None
        ),
    )
    page.on(
        "response",
        lambda response: (
            complaints.append(f"{response.status} {response.url}") if response.status >= 400 else None
        ),
    )
    yield page
    assert complaints == []
