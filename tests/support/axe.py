"""axe-core on a page of the office: no rule switched off, and nothing wider than the screen."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

AT_REST = """Promise.all(document.getAnimations()
  .filter(one => one.effect.getComputedTiming().iterations !== Infinity)
  .map(one => one.finished.catch(() => null)))"""


def assert_accessible(page: Page) -> None:
    """Raises AssertionError with the rule and the places. What fades in is looked at when it has come to rest."""
    page.evaluate(AT_REST)
    found = [
        f"{one['id']}: {[node['html'][:160] for node in one['nodes']][:3]}"
        for one in Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    ]
    assert found == [], f"{page.url} {page.viewport_size}\n" + "\n".join(found)
    width = page.viewport_size["width"]
    assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{page.url} at {width} px"
