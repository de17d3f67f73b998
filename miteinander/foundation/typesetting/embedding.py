"""A picture as Typst takes it from memory: SVG text, in which a photograph lies whole."""

import base64
from functools import lru_cache
from html import escape

from .ingredients import Picture

_TYPES = {"jpeg": "image/jpeg", "png": "image/png"}


@lru_cache(64)
def embedded(picture: Picture) -> str:
    """A photograph keeps its compression on its way into the PDF."""
    if picture.kind == "svg":
        return picture.content.decode()
    data = base64.b64encode(picture.content).decode()
    width, height = picture.width, picture.height
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
        f'<image width="{width}" height="{height}" href="data:{escape(_TYPES[picture.kind])};base64,{data}"/></svg>'
    )
