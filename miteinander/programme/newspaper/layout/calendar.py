"""The calendar by district: a rail beside articles, or as many columns as its dates need."""

import math
from dataclasses import dataclass, replace
from typing import Any

from miteinander.foundation.typesetting.ingredients import code_for, mosaic_drawing

from . import words
from .data import CalendarDistrict, CalendarLine, EditionToSet
from .grid import Grid
from .items import Drawn, Ground, Item, QrCode, Rule, Text
from .measuring import Measures
from .styles import cased

PAD = 2.8
DAY = 12.0
"""Millimetres for the day before its title."""
SPACE = 0.35
"""Lines between two dates."""


@dataclass(frozen=True)
class Way:
    """How dates are set: with their places, in titles of so many lines at most, so far apart."""

    places: bool
    title: int
    space: float = SPACE
    code: bool = True


WAYS = (
    Way(True, 2),
    Way(False, 2),
    Way(False, 2, 0.15),
    Way(False, 1, 0.15),
    Way(False, 1, 0.05, code=False),
)
"""The roomiest first."""
HEAD = 4
CODE_LINES = 5
CODE = 15.0


@dataclass(frozen=True)
class Entry:
    """A line of the calendar: the name of a district, or a date of it, whose title takes `title` lines."""

    lines: float
    district: CalendarDistrict
    date: CalendarLine | None = None
    title: float = 0
    when: str = ""


class Calendar:
    """Sets all dates of an edition in columns with a ground of their own."""

    def __init__(self, edition: EditionToSet, measures: Measures) -> None:
        self.edition = edition
        self.measures = measures
        self.grid: Grid = measures.grid
        self.way = WAYS[1]

    @property
    def inner(self) -> float:
        """Width of one column of dates."""
        return self.grid.column - 2 * PAD

    def entries(self) -> list[Entry]:
        found = []
        for district in self.edition.calendar:
            found.append(Entry(2.0, district))
            for date in district.lines:
                words = self.measures.clipped(
                    date.title, self.edition.lang, "ltr", self.inner - DAY, "event", self.way.title
                )
                date = replace(date, title=words)
                title = self.measures.lines_of(
                    date.title, self.edition.lang, "ltr", self.inner - DAY, "event"
                )
                says = ", ".join(filter(None, [date.when, date.place if self.way.places else ""]))
                when = self.measures.lines_of(says, self.edition.lang, "ltr", self.inner - DAY, "event-when")
                found.append(Entry(title + when + self.way.space, district, date, title, says))
        return found

    def columns(self, lines: int, most: int) -> list[list[Entry]]:
        """The entries in as few columns as hold them, but not more than `most`; what is over is not there.

        With the places of the dates if that costs neither a column nor a date; closer to each other, with shorter titles
        and at last without the code before a date is left out.
        """
        self.way = WAYS[1]
        slim = self._columns(lines, most)
        if not self.left_out(slim):
            self.way = WAYS[0]
            wide = self._columns(lines, most)
            if len(wide) <= len(slim) and not self.left_out(wide):
                return wide
            self.way = WAYS[1]
            return slim
        for self.way in WAYS[2:]:
            slim = self._columns(lines, most)
            if not self.left_out(slim):
                break
        return slim

    @property
    def _code_lines(self) -> int:
        return CODE_LINES if self.edition.calendar_address and self.way.code else 0

    def _columns(self, lines: int, most: int) -> list[list[Entry]]:
        entries = self.entries()
        total = sum(entry.lines for entry in entries)
        for count in range(1, most + 1):
            room = lines - 2 * PAD / self.grid.line - HEAD
            extra = self._code_lines
            even = max((total + extra) / count, 8)
            for height in (even + step for step in range(0, max(1, math.ceil(room - even)) + 1)):
                if height > room:
                    break
                found = self._filled(entries, height, count, extra)
                if found is not None:
                    return found
        return self._cut(entries, lines - 2 * PAD / self.grid.line - HEAD, most)

    def _filled(
        self, entries: list[Entry], height: float, count: int, extra: float
    ) -> list[list[Entry]] | None:
        columns: list[list[Entry]] = [[]]
        used = 0.0
        for number, entry in enumerate(entries):
            need = entry.lines
            if entry.date is None and number + 1 < len(entries):
                need += entries[number + 1].lines
            if columns[-1] and used + need > height:
                columns.append([])
                used = 0.0
            columns[-1].append(entry)
            used += entry.lines
        if len(columns) > count or (len(columns) == count and used + extra > height + 0.01):
            return None
        return columns

    def _cut(self, entries: list[Entry], height: float, most: int) -> list[list[Entry]]:
        columns: list[list[Entry]] = [[]]
        used = 0.0
        for entry in entries:
            if used + entry.lines > height - (self._code_lines if len(columns) == most else 0):
                if len(columns) == most:
                    break
                columns.append([])
                used = 0.0
            columns[-1].append(entry)
            used += entry.lines
        return columns

    def left_out(self, columns: list[list[Entry]]) -> int:
        """Dates that found no room."""
        return len(self.entries()) - sum(map(len, columns))

    def items(self, columns: list[list[Entry]], column: int, lines: int, *, level: int = 2) -> list[Item]:
        edition, grid = self.edition, self.grid
        x, y = grid.x_of(column), grid.y_of(0)
        width = grid.width_of(len(columns))
        items: list[Item] = [Ground(x, y, width, lines * grid.line, "sand")]
        left = x + PAD

        def text(style: str, at: float, top: float, wide: float, says: str, **more: Any) -> Text:
            return Text(at, top, wide, style, edition.lang, "ltr", cased(style, edition.lang, says), **more)

        items.append(text("kicker", left, y + PAD - 0.4, width, edition.calendar_kicker))
        items.append(
            text(
                "rail-title",
                left,
                y + PAD - 0.4 + 1.1 * grid.line,
                width - 2 * PAD,
                edition.calendar_title,
                level=level,
            )
        )
        bottom = y
        for number, entries in enumerate(columns):
            at = x + PAD + number * (grid.column + grid.gutter)
            top = y + PAD + HEAD * grid.line - 0.5 * grid.line
            for entry in entries:
                if entry.date is None:
                    side = 3.2
                    tile = mosaic_drawing(
                        entry.district.name, colour=entry.district.colour, columns=1, rows=1
                    )
                    items.append(Drawn(at, top + 0.6 * grid.line, side, tile))
                    items.append(
                        text(
                            "district",
                            at + side + 2,
                            top + 0.5 * grid.line,
                            self.inner - side - 2,
                            entry.district.name,
                            level=level + 1,
                        )
                    )
                    items.append(Rule(at, top + 1.75 * grid.line, self.inner, "ink", 0.5))
                else:
                    items.append(text("day", at, top + 0.1 * grid.line, DAY, entry.date.day))
                    items.append(
                        text("event", at + DAY, top + 0.1 * grid.line, self.inner - DAY, entry.date.title)
                    )
                    below = top + (0.1 + entry.title) * grid.line
                    items.append(text("event-when", at + DAY, below, self.inner - DAY, entry.when))
                    items.append(Rule(at, top + (entry.lines - 0.08) * grid.line, self.inner, "line", 0.4))
                top += entry.lines * grid.line
            bottom = top
        if self._code_lines:
            at = x + PAD + (len(columns) - 1) * (grid.column + grid.gutter)
            foot = y + lines * grid.line - PAD - CODE
            if foot > bottom:
                items.append(
                    QrCode(
                        at,
                        foot,
                        CODE,
                        code_for(
                            edition.calendar_address, edition.calendar_words or words.scan_says(edition.lang)
                        ),
                        ground="sand",
                    )
                )
                wide = self.inner - CODE - 4
                items.append(text("day", at + CODE + 4, foot, wide, edition.calendar_words))
                high = self.measures.lines_of(edition.calendar_words, edition.lang, "ltr", wide, "day")
                items.append(
                    text(
                        "event-when",
                        at + CODE + 4,
                        foot + (high + 0.2) * grid.line,
                        wide,
                        edition.calendar_address.split("://")[-1],
                        leads=edition.calendar_address,
                    )
                )
        return items
