"""Whether what the pools say is taken is what the registrations hold."""

from collections import Counter

from miteinander.programme.participation.enums import HOLDING, Scope
from miteinander.programme.participation.models import Guest, ItemSeats, RegistrationPlan


def books_agree(plan: RegistrationPlan) -> None:
    held = {"registration__plan": plan, "registration__state__in": HOLDING}
    guests = list(Guest.objects.filter(**held).values_list("pool_id", flat=True))
    counted = Counter(guests)
    for pool, count in ItemSeats.objects.filter(**held).values_list("pool_id", "count"):
        counted[pool] += count
    for pool in plan.pools.all():
        expected = len(guests) if pool.scope == Scope.ALL else counted[pool.pk]
        assert pool.taken == expected, f"{pool}: {pool.taken} taken, {expected} held"
        assert pool.seats is None or pool.taken <= pool.seats
