"""What the door's book says: who came, who is inside, how many. An entry that was taken back does not count.

A guest whom two doors let in came once. At the door of a programme item (`Door.pools`) somebody is let in a second time;
for the event that is still one guest.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum

from miteinander.foundation.values.clock import BERLIN
from miteinander.programme.events.models import Event, EventDate

from .enums import HOLDING, DoorDeed
from .models import DoorEntry, Guest

GRACE = timedelta(hours=12)
"""So long after the end of an event its doors stay open; then the phones have nothing left."""


def closes_at(event: Event) -> datetime | None:
    """Twelve hours after the last end; a date without an end lasts until midnight. None without a date. One query."""
    dates = EventDate.objects.filter(event=event).values_list("starts_at", "ends_at")
    ends = [ends_at or _midnight(starts_at) for starts_at, ends_at in dates if starts_at]
    return max(ends) + GRACE if ends else None


def _midnight(moment: datetime) -> datetime:
    local = moment.astimezone(BERLIN) + timedelta(days=1)
    return local.replace(hour=0, minute=0, second=0, microsecond=0)


def entries_that_count(event: Event | int) -> QuerySet[DoorEntry]:
    """The event's entries but those that were taken back, and but the taking back."""
    return entries_of([event])


def entries_of(events: Sequence[Event | int]) -> QuerySet[DoorEntry]:
    """The same of many events."""
    taken_back = DoorEntry.objects.filter(event=OuterRef("event"), deed=DoorDeed.UNDO, undoes=OuterRef("uid"))
    return DoorEntry.objects.filter(event__in=events).exclude(deed=DoorDeed.UNDO).filter(~Exists(taken_back))


def was_kept(event: Event | int) -> bool:
    """Whether anybody was let in by the book. One query."""
    return entries_that_count(event).filter(deed__in=(DoorDeed.IN, DoorDeed.WALK_IN)).exists()


def attended(event: Event | int) -> QuerySet[Guest]:
    """The guests who came. `.values("registration")` for their parties; anybody else of the list was missed."""
    came = entries_that_count(event).filter(deed=DoorDeed.IN, guest__isnull=False)
    return Guest.objects.filter(pk__in=came.values("guest"))


@dataclass
class DoorCounts:
    """`expected` and `came` by id of the pool; `unknown` came with a registration that is no longer there."""

    expected: Counter[int] = field(default_factory=Counter)
    came: Counter[int] = field(default_factory=Counter)
    unknown: int = 0
    left: int = 0
    walk_ins: Counter[tuple[str, str]] = field(default_factory=Counter)
    """By language and age band; both may be empty."""

    @property
    def guests(self) -> int:
        return self.came.total() + self.unknown

    @property
    def everybody(self) -> int:
        return self.guests + self.walk_ins.total()

    @property
    def inside(self) -> int:
        return self.everybody - self.left

    @property
    def expected_guests(self) -> int:
        return self.expected.total()


def count_door(event: Event) -> DoorCounts:
    """Four queries, however many entries."""
    counts = DoorCounts()
    held = Guest.objects.filter(registration__plan__event=event, registration__state__in=HOLDING)
    counts.expected.update(held.values_list("pool_id", flat=True))
    book = entries_that_count(event)
    came_and_went = (
        book.filter(deed__in=(DoorDeed.IN, DoorDeed.OUT))
        .order_by("happened_at", "pk")
        .values_list("guest", "guest__pool", "deed")
    )
    _count_guests(counts, came_and_went)
    walked = book.filter(deed=DoorDeed.WALK_IN).order_by().values_list("language", "age_band")
    for language, age_band, number in walked.annotate(number=Sum("count")):
        counts.walk_ins[language, age_band] = number
    return counts


@dataclass(frozen=True, slots=True)
class Came:
    """`unknown` came with a registration that is no longer there."""

    guests: int
    unknown: int
    walk_ins: int

    @property
    def everybody(self) -> int:
        return self.guests + self.unknown + self.walk_ins


def came_to(events: Sequence[Event | int]) -> dict[int, Came]:
    """By event id, of those at whose door somebody was let in; agrees with `count_door`. One query."""
    let_in = Q(deed=DoorDeed.IN)
    rows = (
        entries_of(events)
        .filter(deed__in=(DoorDeed.IN, DoorDeed.WALK_IN))
        .order_by()
        .values_list("event")
        .annotate(
            came=Count("guest", distinct=True, filter=let_in),
            unknown=Count("pk", filter=let_in & Q(guest__isnull=True)),
            walked=Sum("count", filter=Q(deed=DoorDeed.WALK_IN), default=0),
        )
    )
    return {event: Came(*numbers) for event, *numbers in rows}


def _count_guests(counts: DoorCounts, rows: Iterable[tuple[int | None, int | None, str]]) -> None:
    pools: dict[int, int] = {}
    last: dict[int, str] = {}
    for guest, pool, deed in rows:
        if guest is None or pool is None:
            counts.unknown += deed == DoorDeed.IN
            continue
        last[guest] = deed
        if deed == DoorDeed.IN:
            pools[guest] = pool
    counts.came.update(pools.values())
    counts.left = sum(last[guest] == DoorDeed.OUT for guest in pools)
