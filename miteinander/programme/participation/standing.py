"""How one can take part in an event at this moment: what pages and forms know of a plan."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.db.models import Exists, F, Max, Min, OuterRef, QuerySet, Subquery, prefetch_related_objects

from miteinander.foundation.values.clock import now
from miteinander.foundation.values.prepared import Prepared
from miteinander.programme.events.enums import PUBLIC_STATES, EventState
from miteinander.programme.events.models import EventDate

from .actions.seats import FEW
from .enums import RegistrationMode, Scope
from .models import BringItem, Question, RegistrationPlan, SeatPool


class Way(StrEnum):
    """What a visitor can do. Only the first two have a form."""

    OPEN = "open"
    WAITING = "waiting"
    FULL = "full"
    NOT_YET = "not_yet"
    CLOSED = "closed"
    TELEPHONE = "telephone"
    INVITATION = "invitation"
    NOT_NEEDED = "not_needed"
    CANCELLED = "cancelled"
    POSTPONED = "postponed"
    OVER = "over"


WITH_FORM = (Way.OPEN, Way.WAITING)
_NOT_HAPPENING = {EventState.CANCELLED: Way.CANCELLED, EventState.POSTPONED: Way.POSTPONED}
_OTHER_WAYS = {
    RegistrationMode.NONE: Way.NOT_NEEDED,
    RegistrationMode.TELEPHONE: Way.TELEPHONE,
    RegistrationMode.INVITATION: Way.INVITATION,
}


@dataclass(frozen=True)
class Standing:
    """A plan as it stands. `starts_at` and `ends_at`: of the whole event, None where no day is known."""

    plan: RegistrationPlan
    pools: tuple[SeatPool, ...]
    event_state: str
    starts_at: datetime | None
    ends_at: datetime | None
    questions: tuple[Question, ...] = ()
    bring_items: tuple[BringItem, ...] = ()
    moment: datetime = field(default_factory=now)

    @property
    def kinds(self) -> list[SeatPool]:
        return [pool for pool in self.pools if pool.scope == Scope.KIND]

    @property
    def items(self) -> list[SeatPool]:
        return [pool for pool in self.pools if pool.scope == Scope.ITEM]

    @property
    def free(self) -> int | None:
        """Seats left for whoever comes; None without limit."""
        kinds = [pool.free for pool in self.kinds]
        of_kinds = None if None in kinds else sum(free or 0 for free in kinds)
        return least([*(pool.free for pool in self.pools if pool.scope == Scope.ALL), of_kinds])

    def free_of(self, pool: SeatPool) -> int | None:
        """Seats left in a pool, which are never more than there are for all together."""
        return least([pool.free, *(one.free for one in self.pools if one.scope == Scope.ALL)])

    @property
    def few(self) -> int | None:
        """How many seats are left where it is worth saying."""
        return if_few(self.free)

    def few_of(self, pool: SeatPool) -> int | None:
        """The same of a pool that has a limit of its own."""
        return None if pool.seats is None else if_few(self.free_of(pool))

    @property
    def has_begun(self) -> bool:
        return self.starts_at is not None and self.starts_at <= self.moment

    @property
    def is_over(self) -> bool:
        last = self.ends_at or self.starts_at
        return last is not None and last <= self.moment

    @property
    def is_closed(self) -> bool:
        closes_at = self.plan.closes_at
        return self.has_begun or (closes_at is not None and closes_at <= self.moment)

    @property
    def way(self) -> Way:
        return self.way_for()

    def way_for(self, *, invited: bool = False) -> Way:
        """What a visitor can do, or a household with an invitation."""
        if found := _NOT_HAPPENING.get(EventState(self.event_state)):
            return found
        if self.is_over:
            return Way.OVER
        other = _OTHER_WAYS.get(RegistrationMode(self.plan.mode))
        if other and not (invited and other == Way.INVITATION):
            return other
        if self.is_closed:
            return Way.CLOSED
        if self.plan.opens_at and self.plan.opens_at > self.moment:
            return Way.NOT_YET
        if self.free == 0:
            return Way.WAITING if self.plan.waiting_list else Way.FULL
        return Way.OPEN


def if_few(free: int | None) -> int | None:
    return free if free is not None and free <= FEW else None


def least(numbers: Iterable[int | None]) -> int | None:
    """The least of numbers of which None stands for no limit."""
    return min((number for number in numbers if number is not None), default=None)


def standing_of_event(event_id: int | None = None, *, slug: str = "") -> Standing | None:
    """How one takes part in a public event, without questions and things to bring. One query."""
    wanted = {"plan__event__slug": slug} if slug else {"plan__event": event_id}
    pools = list(_pools().filter(**wanted).select_related("plan", "item"))
    return _standing(pools) if pools else None


def standing_of_form(slug: str) -> Standing | None:
    """The same for a form that was sent, in a third of the time. Two queries, three with programme items."""
    for plan in _plan_of_form(slug):
        known: Any = plan
        pools: list[Any] = _pools_of_form(plan.pk)
        if any(pool.item_id for pool in pools):
            prefetch_related_objects(pools, "item")
        for name in _KNOWN:
            setattr(pools[0], name, getattr(known, name))
        pools[0].plan = plan
        return _standing(pools)
    return None


def standings_of_events(event_ids: Iterable[int]) -> dict[int, Standing]:
    """The same for many events by their id, for those that have a plan. One query."""
    found: dict[int, list[Any]] = {}
    for pool in _pools().filter(plan__event__in=list(event_ids)).select_related("plan").defer("plan__note"):
        found.setdefault(pool.plan.event_id, []).append(pool)
    return {event_id: _standing(pools) for event_id, pools in found.items()}


_KNOWN = ("event_state", "starts_at", "last_start", "last_end", "has_questions", "has_bring")


def _known(plan: str, event: str) -> dict[str, Any]:
    """What there is to know of a plan and its event, as annotations; by the ways to both."""
    dates = EventDate.objects.filter(event=OuterRef(event)).order_by().values("event")
    return {
        "event_state": F(f"{event}__state"),
        "starts_at": Subquery(dates.annotate(first=Min("starts_at")).values("first")),
        "last_start": Subquery(dates.annotate(last=Max("starts_at")).values("last")),
        "last_end": Subquery(dates.annotate(last=Max("ends_at")).values("last")),
        "has_questions": Exists(Question.objects.filter(plan=OuterRef(plan))),
        "has_bring": Exists(BringItem.objects.filter(plan=OuterRef(plan))),
    }


def _pools() -> QuerySet[Any]:
    """Pools of public events, each with what is known about its event."""
    found = SeatPool.objects.filter(plan__event__state__in=PUBLIC_STATES)
    return found.annotate(**_known("plan", "plan__event"))


_pools_of_form = Prepared(lambda plan_id: SeatPool.objects.filter(plan=plan_id), -1)
_plan_of_form = Prepared(
    lambda slug: RegistrationPlan.objects.filter(event__slug=slug, event__state__in=PUBLIC_STATES).annotate(
        **_known("pk", "event")
    ),
    "?",
)


def _standing(pools: Sequence[Any]) -> Standing:
    first = pools[0]
    ends = [moment for moment in (first.last_start, first.last_end) if moment]
    return Standing(
        plan=first.plan,
        pools=tuple(pools),
        event_state=first.event_state,
        starts_at=first.starts_at,
        ends_at=max(ends, default=None),
    )


def with_form_parts(standing: Standing) -> Standing:
    """The same with its questions and things to bring: no query for what it does not have, else one each."""
    first: Any = standing.pools[0]
    of_plan = {"plan": standing.plan}
    return replace(
        standing,
        questions=tuple(Question.objects.filter(**of_plan)) if first.has_questions else (),
        bring_items=tuple(BringItem.objects.filter(**of_plan)) if first.has_bring else (),
    )
