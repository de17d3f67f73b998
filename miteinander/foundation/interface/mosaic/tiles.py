"""What a mosaic is made of, as data: web, paper and pictures are drawn from the same tiles."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Shape:
    """A filled shape; `fill` names a colour, `path` is path data (see `geometry`) on 100 by 100 units."""

    fill: str
    path: str


@dataclass(frozen=True, slots=True)
class Tile:
    """A square of `span` by `span` cells; its shapes are drawn on 100 by 100 units and scaled by `span`."""

    column: int
    row: int
    span: int
    ground: str
    shapes: tuple[Shape, ...]

    def shows(self, colour: str) -> bool:
        """Whether the colour is this tile's ground or one of its shapes."""
        return self.ground == colour or any(shape.fill == colour for shape in self.shapes)

    def cells(self) -> list[tuple[int, int]]:
        """The (column, row) cells this tile covers."""
        return [
            (self.column + right, self.row + down) for down in range(self.span) for right in range(self.span)
        ]


@dataclass(frozen=True, slots=True)
class Chance:
    """Decisions drawn from an identity: the same question always gets the same answer, on every machine."""

    identity: str

    def number(self, *question: object) -> float:
        """A number from 0 to below 1 for this question."""
        text = "\x1f".join([self.identity, *map(str, question)])
        return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=6).digest()) / 2**48

    def order(self, question: str, options: list[T]) -> list[T]:
        """The options in an order of the identity's own."""
        return sorted(options, key=lambda option: self.number(question, option))
