"""What stands below an article across its columns: the count drawn in tiles, the box to the other languages."""

import math

from miteinander.foundation.typesetting.ingredients import code_for, mosaic_drawing

from . import words
from .data import Block, Story
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


def twin_lines(story: Story, measures: Measures, span: int) -> int:
    return math.ceil((_twin_height(story, span, measures.grid)) / measures.grid.line)


CODE = 14.0


def _twin_height(story: Story, span: int, grid: Grid) -> float:
    rows = math.ceil(len(story.twins) / max(1, span - 1 if span > 1 else 1))
    return max(CODE if story.code_address else 0, rows * 2.5 * grid.line) + 2 * PAD + 0.4


def twin_items(story: Story, measures: Measures, span: int, x: float, line: float) -> list[Item]:
    """The code of the full text and the addresses of its other languages."""
    grid = measures.grid
    y = grid.y_of(line)
    width = grid.width_of(span)
    height = twin_lines(story, measures, span) * grid.line
    items: list[Item] = [Ground(x, y, width, height, "sand")]
    left, room = x + PAD + 1, width - 2 * PAD - 2
    if story.code_address:
        code = code_for(story.code_address, words.scan_says(story.lang))
        at = x + width - PAD - 1 - CODE if story.rtl else left
        items.append(QrCode(at, y + (height - CODE) / 2, CODE, code, ground="sand"))
        room -= CODE + 4
        left += 0 if story.rtl else CODE + 4
    across = max(1, span - 1 if span > 1 else 1)
    wide = room / min(across, len(story.twins))
    rows = math.ceil(len(story.twins) / across)
    first = y + (height - (rows * 2.5 - 0.5) * grid.line) / 2
    for number, twin in enumerate(story.twins):
        place = number % across
        at = left + (min(across, len(story.twins)) - 1 - place if story.rtl else place) * wide
        top = first + number // across * 2.5 * grid.line
        items.append(Text(at, top, wide - 2, "twin", twin.lang, twin.dir, twin.words, side="end" if (twin.dir == "rtl") != story.rtl else "start"))
        items.append(Text(at, top + grid.line, wide - 2, "twin-address", "de", "ltr", twin.address.split("://")[-1], leads=twin.address, side="end" if story.rtl else "start"))
    return items
