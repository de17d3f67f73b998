"""Many-object reads of events and their dates; the start of every list, search and feed."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Prefetch, Q

from miteinander.civic.places.models import Venue
from miteinander.foundation.values.clock import end_of, now, start_of

from .enums import PUBLIC_STATES

if TYPE_CHECKING:
    from .models import Event, EventDate  # noqa: F401  (the type parameters below)


class EventQuerySet(models.QuerySet["Event"]):
    def published(self) -> Self:
        """Published, cancelled or postponed."""
        return self.filter(state__in=PUBLIC_STATES)

    def visible_to(self, user: Any) -> Self:
        """Everybody sees public events; people of the office see all."""
        if user is not None and user.is_active and user.has_perm("events.view_event"):
            return self.all()
        return self.published()

    def with_page_data(self) -> Self:
        """Everything an event page shows; five queries beside its own."""
        return self.select_related(
            "format", "series", "activity__main_task__concept", "image"
        ).prefetch_related(
            "dates",
            "event_languages",
            Prefetch("venues", Venue.objects.select_related("district")),
            Prefetch("items", self._related("items").select_related("venue")),
            Prefetch(
                "event_organisations", self._related("event_organisations").select_related("organisation")
            ),
        )

    def _related(self, name: str) -> models.QuerySet[Any]:
        related: Any = self.model._meta.get_field(name).related_model
        return related._default_manager.all()


class EventDateQuerySet(models.QuerySet["EventDate"]):
    def published(self) -> Self:
        return self.filter(event__state__in=PUBLIC_STATES)

    def upcoming(self, moment: datetime | None = None) -> Self:
        """Not over yet; dates still to be announced count as coming."""
        present = moment or now()
        return self.filter(
            Q(starts_at__isnull=True)
            | Q(ends_at__gt=present)
            | Q(ends_at__isnull=True, starts_at__gte=present)
        )

    def past(self, moment: datetime | None = None) -> Self:
        present = moment or now()
        return self.filter(Q(ends_at__lte=present) | Q(ends_at__isnull=True, starts_at__lt=present))

    def dated(self) -> Self:
        """With a day at least: what a feed can carry."""
        return self.filter(precision__in=["day", "time"])

    def between(self, first: date | None, last: date | None) -> Self:
        """Touching the days from first to last, both included."""
        found = self
        if first:
            found = found.filter(
                Q(ends_at__gt=start_of(first)) | Q(ends_at__isnull=True, starts_at__gte=start_of(first))
            )
        if last:
            found = found.filter(starts_at__lt=end_of(last))
        return found

    def with_brief_data(self) -> Self:
        """What a card without place and languages shows; no further query."""
        return self.select_related("event__format", "event__series", "event__activity__main_task").defer(
            "event__description", "event__series__description", "event__activity__description"
        )

    def with_card_data(self) -> Self:
        """Everything an event card shows; two queries beside its own."""
        return self.with_brief_data().prefetch_related(
            "event__event_languages", Prefetch("event__venues", Venue.objects.select_related("district"))
        )

    def by_time(self) -> Self:
        return self.order_by(models.F("starts_at").asc(nulls_last=True), "pk")
