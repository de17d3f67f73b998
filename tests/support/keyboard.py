"""A visitor who has a keyboard and nothing else, and sees at every step where she is."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Page, expect

MOST_STEPS = 120
_WHERE = """selector => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  element.getAnimations({subtree: true}).forEach(one => one.finish());
  const looks = [null, "::before", "::after"].map(part => getComputedStyle(element, part));
  const outlined = looks.some(look => look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2);
  const colour = getComputedStyle(document.documentElement).getPropertyValue("--focus").trim();
  const inside = element.matches(":focus-within") && !element.matches(":focus");
  const box = element.getBoundingClientRect();
  const left = Math.max(box.left, 0), right = Math.min(box.right, innerWidth);
  const top = Math.max(box.top, 0), bottom = Math.min(box.bottom, innerHeight);
  const shown = right > left && bottom > top && document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
  return {
    found: element.matches(selector),
    marked: outlined || inside || sameColour(looks[0].backgroundColor, colour),
    seen: !!shown && (element.contains(shown) || shown.contains(element)),
    line: [element.closest("nav")?.getAttribute("aria-label") ?? "", Math.round(box.y)],
    x: box.x, what: element.outerHTML.slice(0, 200),
  };
  function sameColour(shown, wanted) {
    const rgb = wanted.match(/[0-9a-f]{2}/gi)?.map(two => parseInt(two, 16)).join(", ");
    return shown === `rgb(${rgb})`;
  }
}"""
"""Where the focus is. What marks it: an outline, or the colour of focus as background (hexagons, which an outline would
not follow). Inside a date field the browser itself marks the button of its calendar."""


@dataclass
class Keyboard:
    page: Page
    stops: list[dict[str, Any]] = field(default_factory=list)

    def reach(self, selector: str) -> None:
        """Tab until something that matches has the focus; at each stop it is in sight and marked."""
        for _ in range(MOST_STEPS):
            self.page.keyboard.press("Tab")
            stop = self.page.evaluate(_WHERE, selector)
            if stop is None:
                continue
            self.stops.append(stop)
            assert stop["marked"] and stop["seen"], stop
            if stop["found"]:
                return
        pytest.fail(f"{selector} was not reached by keyboard on {self.page.url}")

    def follow(self, selector: str) -> None:
        """Reach a link or button and press Enter."""
        self.reach(selector)
        self.page.keyboard.press("Enter")

    def choose(self, name: str, value: str) -> None:
        """Reach a list and step down to the option."""
        self.reach(f"select[name={name}]")
        control = self.page.locator(f"select[name={name}]")
        for _ in range(control.locator("option").count()):
            if control.input_value() == value:
                break
            self.page.keyboard.press("ArrowDown")
        expect(control).to_have_value(value)


def tab_to(page: Page, selector: str, *, back: bool = False) -> None:
    """Tab (backwards too: the buttons of a long form are at its end) until something that matches has the focus, on pages whose looks are not ours (Wagtail's)."""
    for _ in range(MOST_STEPS):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        if page.evaluate("selector => document.activeElement?.matches(selector) ?? false", selector):
            return
    pytest.fail(f"{selector} was not reached by keyboard on {page.url}")
