"""The motif tiles of each event format: pictures from the mosaic's own geometry that speak without words."""

from __future__ import annotations

from .motif import Motif, MotifSet
from .sets import MOTIFS

__all__ = ["MOTIFS", "Motif", "MotifSet"]
