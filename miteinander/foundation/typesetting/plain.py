"""Typed data as plain values for Typst; what is large or comes again is put aside once."""

import re
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cache, lru_cache
from typing import Any

from django.utils.functional import Promise

from .fonts import missing_glyphs
from .ingredients import Drawing, Picture
from .palette import SCREEN

HAIR = 0.4
"""Units by which shapes reach over their edge, so that no hairline shows between neighbours."""
_AS_IT_IS = (float, int, bool, type(None))
_LETTERS = {"m": "M", "l": "L", "c": "C", "q": "Q", "z": "Z", "e": ""}


@dataclass
class Aside:
    """Pictures by key and drawings by number, taken out of the data on the way."""

    pictures: dict[str, Picture] = field(default_factory=dict)
    drawings: dict[Drawing, int] = field(default_factory=dict)
    undrawable: dict[str, str] = field(default_factory=dict)
    """By text: the characters left out of it because no font has them."""

    def plain(self, value: Any) -> Any:
        """Data as JSON knows it. Raises TypeError for anything but texts, numbers, dataclasses, tuples and maps."""
        if type(value) in _AS_IT_IS:  # nearly all values of a newspaper's pages
            return value
        match value:
            case None | bool() | int() | float():
                return value
            case str() | Promise():
                return self._drawable(str(value))
            case Picture():
                self.pictures[value.key] = value
                return {name: getattr(value, name) for name in _names(Picture) if name != "content"} | {
                    "key": value.key
                }
            case Drawing():
                number = self.drawings.setdefault(value, len(self.drawings))
                return {"drawing": number, "width": value.width, "height": value.height}
            case tuple() | list():
                return [self.plain(one) for one in value]
            case dict():
                return {str(key): self.plain(one) for key, one in value.items()}
            case _ if is_dataclass(value):
                return self.flat(value)
        raise TypeError(f"{type(value).__name__} does not go into a sheet; give a text or a number")

    def _drawable(self, text: str) -> str:
        if text.isascii() or not (missing := missing_glyphs(text)):
            return text
        self.undrawable[text] = missing
        return re.sub(f" ?[{re.escape(missing)}]", "", text)

    def flat(self, value: Any) -> dict[str, Any]:
        """A dataclass by its fields."""
        kind: Any = type(value)
        return {name: self.plain(getattr(value, name)) for name in _names(kind)}


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(one.name for one in fields(kind))


def drawn_for(drawing: Drawing, *, for_print: bool) -> dict[str, Any]:
    """A drawing as Typst takes it: for print as steps in inks, for the screen as SVG, which is set three times faster."""
    if for_print:
        return Aside().flat(drawing)
    return {"width": drawing.width, "height": drawing.height, "svg": _svg(drawing)}


@lru_cache(256)
def _svg(drawing: Drawing) -> str:
    paths = []
    for layer in drawing.layers:
        colour = SCREEN[layer.fill]
        path = " ".join(
            _LETTERS[step[0]] + " ".join(f"{number:g}" for number in step[1:]) for step in layer.steps
        )
        if drawing.line:
            line = f'stroke-width="{drawing.line:g}" stroke-linecap="round" stroke-linejoin="round"'
            paths.append(f'<path fill="none" stroke="{colour}" {line} d="{path}"/>')
        else:
            paths.append(f'<path fill="{colour}" stroke="{colour}" stroke-width="{HAIR}" d="{path}"/>')
    size = f'viewBox="0 0 {drawing.width:g} {drawing.height:g}" width="{drawing.width:g}" height="{drawing.height:g}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{"".join(paths)}</svg>'
