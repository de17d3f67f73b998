"""Doors, their links and phones, and what the phones write into the door's book."""

import logging
import secrets
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.crypto import salted_hmac

from miteinander.foundation.access import links
from miteinander.foundation.audit.actions import write_entry
from miteinander.foundation.audit.enums import Verb
from miteinander.foundation.values.clock import now
from miteinander.foundation.values.writing import write_in_turn
from miteinander.programme.events.models import Event

from .. import door_actions
from ..door_book import closes_at
from ..enums import DoorDeed
from ..errors import DoorWithoutDate, TooManyPhones
from ..models import Door, DoorEntry, DoorPhone, Guest, SeatPool

PURPOSE = "participation.door"
MOST_PHONES = 60
"""Phones of one door that are not locked out."""


@dataclass(frozen=True)
class DoorLine:
    """One line as a phone sends it, checked in its form only. `guest` may be gone or somebody else's."""

    uid: uuid.UUID
    deed: DoorDeed
    happened_at: datetime
    guest: int | None = None
    undoes: uuid.UUID | None = None
    count: int = 1
    language: str = ""
    age_band: str = ""
    action: str = ""


def save_door(
    *, event: Event, label: str, pools: Iterable[SeatPool] = (), door: Door | None = None, actor: Any = None
) -> Door:
    """A new door of the event, or another name or other guests for one that is there."""
    verb = Verb.CHANGED if door else Verb.CREATED
    with transaction.atomic():
        door = door or Door(event=event)
        door.label = label
        door.save()
        door.pools.set(pools)
        write_entry(record=door, verb=verb, actor=actor)
    return door


def remove_door(*, door: Door, actor: Any = None) -> None:
    """The door, its links and phones go; what was written at it stays in the book of the event."""
    with transaction.atomic():
        links.revoke(purpose=PURPOSE, subject=_subject(door))
        write_entry(record=door, verb=Verb.DELETED, actor=actor)
        door.delete()


def issue_link(*, door: Door, actor: Any = None) -> str:
    """A new token for phones at this door, good until twelve hours after the end of the event.

    Raises DoorWithoutDate. Links given out before stay good.
    """
    until = closes_at(door.event)
    if until is None:
        raise DoorWithoutDate
    with transaction.atomic():
        token = links.issue(purpose=PURPOSE, subject=_subject(door), until=until)
        write_entry(record=door, verb=Verb.CHANGED, actor=actor, fields=["link"])
    return token


def revoke_links(*, door: Door, actor: Any = None) -> int:
    """No link of this door opens anything any more, and all its phones are locked out; how many links there were."""
    with transaction.atomic():
        DoorPhone.objects.filter(door=door, revoked_at=None).update(revoked_at=now())
        found = links.revoke(purpose=PURPOSE, subject=_subject(door))
        write_entry(record=door, verb=Verb.CHANGED, actor=actor, fields=["link"])
    return found


def open_door(token: str, *, counted: bool = False) -> Door:
    """The door behind a link. Raises links.LinkInvalid, also where the event's end was moved to an earlier day."""
    subject = links.resolve(token, PURPOSE) if counted else links.peek(token, PURPOSE)
    door = Door.objects.select_related("event").filter(pk=subject.removeprefix("door:")).first()
    if door is None:
        raise links.LinkInvalid(links.Fault.REVOKED)
    until = closes_at(door.event)
    if until is None or until <= now():
        raise links.LinkInvalid(links.Fault.EXPIRED)
    return door


def add_phone(*, door: Door, label: str) -> tuple[DoorPhone, str]:
    """A phone for this door and its secret, which is never seen again. Raises TooManyPhones."""
    with write_in_turn():
        _lock(door.event_id)
        if DoorPhone.objects.filter(door=door, revoked_at=None).count() >= MOST_PHONES:
            raise TooManyPhones
        secret = secrets.token_urlsafe(24)
        phone = DoorPhone.objects.create(
            door=door, label=label, secret_digest=_digest(secret), last_seen=now()
        )
    return phone, secret


def find_phone(*, door: Door, uid: uuid.UUID, secret: str) -> DoorPhone | None:
    """The phone that knows its secret and is not locked out."""
    phone = DoorPhone.objects.filter(door=door, uid=uid, revoked_at=None).first()
    if phone is None or not secrets.compare_digest(phone.secret_digest, _digest(secret)):
        return None
    phone.door = door
    return phone


def lock_out(*, phone: DoorPhone, actor: Any = None) -> None:
    """At its next contact the phone is refused and deletes what it has; what it wrote before stays in the book."""
    with transaction.atomic():
        DoorPhone.objects.filter(pk=phone.pk, revoked_at=None).update(revoked_at=now())
        write_entry(record=phone.door, verb=Verb.CHANGED, actor=actor, fields=["phones"])


def write_book(*, phone: DoorPhone, lines: Sequence[DoorLine]) -> int:
    """Add to the book what is not there yet; how many lines were new.

    The same line sent twice, by whomever, is one; the order of arrival does not matter; nothing is ever changed or
    deleted. A guest of another event or one who is gone counts as somebody without a name. Six queries, and those of
    door actions. The lock of the event's doors lets the ids of entries rise in the order of their commits.
    """
    door, at = phone.door, now()
    with write_in_turn():
        _lock(door.event_id)
        DoorPhone.objects.filter(pk=phone.pk).update(last_seen=at)
        if not lines:
            return 0
        fresh = {line.uid: line for line in lines}
        for known in DoorEntry.objects.filter(uid__in=list(fresh)).values_list("uid", flat=True):
            del fresh[known]
        guests = _guests_of(door.event_id, {line.guest for line in fresh.values() if line.guest})
        DoorEntry.objects.bulk_create(
            DoorEntry(
                uid=line.uid,
                event_id=door.event_id,
                door=door,
                phone=phone,
                deed=line.deed,
                guest=guests.get(line.guest) if line.guest else None,
                undoes=line.undoes,
                count=line.count,
                language=line.language,
                age_band=line.age_band,
                action=line.action,
                happened_at=line.happened_at,
            )
            for line in fresh.values()
        )
        _act(door, fresh, guests)
    return len(fresh)


def _lock(event_id: int) -> None:
    list(Door.objects.select_for_update(no_key=True).filter(event=event_id).order_by("pk").values_list("pk"))


def _guests_of(event_id: int, ids: set[int]) -> dict[int, Guest]:
    found = Guest.objects.filter(pk__in=ids, registration__plan__event=event_id)
    return {guest.pk: guest for guest in found.select_related("registration")}


def _act(door: Door, fresh: dict[uuid.UUID, DoorLine], guests: dict[int, Guest]) -> None:
    """Call the deeds of door actions that are new, and undo those that are taken back."""
    acts = {uid for uid, line in fresh.items() if line.deed == DoorDeed.ACTION}
    undone = {line.undoes for line in fresh.values() if line.deed == DoorDeed.UNDO}
    if not door_actions.door_actions() or not (acts or undone):
        return
    book = DoorEntry.objects.filter(event=door.event_id)
    before = set(book.filter(deed=DoorDeed.UNDO, undoes__in=acts).values_list("undoes", flat=True))
    for uid in acts - before:
        _call(fresh[uid].action, "deed", door, guests.get(fresh[uid].guest or 0))
    taken_back = book.filter(uid__in=undone - fresh.keys(), deed=DoorDeed.ACTION)
    for entry in taken_back.select_related("guest__registration"):
        if not _was_taken_back_before(entry, fresh):
            _call(entry.action, "undo", door, entry.guest)


def _was_taken_back_before(entry: DoorEntry, fresh: dict[uuid.UUID, DoorLine]) -> bool:
    undoes = DoorEntry.objects.filter(event=entry.event_id, deed=DoorDeed.UNDO, undoes=entry.uid)
    return undoes.exclude(uid__in=list(fresh)).exists()


def _call(key: str, what: str, door: Door, guest: Guest | None) -> None:
    action = door_actions.find(key)
    deed = getattr(action, what) if action else None
    if deed is None or guest is None:
        return
    try:
        with transaction.atomic():
            deed(door_actions.AtDoor(guest, guest.registration, door))
    except (
        Exception
    ):  # another room's fault must not stop the book; it is logged with what is needed to repeat it
        logging.getLogger(__name__).exception("door action %s (%s) for guest %s", key, what, guest.pk)


def _subject(door: Door) -> str:
    return f"door:{door.pk}"


def _digest(secret: str) -> str:
    return salted_hmac("participation.door_phone", secret, algorithm="sha256").hexdigest()
