"""Registering, changing, cancelling: one transaction decides."""

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError
from django.db.models import F

from miteinander.foundation.audit.actions import write_entry
from miteinander.foundation.audit.enums import Verb
from miteinander.foundation.values.clock import now
from miteinander.foundation.values.writing import write_in_turn
from miteinander.foundation.work import enqueue
from miteinander.programme.events.enums import EventState

from .. import own_links
from ..enums import (
    HOLDING,
    IN_PLAY,
    Channel,
    Food,
    InvitationState,
    RegistrationMode,
    RegistrationState,
    Scope,
    SupportWish,
)
from ..errors import (
    AlreadyCancelled,
    AlreadyClaimed,
    CannotTakePart,
    EventNotTakingPlace,
    NoPlacesLeft,
    NotOpenYet,
    NotThisWay,
    PartyEmpty,
    PartyTooLarge,
    RegistrationClosed,
    UnknownChoice,
    WouldWait,
)
from ..models import Answer, BringItem, Claim, Guest, Invitation, ItemSeats, PrintedSheet, Registration
from ..party import PartyWish, needs_of
from .seats import LockedPlan, give_back, lock_plan, move_up, needs_by_registration, take

OPEN_TO_ALL = (RegistrationMode.OPTIONAL, RegistrationMode.REQUIRED)
FROM_OFFICE = (Channel.TELEPHONE, Channel.PAPER)


def register_party(
    *,
    plan_id: int,
    wish: PartyWish,
    channel: Channel = Channel.WEB,
    invitation: Invitation | None = None,
    sheet: PrintedSheet | None = None,
    may_wait: bool = True,
    actor: Any = None,
) -> Registration:
    """Book seats for a party, or put it on the waiting list (where it `may_wait`): all of it or nothing.

    The same submission twice is one registration. The confirmation goes out after the commit. Raises CannotTakePart
    with its sentence; then nothing was booked. Six queries without extras.
    """
    try:
        with write_in_turn():
            return _register(lock_plan(plan_id), wish, channel, invitation, sheet, may_wait, actor)
    except (IntegrityError, CannotTakePart):
        again = Registration.objects.filter(plan=plan_id, submission=wish.submission).first()
        if again is None:
            raise
        return again


def _register(
    locked: LockedPlan,
    wish: PartyWish,
    channel: Channel,
    invitation: Invitation | None,
    sheet: PrintedSheet | None,
    may_wait: bool,
    actor: Any,
) -> Registration:
    check_way(locked, channel, invitation)
    needs = _checked_needs(locked, wish, most=invitation.most if invitation else _most(locked, channel))
    state = _state_of(locked, needs)
    if state == RegistrationState.WAITING and not may_wait:
        raise WouldWait("others_wait" if locked.fits(needs) else "too_many")
    registration = Registration(plan=locked.plan, state=state, channel=channel, sheet=sheet, **_columns(wish))
    registration.submission = wish.submission
    registration.code_digest = own_links.digest_of(own_links.Purpose.REGISTRATION, registration.uid)
    registration.save(force_insert=True)
    _write_parts(registration, wish, present={})
    if state == RegistrationState.BOOKED:
        take(locked, needs)
    if actor is not None:
        write_entry(record=registration, verb=Verb.CREATED, actor=actor)
    _tell(registration, "booked" if state == RegistrationState.BOOKED else "waiting")
    if registration.support:
        enqueue("participation.note_support", plan_id=locked.plan.pk)
    return registration


def change_party(*, registration: Registration, wish: PartyWish, actor: Any = None) -> Registration:
    """Let a party be another one: more or fewer people, other names, other wishes.

    A party that grows must find its seats, else it stays as it was (NoPlacesLeft); who waits keeps the place in the
    line. Seats that get free are offered to those who wait. Raises CannotTakePart.
    """
    with write_in_turn():
        locked = lock_plan(registration.plan_id)
        present = _still_changeable(locked, registration, actor)
        needs = _checked_needs(locked, wish, most=_most_of(locked, present, actor))
        before = needs_by_registration(locked, [present.pk])[present.pk]
        if present.state in HOLDING:
            _exchange(locked, before, needs)
        had_support = list(present.support)
        for name, value in _columns(wish).items():
            setattr(present, name, value)
        present.save()
        _clear_parts(present, keep_guests=len(wish.guests))
        _write_parts(present, wish, present={guest.position: guest for guest in present.guests.all()})
        if present.state in HOLDING:
            move_up(locked)
        if actor is not None:
            write_entry(record=present, verb=Verb.CHANGED, actor=actor, fields=["guests"])
        _tell(present, "changed")
        if present.support or had_support:
            enqueue("participation.note_support", plan_id=locked.plan.pk)
        return present


def cancel_party(*, registration: Registration, actor: Any = None) -> Registration:
    """Give back the seats of a party, or its place in the line; a second time changes nothing."""
    with write_in_turn():
        locked = lock_plan(registration.plan_id)
        present = Registration.objects.get(pk=registration.pk)
        if present.state not in IN_PLAY:
            return present
        if present.state in HOLDING:
            give_back(locked, needs_by_registration(locked, [present.pk])[present.pk])
        give_back_claims(present)
        present.state, present.offer_until, present.food = RegistrationState.CANCELLED, None, {}
        present.save()
        Invitation.objects.filter(registration=present).update(
            state=InvitationState.DECLINED, answered_at=now()
        )
        move_up(locked)
        if actor is not None:
            write_entry(record=present, verb=Verb.CANCELLED, actor=actor)
        _tell(present, "cancelled")
        if present.support:
            enqueue("participation.note_support", plan_id=locked.plan.pk)
        return present


def renew_link(*, registration: Registration, actor: Any = None) -> Registration:
    """A new link and code; the ones before open nothing any more."""
    with write_in_turn():
        lock_plan(registration.plan_id)
        present = Registration.objects.get(pk=registration.pk)
        present.link_round += 1
        present.code_digest = own_links.digest_of(
            own_links.Purpose.REGISTRATION, present.uid, present.link_round
        )
        present.save(update_fields=["link_round", "code_digest", "changed_at"])
        write_entry(record=present, verb=Verb.CHANGED, actor=actor, fields=["link_round"])
        _tell(present, "link")
        return present


def check_way(locked: LockedPlan, channel: Channel, invitation: Invitation | None) -> None:
    """Whether one may register at this moment and by this way; the office may until the event is over."""
    plan = locked.plan
    if locked.event_state in (EventState.CANCELLED, EventState.POSTPONED):
        raise EventNotTakingPlace
    if channel in FROM_OFFICE:
        return
    if not locked.takes_place:
        raise RegistrationClosed
    if plan.mode not in OPEN_TO_ALL and not (plan.mode == RegistrationMode.INVITATION and invitation):
        raise NotThisWay
    if plan.opens_at and plan.opens_at > now():
        raise NotOpenYet(plan.opens_at)
    if (plan.closes_at and plan.closes_at <= now()) or locked.has_begun:
        raise RegistrationClosed


def _still_changeable(locked: LockedPlan, registration: Registration, actor: Any) -> Registration:
    present = Registration.objects.get(pk=registration.pk)
    if present.state not in IN_PLAY:
        raise AlreadyCancelled
    if locked.event_state in (EventState.CANCELLED, EventState.POSTPONED):
        raise EventNotTakingPlace
    if locked.has_begun and actor is None:
        raise RegistrationClosed
    return present


def _most(locked: LockedPlan, channel: Channel) -> int:
    return 100 if channel in FROM_OFFICE else locked.plan.largest_party


def _most_of(locked: LockedPlan, present: Registration, actor: Any) -> int:
    if actor is not None:
        return 100
    invitation = Invitation.objects.filter(registration=present).first()
    return invitation.most if invitation else locked.plan.largest_party


def _checked_needs(locked: LockedPlan, wish: PartyWish, *, most: int) -> Mapping[int, int]:
    size = len(wish.guests)
    if not size:
        raise PartyEmpty
    if size > most:
        raise PartyTooLarge(most)
    kinds = {pool.pk for pool in locked.pools.values() if pool.scope == Scope.KIND}
    items = {pool.pk for pool in locked.pools.values() if pool.scope == Scope.ITEM}
    if not {guest.pool for guest in wish.guests} <= kinds or not wish.items.keys() <= items:
        raise UnknownChoice
    if any(not 0 <= count <= size for count in wish.items.values()):
        raise UnknownChoice
    if not set(wish.support) <= set(SupportWish.values) or not wish.food.keys() <= set(Food.values):
        raise UnknownChoice
    if any(not 0 < count <= size for count in wish.food.values()):
        raise UnknownChoice
    return needs_of([guest.pool for guest in wish.guests], wish.items, locked.all_pool)


def _state_of(locked: LockedPlan, needs: Mapping[int, int]) -> RegistrationState:
    if locked.fits(needs) and not (locked.plan.strict_order and _somebody_waits(locked)):
        return RegistrationState.BOOKED
    if not locked.plan.waiting_list:
        pool = locked.tightest(needs)
        raise NoPlacesLeft(pool.free or 0, str(pool))
    for pk, count in needs.items():
        seats = locked.pools[pk].seats
        if seats is not None and count > seats:  # would wait for ever
            raise NoPlacesLeft(locked.pools[pk].free or 0, str(locked.pools[pk]))
    return RegistrationState.WAITING


def _somebody_waits(locked: LockedPlan) -> bool:
    return Registration.objects.waiting().filter(plan=locked.plan).exists()


def _exchange(locked: LockedPlan, before: Mapping[int, int], needs: Mapping[int, int]) -> None:
    give_back(locked, before)
    if not locked.fits(needs):
        pool = locked.tightest(needs)
        raise NoPlacesLeft(pool.free or 0, str(pool))  # the transaction puts everything back
    take(locked, needs)


def _columns(wish: PartyWish) -> dict[str, Any]:
    return {
        "name": wish.name,
        "email": wish.email,
        "phone": wish.phone,
        "language": wish.language,
        "support": list(wish.support),
        "interpreter_language": wish.interpreter_language,
        "food": dict(wish.food),
    }


def _write_parts(registration: Registration, wish: PartyWish, *, present: Mapping[int, Guest]) -> None:
    """Guests that are there already (by position) keep their row, so that the door's book still knows them."""
    new = []
    for place, guest in enumerate(wish.guests):
        values = {"pool_id": guest.pool, "name": guest.name, "age": guest.age}
        if place in present:
            Guest.objects.filter(pk=present[place].pk).update(**values)
        else:
            new.append(Guest(registration=registration, position=place, **values))
    if new:
        Guest.objects.bulk_create(new)
    if items := {pool: count for pool, count in wish.items.items() if count}:
        ItemSeats.objects.bulk_create(
            ItemSeats(registration=registration, pool_id=pool, count=count) for pool, count in items.items()
        )
    if wish.answers:
        Answer.objects.bulk_create(
            Answer(registration=registration, question_id=question, text=text)
            for question, text in wish.answers.items()
        )
    for item, count in wish.bring.items():
        _claim(registration, item, count)


def _claim(registration: Registration, item_id: int, count: int) -> None:
    """Conditional: whoever comes second reads that it is taken."""
    items = BringItem.objects.filter(pk=item_id, plan=registration.plan_id)
    if count < 1 or not items.filter(claimed__lte=F("wanted") - count).update(claimed=F("claimed") + count):
        found = items.first()
        if found is None or count < 1:
            raise UnknownChoice
        raise AlreadyClaimed(str(found.label), found.open_count)
    Claim.objects.create(registration=registration, item_id=item_id, count=count)


def _clear_parts(registration: Registration, *, keep_guests: int) -> None:
    Guest.objects.filter(registration=registration, position__gte=keep_guests).delete()
    ItemSeats.objects.filter(registration=registration).delete()
    Answer.objects.filter(registration=registration).delete()
    give_back_claims(registration)


def give_back_claims(registration: Registration) -> None:
    for claim in Claim.objects.filter(registration=registration):
        BringItem.objects.filter(pk=claim.item_id).update(claimed=F("claimed") - claim.count)
        claim.delete()


def _tell(registration: Registration, news: str) -> None:
    if registration.email:
        enqueue("participation.tell", registration_id=registration.pk, news=news)
