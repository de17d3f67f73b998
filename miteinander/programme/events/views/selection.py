"""What list, month and map of the calendar share: the selection, the filter form, the switch, the ways to subscribe."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet, Subquery, Value
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from miteinander.foundation.languages.registry import base_language
from miteinander.foundation.values.clock import today

from ..filters import EventFilter, FilterField
from ..models import EventDate
from ..month_grid import EARLIEST_YEAR, LATEST_YEAR


@dataclass(frozen=True)
class Selection:
    """What a visitor of the calendar asks for, in which language."""

    request: HttpRequest
    lang: str
    chosen: EventFilter

    @classmethod
    def of(cls, request: HttpRequest) -> "Selection":
        return cls(request, get_language() or base_language(), EventFilter.from_query(request.GET))

    def context(self, view: str, fields: list[FilterField], **kept: str) -> dict[str, Any]:
        """What every view of the calendar shows around its dates. `kept` goes into every address, as the archive does."""
        chosen = self.chosen
        return {
            "filters": fields,
            "kept": kept,
            "active": chosen.active(fields, **kept),
            "notices": chosen.notices,
            "reset_url": self.request.path + EventFilter({}).address(**kept),
            "feeds": self.feeds(),
            "views": self.views(view),
        }

    def views(self, present: str) -> list[dict[str, Any]]:
        """List, month and map of the same selection."""
        query = self.chosen.address()
        links = (
            ("list", _("Liste"), "menu", reverse("events:event-list")),
            (
                "month",
                _("Monat"),
                "calendar",
                month_address(self.chosen.first or self.chosen.last or today()),
            ),
            ("map", _("Karte"), "place", reverse("events:event-map")),
        )
        return [
            {"label": label, "pictogram": pictogram, "url": url + query, "current": name == present}
            for name, label, pictogram, url in links
        ]

    def feeds(self) -> dict[str, str]:
        query = self.chosen.address(lang=self.lang)
        ics = reverse("feed-ics") + query
        return {
            "ics_url": ics,
            "webcal_url": f"webcal://{self.request.get_host()}{ics}",
            "atom_url": reverse("feed-atom") + query,
            "json_url": reverse("feed-json") + query,
        }


def month_address(day: date) -> str:
    year = min(max(day.year, EARLIEST_YEAR), LATEST_YEAR)
    return reverse("events:event-month", args=[f"{year:04d}-{day.month:02d}"])


def total_of(dates: QuerySet[EventDate]) -> Subquery:
    """How many rows there are in all, to annotate a page of them without a query of its own."""
    counted = (
        dates.order_by().annotate(one=Value(1)).values("one").annotate(total=Count("pk")).values("total")
    )
    return Subquery(counted)


def annotated_total(rows: Iterable[EventDate]) -> int:
    return next((getattr(row, "total", 0) for row in rows), 0)


def result_text(total: int, *, past: bool = False) -> str:
    if past:
        return ngettext("%(count)d vergangener Termin", "%(count)d vergangene Termine", total) % {
            "count": total
        }
    return ngettext("%(count)d Termin", "%(count)d Termine", total) % {"count": total}
