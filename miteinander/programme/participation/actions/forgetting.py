"""Erasing registrations: whoever still holds a seat gives it back first."""

from datetime import date

from miteinander.foundation.values.writing import write_in_turn
from miteinander.programme.events.retention import ended_events

from ..enums import HOLDING
from ..models import Guest, Registration
from ..party import needs_of
from .booking import give_back_claims
from .seats import give_back, lock_plan, move_up, needs_by_registration


def forget_registrations(pks: list[int]) -> int:
    """Delete registrations with their guests and answers; returns how many.

    Seats of an event to come are offered to those who wait. Of a past event the numbers of seats stay, without names.
    """
    deleted = 0
    for plan_id in sorted(set(Registration.objects.filter(pk__in=pks).values_list("plan", flat=True))):
        with write_in_turn():
            locked = lock_plan(plan_id)
            rows = Registration.objects.filter(pk__in=pks, plan=plan_id)
            if not locked.has_begun:
                held = [row.pk for row in rows if row.state in HOLDING]
                for needs in needs_by_registration(locked, held).values():
                    give_back(locked, needs)
                for row in rows:
                    give_back_claims(row)
            deleted += rows.count()
            rows.delete()
            if not locked.has_begun:
                move_up(locked)
    return deleted


def forget_guests(pks: list[int]) -> int:
    """Delete guests of parties, of an event to come with their seats; returns how many. The party itself goes after."""
    deleted = 0
    for plan_id in sorted(set(Guest.objects.filter(pk__in=pks).values_list("registration__plan", flat=True))):
        with write_in_turn():
            locked = lock_plan(plan_id)
            rows = Guest.objects.filter(pk__in=pks, registration__plan=plan_id)
            if not locked.has_begun:
                held = rows.filter(registration__state__in=HOLDING).values_list("pool", flat=True)
                give_back(locked, needs_of(list(held), {}, locked.all_pool))
            deleted += rows.count()
            rows.delete()
            if not locked.has_begun:
                move_up(locked)
    return deleted


def empty_food(*, day: date) -> int:
    """Erase what parties eat, of events whose last date lies before the day; of how many. Twice does no harm."""
    fed = Registration.objects.exclude(food={}).filter(plan__event__in=ended_events(day))
    return fed.update(food={})
