"""The running text of an article: its columns, balanced, around what stands between them."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from .data import Story, faces_within
from .flowing import Paragraph, Part, Piece, Poured, Pouring, Solid, Subhead
from .grid import Grid
from .items import Cell, Drawn, Frame, Grille, Ground, Item, Line, Shot, Text
from .mosaics import drawing_of, mark
from .pieces import PAD, BoxOf, LinkOf, QuoteOf, ShotOf, TableOf
from .styles import cased, pitch_in_lines, running_pitch, running_style

HIGHEST = 400


@dataclass(frozen=True)
class Hole:
    """What interrupts columns `first` to `last` (both inside): `lines` high, from `top` down. In lines of the text."""

    first: int
    last: int
    top: int
    lines: int


@dataclass(frozen=True)
class Column:
    """A frame of the text: which column, its first line and its height in lines of the text."""

    column: int
    top: int
    lines: int


def frames_for(span: int, height: int, hole: Hole | None) -> list[Column]:
    """In reading order: a column that is interrupted has two frames."""
    found = []
    for column in range(span):
        if hole is None or not hole.first <= column <= hole.last or hole.top + hole.lines >= height:
            found.append(
                Column(
                    column, 0, min(height, hole.top) if hole and hole.first <= column <= hole.last else height
                )
            )
        else:
            found.append(Column(column, 0, hole.top))
            below = hole.top + hole.lines
            found.append(Column(column, below, height - below))
    return found


def total_of(pieces: Sequence[Piece], pouring: Pouring) -> int:
    """Lines in one endless column."""
    return pouring.pour(pieces, [HIGHEST * 20]).used[0] if pieces else 0


def balanced_height(
    pieces: Sequence[Piece], span: int, pouring: Pouring, *, most: int, hole_for: Any = None
) -> int:
    """The least height in which all text stands in `span` columns; more than `most` when it does not, about as much as it takes.

    `hole_for`: from a height to the Hole in it.
    """
    if not pieces:
        return 0
    low = max(1, math.ceil(total_of(pieces, pouring) / span) - 1)
    for height in range(low, most + 1):
        hole = hole_for(height) if hole_for else None
        frames = [one.lines for one in frames_for(span, height, hole)]
        if not pouring.pour(pieces, frames).rest:
            return height
    return max(low, most + 1)


@dataclass(frozen=True)
class Set:
    """Text set in columns: `items` in millimetres, and what did not find room."""

    items: tuple[Item, ...]
    rest: tuple[Piece, ...]
    poured: Poured


def set_columns(
    pieces: Sequence[Piece],
    frames: Sequence[Column],
    pouring: Pouring,
    *,
    story: Story,
    grid: Grid,
    x: float,
    y: float,
    span: int,
    level: int,
) -> Set:
    """Pours and draws. `x`, `y`: the upper left corner of the article's columns in millimetres."""
    poured = pouring.pour(pieces, [one.lines for one in frames])
    items: list[Item] = []
    pitch = running_pitch(story.lang) * grid.line
    for frame, parts in zip(frames, poured.frames, strict=True):
        column = span - 1 - frame.column if story.rtl else frame.column
        left = x + column * (grid.column + grid.gutter)
        items += frame_items(parts, story, grid, left, y + frame.top * pitch, level=level)
    return Set(tuple(items), poured.rest, poured)


def frame_items(
    parts: Sequence[Part], story: Story, grid: Grid, x: float, y: float, *, level: int
) -> list[Item]:
    """The parts of one frame: running text as Frames, what is solid as items of its own, in order."""
    pitch = running_pitch(story.lang) * grid.line
    items: list[Item] = []
    lines: list[Line] = []

    def flush() -> None:
        if lines:
            items.append(Frame(x, y, grid.column, story.lang, story.dir, tuple(lines)))
            lines.clear()

    for part in parts:
        if isinstance(part.piece, Solid):
            flush()
            items += solid_items(part.piece.what, story, grid, x, y + part.top * pitch, level=level)
        else:
            lines.append(_line(part, story, pitch, grid, level))
    flush()
    return items


def _line(part: Part, story: Story, pitch: float, grid: Grid, level: int) -> Line:
    top, high = round(part.top * pitch, 4), round(part.lines * pitch, 4)
    if isinstance(part.piece, Subhead):
        return Line(f"{running_style(story.lang)}-subhead", part.piece.text, top, high, level=level)
    assert isinstance(part.piece, Paragraph)
    flow = part.piece.flow
    bullet = round(grid.column - flow.width, 2)
    return Line(
        flow.style,
        " ".join(flow.words[part.first : part.last]),
        top,
        high,
        indent=flow.indent and part.first == 0,
        joins=part.joins,
        bullet=bullet if bullet > 1 else 0,
        begins=part.first == 0,
        faces=faces_within(flow.faces, part.first, part.last),
    )


def solid_items(what: Any, story: Story, grid: Grid, x: float, y: float, *, level: int) -> list[Item]:
    """What stands in a column as a whole."""
    line, width = grid.line, grid.column

    def text(style: str, left: float, top: float, wide: float, words: str, **more: Any) -> Text:
        return Text(left, top, wide, style, story.lang, story.dir, cased(style, story.lang, words), **more)

    match what:
        case BoxOf():
            high = (what.title_lines + what.text_lines) * line + 2 * PAD
            inner = width - 2 * PAD
            found: list[Item] = [Ground(x, y, width, high, "sand")]
            if what.title:
                found.append(text("box-title", x + PAD, y + PAD, inner, what.title))
            top = y + PAD + what.title_lines * line
            return [*found, text("box-text", x + PAD, top, inner, what.text, faces=what.faces)]
        case QuoteOf():
            found = [text("quote-small", x, y + line * 0.25, width, what.text)]
            if what.by:
                found.append(text("by", x, y + line * (0.25 + what.text_lines), width, what.by))
            return found
        case TableOf():
            found = [text("body-subhead", x, y, width, what.caption)] if what.caption else []
            heights = tuple(round(one * line, 3) for one in what.heights)
            rows = tuple(
                tuple(Cell("table-head" if number == 0 else "table", one) for one in row)
                for number, row in enumerate(what.rows)
            )
            top = y + (what.caption_lines + 0.25) * line
            return [*found, Grille(x, top, story.lang, story.dir, what.widths, heights, rows)]
        case LinkOf():
            arrow = "← " if story.rtl else "→ "
            return [text("link", x, y, width, arrow + what.text, leads=what.to)]
        case ShotOf():
            block = what.block
            if block.picture is not None:
                found = [Shot(x, y, width, what.lines * line, block.picture)]
            else:
                assert block.mosaic is not None and what.cut is not None
                found = [Drawn(x, y, width, drawing_of(block.mosaic, what.cut), block.title)]
            if what.block.text:
                found.append(text("caption", x, y + (what.lines + 0.25) * line, width, what.block.text))
            return found
    raise TypeError(type(what).__name__)


def pull_quote(
    block: Any, story: Story, grid: Grid, x: float, y: float, width: float, lines: float
) -> list[Item]:
    """A quotation between columns, below a few small tiles. `lines`: of its text."""
    side = 1.75 * grid.line
    left = x + width - 2 * side if story.rtl else x
    items: list[Item] = [
        Drawn(left, y + grid.line, 2 * side, mark(block.text, story.colour)),
        Text(x, y + 3 * grid.line, width, "quote", story.lang, story.dir, block.text),
    ]
    if block.title:
        items.append(Text(x, y + (3 + lines) * grid.line, width, "by", story.lang, story.dir, block.title))
    return items


def pull_lines(block: Any, story: Story, measures: Any, width: float) -> tuple[float, int]:
    """Lines of a pull quote's text, and of all of it with the space around."""
    text = measures.lines_of(block.text, story.lang, story.dir, width, "quote")
    by = pitch_in_lines("by", story.lang) if block.title else 0
    return text, math.ceil(3 + text + by + 1)
