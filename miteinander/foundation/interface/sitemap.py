"""The registry `interface.sitemap`: which public pages there are, for search engines.

A room registers in `AppConfig.ready()`: `sitemap.register(pages)`. The provider names each page once, by its path in the
active language; the sitemap lists it in every language. Pages of navigation and home-page tiles are listed by themselves.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Model
from django.urls import reverse

from . import navigation, tiles
from .addresses import address_of


@dataclass(frozen=True)
class Page:
    """A page at a path that starts with the language; `changed` where it is known."""

    path: str
    changed: datetime | None = None


Provider = Callable[[], Iterable[Page]]

PLACES: tuple[navigation.Place, ...] = ("header", "footer", "aids")
_providers: list[Provider] = []


def register(provider: Provider) -> None:
    _providers.append(provider)


def unregister(provider: Provider) -> None:
    _providers.remove(provider)


def pages() -> list[Page]:
    """All public pages in the active language, each once. Costs what the providers cost, usually a query each."""
    found: dict[str, Page] = {}
    for page in (*_entry_pages(), *(page for provider in _providers for page in provider())):
        known = found.get(page.path)
        if known is None or (page.changed and not known.changed):
            found[page.path] = page
    return list(found.values())


def pages_of(records: Iterable[Model]) -> Iterator[Page]:
    """The pages of records by the registry of addresses; what has none, or is only a part of a page, is left out."""
    for record in records:
        address = address_of(record)
        if address and "#" not in address:
            yield Page(address)


def _entry_pages() -> Iterator[Page]:
    names = [entry.url_name for place in PLACES for entry in navigation.entries(place)]
    for name in (*names, *(tile.url_name for tile in tiles.tiles())):
        yield Page(reverse(name))
