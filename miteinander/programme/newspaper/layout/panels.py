"""What stands on a page beside articles: advertisements, notices, addresses, the imprint."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from miteinander.foundation.typesetting.ingredients import Drawing, mosaic_drawing

from .data import Advert, Mosaic, Notice
from .flowing import Pouring
from .items import Drawn, Ground, Item, Shot, Text
from .jobs import Placed
from .measuring import Measures
from .mosaics import drawing_of, largest_cut
from .styles import cased

PAD = 3.4
STRETCH = 6
"""Lines by which a panel may be higher than its words need."""


@dataclass(frozen=True)
class Across:
    """A panel over so many columns."""

    span: int


@dataclass
class Panel:
    """A box whose words are not split. Subclasses say how high the words are and draw them."""

    measures: Measures
    lang: str
    stretch: int = STRETCH
    least_span: int = 1
    misses: float = 0
    is_known: bool = False
    tables: dict[tuple[int, int, int], Any] = field(default_factory=dict)
    _known: dict[int, int] = field(default_factory=dict)

    def variants(self, span: int) -> Sequence[Across]:
        return [Across(span)] if span >= self.least_span else []

    def heights(self, variant: Across, pouring: Pouring) -> Sequence[tuple[int, int]]:
        least = self.least(variant.span)
        return [(least + more, more) for more in range(self.stretch + 1)]

    def dislike(self, variant: Across, picture: int, pouring: Pouring) -> float:
        return 0.4 * picture

    def least_cut(self, variant: Across) -> int:
        return 0

    def reset(self) -> None:
        self._known.clear()
        self.tables.clear()

    def warm(self, columns: int) -> None:
        for span in range(1, columns + 1):
            self.least(span)

    def least(self, span: int) -> int:
        if span not in self._known:
            self._known[span] = self.words_lines(span)
        return self._known[span]

    def area(self, columns: int, pouring: Pouring) -> int:
        return min(self.least(span) * span for span in range(1, columns + 1))

    def words_lines(self, span: int) -> int:
        raise NotImplementedError

    def items(self, span: int, height: int, x: float, y: float) -> list[Item]:
        raise NotImplementedError

    def place(self, variant: Across, height: int, column: int, line: float, **_more: Any) -> Placed:
        grid = self.measures.grid
        most = min(height, self.least(variant.span) + self.stretch)
        return Placed(tuple(self.items(variant.span, most, grid.x_of(column), grid.y_of(line))), most)

    # Words

    def high(self, style: str, says: str, width: float, lang: str = "", dir: str = "ltr") -> float:
        return self.measures.lines_of(says, lang or self.lang, dir, width, style)

    def text(
        self,
        style: str,
        x: float,
        y: float,
        width: float,
        says: str,
        lang: str = "",
        dir: str = "ltr",
        **more: Any,
    ) -> Text:
        return Text(x, y, width, style, lang or self.lang, dir, cased(style, lang or self.lang, says), **more)


def _square(mosaic: Mosaic, columns: int, rows: int) -> Drawing:
    return mosaic_drawing(
        mosaic.identity, colour=mosaic.colour, motifs=mosaic.motifs, columns=columns, rows=rows
    )


@dataclass
class AdvertPanel(Panel):
    """Paid space, marked as such above its frame."""

    advert: Advert = field(default_factory=lambda: Advert("", ""))

    def _inner(self, span: int) -> tuple[float, str]:
        """Width of the words and the style of the title."""
        width = self.measures.grid.width_of(span) - 2 * PAD
        if span > 1 and (self.advert.mosaic or self.advert.picture):
            width -= self.measures.grid.column * 0.62
        return width, "advert-title" if span > 1 else "bar-title"

    def _high(self, style: str, says: str, width: float) -> float:
        return self.high(style, says, width, self.advert.lang, self.advert.dir)

    def words_lines(self, span: int) -> int:
        width, title = self._inner(span)
        lines = self._high(title, self.advert.title, width) + 0.5
        lines += self._high("advert-text", self.advert.text, width)
        if self.advert.address:
            lines += 1.5
        if span == 1 and (self.advert.mosaic or self.advert.picture):
            lines += self.measures.grid.column / 2 / self.measures.grid.line + 1
        return math.ceil(1 + lines + 2 * PAD / self.measures.grid.line)

    def items(self, span: int, height: int, x: float, y: float) -> list[Item]:
        grid, advert = self.measures.grid, self.advert
        width = grid.width_of(span)
        top = y + grid.line
        box = (height - 1) * grid.line
        inner, style = self._inner(span)
        found: list[Item] = []
        if advert.label:
            found.append(self.text("advert-label", x, y + 0.1 * grid.line, width, advert.label, side="end"))
        found += [
            Ground(x, top, width, box, "ink"),
            Ground(x + 0.35, top + 0.35, width - 0.7, box - 0.7, "white"),
        ]
        left, at = x + PAD, top + PAD
        if span == 1 and (advert.mosaic or advert.picture):
            strip = (width - 2 * PAD) / 2
            found += self._shown(left, at, width - 2 * PAD, strip, 4, 2)
            at += strip + grid.line
        elif advert.mosaic or advert.picture:
            side = box - 2 * PAD
            wide = min(grid.column * 0.55, side)
            far = left if advert.dir == "rtl" else x + width - PAD - wide
            found += self._shown(far, at + (side - wide) / 2, wide, wide, 3, 3)
            if advert.dir == "rtl":
                left = x + width - PAD - inner
        say = {"lang": advert.lang, "dir": advert.dir}
        found.append(self.text(style, left, at, inner, advert.title, **say))
        at += (self._high(style, advert.title, inner) + 0.5) * grid.line
        found.append(self.text("advert-text", left, at, inner, advert.text, **say))
        at += (self._high("advert-text", advert.text, inner) + 0.5) * grid.line
        if advert.address:
            found.append(
                self.text(
                    "link", left, at, inner, advert.address.split("://")[-1], **say, leads=advert.address
                )
            )
        return found

    def _shown(self, x: float, y: float, width: float, height: float, columns: int, rows: int) -> list[Item]:
        if self.advert.picture is not None:
            return [Shot(x, y, width, height, self.advert.picture)]
        assert self.advert.mosaic is not None
        return [Drawn(x, y, width, _square(self.advert.mosaic, columns, rows))]


@dataclass
class NoticePanel(Panel):
    """A short announcement of the house."""

    notice: Notice = field(default_factory=lambda: Notice("", ""))
    TILE = 9.0

    def _inner(self, span: int) -> float:
        return self.measures.grid.width_of(span) - 2 * PAD - (self.TILE + 3 if span > 1 else 0)

    def words_lines(self, span: int) -> int:
        inner = self._inner(span)
        title = self.high("bar-title", self.notice.title, inner, self.notice.lang, self.notice.dir)
        text = self.high("box-text", self.notice.text, inner, self.notice.lang, self.notice.dir)
        extra = 0 if span > 1 else self.TILE / self.measures.grid.line + 0.5
        return math.ceil(title + text + 0.25 + extra + 2 * PAD / self.measures.grid.line)

    def items(self, span: int, height: int, x: float, y: float) -> list[Item]:
        grid, notice = self.measures.grid, self.notice
        width, inner = grid.width_of(span), self._inner(span)
        found: list[Item] = [Ground(x, y, width, height * grid.line, "sand")]
        tiles = (
            _square(Mosaic(notice.title, notice.colour), 2, 1)
            if span == 1
            else _square(Mosaic(notice.title, notice.colour), 1, 2)
        )
        left, at = x + PAD, y + PAD
        wide = 2 * self.TILE if span == 1 else self.TILE
        found.append(Drawn(x + width - PAD - wide if notice.dir == "rtl" else left, at, wide, tiles))
        if span == 1:
            at += self.TILE + 0.5 * grid.line
        elif notice.dir != "rtl":
            left += self.TILE + 3
        say = {"lang": notice.lang, "dir": notice.dir}
        found.append(self.text("bar-title", left, at, inner, notice.title, **say, leads=notice.address))
        at += (self.high("bar-title", notice.title, inner, notice.lang, notice.dir) + 0.25) * grid.line
        found.append(self.text("box-text", left, at, inner, notice.text, **say))
        return found


@dataclass
class RowsPanel(Panel):
    """Labels and values in the columns of the page: addresses, consultation hours, the imprint."""

    title: str = ""
    rows: tuple[tuple[str, str], ...] = ()
    label_style: str = "box-title"
    text_style: str = "box-text"
    ground: str = "sand"
    level: int = 2
    stretch: int = 2

    def _columns(self, span: int) -> list[list[tuple[str, str]]]:
        """The rows in columns of about the same height, in order."""
        across = span
        width = self._width(span)
        heights = [self._row(row, width) for row in self.rows]
        most = max([sum(heights) / across, *heights], default=0)
        while True:
            columns: list[list[tuple[str, str]]] = [[]]
            used = 0.0
            for row, high in zip(self.rows, heights, strict=True):
                if columns[-1] and used + high > most + 1e-6:
                    columns.append([])
                    used = 0.0
                columns[-1].append(row)
                used += high
            if len(columns) <= across:
                return columns
            most += 0.5

    def _width(self, span: int) -> float:
        return (self.measures.grid.width_of(span) - 2 * PAD - (span - 1) * 5) / span

    def _row(self, row: tuple[str, str], width: float) -> float:
        return self.high(self.label_style, row[0], width) + self.high(self.text_style, row[1], width) + 0.5

    def words_lines(self, span: int) -> int:
        width = self._width(span)
        highest = max(
            (sum(self._row(row, width) for row in column) for column in self._columns(span)), default=0
        )
        title = 1.75 if self.title else 0
        return math.ceil(highest - 0.5 + title + 2 * PAD / self.measures.grid.line)

    def items(self, span: int, height: int, x: float, y: float) -> list[Item]:
        grid = self.measures.grid
        found: list[Item] = [Ground(x, y, grid.width_of(span), height * grid.line, self.ground)]
        at = y + PAD
        if self.title:
            found.append(
                self.text(
                    "rail-title",
                    x + PAD,
                    at - 0.6,
                    grid.width_of(span) - 2 * PAD,
                    self.title,
                    level=self.level,
                )
            )
            at += 1.75 * grid.line
        width = self._width(span)
        for number, column in enumerate(self._columns(span)):
            left, top = x + PAD + number * (width + 5), at
            for label, says in column:
                found.append(self.text(self.label_style, left, top, width, label))
                top += self.high(self.label_style, label, width) * grid.line
                found.append(self.text(self.text_style, left, top, width, says))
                top += (self.high(self.text_style, says, width) + 0.5) * grid.line
        return found


@dataclass
class MosaicPanel(Panel):
    """A filler: a strip of mosaic, where the flatplan keeps a place free."""

    mosaic: Mosaic = field(default_factory=lambda: Mosaic("", "sun"))
    stretch: int = 20

    def words_lines(self, span: int) -> int:
        return 4

    def items(self, span: int, height: int, x: float, y: float) -> list[Item]:
        grid = self.measures.grid
        cut = largest_cut(grid.width_of(span), grid.line, height)
        return [Drawn(x, y, grid.width_of(span), drawing_of(self.mosaic, cut))] if cut else []
