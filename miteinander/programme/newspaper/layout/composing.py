"""How a page is divided: every way to stack its articles in rows is weighed, and the fullest and calmest one taken."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Protocol

from .flowing import Pouring

ROW_GAP = 2
"""Lines between rows, with a rule in the middle."""
NEVER = 1e9
HOPELESS = 900
"""Lines: a way of setting that is none."""
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
    """What can stand on a page: an article, an advertisement, a notice, the imprint."""

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
class Choice:
    """The best way to fill a height: its cost, and the cells in it, relative to its own corner."""

    cost: float
    cells: tuple[Cell, ...] = ()


NOTHING = Choice(NEVER)


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
        self._alone: dict[tuple[int, int], list[Choice]] = {}
        self._columns: dict[tuple[int, int, int], list[Choice]] = {}
        self._rows: dict[tuple[int, int], list[Choice]] = {}

    def alone(self, index: int, span: int) -> list[Choice]:
        """The best way to set one member for every height from 0 to the whole page."""
        key = (index, span)
        if key not in self._alone:
            self._alone[key] = self._weigh(index, span)
        return self._alone[key]

    def _weigh(self, index: int, span: int) -> list[Choice]:
        member = self.members[index]
        best: list[tuple[float, Any]] = [(NEVER, None)] * (self.lines + 1)
        for variant in member.variants(span):
            heights = member.heights(variant, self.pouring)
            least = member.least_cut(variant)
            if least and heights[0][0] < HOPELESS:
                dislike = CUT + member.dislike(variant, heights[0][1], self.pouring)
                for height in range(least, min(self.lines + 1, heights[0][0])):
                    cost = dislike + 5.0 * (heights[0][0] - height) * span
                    if cost < best[height][0]:
                        best[height] = (cost, variant)
            for used, picture in heights:
                if used > self.lines:
                    break
                dislike = member.dislike(variant, picture, self.pouring)
                for height in range(used, self.lines + 1):
                    cost = dislike + 1.1 * max(0, height - used - 1) * span
                    if cost < best[height][0]:
                        best[height] = (cost, variant)
        return [
            Choice(cost, (Cell(index, variant, 0, 0, span, height),)) if cost < NEVER else NOTHING
            for height, (cost, variant) in enumerate(best)
        ]

    def column(self, first: int, count: int, span: int) -> list[Choice]:
        """Members above one another, as wide as each other."""
        if count == 1:
            return self.alone(first, span)
        key = (first, count, span)
        if key not in self._columns:
            above, below = self.column(first, count - 1, span), self.alone(first + count - 1, span)
            self._columns[key] = self._above(above, below)
        return self._columns[key]

    def _above(self, above: Sequence[Choice], below: Sequence[Choice]) -> list[Choice]:
        """For every height the best way to part it between what is above and what is below."""
        best: list[tuple[float, int]] = [(NEVER, 0)] * (self.lines + 1)
        lower = [(height, one.cost) for height, one in enumerate(below) if one.cost < NEVER]
        for upper, one in enumerate(above):
            if one.cost >= NEVER:
                continue
            for height, cost in lower:
                total = upper + ROW_GAP + height
                if total > self.lines:
                    break
                if one.cost + cost < best[total][0]:
                    best[total] = (one.cost + cost, upper)
        return [
            Choice(cost, above[upper].cells + _moved(below[height - upper - ROW_GAP].cells, 0, upper + ROW_GAP))
            if cost < NEVER
            else NOTHING
            for height, (cost, upper) in enumerate(best)
        ]

    def row(self, first: int, count: int) -> list[Choice]:
        """The best row of `count` members from `first`, for every height."""
        key = (first, count)
        if key in self._rows:
            return self._rows[key]
        best = [NOTHING] * (self.lines + 1)
        for group in _stacks(count, 3):
            if len(group) > self.columns or (len(group) == 1 and count > 1):
                continue
            firsts = [first + sum(group[:number]) for number in range(len(group))]
            for spans in _parts(self.columns, len(group)):
                beside = [
                    self.column(at, many, span) for at, many, span in zip(firsts, group, spans, strict=True)
                ]
                lefts = [sum(spans[:number]) for number in range(len(spans))]
                for height in range(self.lines + 1):
                    cost = sum(one[height].cost for one in beside)
                    if cost < best[height].cost:
                        cells = tuple(
                            cell for one, left in zip(beside, lefts, strict=True) for cell in _moved(one[height].cells, left, 0)
                        )
                        best[height] = Choice(cost, cells)
        self._rows[key] = best
        return best

    def compose(self, wish: str = "") -> Composition:
        """The best stack of rows. Its cost is NEVER when nothing fits at all."""
        wished = WISHES.get(wish, ())
        best = Composition((), (), 0, NEVER)
        for stack in _stacks(len(self.members), 5):
            found = self._stacked(stack)
            cost = found.cost + (0 if not wished or stack in wished else 6)
            if cost < best.cost:
                best = Composition(found.cells, found.breaks, found.lines, cost)
        return best

    def _stacked(self, stack: tuple[int, ...]) -> Composition:
        firsts = [sum(stack[:number]) for number in range(len(stack))]
        tables = [self.row(first, count) for first, count in zip(firsts, stack, strict=True)]
        # totals[n]: the least cost of the rows so far in n lines, and their heights
        totals: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
        for number, table in enumerate(tables):
            gap = ROW_GAP if number else 0
            usable = [(height, one.cost) for height, one in enumerate(table) if one.cost < NEVER and height]
            following: dict[int, tuple[float, tuple[int, ...]]] = {}
            for total, (cost, heights) in totals.items():
                for height, more in usable:
                    lines = total + gap + height
                    if lines > self.lines:
                        break
                    if lines not in following or cost + more < following[lines][0]:
                        following[lines] = (cost + more, (*heights, height))
            totals = following
        best: tuple[float, int, tuple[int, ...]] = (NEVER, 0, ())
        for total, (cost, heights) in totals.items():
            spare = self.lines - total
            cost += self.columns * (0.9 * spare if spare < 5 else 1.5 + 0.25 * spare) if spare else 0
            if cost < best[0]:
                best = (cost, total, heights)
        cells: list[Cell] = []
        breaks: list[int] = []
        line = 0
        for table, height in zip(tables, best[2], strict=False):
            breaks.append(line)
            cells += _moved(table[height].cells, 0, line)
            line += height + ROW_GAP
        return Composition(tuple(cells), tuple(breaks), best[1], best[0])


def _moved(cells: Sequence[Cell], right: int, down: int) -> tuple[Cell, ...]:
    return tuple(replace(cell, column=cell.column + right, line=cell.line + down) for cell in cells)
