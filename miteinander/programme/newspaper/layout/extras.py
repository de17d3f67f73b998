"""What stands below an article across its columns: the count drawn in tiles, the box to the other languages."""

import math
from typing import Any

from miteinander.foundation.interface.mosaic.tiles import Chance
from miteinander.foundation.typesetting.ingredients import Drawing, Layer, code_for, path_steps

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
SMALLEST, LARGEST = 3.4, 5.0
"""Millimetres of a tile that stands for one of what is counted."""
_SHAPES = (
    "M{x} 0h100v100h-100z",
    "M{x} 100a100 100 0 0 1 100 -100v100z",
    "M{x} 50a50 50 0 0 1 100 0a50 50 0 0 1 -100 0z",
    "M{x} 0a100 100 0 0 1 100 100a100 100 0 0 1 -100 -100z",
    "M{x} 0h100l-100 100z",
    "M{x} 0a100 100 0 0 0 100 100v-100z",
)


def tiles_drawing(count: int, colour: str, identity: str) -> Drawing:
    """A row of shapes of one colour, each 100 by 100 units."""
    chance = Chance(identity)
    order = [int(chance.number("shape", number) * len(_SHAPES)) for number in range(count)]
    path = "".join(_SHAPES[shape].format(x=number * 100) for number, shape in enumerate(order))
    return Drawing(count * 100, 100, (Layer(colour, path_steps(path)),))


def _bars_places(span: int, grid: Grid) -> tuple[float, float, float]:
    """Millimetres from the left for title, labels and tiles; the labels begin where a column does."""
    label = 44.0 if span > 3 else 34.0
    return PAD + 2, grid.column + grid.gutter, grid.column + grid.gutter + label


def _unit(block: Block, span: int, grid: Grid) -> int:
    """How many one tile stands for."""
    *_, tiles = _bars_places(span, grid)
    largest = max(int(row[1]) for row in block.rows[1:])
    return math.ceil(largest * SMALLEST / (grid.width_of(span) - tiles - 12))


def bars_lines(block: Block, story: Story, measures: Measures, span: int) -> int:
    grid = measures.grid
    say = (story.lang, story.dir)
    title, label, tiles = _bars_places(span, grid)
    left = 1 + measures.lines_of(block.title, *say, label - title - 4, "bar-title")
    unit = _unit(block, span, grid)
    if unit > 1:
        left += 0.5 + measures.lines_of(
            words.each_tile(story.lang, unit), *say, label - title - 4, "bar-text"
        )
    rows = sum(
        max(ROW, measures.lines_of(row[0], *say, tiles - label - 2, "bar-label") + 0.5)
        for row in block.rows[1:]
    )
    return math.ceil(max(left, rows - 0.5) + 2 * 4.3 / grid.line)


def bars_items(
    block: Block, story: Story, measures: Measures, span: int, x: float, line: float, *, level: int
) -> list[Item]:
    """A table of counts as rows of tiles; the words stay text, the tiles are decoration."""
    grid = measures.grid
    y = grid.y_of(line)
    width = grid.width_of(span)
    title, label, tiles = _bars_places(span, grid)
    say = (story.lang, story.dir)

    def text(style: str, left: float, top: float, wide: float, says: str, **more: Any) -> Text:
        place = x + width - left - wide if story.rtl else x + left
        return Text(place, top, wide, style, *say, cased(style, story.lang, says), **more)

    top = y + grid.line
    items: list[Item] = [Ground(x, y, width, bars_lines(block, story, measures, span) * grid.line, "sand")]
    items.append(text("kicker", title, top, label - title - 4, words.in_numbers(story.lang)))
    items.append(text("bar-title", title, top + grid.line, label - title - 4, block.title, level=level))
    unit = _unit(block, span, grid)
    if unit > 1:
        below = 1.5 + measures.lines_of(block.title, *say, label - title - 4, "bar-title")
        items.append(
            text(
                "bar-text",
                title,
                top + below * grid.line,
                label - title - 4,
                words.each_tile(story.lang, unit),
            )
        )
    most = max(math.ceil(int(row[1]) / unit) for row in block.rows[1:])
    side = min(LARGEST, (width - tiles - 12) / most)
    for number, (name, count) in enumerate(row[:2] for row in block.rows[1:]):
        high = measures.lines_of(name, *say, tiles - label - 2, "bar-label")
        items.append(text("bar-label", label, top, tiles - label - 2, name))
        many = math.ceil(int(count) / unit)
        left = tiles if not story.rtl else width - tiles - many * side
        drawing = tiles_drawing(many, COLOURS[number % len(COLOURS)], f"{story.slug} {number}")
        items.append(Drawn(x + left, top + (grid.line - side) / 2, side * many, drawing))
        items.append(text("number", tiles + side * many + 2, top, 9, count))
        top += max(ROW, high + 0.5) * grid.line
    return items


def note_lines(box: Block, link: Block | None, story: Story, measures: Measures, span: int) -> int:
    """Lines of the box with which a text ends, across its columns."""
    title, text, beside = _note_widths(span, measures.grid)
    say = (story.lang, story.dir)
    words_high = measures.lines_of(box.text, *say, text, "box-text", box.faces)
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

    def at(style: str, left: float, top: float, wide: float, says: str, **more: Any) -> Text:
        place = x + width - left - wide if story.rtl else x + left
        return Text(
            place, y + PAD + top * grid.line, wide, style, *say, cased(style, story.lang, says), **more
        )

    lines = note_lines(box, link, story, measures, span)
    items: list[Item] = [
        Ground(x, y, width, lines * grid.line, "sand"),
        at("box-title", PAD, 0, title, box.title),
    ]
    title_high = measures.lines_of(box.title, *say, title, "box-title")
    left, top = (grid.column + grid.gutter, 0.0) if span >= 3 else (PAD, title_high)
    items.append(at("box-text", left, top + (0.1 if span >= 3 else 0), text, box.text, faces=box.faces))
    if link is not None:
        arrow = "← " if story.rtl else "→ "
        if beside:
            left, top = 3 * (grid.column + grid.gutter), 0.0
        else:
            top += measures.lines_of(box.text, *say, text, "box-text", box.faces) + 0.25
        items.append(at("link", left, top, beside or text, arrow + link.text, leads=link.to))
    return items


CODE = 14.0


def _twin_room(span: int, story: Story, grid: Grid) -> float:
    """Millimetres beside the code."""
    return grid.width_of(span) - 2 * PAD - 2 - (CODE + 4 if story.code_address else 0)


def twin_lines(story: Story, measures: Measures, span: int) -> int:
    grid = measures.grid
    if span == 1:
        high = (
            sum(
                measures.lines_of(one.words, one.lang, one.dir, _twin_room(1, story, grid), "twin") + 0.25
                for one in story.twins
            )
            * grid.line
        )
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
        items.append(
            QrCode(
                x + width - PAD - 1 - CODE if story.rtl else left,
                y + (height - CODE) / 2,
                CODE,
                code,
                ground="sand",
            )
        )
        left += 0 if story.rtl else CODE + 4

    def text(
        style: str, at: float, top: float, wide: float, twin: Twin, says: str, lang: str, dir: str
    ) -> Text:
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
        items.append(
            text(
                "twin-address",
                at,
                top + grid.line,
                wide - 2,
                twin,
                twin.address.split("://")[-1],
                "de",
                "ltr",
            )
        )
    return items


def slim_lines(story: Story, span: int) -> int:
    return math.ceil(len(story.twins) / span)


def slim_items(story: Story, measures: Measures, span: int, x: float, line: float) -> list[Item]:
    """The other languages where there is no room for their box: a line of links."""
    grid = measures.grid
    found: list[Item] = []
    for number, twin in enumerate(story.twins):
        column = span - 1 - number % span if story.rtl else number % span
        side = "end" if (twin.dir == "rtl") != story.rtl else "start"
        top = grid.y_of(line + number // span)
        left = x + column * (grid.column + grid.gutter)
        arrow = "← " if twin.dir == "rtl" else "→ "
        found.append(
            Text(
                left,
                top,
                grid.column,
                "twin",
                twin.lang,
                twin.dir,
                arrow + twin.words,
                side=side,
                leads=twin.address,
            )
        )
    return found
