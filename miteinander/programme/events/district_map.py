"""The hexagon map of the districts: how much takes place where."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import connection
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from miteinander.civic.places.models import District

from .filters import EventFilter
from .querysets import EventDateQuerySet


@dataclass(frozen=True)
class Cell:
    """One district on the map. `shade` goes from 0 (no date) to 4; `current` is the one that is chosen."""

    name: str
    url: str
    column: int
    row: int
    count: int
    shade: int
    label: str
    current: bool = False


@dataclass(frozen=True)
class DistrictMap:
    title: str
    description: str
    cells: tuple[Cell, ...]
    columns: int
    rows: int


def map_of(cells: Iterable[Cell], *, title: str, description: str) -> DistrictMap:
    """The cells row by row, as the list is read."""
    ordered = tuple(sorted(cells, key=lambda cell: (cell.row, cell.column)))
    return DistrictMap(
        title=title,
        description=description,
        cells=ordered,
        columns=max((cell.column for cell in ordered), default=0) + 1,
        rows=max((cell.row for cell in ordered), default=0) + 1,
    )


def cell_of(district: District, *, count: int, url: str, current: bool = False) -> Cell:
    return Cell(
        name=district.name,
        url=url,
        column=district.map_column or 0,
        row=district.map_row or 0,
        count=count,
        shade=shade_of(count),
        label=_count_label(count),
        current=current,
    )


@dataclass(frozen=True)
class DistrictCounts:
    """How many dates there are, and how many take place in each district, by id."""

    total: int
    by_district: Mapping[int, int]


def counts_by_district(dates: EventDateQuerySet) -> DistrictCounts:
    """Counts each date once in all, and once in each of its districts. One query.

    Joined by hand: Django would read the whole row of every event on the way to its venues.
    """
    chosen, parameters = dates.order_by().values("id", "event_id").query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            WITH chosen AS ({chosen})
            SELECT 0, COUNT(*) FROM chosen
            UNION ALL
            SELECT venue.district_id, COUNT(DISTINCT chosen.id) FROM chosen
            JOIN events_event_venues place ON place.event_id = chosen.event_id
            JOIN places_venue venue ON venue.id = place.venue_id
            WHERE venue.district_id IS NOT NULL
            GROUP BY venue.district_id
            """,
            parameters,
        )
        counts = dict(cursor.fetchall())
    return DistrictCounts(counts.pop(0), counts)


def filter_map(districts: Sequence[District], counts: DistrictCounts, chosen: EventFilter) -> DistrictMap:
    """Every hexagon chooses its district and keeps the other filters; the chosen one lets go of it."""
    base = reverse("events:event-map")

    def url(district: District) -> str:
        if chosen["stadtteil"] == district.slug:
            return base + chosen.address(without="stadtteil")
        return base + chosen.address(stadtteil=district.slug)

    return map_of(
        (
            cell_of(
                district,
                count=counts.by_district.get(district.pk, 0),
                url=url(district),
                current=chosen["stadtteil"] == district.slug,
            )
            for district in districts
            if district.map_column is not None and district.map_row is not None
        ),
        title=_("Karte"),
        description=_("So viele Termine gibt es in jedem Stadtteil. Wählen Sie einen aus."),
    )


def shade_of(count: int, steps: Sequence[int] = (1, 3, 6, 10)) -> int:
    return sum(count >= step for step in steps)


def _count_label(count: int) -> str:
    if not count:
        return _("noch kein Termin")
    return ngettext("%(count)d Termin", "%(count)d Termine", count) % {"count": count}
