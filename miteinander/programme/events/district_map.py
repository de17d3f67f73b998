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
class MapDates:
    """How many dates there are, how many take place in each district, by id, and the ids of those that come first."""

    total: int
    by_district: Mapping[int, int]
    first: tuple[int, ...]


def map_dates(dates: EventDateQuerySet, *, first: int, district: int | None = None) -> MapDates:
    """Counts each date once in all, and once in each of its districts; `first` dates, of one district if given. One query.

    Together, because finding the dates is most of the work; joined by hand, because Django would read the whole row of
    every event on the way to its venues.
    """
    chosen, parameters = dates.order_by().values("id", "event_id", "starts_at").query.sql_with_params()
    here = ""
    if district is not None:
        here = """
            WHERE chosen.event_id IN (
                SELECT place.event_id FROM events_event_venues place
                JOIN places_venue venue ON venue.id = place.venue_id WHERE venue.district_id = %s
            )
            """
        parameters = (*parameters, district)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            WITH chosen AS ({chosen})
            SELECT 'total', 0, COUNT(*) FROM chosen
            UNION ALL
            SELECT 'district', venue.district_id, COUNT(DISTINCT chosen.id) FROM chosen
            JOIN events_event_venues place ON place.event_id = chosen.event_id
            JOIN places_venue venue ON venue.id = place.venue_id
            WHERE venue.district_id IS NOT NULL
            GROUP BY venue.district_id
            UNION ALL
            SELECT 'first', soonest.id, 0 FROM (
                SELECT chosen.id FROM chosen {here} ORDER BY chosen.starts_at ASC NULLS LAST, chosen.id LIMIT %s
            ) soonest
            """,
            (*parameters, first),
        )
        rows = cursor.fetchall()
    counts = {number: count for kind, number, count in rows if kind == "district"}
    total = next(count for kind, _number, count in rows if kind == "total")
    return MapDates(total, counts, tuple(number for kind, number, _count in rows if kind == "first"))


def filter_map(districts: Sequence[District], counts: Mapping[int, int], chosen: EventFilter) -> DistrictMap:
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
                count=counts.get(district.pk, 0),
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
