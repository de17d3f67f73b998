"""The list of events in the office: with their day, what comes next first, what is over below it."""

from typing import Any

from django.db.models import Case, F, IntegerField, OuterRef, QuerySet, Subquery, Value, When
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from miteinander.foundation.interface.office_records import RecordIndexView
from miteinander.foundation.languages.registry import base_language
from miteinander.foundation.values.clock import start_of, today

from .models import Event, EventDate
from .presentation import full_when


def day_of(event: Event) -> str:
    """The first of its dates in words; no query when the dates are prefetched."""
    dates = list(event.dates.all())
    return full_when(min(dates, key=_by_start), get_language() or base_language()) if dates else ""


def _by_start(date: EventDate) -> tuple[bool, Any]:
    return (date.starts_at is None, date.starts_at or 0)


class EventIndexView(RecordIndexView):
    """One query more than other lists, for the dates."""

    def get_base_queryset(self) -> QuerySet[Any]:
        starts = EventDate.objects.filter(event=OuterRef("pk")).by_time().values("starts_at")[:1]
        found: QuerySet[Any] = super().get_base_queryset()
        dated: QuerySet[Any] = found.annotate(first_start=Subquery(starts)).prefetch_related("dates")
        return dated

    def order_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.request.GET.get("ordering") or self.is_searching:
            found: QuerySet[Any] = super().order_queryset(queryset)
            return found
        coming = When(first_start__gte=start_of(today()), then=Value(0))
        past = When(first_start__isnull=False, then=Value(2))
        group = Case(coming, past, default=Value(1), output_field=IntegerField())
        ordered: QuerySet[Any] = queryset.annotate(group=group).order_by(
            "group",
            Case(When(group=0, then=F("first_start"))).asc(nulls_last=True),
            F("first_start").desc(nulls_last=True),
            "pk",
        )
        return ordered


WHEN = Column("when", label=_("Wann"), accessor=day_of, sort_key="first_start")
