"""The mosaic: every event, edition, activity and district gets its own picture, drawn from its identity."""

from __future__ import annotations

from .colours import COLOURS
from .layout import mosaic_tiles
from .motifs import MOTIFS, Motif, MotifSet
from .svg import mosaic_svg
from .tiles import Shape, Tile

__all__ = ["COLOURS", "MOTIFS", "Motif", "MotifSet", "Shape", "Tile", "mosaic_svg", "mosaic_tiles"]
