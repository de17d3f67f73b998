"""What the door adds to an event: how many guests it counted."""

from miteinander.programme.events import companions
from miteinander.programme.events.models import Event

from .door_book import count_door


class DoorCompanion(companions.Companion):
    def counted_guests(self, event: Event) -> int | None:
        """Guests of the list and those without registration; None where nobody stood at a door."""
        return count_door(event).everybody or None


def register() -> None:
    companions.register(DoorCompanion())
