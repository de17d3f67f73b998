"""A motif: a drawing whose colours follow the ground it lies on."""

from __future__ import annotations

from dataclasses import dataclass

from ..colours import FIGURES
from ..tiles import Shape

STRONG_GROUNDS = ("coral", "blue", "plum", "teal", "sun", "leaf", "ink", "rose")


@dataclass(frozen=True, slots=True)
class Motif:
    """A drawing on 100 by 100 units.

    Each part names its role and its path. Roles: "figure" stands out on every ground, "accent" on
    ground and figure, "accent2" is a second one, "ground" cuts through; any other role is a colour's name.
    `grounds`: the colours it may lie on; `large`: also fit to be drawn two by two.
    """

    name: str
    parts: tuple[tuple[str, str], ...]
    grounds: tuple[str, ...] = STRONG_GROUNDS
    large: bool = True

    def shapes(self, ground: str) -> tuple[Shape, ...]:
        """The parts in the colours that suit the ground."""
        figure, accents = FIGURES[ground]
        named = {part for part, _ in self.parts}
        free = [accent for accent in accents if accent not in named] or list(accents)
        fills = {"ground": ground, "figure": figure, "accent": free[0], "accent2": free[-1]}
        return tuple(Shape(fills.get(role, role), path) for role, path in self.parts)

    def shows(self, colour: str, ground: str) -> bool:
        """Whether the colour appears when the motif lies on this ground."""
        return ground == colour or any(shape.fill == colour for shape in self.shapes(ground))


MotifSet = tuple[Motif, ...]
