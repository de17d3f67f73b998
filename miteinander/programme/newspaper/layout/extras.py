"""What stands below an article across its columns: the count drawn in tiles, the box to the other languages."""

import math

from miteinander.foundation.typesetting.ingredients import code_for, mosaic_drawing

from . import words
from .data import Block, Story, Twin
from .grid import Grid
from .items import Drawn, Ground, Item, QrCode, Text
from .measuring import Measures
from .pieces import PAD
from .styles import cased

ROW = 2
"""Lines of one row of tiles."""
COLOURS = ("coral", "blue", "plum", "teal", "leaf", "sun")


def _bars_places(span: int, grid: Grid) -> tuple[float, float, float]:
    """Widths of title and labels, and of the tiles."""
    width = grid.width_of(span) - 2 * PAD - 4
    title = grid.column + 2
    label = 42.0 if span > 3 else 36.0
    return title, label, width - title - label - 10


def bars_lines(block: Block, story: Story, measures: Measures, span: int) -> int:
    title, _, _ = _bars_places(span, measures.grid)
    left = 1 + measures.lines_of(block.title, story.lang, story.dir, title - 6, "bar-title")
    pads = 2 * 4.3 / measures.grid.line
    return math.ceil(max(left, ROW * (len(block.rows) - 1) - 0.5) + pads)


def bars_items(
    block: Block, story: Story, measures: Measures, span: int, x: float, line: float, *, level: int
) -> list[Item]:
    """A table of counts as rows of tiles, one tile for each; the words stay text, the tiles are decoration."""
    grid = measures.grid
    y = grid.y_of(line)
    title, label, tiles = _bars_places(span, grid)
    lines = bars_lines(block, story, measures, span)

    def text(style: str, left: float, top: float, wide: float, says: str, **more: object) -> Text:
        return Text(left, top, wide, style, story.lang, story.dir, cased(style, story.lang, says), **more)  # type: ignore[arg-type]

    width = grid.width_of(span)
    top = y + grid.line
    inner = x + PAD + 2
    items: list[Item] = [Ground(x, y, width, lines * grid.line, "sand")]
    items.append(text("kicker", inner, top, title, words.in_numbers(story.lang)))
    items.append(text("bar-title", inner, top + grid.line, title - 6, block.title, level=level))
    largest = max(int(row[1]) for row in block.rows[1:])
    side = min(5.0, tiles / largest)
    for number, (name, count) in enumerate(row[:2] for row in block.rows[1:]):
        at = top + number * ROW * grid.line
        items.append(text("bar-label", inner + title, at, label - 2, name))
        left = inner + title + label
        row = mosaic_drawing(f"{story.slug}-{number}", colour=COLOURS[number % len(COLOURS)], columns=int(count), rows=1)
        items.append(Drawn(left, at + (grid.line - side) / 2, side * int(count), row))
        items.append(text("number", left + side * int(count) + 2, at, 9, count))
    return items


def note_lines(box: Block, link: Block | None, story: Story, measures: Measures, span: int) -> int:
    """Lines of the box with which a text ends, across its columns."""
    title, text, beside = _note_widths(span, measures.grid)
    say = (story.lang, story.dir)
    words_high = measures.lines_of(box.text, *say, text, "box-text")
    title_high = measures.lines_of(box.title, *say, title, "box-title")
    link_high = measures.lines_of(f"→ {link.text}", *say, beside or text, "link") if link else 0
    if beside:
        high = max(title_high, words_high, link_high)
    elif span >= 3:
        high = max(title_high, words_high + link_high)
    else:
        high = title_high + words_high + (link_high + 0.25 if link else 0)
    return math.ceil(high + 2 * PAD / measures.grid.line)


def _note_widths(span: int, grid: Grid) -> tuple[float, float, float]:
    """Widths of title, text and link; 0 for the link: below the text."""
    if span < 3:
        inner = grid.width_of(span) - 2 * PAD
        return inner, inner, 0
    title = grid.column - PAD - 2
    if span == 3:
        return title, grid.width_of(2) - PAD, 0
    return title, grid.width_of(2), grid.column - PAD - 2


def note_items(
    box: Block, link: Block | None, story: Story, measures: Measures, span: int, x: float, line: float
) -> list[Item]:
    grid = measures.grid
    y = grid.y_of(line)
    width = grid.width_of(span)
    title, text, beside = _note_widths(span, grid)
    say = (story.lang, story.dir)

    def at(style: str, left: float, top: float, wide: float, says: str, **more: object) -> Text:
        place = x + width - left - wide if story.rtl else x + left
        return Text(place, y + PAD + top * grid.line, wide, style, *say, cased(style, story.lang, says), **more)  # type: ignore[arg-type]

    lines = note_lines(box, link, story, measures, span)
    items: list[Item] = [Ground(x, y, width, lines * grid.line, "sand"), at("box-title", PAD, 0, title, box.title)]
    title_high = measures.lines_of(box.title, *say, title, "box-title")
    left, top = (grid.column + grid.gutter, 0.0) if span >= 3 else (PAD, title_high)
    items.append(at("box-text", left, top + (0.1 if span >= 3 else 0), text, box.text))
    if link is not None:
        arrow = "← " if story.rtl else "→ "
        if beside:
            left, top = 3 * (grid.column + grid.gutter), 0.0
        else:
            top += measures.lines_of(box.text, *say, text, "box-text") + 0.25
        items.append(at("link", left, top, beside or text, arrow + link.text, leads=link.to))
    return items


CODE = 14.0


def _twin_room(span: int, story: Story, grid: Grid) -> float:
    """Millimetres beside the code."""
    return grid.width_of(span) - 2 * PAD - 2 - (CODE + 4 if story.code_address else 0)


def twin_lines(story: Story, measures: Measures, span: int) -> int:
    grid = measures.grid
    if span == 1:
        high = sum(measures.lines_of(one.words, one.lang, one.dir, _twin_room(1, story, grid), "twin") + 0.25 for one in story.twins) * grid.line
    else:
        high = (math.ceil(len(story.twins) / (span - 1)) * 2.5 - 0.5) * grid.line
    return math.ceil((max(CODE if story.code_address else 0, high) + 2 * PAD) / grid.line)


def twin_items(story: Story, measures: Measures, span: int, x: float, line: float) -> list[Item]:
    """The code of the full text and its other languages; over one column they are named, else with their addresses."""
    grid = measures.grid
    y = grid.y_of(line)
    width = grid.width_of(span)
    height = twin_lines(story, measures, span) * grid.line
    items: list[Item] = [Ground(x, y, width, height, "sand")]
    left, room = x + PAD + 1, _twin_room(span, story, grid)
    if story.code_address:
        code = code_for(story.code_address, words.scan_says(story.lang))
        items.append(QrCode(x + width - PAD - 1 - CODE if story.rtl else left, y + (height - CODE) / 2, CODE, code, ground="sand"))
        left += 0 if story.rtl else CODE + 4

    def text(style: str, at: float, top: float, wide: float, twin: Twin, says: str, lang: str, dir: str) -> Text:
        side = "end" if (dir == "rtl") != story.rtl else "start"
        return Text(at, top, wide, style, lang, dir, says, side=side, leads=twin.address)

    if span == 1:
        high = [measures.lines_of(one.words, one.lang, one.dir, room, "twin") + 0.25 for one in story.twins]
        top = y + (height - sum(high) * grid.line) / 2
        for twin, lines in zip(story.twins, high, strict=True):
            items.append(text("twin", left, top, room, twin, twin.words, twin.lang, twin.dir))
            top += lines * grid.line
        return items
    across = min(span - 1, len(story.twins))
    wide = room / across
    rows = math.ceil(len(story.twins) / across)
    first = y + (height - (rows * 2.5 - 0.5) * grid.line) / 2
    for number, twin in enumerate(story.twins):
        place = number % across
        at = left + (across - 1 - place if story.rtl else place) * wide
        top = first + number // across * 2.5 * grid.line
        items.append(text("twin", at, top, wide - 2, twin, twin.words, twin.lang, twin.dir))
        items.append(text("twin-address", at, top + grid.line, wide - 2, twin, twin.address.split("://")[-1], "de", "ltr"))
    return items
