"""The filters of the calendar: read from the address, applied to dates, shown as a form.

What an address says is never an error: an unknown value finds nothing and can be removed, an impossible day is ignored
with a notice.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db import connection
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from miteinander.civic.concept.enums import Audience
from miteinander.civic.concept.models import Activity, CrossCuttingTask
from miteinander.civic.places.models import District
from miteinander.foundation.languages.folding import one_line
from miteinander.foundation.languages.registry import spoken_languages
from miteinander.foundation.languages.rows import matching
from miteinander.foundation.values.partial_dates import EARLIEST, LATEST

from .enums import PUBLIC_STATES
from .models import Event, EventLanguage, Format
from .querysets import EventDateQuerySet

LONGEST_QUERY = 200
MOST_VALUES = 20
NAMES = (
    "q",
    "stadtteil",
    "format",
    "sprache",
    "aufgabe",
    "zielgruppe",
    "kinderbetreuung",
    "stufenlos",
    "von",
    "bis",
)
FLAGS = ("kinderbetreuung", "stufenlos")
DAYS = ("von", "bis")


@dataclass(frozen=True)
class EventFilter:
    """What the visitor asks for; empty strings mean "anything"."""

    values: Mapping[str, str]
    first: date | None = None
    last: date | None = None
    notices: tuple[str, ...] = field(default=())

    @classmethod
    def from_query(cls, query: Mapping[str, Any]) -> "EventFilter":
        values: dict[str, str] = {}
        notices: list[str] = []
        days: dict[str, date] = {}
        for name in NAMES:
            text = one_line(str(query.get(name, "")), LONGEST_QUERY)
            if not text or (name in FLAGS and text not in {"1", "on", "ja"}):
                continue
            if name in DAYS:
                try:
                    days[name] = _day(text)
                except ValueError:
                    notices.append(
                        _("„%(text)s“ ist kein Datum. Bitte wählen Sie einen Tag aus.") % {"text": text[:40]}
                    )
                    continue
            values[name] = "1" if name in FLAGS else text
        return cls(values, days.get("von"), days.get("bis"), tuple(notices))

    def __bool__(self) -> bool:
        return bool(self.values)

    def __getitem__(self, name: str) -> str:
        return self.values.get(name, "")

    def apply(self, dates: EventDateQuerySet, lang: str) -> EventDateQuerySet:
        """Dates that fulfil every condition."""
        return dates.between(self.first, self.last).filter(*self.conditions(lang).values())

    def conditions(self, lang: str) -> dict[str, Q]:
        """What is asked of a date, by name, without the period. None of them makes a date appear twice."""
        links = Event.venues.through._default_manager
        makers: dict[str, Callable[[str], Q]] = {
            "q": lambda words: text_condition(words, lang),
            "stadtteil": lambda slug: Q(
                event__in=links.filter(venue__district__slug=slug).values("event_id")
            ),
            "format": lambda slug: Q(event__in=Event.objects.filter(format__slug=slug).values("pk")),
            "sprache": lambda code: Q(event__in=EventLanguage.objects.filter(code=code).values("event_id")),
            "aufgabe": lambda slug: Q(
                event__in=Event.objects.filter(
                    activity__in=Activity.objects.filter(Q(main_task__slug=slug) | Q(tasks__slug=slug))
                ).values("pk")
            ),
            "zielgruppe": lambda name: _of_event(audiences__icontains=f'"{name}"'),
            "kinderbetreuung": lambda _flag: _of_event(childcare=True),
            "stufenlos": lambda _flag: Q(event__in=links.filter(venue__step_free="yes").values("event_id")),
        }
        return {name: make(self[name]) for name, make in makers.items() if self[name]}

    def without(self, name: str) -> "EventFilter":
        """The same filter with one condition less."""
        kept = {other: text for other, text in self.values.items() if other != name}
        first = None if name == "von" else self.first
        return EventFilter(kept, first, None if name == "bis" else self.last, self.notices)

    def address(self, without: str = "", **more: str) -> str:
        """The query string of this filter, perhaps without one condition; starts with "?" or is empty."""
        kept = {name: text for name, text in self.values.items() if name != without} | more
        return f"?{urlencode(kept)}" if kept else ""

    def active(self, fields: Iterable["FilterField"], **kept: str) -> list[dict[str, str]]:
        """Each condition in words, with the address that removes it."""
        found = []
        for form_field in fields:
            text = self[form_field.name]
            if not text:
                continue
            address = self.address(without=form_field.name, **kept) or "?"
            found.append({"label": form_field.in_words(), "remove_url": address})
        return found


def _of_event(**condition: Any) -> Q:
    """What stands in the row of the event, behind its long texts: asked last, of the dates that are left by then."""
    return Q(Exists(Event.objects.filter(pk=OuterRef("event_id"), **condition)))


def _day(text: str) -> date:
    """Raises ValueError also for a day so far away that no calendar reaches it."""
    day = date.fromisoformat(text)
    if not EARLIEST <= day.year <= LATEST:
        raise ValueError(text)
    return day


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    selected: bool
    lang: str = ""


@dataclass(frozen=True)
class FilterField:
    """One field of the filter form. `type`: search, select, checkbox or date."""

    name: str
    label: str
    type: str
    value: str = ""
    options: tuple[Option, ...] = ()

    def in_words(self) -> str:
        """What is chosen here, for example "Stadtteil: Rheindorf"."""
        if self.type == "checkbox":
            return self.label
        shown = next((option.label for option in self.options if option.value == self.value), self.value)
        return f"{self.label}: {shown}"


def filter_fields(chosen: EventFilter, known: Iterable[District] | None = None) -> list[FilterField]:
    """The form, with the options there are. Costs four queries, or three if the districts are known already."""

    def select(name: str, label: str, options: Iterable[tuple[str, str, str]]) -> FilterField:
        rows = tuple(Option(value, text, value == chosen[name], lang) for value, text, lang in options)
        return FilterField(name, label, "select", chosen[name], rows)

    if known is None:
        known = District.objects.only("slug", "name")
    districts = ((district.slug, district.name) for district in known)
    formats = Format.objects.only("slug", "name", "position")
    tasks = CrossCuttingTask.objects.only("slug", "name", "number", "concept_id").order_by(
        "concept", "number"
    )
    used = spoken_somewhere()
    spoken = [(code, language.name, code) for code, language in spoken_languages().items() if code in used]
    return [
        FilterField("q", _("Suchwort"), "search", chosen["q"]),
        select("stadtteil", _("Stadtteil"), ((slug, name, "de") for slug, name in districts)),
        select("format", _("Art der Veranstaltung"), ((row.slug, *_name(row.name)) for row in formats)),
        select("sprache", _("Sprache bei der Veranstaltung"), spoken),
        select("zielgruppe", _("Für wen"), ((value, str(label), "") for value, label in Audience.choices)),
        select("aufgabe", _("Aufgabe aus dem Konzept"), ((row.slug, *_task_name(row)) for row in tasks)),
        FilterField("von", _("Von"), "date", chosen["von"]),
        FilterField("bis", _("Bis"), "date", chosen["bis"]),
        FilterField("stufenlos", _("Ohne Stufen erreichbar"), "checkbox", chosen["stufenlos"]),
        FilterField("kinderbetreuung", _("Mit Kinderbetreuung"), "checkbox", chosen["kinderbetreuung"]),
    ]


def spoken_somewhere() -> set[str]:
    """The codes of languages at public events. One query that steps from code to code through the index.

    DISTINCT would read every row (https://wiki.postgresql.org/wiki/Loose_indexscan).
    """
    states = ", ".join(["%s"] * len(PUBLIC_STATES))
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            WITH RECURSIVE codes(code) AS (
                SELECT min(code) FROM events_eventlanguage
                UNION ALL
                SELECT (SELECT min(l.code) FROM events_eventlanguage l WHERE l.code > codes.code)
                FROM codes WHERE codes.code IS NOT NULL
            )
            SELECT code FROM codes WHERE code IS NOT NULL AND EXISTS (
                SELECT 1 FROM events_eventlanguage l JOIN events_event e ON e.id = l.event_id
                WHERE l.code = codes.code AND e.state IN ({states})
            )
            """,
            list(PUBLIC_STATES),
        )
        return {code for (code,) in cursor.fetchall()}


def _name(name: Any) -> tuple[str, str]:
    local = name.localized()
    return local.text, local.lang if local.is_fallback else ""


def _task_name(task: CrossCuttingTask) -> tuple[str, str]:
    if task.name:
        return _name(task.name)
    return _("Aufgabe %(number)d (noch nicht benannt)") % {"number": task.number}, ""


def text_condition(words: str, lang: str) -> Q:
    """Dates of events whose text holds every word."""
    return Q(event__in=matching(Event.objects.published(), words, lang).values("pk"))
