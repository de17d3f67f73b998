"""The baseline grid of a page: columns and lines. Lengths are millimetres."""

from dataclasses import dataclass

from miteinander.foundation.typesetting.formats import A4, BERLINER, TABLOID, PageFormat

POINT = 25.4 / 72
ARABIC_PITCH = 1.25
"""Arabic stands on five quarters of the line of the other scripts."""


@dataclass(frozen=True)
class Grid:
    """`columns` text columns of `column` mm with `gutter` between, `lines` lines of `line` mm below `top`."""

    format: PageFormat
    columns: int
    column: float
    gutter: float
    line: float
    top: float
    lines: int
    size: float
    """Type size of the running text, in points."""

    @property
    def margin(self) -> float:
        return (self.format.width - self.width_of(self.columns)) / 2

    def width_of(self, columns: int) -> float:
        return columns * self.column + (columns - 1) * self.gutter

    def x_of(self, column: int) -> float:
        return self.margin + column * (self.column + self.gutter)

    def y_of(self, line: float) -> float:
        return self.top + line * self.line


GRIDS = {
    "tabloid": Grid(TABLOID, 4, 49, 13 / 3, 4.1, 20.5, 69, 9.0),
    "a4": Grid(A4, 3, 58, 5, 4.1, 19.5, 65, 9.1),
    "berliner": Grid(BERLINER, 5, 54.2, 4.5, 4.4, 22, 97, 9.6),
}
"""By format : text columns of 3 of 12 units on a tabloid, of 4 of 12 on A4."""
