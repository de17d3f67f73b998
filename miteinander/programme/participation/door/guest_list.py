"""What a phone at the door may hold: names, kinds and hashes of this event, and nothing else about anybody.

No address, no telephone, no food, no note, no age. Of parties that this door does not let in, and of those who
cancelled, only the hashes, so that a scanned ticket gets an honest answer.

A ticket's hash is the first half of the SHA-256 of its text, which nobody can guess. The short code is shorter than
that: of its hash the phone gets 24 bits. They find a party among the few of this event, but thousands of codes fit
to them, so a lost phone tells nobody the code, which would open the registration.
"""

import hashlib
from collections import defaultdict
from typing import Any

from django.db.models import Count, Max
from django.utils import translation

from miteinander.foundation.languages.registry import site_languages, spoken_languages

from .. import door_actions, own_links
from ..door_book import closes_at
from ..enums import IN_PLAY, RegistrationState, Scope
from ..models import Door, DoorEntry, Guest, ItemSeats, Registration, SeatPool

TICKET_SIGNS = 32
CODE_SIGNS = 6
PAGE = 500
"""Entries of the book in one answer."""


def ticket_hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:TICKET_SIGNS]


def code_hash(plain_code: str) -> str:
    return hashlib.sha256(plain_code.encode()).hexdigest()[:CODE_SIGNS]


def list_version(door: Door) -> str:
    """Changes when the list has to be fetched again. One query."""
    found = Registration.objects.filter(plan__event=door.event_id).aggregate(
        number=Count("pk"), changed=Max("changed_at")
    )
    return f"{found['number']}-{found['changed'].timestamp() if found['changed'] else 0}"


def guest_list(door: Door) -> dict[str, Any]:
    """Eight queries, however many guests."""
    version = list_version(door)
    doors = list(Door.objects.filter(event=door.event_id).prefetch_related("pools"))
    pools = list(SeatPool.objects.filter(plan__event=door.event_id).select_related("item"))
    own = next(one for one in doors if one.pk == door.pk)
    until = closes_at(door.event)
    return {
        "version": version,
        "title": _in_all_languages(lambda lang: door.event.title.localized(lang).text),
        "closes_at": int(until.timestamp() * 1000) if until else 0,
        "door": door.pk,
        "doors": {one.pk: {"label": one.label, "list": list_of(one)} for one in doors},
        "kinds": {pool.pk: _pool_names(pool) for pool in pools if pool.scope == Scope.KIND},
        "parties": _parties(own),
        "languages": _languages(door),
        "actions": [_action(one) for one in door_actions.door_actions()],
    }


def list_of(door: Door) -> str:
    """Doors of the same list let a guest in once between them; the door of a programme item keeps its own list."""
    return ",".join(str(pool.pk) for pool in door.pools.all() if pool.scope == Scope.ITEM)


def book_after(door: Door, since: int) -> dict[str, Any]:
    """Entries of all doors of the event, in the order of their ids. One query."""
    rows = DoorEntry.objects.filter(event=door.event_id, pk__gt=since).order_by("pk")
    found = list(
        rows.values_list("pk", "uid", "deed", "guest", "undoes", "count", "door", "happened_at", "action")[
            : PAGE + 1
        ]
    )
    return {
        "more": len(found) > PAGE,
        "until": found[:PAGE][-1][0] if found else since,
        "book": [
            {
                "uid": uid,
                "deed": deed,
                "guest": guest,
                "undoes": undoes,
                "count": count,
                "door": at_door,
                "at": int(at.timestamp() * 1000),
                "action": action,
            }
            for _pk, uid, deed, guest, undoes, count, at_door, at, action in found[:PAGE]
        ],
    }


def _parties(door: Door) -> list[dict[str, Any]]:
    kinds = {pool.pk for pool in door.pools.all() if pool.scope == Scope.KIND}
    items = {pool.pk for pool in door.pools.all() if pool.scope == Scope.ITEM}
    guests: dict[int, list[tuple[int, str, int]]] = defaultdict(list)
    rows = Guest.objects.filter(registration__plan__event=door.event_id).order_by("registration", "position")
    for registration, guest, name, pool in rows.values_list("registration_id", "pk", "name", "pool_id"):
        guests[registration].append((guest, name, pool))
    places: dict[int, int] = defaultdict(int)
    for registration, count in ItemSeats.objects.filter(pool__in=items).values_list(
        "registration_id", "count"
    ):
        places[registration] += count
    found = []
    parties = Registration.objects.filter(plan__event=door.event_id).order_by("pk")
    for pk, uid, link_round, name, state in parties.values_list("pk", "uid", "link_round", "name", "state"):
        here = [guest for guest in guests[pk] if not kinds or guest[2] in kinds]
        wanted = state in IN_PLAY and here and (not items or places[pk])
        party: dict[str, Any] = {
            "id": pk,
            "ticket": ticket_hash(own_links.token(own_links.Purpose.TICKET, uid)),
            "code": code_hash(own_links.plain_code(own_links.Purpose.REGISTRATION, uid, link_round)),
            "state": state if wanted or state not in IN_PLAY else "elsewhere",
        }
        if wanted:
            party |= {"name": name, "guests": here}
            if items:
                party["places"] = places[pk]
        if state == RegistrationState.LAPSED:
            party["state"] = RegistrationState.CANCELLED
        found.append(party)
    return found


def _action(action: door_actions.DoorAction) -> dict[str, Any]:
    label = _in_all_languages(lambda _lang: str(action.label))
    return {"key": action.key, "pictogram": action.pictogram, "label": label}


def _pool_names(pool: SeatPool) -> dict[str, str]:
    return _in_all_languages(lambda lang: pool.name(lang).text)


def _languages(door: Door) -> list[tuple[str, str]]:
    """Languages for walk-ins: those of the event, those of the site, then all others."""
    known = spoken_languages()
    first = list(door.event.event_languages.values_list("code", flat=True))
    order = [*first, *(language.code for language in site_languages()), *known]
    return [(code, known[code].name) for code in dict.fromkeys(order) if code in known]


def _in_all_languages(name: Any) -> dict[str, str]:
    found = {}
    for language in site_languages():
        with translation.override(language.code):
            found[language.code] = name(language.code)
    return found
