"""Mosaics of whole cells, as high as a number of lines allows."""

from dataclasses import dataclass
from functools import lru_cache

from miteinander.foundation.typesetting.ingredients import Drawing, mosaic_drawing

from .data import Mosaic


@dataclass(frozen=True)
class Cut:
    """A mosaic of columns by rows; `lines` of the grid that it takes, with less than one line left below."""

    columns: int
    rows: int
    lines: int


@lru_cache(4096)
def cuts(width: float, line: float, least: int, most: int) -> tuple[Cut, ...]:
    """Every mosaic `width` mm wide between `least` and `most` lines high, one for each height, lowest first."""
    best: dict[int, tuple[float, Cut]] = {}
    smallest, largest = max(7.5, width / 22), 21.0 if width > 60 else 17.0
    for columns in range(max(1, int(width / largest)), int(width / smallest) + 1):
        cell = width / columns
        for rows in range(1, 40):
            lines = -(-rows * cell // line)
            waste = lines * line - rows * cell
            if lines > most:
                break
            if lines < least or waste > 0.75 * line:
                continue
            # a foot of paper is ugly, and so are tiles too small or too large for their mosaic
            cost = waste / line + abs(cell - (width / 4) ** 0.5 * 2.3) / 30
            if int(lines) not in best or cost < best[int(lines)][0]:
                best[int(lines)] = (cost, Cut(columns, rows, int(lines)))
    return tuple(cut for _, (_, cut) in sorted(best.items()))


def largest_cut(width: float, line: float, most: int) -> Cut | None:
    """What fills up to `most` lines: of the highest mosaics the one with the largest tiles; None below 3 lines."""
    found = cuts(width, line, 3, most) if most >= 3 else ()
    return min(
        (cut for cut in found if cut.lines >= found[-1].lines - 3), key=lambda cut: cut.columns, default=None
    )


def drawing_of(mosaic: Mosaic, cut: Cut) -> Drawing:
    return mosaic_drawing(
        mosaic.identity, colour=mosaic.colour, motifs=mosaic.motifs, columns=cut.columns, rows=cut.rows
    )


def mark(identity: str, colour: str, columns: int = 2) -> Drawing:
    """A few small tiles: the mark of a section, a teaser or a quotation."""
    return mosaic_drawing(identity, colour=colour, columns=columns, rows=1)
