"""axe-core on a page of the office: no rule switched off, and nothing wider than the screen."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page


def assert_accessible(page: Page) -> None:
    """Raises AssertionError with the rule and the places."""
    found = [
        f"{one['id']}: {[node['html'][:160] for node in one['nodes']][:3]}"
        for one in Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    ]
    assert found == [], f"{page.url} {page.viewport_size}\n" + "\n".join(found)
    width = page.viewport_size["width"]
    assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{page.url} at {width} px"
