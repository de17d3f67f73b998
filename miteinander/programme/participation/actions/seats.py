"""The lock of a plan, and what is done under it with its seats."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain

from django.db import connection

from miteinander.foundation.audit.actions import raise_content_version
from miteinander.foundation.values.clock import now
from miteinander.foundation.work import enqueue
from miteinander.programme.events.enums import EventState
from miteinander.programme.events.models import Event, EventDate

from ..enums import RegistrationState, Scope
from ..models import Guest, ItemSeats, Registration, RegistrationPlan, SeatPool
from ..party import needs_of

_PLANS, _POOLS = RegistrationPlan._meta.db_table, SeatPool._meta.db_table
_EVENTS, _DATES = Event._meta.db_table, EventDate._meta.db_table
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
    """Wait for the lock of the plan, then read its seats and how its event stands. Three statements, written out:
    a hundred people want them in the same minute. Raises RegistrationPlan.DoesNotExist."""
    lock = " FOR UPDATE" if connection.features.has_select_for_update else ""
    plans = list(RegistrationPlan.objects.raw(f"SELECT * FROM {_PLANS} WHERE id = %s{lock}", [plan_id]))
    if not plans:
        raise RegistrationPlan.DoesNotExist
    pools = SeatPool.objects.raw(
        f"SELECT * FROM {_POOLS} WHERE plan_id = %s ORDER BY position, id", [plan_id]
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT state, (SELECT min(starts_at) FROM {_DATES} WHERE event_id = {_EVENTS}.id) "
            f"FROM {_EVENTS} WHERE id = %s",
            [plans[0].event_id],
        )
        event_state, starts_at = cursor.fetchone()
    if isinstance(starts_at, str):  # SQLite
        starts_at = datetime.fromisoformat(starts_at).replace(tzinfo=UTC)
    return LockedPlan(plans[0], {pool.pk: pool for pool in pools}, event_state, starts_at)


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
