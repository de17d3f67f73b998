"""What a sheet's data may hold beside texts and numbers: drawings, codes and pictures."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from fontTools.pens.recordingPen import RecordingPen
from fontTools.svgLib.path import parse_path

from miteinander.foundation.interface.mosaic import mosaic_tiles
from miteinander.foundation.interface.pictograms.drawings import DRAWINGS
from miteinander.foundation.interface.qr_codes import qr_rows

_UNIT = 100
_GROUND = f"M0 0h{_UNIT}v{_UNIT}h-{_UNIT}z"
_LETTERS = {"moveTo": "m", "lineTo": "l", "curveTo": "c", "qCurveTo": "q", "closePath": "z", "endPath": "e"}


@dataclass(frozen=True)
class Layer:
    """Paths of one colour: `steps` are [letter, x, y, ...] with absolute coordinates."""

    fill: str
    steps: tuple[tuple[Any, ...], ...]


@dataclass(frozen=True)
class Drawing:
    """A vector drawing in our own colours, `width` by `height` units; `line` is the width of strokes, 0 for filled."""

    width: float
    height: float
    layers: tuple[Layer, ...]
    line: float = 0


@dataclass(frozen=True)
class Code:
    """A QR code: its dark runs as (x, y, length) in modules, and the address it leads to."""

    size: int
    runs: tuple[tuple[int, int, int], ...]
    address: str
    says: str
    """What a person who does not see it hears."""


@dataclass(frozen=True)
class Picture:
    """A photograph or a drawing as JPEG, PNG or SVG. `key` is made from its content."""

    content: bytes = field(repr=False)
    kind: str
    width: int
    height: int
    says: str
    credit: str = ""

    @property
    def key(self) -> str:
        return _name_of(self.content)


@lru_cache(64)
def _name_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:20]


@lru_cache(256)
def mosaic_drawing(identity: str, *, colour: str, motifs: str = "", columns: int, rows: int) -> Drawing:
    """The mosaic of an identity as one drawing of columns by rows cells, 100 units each."""
    layers: list[dict[str, list[tuple[Any, ...]]]] = [{}]
    for tile in mosaic_tiles(identity, colour=colour, motifs=motifs, columns=columns, rows=rows):
        x, y = tile.column * _UNIT, tile.row * _UNIT
        layers[0].setdefault(tile.ground, []).extend(_moved(path_steps(_GROUND), tile.span, x, y))
        for depth, shape in enumerate(tile.shapes, start=1):
            if len(layers) == depth:
                layers.append({})
            layers[depth].setdefault(shape.fill, []).extend(_moved(path_steps(shape.path), tile.span, x, y))
    return Drawing(
        columns * _UNIT,
        rows * _UNIT,
        tuple(Layer(name, tuple(steps)) for layer in layers for name, steps in layer.items()),
    )


def _moved(steps: Iterable[tuple[Any, ...]], scale: int, x: int, y: int) -> Iterator[tuple[Any, ...]]:
    """A tile's steps at its place; the shapes of tiles come again and again, only their places differ."""
    for letter, *numbers in steps:
        at = [round(n * scale + (y if odd % 2 else x), 2) for odd, n in enumerate(numbers)]
        yield (letter, *at)


@lru_cache(256)
def pictogram_drawing(name: str, colour: str = "ink") -> Drawing:
    """A pictogram, 24 by 24 units, drawn in lines of 2. Raises KeyError for an unknown name."""
    return Drawing(24, 24, (Layer(colour, path_steps(DRAWINGS[name])),), line=2)


@lru_cache(1024)
def path_steps(path: str) -> tuple[tuple[Any, ...], ...]:
    """SVG path data as absolute moves, lines and Bézier curves."""
    pen = RecordingPen()
    parse_path(path, pen)
    return tuple(_steps(pen.value))


def _steps(recorded: Iterable[tuple[str, tuple[Any, ...]]]) -> Iterable[tuple[Any, ...]]:
    for name, points in recorded:
        numbers = [round(value, 2) for point in points for value in point]
        yield (_LETTERS[name], *numbers)


@lru_cache(1024)
def code_for(address: str, says: str) -> Code:
    """The QR code of an address; without the quiet zone, which the sheet gives it."""
    rows = qr_rows(address, border=0)
    runs = []
    for y, row in enumerate(rows):
        x = 0
        while x < len(row):
            start = x
            while x < len(row) and row[x]:
                x += 1
            if x > start:
                runs.append((start, y, x - start))
            x += 1
    return Code(len(rows), tuple(runs), address, says)
