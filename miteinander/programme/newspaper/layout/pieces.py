"""A story's blocks as pieces that flow through columns, and what stands outside them."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from .data import Block, Face, Story
from .flowing import Paragraph, Piece, Solid, Subhead
from .grid import Grid
from .measuring import Flow, Measures, Question, words_of
from .mosaics import Cut, cuts
from .styles import EASY, running_pitch, running_style

BULLET = 3.2
PAD = 2.6
"""Millimetres of ground around a text in a box."""
MOST_TILES = 30
HIGHEST_MOSAIC = 0.7
"""Share of its width that a mosaic in a column is high."""
LETTER, WIDE_LETTER = 1.62, 1.75
"""Millimetres a letter takes in a table: in a text, and in one word."""
HALF = 10
"""Letters of a long word that must fit a column of a table."""


@dataclass(frozen=True)
class BoxOf:
    """A box in a column: its title's and text's lines of the grid are known."""

    title: str
    text: str
    title_lines: float
    text_lines: float
    faces: tuple[Face, ...] = ()


@dataclass(frozen=True)
class TableOf:
    """A table in a column: widths in millimetres, rows in lines of the grid."""

    caption: str
    caption_lines: float
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    heights: tuple[float, ...]


@dataclass(frozen=True)
class QuoteOf:
    """A quotation in a column."""

    text: str
    by: str
    text_lines: float
    by_lines: float


@dataclass(frozen=True)
class LinkOf:
    text: str
    to: str


@dataclass(frozen=True)
class ShotOf:
    """A picture in a column with its caption."""

    block: Block
    lines: int
    caption_lines: float
    cut: Cut | None = None
    """Of a mosaic."""


@dataclass(frozen=True)
class Matter:
    """A story made ready: `pieces` flow; a quotation may stand between columns, the others below all of them."""

    pieces: tuple[Piece, ...]
    quotes: tuple[Block, ...] = ()
    bars: Block | None = None
    box: Block | None = None
    link: Block | None = None


def is_bars(block: Block) -> bool:
    """Whether a table is a count of things, short enough to be drawn in tiles."""
    rows = block.rows[1:]
    return (
        block.kind == "table"
        and 3 <= len(rows) <= 8
        and all(len(row) == 2 and row[1].strip().isdigit() and 0 < int(row[1]) <= MOST_TILES for row in rows)
    )


def questions_of(story: Story, grid: Grid) -> list[Question]:
    """What is asked about a story at first: its paragraphs as they break in one column."""
    return [piece.flow for piece in _paragraphs(story, grid)]


def _flow(text: str, story: Story, width: float, *, indent: bool, faces: tuple[Face, ...] = ()) -> Flow:
    indent = indent and story.lang != EASY
    style = running_style(story.lang)
    return Flow(words_of(text), story.lang, story.dir, round(width, 3), indent, style, faces)


def _paragraphs(story: Story, grid: Grid) -> list[Paragraph]:
    found: list[Paragraph] = []
    indent = False
    for block in story.blocks:
        if block.kind == "p" and words_of(block.text):
            found.append(Paragraph(_flow(block.text, story, grid.column, indent=indent, faces=block.faces)))
        elif block.kind == "list":
            found += [
                Paragraph(_flow(item, story, grid.column - BULLET, indent=False))
                for item in block.items
                if words_of(item)
            ]
        indent = block.kind in ("p", "quote") or (indent and is_bars(block))
    return found


class Maker:
    """Makes the pieces of one story for columns of one width."""

    def __init__(self, story: Story, measures: Measures) -> None:
        self.story = story
        self.measures = measures
        self.grid = measures.grid
        self.pitch = running_pitch(story.lang)

    def matter(self, *, quotes: str, with_bars: bool, with_box: bool) -> Matter:
        """`quotes`: "in" the column; the first "out" of it, for the page; "repeated" ones left away.

        `with_bars`: a count stays a table in the column; `with_box`: a box at the end of the text stays there.
        """
        box, link = (None, None) if with_box else self._ending()
        pieces: list[Piece] = []
        pulled: list[Block] = []
        bars: Block | None = None
        paragraphs = iter(_paragraphs(self.story, self.grid))
        for block in self.story.blocks:
            if block.kind == "p" and words_of(block.text):
                pieces.append(next(paragraphs))
            elif block.kind == "list":
                pieces += [next(paragraphs) for item in block.items if words_of(item)]
            elif block is box or block is link:
                continue
            elif block.kind == "quote" and quotes == "out" and not pulled:
                pulled.append(block)
            elif block.kind == "quote" and quotes == "repeated" and self._is_said(block):
                continue
            elif is_bars(block) and bars is None and not with_bars:
                bars = block
            elif (piece := self._piece(block)) is not None:
                pieces.append(piece)
        return Matter(tuple(pieces), tuple(pulled), bars, box, link)

    def _ending(self) -> tuple[Block | None, Block | None]:
        """The box with which a text ends, and the link beside it."""
        ending = [block for block in self.story.blocks[-2:] if block.kind in ("box", "link")]
        if self.story.blocks[-1:] and self.story.blocks[-1].kind not in ("box", "link"):
            return None, None
        box = next((block for block in ending if block.kind == "box"), None)
        link = next((block for block in ending if block.kind == "link"), None)
        return (box, link) if box else (None, None)

    def _is_said(self, quote: Block) -> bool:
        """Whether the text itself says what a quotation repeats."""
        said = "".join(
            letter
            for block in self.story.blocks
            if block.kind == "p"
            for letter in block.text
            if letter.isalnum()
        )
        return "".join(filter(str.isalnum, quote.text)) in said

    def _piece(self, block: Block) -> Piece | None:
        if block.kind == "heading":
            lines = self._lines(block.text, self.grid.column, f"{running_style(self.story.lang)}-subhead")
            return Subhead(block.text, max(1, round(lines / self.pitch)))
        maker = {
            "quote": self._quote,
            "box": self._box,
            "table": self._table,
            "link": self._link,
            "picture": self._shot,
        }.get(block.kind)
        return maker(block) if maker else None

    def _lines(self, text: str, width: float, style: str, faces: tuple[Face, ...] = ()) -> float:
        return self.measures.lines_of(text, self.story.lang, self.story.dir, width, style, faces)

    def _own(self, lines: float) -> int:
        """Lines of the grid as lines of the text's own pitch."""
        return math.ceil(lines / self.pitch - 1e-6)

    def _quote(self, block: Block) -> Solid:
        text, by = (
            self._lines(block.text, self.grid.column, "quote-small"),
            self._lines(block.title, self.grid.column, "by"),
        )
        return Solid(QuoteOf(block.text, block.title, text, by), self._own(text + by + 0.25), len(block.text))

    def _box(self, block: Block) -> Solid:
        inner = self.grid.column - 2 * PAD
        title = self._lines(block.title, inner, "box-title")
        text = self._lines(block.text, inner, "box-text", block.faces)
        lines = title + text + 2 * PAD / self.grid.line
        return Solid(
            BoxOf(block.title, block.text, title, text, block.faces),
            self._own(lines),
            len(block.title) + len(block.text),
        )

    def _link(self, block: Block) -> Solid:
        return Solid(
            LinkOf(block.text, block.to), self._own(self._lines("→ " + block.text, self.grid.column, "link"))
        )

    def _shot(self, block: Block) -> Solid | None:
        width, line = self.grid.column, self.grid.line
        cut = None
        if block.picture is not None:
            lines = math.ceil(min(1.2, block.picture.height / block.picture.width) * width / line)
        elif block.mosaic is not None:
            cut = cuts(width, line, 4, int(HIGHEST_MOSAIC * width / line))[-1]
            lines = cut.lines
        else:
            return None
        caption = self._lines(block.text, width, "caption")
        return Solid(ShotOf(block, lines, caption, cut), self._own(lines + caption + 0.25))

    def _table(self, block: Block) -> Solid | None:
        if not block.rows:
            return None
        count = max(len(row) for row in block.rows)
        rows = tuple(row + ("",) * (count - len(row)) for row in block.rows)
        widths = self.column_widths(rows)
        heights = tuple(
            max(
                self._lines(cell, width - 1.5, "table-head" if number == 0 else "table")
                for cell, width in zip(row, widths, strict=True)
            )
            + 0.25
            for number, row in enumerate(rows)
        )
        caption = self._lines(block.title, self.grid.column, "body-subhead")
        made = TableOf(block.title, caption, rows, widths, heights)
        characters = sum(len(cell) for row in rows for cell in row)
        return Solid(made, self._own(caption + sum(heights) + 0.25), characters)

    def column_widths(self, rows: tuple[tuple[str, ...], ...]) -> tuple[float, ...]:
        """Millimetres for each column: as its longest word needs, the rest as its texts are long.

        Where the longest words have no room beside each other, room for half of them will do: they are hyphenated.
        """
        columns = list(zip(*rows, strict=True))
        longest = [
            max((len(word) for cell in column for word in words_of(cell)), default=1) for column in columns
        ]
        wish = [max(len(cell) for cell in column) * LETTER + 2 for column in columns]
        width = self.grid.column
        if sum(wish) <= width:
            spare = width - sum(wish)
            return _millimetres(one + spare * one / sum(wish) for one in wish)
        least = [one * WIDE_LETTER + 2 for one in longest]
        if sum(least) >= width:
            least = [min(one, max(HALF, one // 2 + 2)) * WIDE_LETTER + 2 for one in longest]
        if sum(least) >= width:
            return _millimetres(one / sum(least) * width for one in least)
        more = [max(0.0, w - low) for w, low in zip(wish, least, strict=True)]
        spare = width - sum(least)
        return _millimetres(low + spare * m / sum(more) for low, m in zip(least, more, strict=True))


def _millimetres(widths: Iterable[float]) -> tuple[float, ...]:
    """As both passes see them."""
    return tuple(round(one, 3) for one in widths)
