"""Where the tiles of a mosaic go and which colours they take."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable
from functools import lru_cache

from .colours import COLOURS, TASK_COLOURS, may_lie_on
from .motifs import MOTIFS, Motif, MotifSet
from .plain import KINDS, Kind
from .tiles import Chance, T, Tile

Cell = tuple[int, int]

SHARE = 0.4  # of the tiles show the given colour; the design asks for a third


@lru_cache(maxsize=512)
def mosaic_tiles(
    identity: str, *, colour: str, motifs: str = "", columns: int, rows: int
) -> tuple[Tile, ...]:
    """The mosaic of an identity, in reading order; the same on every machine.

    At least a third of the tiles show `colour` (a colour's name; ValueError for another word), no two
    neighbours share a ground, large motifs never touch. A `motifs` name without a set gives plain tiles.
    """
    if colour not in COLOURS:
        raise ValueError(f"unknown mosaic colour {colour!r}; known are {', '.join(COLOURS)}")
    if columns < 1 or rows < 1:
        raise ValueError("a mosaic has at least one column and one row")
    board = _Board(Chance(identity), colour, columns, rows)
    board.place_motifs(MOTIFS.get(motifs, ()))
    board.fill_plain()
    return tuple(sorted(board.tiles, key=lambda tile: (tile.row, tile.column)))


class _Board:
    """One mosaic in the making."""

    def __init__(self, chance: Chance, colour: str, columns: int, rows: int) -> None:
        self.chance = chance
        self.colour = colour
        self.columns = columns
        self.rows = rows
        self.tiles: list[Tile] = []
        self.owner: dict[Cell, Tile] = {}
        self.kinds: dict[Cell, tuple[str, int]] = {}

    def put(self, tile: Tile) -> None:
        self.tiles.append(tile)
        self.owner.update(dict.fromkeys(tile.cells(), tile))

    def free(self) -> list[Cell]:
        return [
            (column, row)
            for row in range(self.rows)
            for column in range(self.columns)
            if (column, row) not in self.owner
        ]

    def neighbours(self, cells: list[Cell]) -> list[Tile]:
        """The tiles already lying left, right, above or below of the cells."""
        found = []
        for column, row in cells:
            for beside in ((column - 1, row), (column + 1, row), (column, row - 1), (column, row + 1)):
                if beside in self.owner and beside not in cells:
                    found.append(self.owner[beside])
        return found

    # Motifs

    def place_motifs(self, motifs: MotifSet) -> None:
        """Large motifs first, far apart, then small ones between them; each once before any comes again."""
        cells = self.columns * self.rows
        if not motifs or cells < 2:
            return
        order = self.chance.order("motif", [motif.name for motif in motifs])
        queue = sorted(motifs, key=lambda motif: order.index(motif.name))
        large = [motif for motif in queue if motif.large]
        places = self.large_places(min(3, cells // 8, len(large)))
        for (column, row), motif in zip(places, large, strict=False):
            self.put_motif(motif, column, row, span=2)
            queue.remove(motif)
        queue += sorted(motifs, key=lambda motif: order.index(motif.name))
        count = max(1, (cells - 4 * len(places)) // 5 + (cells == 8))
        for number, (column, row) in enumerate(self.spread("small", self.free(), list(self.owner), count)):
            self.put_motif(queue[number % len(queue)], column, row, span=1)

    def large_places(self, count: int) -> list[Cell]:
        """Up to `count` upper left cells of two by two places that do not touch, not even by a corner."""
        if self.columns < 3 or self.rows < 3:
            return []
        corners = [(column, row) for row in range(self.rows - 1) for column in range(self.columns - 1)]
        corners = self.chance.order("large", corners)
        best: list[Cell] = []
        for first in corners:
            places = [first]
            for column, row in corners:
                if len(places) < count and all(max(abs(column - c), abs(row - r)) >= 3 for c, r in places):
                    places.append((column, row))
            if len(places) > len(best):
                best = places
            if len(best) >= count:
                break
        return best[:count]

    def put_motif(self, motif: Motif, column: int, row: int, *, span: int) -> None:
        cells = Tile(column, row, span, "", ()).cells()
        taken = {tile.ground for tile in self.neighbours(cells)}
        used = [tile.ground for tile in self.tiles]
        grounds = [ground for ground in motif.grounds if ground not in taken]
        if not grounds:
            return
        wanted = sum(tile.shows(self.colour) for tile in self.tiles) <= len(self.tiles) * SHARE

        def cost(ground: str) -> float:
            own = -1.0 if wanted and motif.shows(self.colour, ground) else 0.0
            return own + 0.8 * used.count(ground) + self.chance.number("ground", motif.name, ground)

        ground = min(grounds, key=cost)
        self.put(Tile(column, row, span, ground, motif.shapes(ground)))

    # Plain tiles

    def fill_plain(self) -> None:
        """Fills the free cells, those that owe the mosaic its colour spread out evenly."""
        free = self.free()
        showing = [tile for tile in self.tiles if tile.shows(self.colour)]
        missing = max(0, math.ceil(SHARE * (len(self.tiles) + len(free))) - len(showing))
        coloured = set(
            self.spread("colour", free, [cell for tile in showing for cell in tile.cells()], missing)
        )
        for cell in free:
            ground, main, detail = self.plain_colours(cell, coloured=cell in coloured)
            kind, turn = self.plain_kind(cell)
            self.kinds[cell] = (kind.name, turn)
            shapes = kind.shapes(main=main, detail=detail, turn=turn)
            self.put(Tile(*cell, 1, ground, shapes))

    def plain_colours(self, cell: Cell, *, coloured: bool) -> tuple[str, str, str]:
        """Ground, main colour and detail colour of a plain tile."""
        near = self.neighbours([cell])
        taken = {tile.ground for tile in near}
        shown = [shape.fill for tile in near for shape in tile.shapes[:1]]
        pictured = {tile.ground for tile in near if tile.cells()[0] not in self.kinds}
        singles = [tile for tile in self.tiles if tile.span == 1]
        grounds = Counter([tile.ground for tile in singles])
        mains = Counter([tile.shapes[0].fill for tile in singles if tile.shapes])
        per_colour = 1 + len(self.tiles) / 8

        def sure(pair: tuple[str, str]) -> float:
            ground, main = pair
            value = 0.7 * (main in shown) + 0.4 * (main in taken) + 0.3 * (ground in shown)
            value += 1.1 * (main in pictured)  # else the shape would run into the picture beside it
            value += 0.5 * mains[main] / per_colour + 0.25 * grounds[ground] / per_colour
            value += {"paper": -0.35, "sand": -0.2, "ink": 0.6, "rose": 0.05}.get(ground, 0.1)
            value += 0.9 * (main == "ink") + (0.35 if not coloured and self.colour in pair else 0)
            return value

        def luck(pair: tuple[str, str]) -> float:
            return self.chance.number("colours", cell, *pair) * 1.2

        pairs = [
            (ground, main)
            for ground in COLOURS
            for main in (
                *TASK_COLOURS,
                "ink",
                *(("paper", "sand") if self.colour in ("paper", "sand", ground) else ()),
            )
            if ground not in taken
            and may_lie_on(main, ground)
            and (not coloured or self.colour in (ground, main))
        ]
        ground, main = _least(pairs, sure, luck)
        details = [
            colour
            for colour in ("sun", "coral", "rose", "paper", "teal", "plum", "blue", "ink")
            if may_lie_on(colour, main) and colour != ground
        ]
        return ground, main, min(details, key=lambda colour: self.chance.number("detail", cell, colour))

    def plain_kind(self, cell: Cell) -> tuple[Kind, int]:
        """A drawing that differs from those beside it."""
        column, row = cell
        beside = [self.kinds.get(near) for near in ((column - 1, row), (column, row - 1))]
        corner = [self.kinds.get(near) for near in ((column - 1, row - 1), (column + 1, row - 1))]
        drawn = Counter([name for name, _ in self.kinds.values()])
        many = 1 + len(self.kinds) / 12

        def sure(kind: Kind) -> float:
            near = sum(1 for other in beside if other and other[0] == kind.name)
            value = (0.35 if kind.weight > 1.2 else 2) * near
            value += 0.15 * sum(1 for other in corner if other and other[0] == kind.name)
            return value + 0.25 * drawn[kind.name] / kind.weight / many

        def luck(kind: Kind) -> float:
            # exponential chances: the smallest of them falls on each kind in proportion to its weight
            return -math.log(1 - self.chance.number("kind", cell, kind.name)) / kind.weight

        kind = _least(KINDS, sure, luck)
        turn = int(self.chance.number("turn", cell) * kind.turns)
        if any(other == (kind.name, turn) for other in beside):
            turn = (turn + 1) % kind.turns
        return kind, turn

    def spread(self, question: str, cells: list[Cell], taken: list[Cell], count: int) -> list[Cell]:
        """Up to `count` of the cells, each as far from the taken and chosen ones as chance allows."""
        chosen: list[Cell] = []
        left = list(cells)
        luck = {cell: 2.5 * self.chance.number(question, cell) for cell in cells}
        nearest = {
            cell: min(((cell[0] - c) ** 2 + (cell[1] - r) ** 2 for c, r in taken), default=0)
            for cell in cells
        }
        none_yet = not taken
        while left and len(chosen) < count:
            best = max(left, key=lambda cell: min(nearest[cell], 9) + luck[cell])
            left.remove(best)
            chosen.append(best)
            for cell in left:
                away = (cell[0] - best[0]) ** 2 + (cell[1] - best[1]) ** 2
                nearest[cell] = away if none_yet else min(nearest[cell], away)
            none_yet = False
        return chosen


def _least(options: Iterable[T], sure: Callable[[T], float], luck: Callable[[T], float]) -> T:
    """The option with the least sum; luck is never below 0, so it is not asked for those that are too dear already."""
    costs = sorted(
        ((sure(option), place, option) for place, option in enumerate(options)), key=lambda one: one[:2]
    )
    best = (math.inf, 0)
    found = costs[0][2]
    for cost, place, option in costs:
        if cost > best[0]:
            break
        total = (cost + luck(option), place)
        if total < best:
            best, found = total, option
    return found
