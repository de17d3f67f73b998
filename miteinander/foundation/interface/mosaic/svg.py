"""A mosaic as inline SVG: small, without styles and without ids, so that many fit on one page."""

from __future__ import annotations

from functools import lru_cache

from django.utils.safestring import SafeString, mark_safe

from .colours import COLOURS
from .geometry import transformed
from .layout import mosaic_tiles

_UNIT = 100  # a cell is 100 by 100 units


@lru_cache(maxsize=512)
def mosaic_svg(identity: str, *, colour: str, motifs: str = "", columns: int, rows: int) -> SafeString:
    """The mosaic of an identity as decorative inline SVG (hidden from screen readers), by `mosaic_tiles`.

    Tiles of one colour share a path: first all grounds, then the shapes, layer by layer. Grounds keep to
    whole pixels and the shapes reach half a unit over their edge, so no hairlines show between neighbours.
    """
    tiles = mosaic_tiles(identity, colour=colour, motifs=motifs, columns=columns, rows=rows)
    layers: list[dict[str, str]] = [{}]
    for tile in tiles:
        x, y, side = tile.column * _UNIT, tile.row * _UNIT, tile.span * _UNIT
        layers[0][tile.ground] = layers[0].get(tile.ground, "") + f"M{x} {y}h{side}v{side}h-{side}z"
        for depth, shape in enumerate(tile.shapes, start=1):
            if len(layers) == depth:
                layers.append({})
            path = transformed(shape.path, scale=tile.span, x=x, y=y)
            layers[depth][shape.fill] = layers[depth].get(shape.fill, "") + path
    grounds = "".join(f'<path fill="{COLOURS[name]}" d="{path}"/>' for name, path in layers[0].items())
    shapes = "".join(
        f'<path fill="{COLOURS[name]}" stroke="{COLOURS[name]}" d="{path}"/>'
        for layer in layers[1:]
        for name, path in layer.items()
    )
    return mark_safe(
        f'<svg class="mosaic" viewBox="0 0 {columns * _UNIT} {rows * _UNIT}"'
        ' preserveAspectRatio="xMidYMid slice"'
        f' aria-hidden="true" focusable="false"><g shape-rendering="crispEdges">{grounds}</g>{shapes}</svg>'
    )
