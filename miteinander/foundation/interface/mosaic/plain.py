"""Plain tiles: quarter circles, circles, leaves, triangles and their kin, in two or three colours."""

from __future__ import annotations

from dataclasses import dataclass

from .geometry import box, circle, circles, half, polygon, ring, transformed
from .tiles import Shape

_QUARTER = "M0 0a100 100 0 0 1 100 100h-100z"
_LEAF = "M0 100a100 100 0 0 1 100-100a100 100 0 0 1-100 100z"
_PETAL = "M50 50a32 32 0 0 1-32-32a32 32 0 0 1 32 32z"


@dataclass(frozen=True, slots=True)
class Kind:
    """A plain tile's drawing: parts in the "main" or the "detail" colour; weight: how often it comes."""

    name: str
    weight: float
    turns: int
    parts: tuple[tuple[str, str], ...]

    def shapes(self, *, main: str, detail: str, turn: int) -> tuple[Shape, ...]:
        """The parts in their colours, turned clockwise by quarters."""
        fills = {"main": main, "detail": detail}
        return tuple(
            Shape(fills.get(role, role), transformed(path, turn=turn % self.turns))
            for role, path in self.parts
        )


KINDS: tuple[Kind, ...] = (
    Kind("quarter", 3.4, 4, (("main", _QUARTER),)),
    Kind("leaf", 2.0, 2, (("main", _LEAF),)),
    Kind("circle", 1.3, 1, (("main", circle(50, 50, 50)),)),
    Kind("triangle", 1.5, 4, (("main", polygon((0, 0), (100, 0), (0, 100))),)),
    Kind("half", 1.2, 4, (("main", half(50, 0, 50, up=False)),)),
    Kind("rainbow", 1.5, 4, (("main", _QUARTER), ("detail", "M0 50a50 50 0 0 1 50 50h-50z"))),
    Kind("halves", 0.8, 2, (("main", half(50, 0, 50, up=False)), ("detail", half(50, 50, 50, up=False)))),
    Kind("eye", 0.7, 2, (("main", _LEAF), ("detail", circle(50, 50, 20)))),
    Kind("ring", 0.7, 1, (("main", ring(50, 50, 50, 22)),)),
    Kind("arch", 0.6, 4, (("main", "M0 100v-50a50 50 0 0 1 100 0v50z"),)),
    Kind("flower", 0.35, 1, (("main", "".join(transformed(_PETAL, turn=turn) for turn in range(4))),)),
    Kind("diamond", 0.3, 1, (("main", polygon((50, 0), (100, 50), (50, 100), (0, 50))),)),
    Kind("squares", 0.3, 2, (("main", box(0, 0, 50, 50) + box(50, 50, 50, 50)),)),
    Kind("dots", 0.15, 1, (("main", circles([(25, 25), (75, 25), (25, 75), (75, 75)], 15)),)),
)
