"""The registry `interface.sections`: what a room adds to a page that another room shows.

A room registers in `AppConfig.ready()`: `sections.register("district", next_dates_of_district, order=20)`. The provider
gets the record the page is about and answers with a `Section`, or with None when it has nothing to say.
A provider's number of queries must not depend on how much it shows.

Slots and what their providers get: "activity" (concept.Activity), "district" (places.District), "venue" (places.Venue),
"organisation" (people.Organisation), "task" (concept.CrossCuttingTask), "working-group" (council.WorkingGroup),
"edition" (newspaper.Edition; the context carries a `Listing`, see `listings`, so that paper shows the same), and
"dashboard", the start page of the office (the signed-in account).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from miteinander.foundation.languages.text import LocalText


@dataclass(frozen=True)
class Section:
    """A part of a joined page: the page writes the heading and includes the template with `section` = `context`.

    Without `heading` the template brings its own. `styles` are the static CSS files it needs beside those of every page.
    """

    template: str
    context: Mapping[str, object] = field(default_factory=dict)
    heading: str | LocalText = ""
    styles: Sequence[str] = ()


Provider = Callable[[Any], Section | None]


@dataclass(frozen=True)
class _Entry:
    order: int
    provider: Provider


_entries: dict[str, list[_Entry]] = {}


def register(slot: str, provider: Provider, order: int = 50) -> None:
    """Lower orders stand higher on the page; equal ones in the sequence of registration."""
    _entries.setdefault(slot, []).append(_Entry(order, provider))


def unregister(slot: str, provider: Provider) -> None:
    """Take back a registration; ValueError if there is none."""
    entry = next((entry for entry in _entries.get(slot, []) if entry.provider == provider), None)
    if entry is None:
        raise ValueError(f"nothing of the kind is registered for the slot {slot!r}")
    _entries[slot].remove(entry)


def sections_of(slot: str, record: Any) -> list[Section]:
    """What every room has to say about the record, in order. Calls each provider once; costs what they cost."""
    entries = sorted(_entries.get(slot, []), key=lambda entry: entry.order)
    return [section for entry in entries if (section := entry.provider(record))]


def styles_of(found: Iterable[Section]) -> list[str]:
    """The CSS files the sections need, each once."""
    return list(dict.fromkeys(style for section in found for style in section.styles))
