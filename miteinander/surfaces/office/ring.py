"""The ring of the year as SVG: one band for each activity or task, one mark for each week with something in it. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import cos, pi, sin

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from miteinander.foundation.languages.dates import format_date

from .year import Entry

SIZE = 640
MIDDLE = SIZE / 2
INNER, OUTER, WIDEST, GAP = 100, 284, 80, 2
LABELS = 302
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Mark:
    """All entries of one week in one band; `url` opens the only one, or the week in the table."""

    path: str
    colour: str
    label: str
    url: str
    count: int
    is_urgent: bool
    is_draft: bool


@dataclass(frozen=True)
class MonthMark:
    x: float
    y: float
    label: str
    line: str


@dataclass(frozen=True)
class Ring:
    size: int
    marks: Sequence[Mark]
    months: Sequence[MonthMark]
    bands: Sequence[str]
    """Radii of the middle of each band, and how wide a band is."""
    band: str
    has_outside: bool
    """Whether the outermost band holds what belongs to no lane."""
    today: str


def ring_of(
    entries: Iterable[Entry], year: int, lanes: Sequence[str], *, by_activity: bool, lang: str, today: date
) -> Ring:
    """`lanes`: slugs of activities or tasks from the inside out; entries of none lie outside them."""
    entries = list(entries)
    places = {slug: place for place, slug in enumerate(lanes)}
    outside = len(lanes)
    keys = {entry.activity if by_activity else entry.task for entry in entries}
    has_outside = not keys <= places.keys()
    count = outside + has_outside
    band = min(WIDEST, (OUTER - INNER) / max(count, 1))
    grouped: dict[tuple[int, date], list[Entry]] = {}
    for entry in entries:
        week = max(entry.day - timedelta(days=entry.day.weekday()), date(year, 1, 1))
        grouped.setdefault(
            (places.get(entry.activity if by_activity else entry.task, outside), week), []
        ).append(entry)
    marks = [
        _mark(found, INNER + lane * band, band, week, lang)
        for (lane, week), found in sorted(grouped.items(), key=_order)
    ]
    return Ring(
        size=SIZE,
        marks=marks,
        months=[_month(number, year, lang) for number in range(1, 13)],
        bands=[f"{INNER + (lane + 0.5) * band:.1f}" for lane in range(count)],
        band=f"{band - 2 * GAP:.1f}",
        has_outside=has_outside,
        today=_line(_angle(today, year), INNER - 12, OUTER + 6) if today.year == year else "",
    )


def _order(item: tuple[tuple[int, date], list[Entry]]) -> tuple[date, int]:
    (lane, week), _found = item
    return week, lane


def _mark(found: list[Entry], inner: float, band: float, week: date, lang: str) -> Mark:
    one, year = found[0], found[0].day.year
    first = format_date(one.day, lang, weekday=False, year=False)
    if len(found) == 1:
        label = _("%(day)s: %(title)s (%(state)s)") % {
            "day": first, "title": one.title, "state": one.state_label,
        }  # fmt: skip
    else:
        label = ngettext("%(count)d Eintrag ab %(day)s: %(titles)s", "%(count)d Einträge ab %(day)s: %(titles)s", len(found)) % {
            "count": len(found), "day": first, "titles": "; ".join(entry.title for entry in found[:4]),
        }  # fmt: skip
    start, end = _angle(week, year), _angle(min(week + WEEK, date(year, 12, 31)), year)
    return Mark(
        path=_sector(inner + GAP, inner + band - GAP, start, max(end, start + 0.03)),
        colour=one.colour,
        label=label,
        url=one.url if len(found) == 1 and one.url else f"#{anchor(week)}",
        count=len(found),
        is_urgent=any(entry.state == "overdue" for entry in found),
        is_draft=all(entry.state in ("draft", "planned") for entry in found),
    )


def anchor(day: date) -> str:
    """The part of the table a week begins in."""
    return f"monat-{day.month}"


def _angle(day: date, year: int) -> float:
    """From the top, clockwise."""
    first = date(year, 1, 1)
    return 2 * pi * (day - first).days / (date(year + 1, 1, 1) - first).days


def _point(radius: float, angle: float) -> str:
    return f"{MIDDLE + radius * sin(angle):.1f} {MIDDLE - radius * cos(angle):.1f}"


def _sector(inner: float, outer: float, start: float, end: float) -> str:
    return (
        f"M {_point(inner, start)} L {_point(outer, start)} A {outer:.1f} {outer:.1f} 0 0 1 {_point(outer, end)} "
        f"L {_point(inner, end)} A {inner:.1f} {inner:.1f} 0 0 0 {_point(inner, start)} Z"
    )


def _line(angle: float, inner: float, outer: float) -> str:
    return f"M {_point(inner, angle)} L {_point(outer, angle)}"


def _month(number: int, year: int, lang: str) -> MonthMark:
    angle = _angle(date(year, number, 15), year)
    x, y = MIDDLE + LABELS * sin(angle), MIDDLE - LABELS * cos(angle)
    name = format_date(date(year, number, 15), lang, weekday=False, year=False).split()[-1][:3]
    return MonthMark(round(x, 1), round(y, 1), name, _line(_angle(date(year, number, 1), year), INNER, OUTER))
