"""What pass 2 draws: items with their place in millimetres from the trimmed corner. The order is the reading order."""

from dataclasses import dataclass
from typing import Any

from miteinander.foundation.typesetting.formats import PageFormat
from miteinander.foundation.typesetting.ingredients import Code, Drawing, Picture

from .data import Face


@dataclass(frozen=True)
class Text:
    """A text of one style. `level`: of a heading, 0 for none. `leads`: anchor or address of a link."""

    x: float
    y: float
    w: float
    style: str
    lang: str
    dir: str
    text: str
    level: int = 0
    anchor: str = ""
    leads: str = ""
    fill: str = ""
    side: str = "start"
    size: float = 0
    """Points, when the style's own is not meant; the pitch grows with it."""
    faces: tuple[Face, ...] = ()
    """Of its words, which a space parts."""
    kind: str = "text"


@dataclass(frozen=True)
class Line:
    """A part of running text in a frame, `y` mm down and `h` mm high. `joins`: its last line is a full one."""

    style: str
    text: str
    y: float
    h: float
    indent: bool = False
    joins: bool = False
    level: int = 0
    bullet: float = 0
    """Millimetres the text of a list's point moves in."""
    begins: bool = True
    faces: tuple[Face, ...] = ()
    """Of its words, which a space parts."""


@dataclass(frozen=True)
class Frame:
    """A column, or a part of it."""

    x: float
    y: float
    w: float
    lang: str
    dir: str
    lines: tuple[Line, ...]
    kind: str = "frame"


@dataclass(frozen=True)
class Drawn:
    """A drawing `w` wide; decoration when `says` is empty."""

    x: float
    y: float
    w: float
    drawing: Drawing
    says: str = ""
    kind: str = "drawn"


@dataclass(frozen=True)
class Shot:
    """A photograph, cut to fill its box."""

    x: float
    y: float
    w: float
    h: float
    picture: Picture
    kind: str = "shot"


@dataclass(frozen=True)
class Ground:
    """A coloured rectangle behind what follows."""

    x: float
    y: float
    w: float
    h: float
    fill: str
    kind: str = "ground"


@dataclass(frozen=True)
class Rule:
    """A line from a point to the right, or down."""

    x: float
    y: float
    length: float
    fill: str = "ink"
    weight: float = 0.75
    down: bool = False
    kind: str = "rule"


@dataclass(frozen=True)
class QrCode:
    """A code `w` wide without its quiet zone, which the ground around it gives."""

    x: float
    y: float
    w: float
    code: Code
    ground: str = "paper"
    kind: str = "code"


@dataclass(frozen=True)
class Cell:
    style: str
    text: str


@dataclass(frozen=True)
class Grille:
    """A table with the widths of its columns and the heights of its rows in millimetres; the first row is the head."""

    x: float
    y: float
    lang: str
    dir: str
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    rows: tuple[tuple[Cell, ...], ...]
    kind: str = "grille"


Item = Text | Frame | Drawn | Shot | Ground | Rule | QrCode | Grille


@dataclass(frozen=True)
class Overset:
    """A text that did not find room: which, how many characters."""

    story: str
    title: str
    characters: int


@dataclass(frozen=True)
class PlacedPage:
    """A finished page. `free`: characters of running text that would still fit, by story."""

    number: int
    section: str
    items: tuple[Item, ...]
    overset: tuple[Overset, ...] = ()
    empty: tuple[str, ...] = ()
    free: tuple[tuple[str, int], ...] = ()
    pattern: str = ""


@dataclass(frozen=True)
class PlacedEdition:
    """All that edition.typ needs. `styles` is the table both passes share."""

    title: str
    lang: str
    styles: dict[str, Any]
    pages: tuple[PlacedPage, ...]
    format: PageFormat
    sample: str = ""
