"""The lock of a plan, and what is done under it with its seats."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Any

from django.db import connection
from django.db.models import F, OuterRef, Subquery, prefetch_related_objects

from miteinander.foundation.audit.actions import raise_content_version
from miteinander.foundation.values.clock import now
from miteinander.foundation.values.prepared import Prepared
from miteinander.foundation.work import enqueue
from miteinander.programme.events.enums import EventState
from miteinander.programme.events.models import EventDate

from ..enums import RegistrationState, Scope
from ..models import Guest, ItemSeats, Registration, RegistrationPlan, SeatPool
from ..party import needs_of

_POOLS = SeatPool._meta.db_table
FEW = 5
"""From here on pages say how many seats are left."""


@dataclass
class LockedPlan:
    """A plan whose lock this transaction holds; `pools` by id, as they are now."""

    plan: RegistrationPlan
    pools: dict[int, SeatPool]
    event_state: str
    starts_at: datetime | None

    @property
    def all_pool(self) -> SeatPool:
        return next(pool for pool in self.pools.values() if pool.scope == Scope.ALL)

    @property
    def takes_place(self) -> bool:
        return self.event_state == EventState.PUBLISHED

    @property
    def has_begun(self) -> bool:
        return self.starts_at is not None and self.starts_at <= now()

    def fits(self, needs: Mapping[int, int]) -> bool:
        return all(self.pools[pool].fits(count) for pool, count in needs.items())

    def tightest(self, needs: Mapping[int, int]) -> SeatPool:
        """Among the pools without enough seats the one with the fewest."""
        short = [self.pools[pool] for pool, count in needs.items() if not self.pools[pool].fits(count)]
        return min(short, key=lambda pool: pool.free or 0)


def lock_plan(plan_id: int) -> LockedPlan:
    """Wait for the lock of the plan and read its seats. Two queries, three with programme items; all but the first see
    what the lock waited for. Raises RegistrationPlan.DoesNotExist."""
    plans = _plan_to_lock(plan_id)
    if not plans:
        raise RegistrationPlan.DoesNotExist
    pools: list[Any] = _pools_of_plan(plan_id)
    if any(pool.item_id for pool in pools):
        prefetch_related_objects(pools, "item")
    return LockedPlan(plans[0], {pool.pk: pool for pool in pools}, pools[0].event_state, pools[0].starts_at)


_plan_to_lock = Prepared(lambda plan_id: RegistrationPlan.objects.select_for_update().filter(pk=plan_id), -1)
_pools_of_plan = Prepared(
    lambda plan_id: SeatPool.objects.filter(plan=plan_id).annotate(
        event_state=F("plan__event__state"),
        starts_at=Subquery(
            EventDate.objects.filter(event=OuterRef("plan__event"))
            .order_by("starts_at")
            .values("starts_at")[:1]
        ),
    ),
    -1,
)


def take(locked: LockedPlan, needs: Mapping[int, int]) -> None:
    _add(locked, Counter(needs))


def give_back(locked: LockedPlan, needs: Mapping[int, int]) -> None:
    _add(locked, Counter({pool: -count for pool, count in needs.items()}))


def _add(locked: LockedPlan, needs: Counter[int]) -> None:
    """One UPDATE; the database refuses the seat too many whatever this process believes."""
    needs = Counter({pool: count for pool, count in needs.items() if count})
    if not needs:
        return
    before = _shown(locked)
    cases = " ".join("WHEN %s THEN %s" for _pool in needs)
    marks = ", ".join("%s" for _pool in needs)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {_POOLS} SET taken = taken + CASE id {cases} ELSE 0 END WHERE id IN ({marks})",
            [*chain.from_iterable(needs.items()), *needs],
        )
    for pool, count in needs.items():
        locked.pools[pool].taken += count
    if _shown(locked) != before:
        raise_content_version()


def _shown(locked: LockedPlan) -> list[int]:
    """What public pages show of the seats; they are drawn anew only when it changes."""
    return [min(pool.free, FEW + 1) for pool in locked.pools.values() if pool.free is not None]


def needs_by_registration(locked: LockedPlan, ids: Iterable[int]) -> dict[int, Counter[int]]:
    """The seats that registrations need, by id. Two queries."""
    wanted = list(ids)
    guests: dict[int, list[int]] = {pk: [] for pk in wanted}
    for registration, pool in Guest.objects.filter(registration__in=wanted).values_list(
        "registration_id", "pool_id"
    ):
        guests[registration].append(pool)
    items: dict[int, dict[int, int]] = defaultdict(dict)
    for registration, pool, count in ItemSeats.objects.filter(registration__in=wanted).values_list(
        "registration_id", "pool_id", "count"
    ):
        items[registration][pool] = count
    return {pk: needs_of(guests[pk], items[pk], locked.all_pool) for pk in wanted}


def move_up(locked: LockedPlan) -> list[int]:
    """Offer free seats to those who wait, by stage and then in order; which registrations got an offer.

    A party gets all its seats or none. Where the next one does not fit, a smaller one behind it moves up, unless the
    plan says strictly one after the other.
    """
    if not locked.takes_place or locked.has_begun:
        return []
    waiting = list(Registration.objects.waiting().filter(plan=locked.plan).values_list("pk", flat=True))
    if not waiting:
        return []
    needs = needs_by_registration(locked, waiting)
    offered: Counter[int] = Counter()
    chosen = []
    for registration in sorted(waiting, key=lambda pk: (_stage(locked, needs[pk]), pk)):
        if locked.fits(needs[registration] + offered if offered else needs[registration]):
            chosen.append(registration)
            offered += needs[registration]
        elif locked.plan.strict_order:
            break
    if chosen:
        take(locked, offered)
        Registration.objects.filter(pk__in=chosen).update(
            state=RegistrationState.OFFERED, offer_until=_offer_until(locked), changed_at=now()
        )
        for registration in chosen:
            enqueue("participation.tell", registration_id=registration, news="offer")
    return chosen


def _stage(locked: LockedPlan, needs: Mapping[int, int]) -> int:
    kinds = [locked.pools[pool].stage for pool in needs if locked.pools[pool].scope == Scope.KIND]
    return min(kinds, default=1)


def _offer_until(locked: LockedPlan) -> datetime:
    until = now() + locked.plan.offer_period
    return min(until, locked.starts_at) if locked.starts_at else until
