"""What becomes of those who wait: offers that are taken, that lapse, and what the office decides out of turn."""

from datetime import datetime
from typing import Any

from miteinander.foundation.audit.actions import write_entry
from miteinander.foundation.audit.enums import Verb
from miteinander.foundation.values.clock import now
from miteinander.foundation.values.writing import write_in_turn
from miteinander.foundation.work import enqueue

from ..enums import RegistrationState
from ..errors import AlreadyCancelled, EventNotTakingPlace, OfferGone
from ..models import Registration, SeatPool
from .seats import LockedPlan, give_back, lock_plan, move_up, needs_by_registration, take


def accept_offer(*, registration: Registration, actor: Any = None) -> Registration:
    """Turn an offered seat into a booked one; a second time changes nothing. Raises OfferGone and AlreadyCancelled."""
    with write_in_turn():
        locked = lock_plan(registration.plan_id)
        present = Registration.objects.get(pk=registration.pk)
        if present.state == RegistrationState.BOOKED:
            return present
        if present.state == RegistrationState.CANCELLED:
            raise AlreadyCancelled
        if not locked.takes_place:
            raise EventNotTakingPlace
        if not present.offer_until or present.offer_until <= now():
            raise OfferGone
        _book(present, actor)
        return present


def pass_on_offers(*, at: datetime | None = None) -> int:
    """End the offers whose time is over and offer their seats to the next; how many ended. Running twice does no harm."""
    moment = at or now()
    ended = 0
    plans = (
        Registration.objects.lapsing(moment).values_list("plan_id", flat=True).distinct().order_by("plan_id")
    )
    for plan_id in list(plans):
        with write_in_turn():
            ended += _lapse(lock_plan(plan_id), moment)
    return ended


def _lapse(locked: LockedPlan, moment: datetime) -> int:
    lapsed = list(Registration.objects.lapsing(moment).filter(plan=locked.plan).values_list("pk", flat=True))
    for needs in needs_by_registration(locked, lapsed).values():
        give_back(locked, needs)
    Registration.objects.filter(pk__in=lapsed).update(
        state=RegistrationState.LAPSED, offer_until=None, changed_at=now()
    )
    for registration in lapsed:
        enqueue("participation.tell", registration_id=registration, news="lapsed")
    move_up(locked)
    return len(lapsed)


def offer_seats(*, plan_id: int) -> list[int]:
    """Offer what is free to those who wait; for whatever made seats free outside the actions."""
    with write_in_turn():
        return move_up(lock_plan(plan_id))


def book_anyway(*, registration: Registration, reason: str, actor: Any) -> Registration:
    """The office lets a waiting (or lapsed) party in out of turn. Where seats are missing, so many are added: nobody
    loses a promised one. The reason stays with the registration. Raises ValueError without a reason."""
    if not reason.strip():
        raise ValueError("Letting somebody in out of turn needs a reason")
    with write_in_turn():
        locked = lock_plan(registration.plan_id)
        present = Registration.objects.get(pk=registration.pk)
        if present.state == RegistrationState.BOOKED:
            return present
        if present.state == RegistrationState.CANCELLED:
            raise AlreadyCancelled
        if present.state != RegistrationState.OFFERED:
            _make_room(locked, present)
        present.override_reason = reason.strip()[:300]
        _book(present, actor)
        return present


def _make_room(locked: LockedPlan, present: Registration) -> None:
    needs = needs_by_registration(locked, [present.pk])[present.pk]
    for pool_id, count in needs.items():
        pool = locked.pools[pool_id]
        if pool.seats is not None and (missing := pool.taken + count - pool.seats) > 0:
            pool.seats += missing
            SeatPool.objects.filter(pk=pool_id).update(seats=pool.seats)
    take(locked, needs)


def _book(present: Registration, actor: Any) -> None:
    present.state, present.offer_until = RegistrationState.BOOKED, None
    present.save(update_fields=["state", "offer_until", "override_reason", "changed_at"])
    if actor is not None:
        detail = "participation.out_of_turn" if present.override_reason else "participation.offer_accepted"
        write_entry(record=present, verb=Verb.OTHER, actor=actor, detail=detail)
    if present.email:
        enqueue("participation.tell", registration_id=present.pk, news="booked")
