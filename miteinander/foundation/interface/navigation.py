"""The registry `interface.navigation`: entries of the header, the footer and the aids.

A room registers in `AppConfig.ready()`: `navigation.register(Entry("events:event-list", _("Kalender"), order=10))`.
"""

from dataclasses import dataclass
from typing import Literal

from django.urls import reverse
from django.utils.functional import Promise

Place = Literal["header", "footer", "aids"]
"""`aids` are other ways to read the site, shown by a pictogram beside the main menu."""


@dataclass(frozen=True)
class Entry:
    url_name: str
    label: Promise
    order: int
    place: Place = "header"
    pictogram: str = ""


_entries: list[Entry] = []


def register(entry: Entry) -> None:
    _entries.append(entry)


def entries(place: Place) -> list[Entry]:
    return sorted((entry for entry in _entries if entry.place == place), key=lambda entry: entry.order)


def links(place: Place, path: str) -> list[dict[str, object]]:
    """Label, address and whether it is the page at `path` (or a page below it)."""
    found = []
    for entry in entries(place):
        url = reverse(entry.url_name)
        found.append(
            {
                "label": entry.label,
                "url": url,
                "current": path == url,
                "within": path.startswith(url),
                "pictogram": entry.pictogram,
            }
        )
    return found
