"""Lists that fill themselves: the same data for a page and for paper.

A section in the slot "edition" of `interface.sections` carries a `Listing` in its context, by `as_section`. Words are in
the active language; a `LocalText` where they come from a record and may be in another one.
"""

from dataclasses import dataclass
from typing import Any

from miteinander.foundation.languages.text import LocalText

from .sections import Section, sections_of

TEMPLATE = "components/listing.html"
STYLES = ("interface/css/components/listing.css",)


@dataclass(frozen=True, slots=True)
class Line:
    """One entry. `lead` stands before the title (a day, a label), `detail` behind it; `iso` where `lead` is a day."""

    title: LocalText
    lead: str = ""
    detail: str = ""
    url: str = ""
    iso: str = ""
    pictogram: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Lines under a heading, for example the dates of a district; without `label` the only ones."""

    lines: tuple[Line, ...]
    label: str = ""
    colour: str = "ink"
    url: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """For example of a tournament; every row has as many cells as `head`."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """`kind` names the place on the page it is meant for: "calendar", "consultation", "imprint" ..."""

    kind: str
    heading: str
    groups: tuple[Group, ...] = ()
    tables: tuple[Table, ...] = ()
    note: str = ""

    def __bool__(self) -> bool:
        return bool(self.tables or any(group.lines for group in self.groups))

    @property
    def lines(self) -> list[Line]:
        return [line for group in self.groups for line in group.lines]


def as_section(listing: Listing) -> Section | None:
    """What a provider of the slot answers with; None for an empty list."""
    if not listing:
        return None
    return Section(TEMPLATE, {"listing": listing}, listing.heading, STYLES)


def listings_of(slot: str, record: Any) -> dict[str, Listing]:
    """Every listing that the rooms have for the record, by its kind. Costs what the providers cost."""
    found = (section.context.get("listing") for section in sections_of(slot, record))
    return {listing.kind: listing for listing in found if isinstance(listing, Listing)}
