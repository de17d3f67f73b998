"""The head of an article: kicker, headline in the largest size that fits, standfirst."""

import math
from dataclasses import dataclass
from typing import Any

from . import words
from .data import Story
from .items import Item, Text
from .measuring import Measures
from .styles import cased, is_arabic, pitch_in_lines

SIZES: dict[int, tuple[float, ...]] = {
    1: (17, 14),
    2: (24.5, 20.5, 17),
    3: (37, 30.5, 24.5),
    4: (44, 37, 30.5),
    5: (44, 37, 30.5),
}
"""Sizes of a headline by the columns it stands over."""
MOST_LINES = {1: 4, 2: 3, 3: 2, 4: 2, 5: 2}
NARROWER, LESS_NARROW = (0.64, 0.76, 0.88), (0.84, 0.92)
"""Shares of their width that a headline and a standfirst may take."""


@dataclass(frozen=True)
class Head:
    """A measured head. Lines of the grid from its top; `lines` is a whole number."""

    width: float
    kicker: str
    title_style: str
    title_top: float
    standfirst_style: str
    standfirst_width: float
    standfirst_top: float
    note: str
    note_top: float
    lines: int


def head_of(
    story: Story,
    measures: Measures,
    width: float,
    span: int,
    *,
    from_page: int = 0,
    kicker: str = "",
    size: int = 0,
) -> Head:
    """For a story over `span` columns; `from_page`: where it began, when this is the rest of it.

    `size`: how many sizes smaller than usual it may be.
    """
    columns = max(1, min(5, span))
    if from_page:
        style = _title_style(story, measures, width, (17, 14), 3)
    else:
        style = _title_style(
            story, measures, width, SIZES[columns][size:] or SIZES[columns][-1:], MOST_LINES[columns]
        )
    title_lines = measures.height(story.title, story.lang, story.dir, width, style).lines
    top = (1.5 if columns >= 3 else 1.25) if kicker else 0.0
    if kicker and is_arabic(story.lang):
        top += 0.75  # its signs above the letters reach higher
    title_top = top
    top += title_lines * pitch_in_lines(style, story.lang)
    note_top = top
    note = ""
    standfirst_style = "standfirst" if columns >= 3 else "standfirst-small"
    standfirst_width = min(width, measures.grid.width_of(3) if columns >= 3 else width)
    standfirst_top = top + (0.5 if columns >= 2 else 0.25)
    if from_page:
        note = words.continued_from(story.lang, from_page)
        top += pitch_in_lines("jump", story.lang)
    elif story.standfirst:
        top = standfirst_top + measures.lines_of(
            story.standfirst, story.lang, story.dir, standfirst_width, standfirst_style
        )
    lines = math.ceil(top - 1e-6) + 1
    if lines - top > 1.6:
        lines -= 1
    return Head(
        width,
        kicker,
        style,
        title_top,
        standfirst_style,
        standfirst_width,
        standfirst_top,
        note,
        note_top,
        lines,
    )


def _title_style(story: Story, measures: Measures, width: float, sizes: tuple[float, ...], most: int) -> str:
    names = [f"title-{size:g}" for size in sizes]
    for name in names:
        tall = measures.height(story.title, story.lang, story.dir, width, name)
        if tall.fits and tall.lines <= most:
            return name
    return names[-1]


def _balanced(text: str, story: Story, measures: Measures, width: float, style: str) -> float:
    """The narrowest share of a width in which a text takes as many lines: so that its lines are alike."""
    wide = measures.height(text, story.lang, story.dir, width, style)
    if wide.lines == 1:
        return width
    shares = NARROWER if style.startswith("title") else LESS_NARROW
    narrow = [(share, measures.height(text, story.lang, story.dir, width * share, style)) for share in shares]
    return width * next((share for share, tall in narrow if tall.lines == wide.lines and tall.fits), 1.0)


def head_items(
    head: Head,
    story: Story,
    measures: Measures,
    x: float,
    y: float,
    *,
    level: int,
    anchor: str,
    back: str = "",
) -> list[Item]:
    """At a place in millimetres. `back`: anchor of the place where the story began."""
    line = measures.grid.line

    def at(style: str, top: float, width: float, text: str, **more: Any) -> Text:
        left = x + head.width - width if story.rtl else x
        return Text(
            left, y + top * line, width, style, story.lang, story.dir, cased(style, story.lang, text), **more
        )

    items: list[Item] = []
    if head.kicker:
        items.append(at("kicker", 0, head.width, head.kicker))
    width = _balanced(story.title, story, measures, head.width, head.title_style)
    items.append(at(head.title_style, head.title_top, width, story.title, level=level, anchor=anchor))
    if head.note:
        items.append(at("jump", head.note_top, head.width, head.note, leads=back))
    elif story.standfirst:
        width = _balanced(story.standfirst, story, measures, head.standfirst_width, head.standfirst_style)
        items.append(at(head.standfirst_style, head.standfirst_top, width, story.standfirst))
    return items
