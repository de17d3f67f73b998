"""How a page is divided: every way to stack its articles in rows is weighed, and the fullest and calmest one taken."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Protocol

from .flowing import Pouring

ROW_GAP = 2
"""Lines between rows, with a rule in the middle."""
NEVER = 1e9
HOPELESS = 100_000
"""Lines: a way of setting that is none."""
EMPTY = 1.1
"""What a line of a column costs that stays empty below a member."""
CUT = 600.0
"""What it costs to let a text go on elsewhere, or to leave words out."""
WISHES: dict[str, tuple[tuple[int, ...], ...]] = {
    "lead-two": ((1, 2),),
    "one-long": ((1,),),
    "two-halves": ((1, 1), (2,)),
    "three": ((1, 2), (1, 1, 1), (2, 1)),
}
"""How many articles a row holds, from the top: what a pattern of the flatplan wishes for."""


class Settable(Protocol):
    """What can stand on a page: an article, an advertisement, a notice, the imprint.

    `misses`: what a line that finds no room costs; `tables`: kept by the composer until `reset`.
    """

    misses: float
    tables: dict[tuple[int, int, int], "Table"]

    def variants(self, span: int) -> Sequence[Any]: ...

    def heights(self, variant: Any, pouring: Pouring) -> Sequence[tuple[int, int]]:
        """Every height without empty space, and the lines of the picture in it; lowest first."""

    def dislike(self, variant: Any, picture: int, pouring: Pouring) -> float:
        """What speaks against a way to set it."""

    def least_cut(self, variant: Any) -> int:
        """Lines in which it can begin when it goes on elsewhere; 0 when it cannot be cut."""


@dataclass(frozen=True)
class Cell:
    """A member in its place, relative to its page."""

    member: int
    variant: Any
    column: int
    line: int
    span: int
    height: int


@dataclass(frozen=True)
class Composition:
    """Cells in reading order; `breaks`: the lines on which a new row begins; `lines`: how many are used."""

    cells: tuple[Cell, ...]
    breaks: tuple[int, ...]
    lines: int
    cost: float


@dataclass(frozen=True)
class Table:
    """For every height its least cost, and how it is reached."""

    costs: list[float]
    ways: list[Any]


@lru_cache(64)
def _parts(total: int, count: int) -> tuple[tuple[int, ...], ...]:
    """Every way to write a number as a sum of so many numbers from 1."""
    if count == 1:
        return ((total,),)
    return tuple(
        (first, *rest) for first in range(1, total - count + 2) for rest in _parts(total - first, count - 1)
    )


def _stacks(count: int, most: int) -> Iterator[tuple[int, ...]]:
    """Every way to part a sequence into groups of at most `most`."""
    if count == 0:
        yield ()
        return
    for first in range(1, min(count, most) + 1):
        for rest in _stacks(count - first, most):
            yield (first, *rest)


class Composer:
    """Composes members into `lines` lines over `columns` columns: rows of columns of members."""

    def __init__(self, members: Sequence[Settable], columns: int, lines: int, pouring: Pouring) -> None:
        self.members = members
        self.columns = columns
        self.lines = lines
        self.pouring = pouring
        self._columns: dict[tuple[int, int, int], Table] = {}
        self._rows: dict[tuple[int, int], Table] = {}
        self._begun: dict[tuple[int, ...], dict[int, tuple[float, tuple[int, ...]]]] = {}

    def alone(self, index: int, span: int) -> Table:
        """The best variant of one member for every height from 0 to the whole page; the member keeps it."""
        member = self.members[index]
        key = (span, self.lines, self.columns)
        if key not in member.tables:
            member.tables[key] = self._weigh(member, span)
        return member.tables[key]

    def _weigh(self, member: Settable, span: int) -> Table:
        exact = Table([NEVER] * (self.lines + 1), [None] * (self.lines + 1))
        cut = Table([NEVER] * (self.lines + 1), [None] * (self.lines + 1))
        for variant in member.variants(span):
            heights = member.heights(variant, self.pouring)
            first = heights[0][0]
            least = member.least_cut(variant)
            if least and first < HOPELESS:
                dislike = CUT + member.dislike(variant, heights[0][1], self.pouring)
                for height in range(least, min(self.lines + 1, first)):
                    _better(cut, height, dislike + member.misses * (first - height) * span, variant)
            for used, picture in heights:
                if used > self.lines:
                    break
                _better(exact, used, member.dislike(variant, picture, self.pouring), variant)
        # a line of empty space is nothing, every further one costs
        table = Table(list(exact.costs), list(exact.ways))
        for height in range(1, self.lines + 1):
            _better(table, height, exact.costs[height - 1], exact.ways[height - 1])
            if table.costs[height - 1] < NEVER:
                _better(table, height, table.costs[height - 1] + EMPTY * span, table.ways[height - 1])
        for height, cost in enumerate(cut.costs):
            _better(table, height, cost, cut.ways[height])
        return table

    def column(self, first: int, count: int, span: int) -> Table:
        """Members above one another, as wide as each other; a way is the height of all but the last."""
        if count == 1:
            return self.alone(first, span)
        key = (first, count, span)
        if key not in self._columns:
            above, below = self.column(first, count - 1, span), self.alone(first + count - 1, span)
            lower = [(height, cost) for height, cost in enumerate(below.costs) if cost < NEVER]
            table = Table([NEVER] * (self.lines + 1), [0] * (self.lines + 1))
            for upper, cost in enumerate(above.costs):
                if cost < NEVER:
                    for height, more in lower:
                        total = upper + ROW_GAP + height
                        if total > self.lines:
                            break
                        _better(table, total, cost + more, upper)
            self._columns[key] = table
        return self._columns[key]

    def row(self, first: int, count: int) -> Table:
        """Columns of members side by side; a way is how many stand in each, and their spans."""
        key = (first, count)
        if key not in self._rows:
            table = Table([NEVER] * (self.lines + 1), [None] * (self.lines + 1))
            for group in _stacks(count, 3):
                if len(group) > self.columns or (len(group) == 1 and count > 1):
                    continue
                for spans in _parts(self.columns, len(group)):
                    beside = [
                        self.column(at, many, span).costs for at, many, span in _groups(first, group, spans)
                    ]
                    for height, cost in enumerate(map(sum, zip(*beside, strict=True))):
                        if cost < table.costs[height]:
                            table.costs[height], table.ways[height] = cost, (group, spans)
            self._rows[key] = table
        return self._rows[key]

    def compose(self, wish: str = "") -> Composition:
        """The best stack of rows. Its cost is NEVER when nothing fits at all."""
        wished = WISHES.get(wish, ())
        best: tuple[float, int, tuple[int, ...], tuple[int, ...]] = (NEVER, 0, (), ())
        for stack in _stacks(len(self.members), 5):
            cost, total, heights = self._stacked(stack)
            cost += 0 if not wished or stack in wished else 6
            if cost < best[0]:
                best = (cost, total, stack, heights)
        cost, total, stack, heights = best
        cells: list[Cell] = []
        breaks: list[int] = []
        first = line = 0
        for count, height in zip(stack, heights, strict=True):
            breaks.append(line)
            cells += self._cells_of_row(first, count, line, height)
            first += count
            line += height + ROW_GAP
        return Composition(tuple(cells), tuple(breaks), total, cost)

    def _totals(self, stack: tuple[int, ...]) -> dict[int, tuple[float, tuple[int, ...]]]:
        """For every number of lines the least cost of these rows, and their heights; many stacks begin alike."""
        if not stack:
            return {0: (0.0, ())}
        if stack not in self._begun:
            first, count = sum(stack[:-1]), stack[-1]
            gap = ROW_GAP if first else 0
            costs = self.row(first, count).costs
            usable = [(height, cost) for height, cost in enumerate(costs) if cost < NEVER and height]
            following: dict[int, tuple[float, tuple[int, ...]]] = {}
            for total, (cost, heights) in self._totals(stack[:-1]).items():
                for height, more in usable:
                    lines = total + gap + height
                    if lines > self.lines:
                        break
                    if lines not in following or cost + more < following[lines][0]:
                        following[lines] = (cost + more, (*heights, height))
            self._begun[stack] = following
        return self._begun[stack]

    def _stacked(self, stack: tuple[int, ...]) -> tuple[float, int, tuple[int, ...]]:
        """Cost, lines and heights of the best rows of a stack."""
        totals = self._totals(stack)
        best: tuple[float, int, tuple[int, ...]] = (NEVER, 0, ())
        for total, (cost, heights) in totals.items():
            spare = self.lines - total
            cost += self.columns * (0.9 * spare if spare < 5 else 1.5 + 0.25 * spare) if spare else 0
            if cost < best[0]:
                best = (cost, total, heights)
        return best

    def _cells_of_row(self, first: int, count: int, line: int, height: int) -> list[Cell]:
        group, spans = self.row(first, count).ways[height]
        found: list[Cell] = []
        column = 0
        for at, many, span in _groups(first, group, spans):
            found += self._cells_of_column(at, many, span, column, line, height)
            column += span
        return found

    def _cells_of_column(
        self, first: int, count: int, span: int, column: int, line: int, height: int
    ) -> list[Cell]:
        if count == 1:
            return [Cell(first, self.alone(first, span).ways[height], column, line, span, height)]
        upper = self.column(first, count, span).ways[height]
        above = self._cells_of_column(first, count - 1, span, column, line, upper)
        below = line + upper + ROW_GAP
        return above + self._cells_of_column(
            first + count - 1, 1, span, column, below, height - upper - ROW_GAP
        )


def _better(table: Table, height: int, cost: float, way: Any) -> None:
    if cost < table.costs[height]:
        table.costs[height], table.ways[height] = cost, way


def _groups(first: int, group: Sequence[int], spans: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """First member, how many, and span, for every column of a row."""
    for many, span in zip(group, spans, strict=True):
        yield first, many, span
        first += many
