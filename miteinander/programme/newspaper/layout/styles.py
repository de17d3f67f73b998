"""How texts look: type size in points, line pitch in lines of the grid. Both passes read the same table."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from unicodedata import normalize

from .grid import ARABIC_PITCH, POINT, Grid


@dataclass(frozen=True)
class Style:
    """`size` is in points for a body of 9.3 pt and grows with it; `pitch` in lines of the grid."""

    size: float
    pitch: float
    family: str = "sans"
    weight: int = 400
    fill: str = "ink"
    tracking: float = 0
    upper: bool = False
    hyphenate: bool = False
    loose: bool = False
    """A word that is too wide is hyphenated, or else broken anywhere; all others stay whole."""
    justify: bool = False


BODY_SIZE = 9.3
STYLES: dict[str, Style] = {
    "body": Style(9.3, 1, "serif", hyphenate=True),
    "body-subhead": Style(9.3, 1, weight=700),
    "easy": Style(10.4, 1.25),
    "easy-subhead": Style(10.6, 1.25, weight=700),
    "kicker": Style(8.2, 1, weight=700, tracking=0.07, upper=True),
    "standfirst": Style(13.2, 1.5),
    "standfirst-small": Style(11, 1.25),
    "caption": Style(7.6, 0.75),
    "credit": Style(6.4, 0.75),
    "quote": Style(17.5, 1.75, weight=600),
    "quote-small": Style(14, 1.5, weight=600),
    "by": Style(8, 1),
    "box-title": Style(11.5, 1.25, weight=700),
    "box-text": Style(8.8, 1),
    "table": Style(8.2, 1, loose=True),
    "table-head": Style(8.2, 1, weight=700, loose=True),
    "bar-title": Style(15.5, 1.5, weight=700, tracking=-0.01),
    "bar-text": Style(8.2, 1),
    "bar-label": Style(8.8, 1, weight=500),
    "number": Style(11, 1, weight=700),
    "jump": Style(8.4, 1, weight=700),
    "link": Style(8.4, 1, weight=700),
    "twin": Style(8.2, 1, weight=700),
    "twin-address": Style(8.2, 1),
    "running": Style(8.2, 1, weight=500),
    "page-number": Style(12.5, 1, weight=700),
    "top": Style(8.6, 1, weight=500),
    "languages": Style(9, 1, weight=500),
    "teaser-title": Style(15, 1.25, weight=700, tracking=-0.01),
    "teaser-text": Style(9.4, 1),
    "date-day": Style(34, 2.5, weight=700, fill="sun"),
    "date-when": Style(8.4, 1, weight=700, fill="paper"),
    "date-title": Style(11, 1, weight=700, fill="paper"),
    "date-place": Style(9, 1, fill="paper"),
    "rail-title": Style(16, 1.5, weight=700, tracking=-0.01),
    "district": Style(9, 1, weight=700),
    "day": Style(8.2, 1, weight=700),
    "event": Style(8.2, 1),
    "event-when": Style(7.4, 0.75),
    "imprint-text": Style(7.8, 0.9),
    "advert-label": Style(6.6, 0.75, weight=500, tracking=0.1, upper=True),
    "advert-title": Style(20, 2, weight=700, tracking=-0.015),
    "advert-text": Style(10, 1.25),
    "sample": Style(6.6, 0.75),
    "masthead": Style(100, 6.6, "serif", weight=700, tracking=-0.035),
}
TITLES = (44, 37, 30.5, 24.5, 20.5, 17, 14)
"""Sizes of headlines, largest first: the style "title-37" has a pitch in halves of a line."""
_TITLE_PITCH = {44: 3.5, 37: 3, 30.5: 2.5, 24.5: 2, 20.5: 1.75, 17: 1.5, 14: 1.25}
STYLES |= {
    f"title-{size}": Style(size, pitch, weight=700, tracking=-0.018) for size, pitch in _TITLE_PITCH.items()
}


ARABIC = ("ar", "fa", "ur", "ckb", "ps", "prs")
EASY = "de-simple"
"""Easy language: without serifs, larger, no word parted, no paragraph run in."""


def is_arabic(lang: str) -> bool:
    """Written in Arabic letters, as `is-arabic` in the house's Typst library has it."""
    return lang.split("-")[0] in ARABIC


def pitch_in_lines(name: str, lang: str) -> float:
    """Lines of the grid one line of the style takes."""
    return STYLES[name].pitch * (ARABIC_PITCH if is_arabic(lang) else 1)


def running_style(lang: str) -> str:
    """The style of running text in a language, and with "-subhead" of its headings."""
    return "easy" if lang == EASY else "body"


def running_pitch(lang: str) -> float:
    return pitch_in_lines(running_style(lang), lang)


def styles_for(grid: Grid) -> Mapping[str, dict[str, object]]:
    """The table for Typst: sizes and pitches in points."""
    scale = grid.size / BODY_SIZE
    return {
        name: asdict(replace(style, size=style.size * scale, pitch=style.pitch * grid.line / POINT))
        for name, style in STYLES.items()
    }


_DOTTED = ("tr", "az")


def cased(name: str, lang: str, text: str) -> str:
    """Capitals where the style wants them, as the language writes them."""
    if not STYLES[name].upper:
        return text
    if lang.split("-")[0] in _DOTTED:
        text = text.replace("i", "İ").replace("ı", "I")
    capitals = text.upper()
    if lang.split("-")[0] == "el":
        bare = "".join(one for one in normalize("NFD", capitals) if one not in "\u0301\u0300\u0342")
        return normalize("NFC", bare)
    return capitals
