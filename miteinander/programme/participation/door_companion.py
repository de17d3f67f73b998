"""What the door adds to an event: how many guests it counted."""

from collections.abc import Mapping, Sequence

from miteinander.programme.events import companions
from miteinander.programme.events.models import Event

from .door_book import came_to


class DoorCompanion(companions.Companion):
    def counted_guests(self, events: Sequence[Event]) -> Mapping[int, int]:
        """Guests of the list and those without registration; nothing where nobody stood at a door. One query."""
        return {pk: came.everybody for pk, came in came_to(events).items()}


def register() -> None:
    companions.register(DoorCompanion())
