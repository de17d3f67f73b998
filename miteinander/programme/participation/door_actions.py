"""The registry of one tap at the door: what other rooms want done for a guest who has just come in.

    def note_interest(at_door: AtDoor) -> None: ...

    door_actions.register(
        DoorAction("volunteers.interest", _("Möchte mithelfen"), pictogram="people", deed=note_interest)
    )

in `AppConfig.ready()`. The phone shows the button beside every guest who is in, also without a network; the tap comes
to the server as an entry of the door's book, once however often it is sent. `deed` is called in the transaction of that
entry, `undo` when the helper takes it back (a tap taken back before it arrived is never called). A deed that fails
is logged, undoes only itself and does not stop the book. Both cost their own queries.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.functional import Promise

if TYPE_CHECKING:
    from .models import Door, Guest, Registration

LONGEST_KEY = 40


@dataclass(frozen=True)
class AtDoor:
    """Whom it is about, and at which door."""

    guest: "Guest"
    registration: "Registration"
    door: "Door"


@dataclass(frozen=True)
class DoorAction:
    """`key`: "room.verb", at most 40 signs; `label`: lazy, a few words; `pictogram`: a name of the house's drawings."""

    key: str
    label: Promise | str
    pictogram: str
    deed: Callable[[AtDoor], None]
    undo: Callable[[AtDoor], None] | None = None


_actions: dict[str, DoorAction] = {}


def register(action: DoorAction) -> None:
    """ValueError for a key that is too long or taken."""
    if len(action.key) > LONGEST_KEY or action.key in _actions:
        raise ValueError(action.key)
    _actions[action.key] = action


def unregister(key: str) -> None:
    del _actions[key]


def find(key: str) -> DoorAction | None:
    return _actions.get(key)


def door_actions() -> tuple[DoorAction, ...]:
    return tuple(_actions.values())
