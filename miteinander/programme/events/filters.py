"""The filters of the calendar: read from the address, applied to dates, shown as a form.

What an address says is never an error: an unknown value finds nothing and can be removed, an impossible day is ignored
with a notice.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.utils.translation import gettext as _

from miteinander.civic.concept.enums import Audience
from miteinander.civic.concept.models import CrossCuttingTask
from miteinander.civic.places.models import District
from miteinander.foundation.languages.registry import spoken_languages
from miteinander.foundation.languages.rows import matching
from miteinander.foundation.values.partial_dates import EARLIEST, LATEST

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
            text = str(query.get(name, "")).replace("\x00", "").strip()[:LONGEST_QUERY]
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
        conditions = {
            "format": "event__format__slug",
            "stadtteil": "event__venues__district__slug",
            "sprache": "event__event_languages__code",
        }
        for name, lookup in conditions.items():
            if self[name]:
                dates = dates.filter(pk__in=_ids(dates.model.objects.filter(**{lookup: self[name]})))
        if task := self["aufgabe"]:
            side = Q(event__activity__main_task__slug=task) | Q(event__activity__tasks__slug=task)
            dates = dates.filter(pk__in=_ids(dates.model.objects.filter(side)))
        if audience := self["zielgruppe"]:
            dates = dates.filter(event__audiences__icontains=f'"{audience}"')
        if self["kinderbetreuung"]:
            dates = dates.filter(event__childcare=True)
        if self["stufenlos"]:
            dates = dates.filter(pk__in=_ids(dates.model.objects.filter(event__venues__step_free="yes")))
        if self["q"]:
            dates = dates.filter(event__in=matching(Event.objects.published(), self["q"], lang).values("pk"))
        return dates.between(self.first, self.last)

    def address(self, without: str = "", **more: str) -> str:
        """The query string of this filter, perhaps without one condition; starts with "?" or is empty."""
        kept = {name: text for name, text in self.values.items() if name != without} | more
        return f"?{urlencode(kept)}" if kept else ""

    def active(self, fields: Iterable["FilterField"]) -> list[dict[str, str]]:
        """Each condition in words, with the address that removes it."""
        found = []
        for form_field in fields:
            text = self[form_field.name]
            if not text:
                continue
            chosen = next((option.label for option in form_field.options if option.value == text), text)
            label = form_field.label if form_field.type == "checkbox" else f"{form_field.label}: {chosen}"
            found.append({"label": label, "remove_url": self.address(without=form_field.name) or "?"})
        return found


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


def filter_fields(chosen: EventFilter) -> list[FilterField]:
    """The form, with the options there are. Costs four queries."""

    def select(name: str, label: str, options: Iterable[tuple[str, str, str]]) -> FilterField:
        rows = tuple(Option(value, text, value == chosen[name], lang) for value, text, lang in options)
        return FilterField(name, label, "select", chosen[name], rows)

    districts = District.objects.values_list("slug", "name")
    formats = Format.objects.only("slug", "name", "position")
    tasks = CrossCuttingTask.objects.only("slug", "name", "number", "concept_id").order_by(
        "concept", "number"
    )
    used = set(
        EventLanguage.objects.filter(event__in=Event.objects.published())
        .order_by()
        .values_list("code", flat=True)
        .distinct()
    )
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


def _name(name: Any) -> tuple[str, str]:
    local = name.localized()
    return local.text, local.lang if local.is_fallback else ""


def _task_name(task: CrossCuttingTask) -> tuple[str, str]:
    if task.name:
        return _name(task.name)
    return _("Aufgabe %(number)d (noch nicht benannt)") % {"number": task.number}, ""


def _ids(dates: EventDateQuerySet) -> Any:
    return dates.order_by().values("pk")
