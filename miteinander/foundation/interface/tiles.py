"""The registry `interface.tiles`: the tasks on the home page, each with its pictogram.

A room registers in `AppConfig.ready()`: `tiles.register(Tile(...))`.
"""

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class Tile:
    """`colour` is the name of a task colour; `order` places it among the others."""

    url_name: str
    title: Promise
    text: Promise
    pictogram: str
    colour: str
    order: int


_tiles: list[Tile] = []


def register(tile: Tile) -> None:
    _tiles.append(tile)


def tiles() -> list[Tile]:
    return sorted(_tiles, key=lambda tile: tile.order)
