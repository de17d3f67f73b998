"""Many-object reads of events and their dates; the start of every list, search and feed."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Prefetch, Q

from miteinander.civic.places.models import Venue
from miteinander.foundation.values.clock import end_of, now, start_of

from .enums import HIDDEN_STATES, PUBLIC_STATES

if TYPE_CHECKING:
    from .models import Event, EventDate  # noqa: F401  (the type parameters below)

PLAN_OF_SERIES = ("rule", "first", "until", "starts", "ends", "days", "holidays", "price")
NOT_IN_FEEDS = (
    "event__description",
    "event__laid_out",
    "event__occurrence_day",
    "event__activity__description",
    "event__series__description",
    *(f"event__series__{name}" for name in PLAN_OF_SERIES),
)
"""What feeds do not load: reading days and times is most of their cost."""
ON_CARDS = (
    *("event_id", "precision", "starts_at", "ends_at", "position"),
    *(f"event__{name}" for name in ("slug", "title", "state", "childcare", "price", "online_url")),
    *("event__format_id", "event__format__slug", "event__format__name", "event__format__pictogram"),
    *("event__series_id", "event__series__title"),
    *("event__activity_id", "event__activity__own_colour"),
    *("event__activity__main_task_id", "event__activity__main_task__colour"),
)
VENUE_ON_CARDS = ("name", "step_free", "district_id", "district__name", "district__slug")
"""What cards load: reading a text in all its languages costs more than writing it into the page."""


def coming(moment: datetime | None = None) -> Q:
    """Dates that are not over yet; dates still to be announced count as coming."""
    present = moment or now()
    return (
        Q(starts_at__isnull=True) | Q(ends_at__gt=present) | Q(ends_at__isnull=True, starts_at__gte=present)
    )


def over(moment: datetime | None = None) -> Q:
    """Dates that lie behind us."""
    present = moment or now()
    return Q(ends_at__lte=present) | Q(ends_at__isnull=True, starts_at__lt=present)


def touching(first: date | None, last: date | None) -> Q:
    """Dates that touch the days from first to last, both included."""
    found = Q()
    if first:
        start = start_of(first)
        found &= Q(ends_at__gt=start) | Q(ends_at__isnull=True, starts_at__gte=start)
    if last:
        found &= Q(starts_at__lt=end_of(last))
    return found


def coming_or_between(first: date | None, last: date | None) -> Q:
    """The days asked for; else what is to come."""
    return touching(first, last) if first or last else coming()


def past_between(first: date | None, last: date | None) -> Q:
    """The archive, or what of the days asked for lies in it."""
    return over() & touching(first, last)


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
            Prefetch("items", self._part("items").select_related("venue")),
            Prefetch("event_organisations", self._part("event_organisations").select_related("organisation")),
        )

    def _part(self, name: str) -> models.QuerySet[Any]:
        """The rows behind a relation; their models stand above this module."""
        relation: Any = self.model._meta.get_field(name)
        rows: models.QuerySet[Any] = relation.related_model._default_manager.all()
        return rows


class EventDateQuerySet(models.QuerySet["EventDate"]):
    def published(self) -> Self:
        """Of public events. Said as "not of a hidden one": those are few, and no date has to look up its event."""
        events: Any = self.model._meta.get_field("event").related_model
        hidden = events._default_manager.filter(state__in=HIDDEN_STATES)
        return self.exclude(event__in=hidden.values("pk"))

    def upcoming(self, moment: datetime | None = None) -> Self:
        """Not over yet; dates still to be announced count as coming."""
        return self.filter(coming(moment))

    def past(self, moment: datetime | None = None) -> Self:
        return self.filter(over(moment))

    def dated(self) -> Self:
        """With a day at least: what a feed can carry."""
        return self.filter(precision__in=["day", "time"])

    def between(self, first: date | None, last: date | None) -> Self:
        """Touching the days from first to last, both included."""
        return self.filter(touching(first, last))

    def with_brief_data(self, *more: str) -> Self:
        """What a card without place and languages shows, and `more` columns; no further query.

        Anything else costs a query for each date.
        """
        return self.select_related("event__format", "event__series", "event__activity__main_task").only(
            *ON_CARDS, *more
        )

    def with_card_data(self) -> Self:
        """Everything an event card shows and nothing else; two queries beside its own."""
        venues = Venue.objects.select_related("district").only(*VENUE_ON_CARDS)
        return self.with_brief_data().prefetch_related(
            Prefetch("event__event_languages", to_attr="languages_on_card"),
            Prefetch("event__venues", venues, to_attr="venues_on_card"),
        )

    def with_feed_data(self) -> Self:
        """Everything a feed says of an event; two queries beside its own."""
        return (
            self.select_related("event__format", "event__series", "event__activity__main_task")
            .defer(*NOT_IN_FEEDS)
            .prefetch_related(
                "event__event_languages", Prefetch("event__venues", Venue.objects.select_related("district"))
            )
        )

    def page(self, number: int, size: int) -> Self:
        """The rows of one page in the order they stand in, without annotations. Sorts bare keys, not whole rows."""
        keys = self.values("pk")[(number - 1) * size : number * size]
        return type(self)(self.model, using=self.db).filter(pk__in=keys).order_by(*self.query.order_by)

    def by_time(self) -> Self:
        return self.order_by(models.F("starts_at").asc(nulls_last=True), "pk")
