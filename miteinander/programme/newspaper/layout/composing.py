"""How a page is divided: every way to stack its articles in rows is weighed, and the fullest and calmest one taken."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Protocol

from .flowing import Pouring

ROW_GAP = 2
"""Lines between rows, with a rule in the middle."""
NEVER = 1e9
CUT = 70.0
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

    def heights(self, variant: Any, pouring: Pouring) -> Sequence[tuple[int, int]]: ...

    def dislike(self, variant: Any, height: int, picture: int, pouring: Pouring) -> float: ...

    @property
    def may_be_cut(self) -> bool: ...

    @property
    def least_cut(self) -> int: ...


@dataclass(frozen=True)
class Choice:
    """How one article stands at a height."""

    cost: float
    variant: Any


@dataclass(frozen=True)
class Row:
    """Indices of what stands side by side, their spans, and the height of all of them."""

    members: tuple[int, ...]
    spans: tuple[int, ...]
    height: int
    variants: tuple[Any, ...]


@dataclass(frozen=True)
class Composition:
    """Rows from top to bottom; `spare` lines stay free below them."""

    rows: tuple[Row, ...]
    spare: int
    cost: float


@lru_cache(64)
def _parts(total: int, count: int) -> tuple[tuple[int, ...], ...]:
    """Every way to give `count` articles at least one of `total` columns."""
    if count == 1:
        return ((total,),)
    return tuple(
        (first, *rest) for first in range(1, total - count + 2) for rest in _parts(total - first, count - 1)
    )


def _stacks(count: int, columns: int) -> Iterator[tuple[int, ...]]:
    """Every way to part a sequence of articles into rows."""
    if count == 0:
        yield ()
        return
    for first in range(1, min(count, columns) + 1):
        for rest in _stacks(count - first, columns):
            yield (first, *rest)


class Composer:
    """Composes articles into `lines` lines over `columns` columns."""

    def __init__(self, members: Sequence[Settable], columns: int, lines: int, pouring: Pouring) -> None:
        self.members = members
        self.columns = columns
        self.lines = lines
        self.pouring = pouring
        self._choices: dict[tuple[int, int], list[Choice]] = {}
        self._rows: dict[tuple[int, int], list[tuple[float, tuple[int, ...], tuple[Any, ...]]]] = {}

    def choices(self, index: int, span: int) -> list[Choice]:
        """The best way for every height from 0 to the whole page."""
        key = (index, span)
        if key not in self._choices:
            self._choices[key] = self._weigh(self.members[index], span)
        return self._choices[key]

    def _weigh(self, member: Settable, span: int) -> list[Choice]:
        best = [Choice(NEVER, None)] * (self.lines + 1)
        for variant in member.variants(span):
            heights = list(member.heights(variant, self.pouring))
            for height in range(self.lines + 1):
                fitting = [one for one in heights if one[0] <= height]
                if fitting:
                    used, picture = fitting[-1]
                    cost = 1.1 * max(0, height - used - 1) * span + member.dislike(variant, height, picture, self.pouring)
                elif member.may_be_cut and height >= member.least_cut and heights[0][0] < 900:
                    missing = (heights[0][0] - height) * span
                    cost = CUT + 2.0 * missing + member.dislike(variant, height, heights[0][1], self.pouring)
                else:
                    continue
                if cost < best[height].cost:
                    best[height] = Choice(cost, variant)
        return best

    def row(self, first: int, count: int) -> list[tuple[float, tuple[int, ...], tuple[Any, ...]]]:
        """For every height: the cost of a row of `count` articles from `first`, their spans and variants."""
        key = (first, count)
        if key in self._rows:
            return self._rows[key]
        best: list[tuple[float, tuple[int, ...], tuple[Any, ...]]] = [(NEVER, (), ())] * (self.lines + 1)
        for spans in _parts(self.columns, count):
            options = [self.choices(first + place, span) for place, span in enumerate(spans)]
            for height in range(self.lines + 1):
                cost = sum(one[height].cost for one in options)
                if cost < best[height][0]:
                    best[height] = (cost, spans, tuple(one[height].variant for one in options))
        self._rows[key] = best
        return best

    def compose(self, wish: str = "") -> Composition:
        """The best stack. Its cost is NEVER when nothing fits at all."""
        wished = WISHES.get(wish, ())
        best = Composition((), self.lines, NEVER)
        for stack in _stacks(len(self.members), self.columns):
            found = self._stacked(stack)
            cost = found.cost + (0 if not wished or stack in wished else 9)
            if cost < best.cost:
                best = Composition(found.rows, found.spare, cost)
        return best

    def _stacked(self, stack: tuple[int, ...]) -> Composition:
        room = self.lines - ROW_GAP * (len(stack) - 1)
        if room < 1:
            return Composition((), self.lines, NEVER)
        firsts = [sum(stack[:number]) for number in range(len(stack))]
        tables = [self.row(first, count) for first, count in zip(firsts, stack, strict=True)]
        # costs[total]: the least cost of the rows so far in `total` lines, and their heights
        costs: list[tuple[float, tuple[int, ...]]] = [(0.0, ())] + [(NEVER, ())] * room
        for table in tables:
            following: list[tuple[float, tuple[int, ...]]] = [(NEVER, ())] * (room + 1)
            usable = [(height, table[height][0]) for height in range(1, room + 1) if table[height][0] < NEVER]
            for total, (cost, heights) in enumerate(costs):
                if cost >= NEVER:
                    continue
                for height, more in usable:
                    if total + height > room:
                        break
                    if cost + more < following[total + height][0]:
                        following[total + height] = (cost + more, (*heights, height))
            costs = following
        best = Composition((), self.lines, NEVER)
        for total, (cost, heights) in enumerate(costs):
            spare = room - total
            cost += self.columns * (0.9 * spare if spare < 5 else 1.5 + 0.25 * spare) if spare else 0
            if cost < best.cost and heights:
                best = Composition(self._rows_of(firsts, stack, tables, heights), spare, cost)
        return best

    def _rows_of(
        self, firsts: Sequence[int], stack: Sequence[int], tables: Sequence[Any], heights: Sequence[int]
    ) -> tuple[Row, ...]:
        return tuple(
            Row(tuple(range(first, first + count)), table[height][1], height, table[height][2])
            for first, count, table, height in zip(firsts, stack, tables, heights, strict=True)
        )
