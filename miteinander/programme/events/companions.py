"""The registry `events.companions`: what other rooms add to an event.

A higher room subclasses `Companion`, overrides what it needs and registers one instance in `AppConfig.ready()`.
Every method that takes many events answers for all of them at once and may cost one query.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from miteinander.foundation.interface.chips import Chip as Chip

from .enums import EventState

if TYPE_CHECKING:
    from .models import Engagement, Event

TELLING = (EventState.PUBLISHED, EventState.POSTPONED, EventState.CANCELLED)


@dataclass(frozen=True)
class Section:
    """A part of the event page: a template and its context."""

    template: str
    context: Mapping[str, object]
    order: int = 50


@dataclass(frozen=True)
class PrimaryAction:
    """The one button of the event page, for example "register"."""

    label: str
    url: str


@dataclass(frozen=True)
class Recipients:
    """Who will be told when an event moves or is cancelled, and how many of them."""

    label: str
    count: int


@dataclass(frozen=True)
class Step:
    """A link among what comes next for an event in the office."""

    label: str
    url: str


class Companion:
    def chips(self, events: Sequence["Event"]) -> Mapping[int, Sequence[Chip]]:
        """Chips by event id."""
        return {}

    def section(self, event: "Event") -> Section | None:
        return None

    def primary_action(self, event: "Event") -> PrimaryAction | None:
        return None

    def plan_panel(self, event: "Event") -> Section | None:
        """A part of the planning form in the office."""
        return None

    def steps(self, event: "Event", user: Any) -> Iterable[Step]:
        """What this account may do next with a stored event in the office."""
        return ()

    def returned_sheets(self, event: "Event", user: Any) -> Iterable[Step]:
        """Where this account enters sheets of paper that come back filled in."""
        return ()

    def copy(self, old: "Event", new: "Event") -> None:
        """Called inside the transaction that copies an event."""

    def on_moved(self, event: "Event") -> None:
        """Day, time, place or state of a public event may have changed, in the transaction that changed it. Called also
        when they did not, and perhaps twice: whoever tells people compares with what they were told."""

    def on_cancelled(self, event: "Event") -> None:
        """Called in the transaction that cancels a public event, perhaps twice."""

    def people_to_tell(self, event: "Event") -> Iterable[Recipients]:
        return ()

    def counted_guests(self, events: Sequence["Event"]) -> Mapping[int, int]:
        """How many came by event id, where this room counted them; proposed in the review of the event."""
        return {}

    def engagement_steps(
        self, engagements: Sequence["Engagement"], user: Any
    ) -> Mapping[int, Sequence[Step]]:
        """What this account may do next with engagements, by their ids."""
        return {}


_companions: list[Companion] = []


def register(companion: Companion) -> None:
    _companions.append(companion)


def unregister(companion: Companion) -> None:
    _companions.remove(companion)


def companions() -> tuple[Companion, ...]:
    return tuple(_companions)


def chips_of(events: Sequence["Event"]) -> dict[int, list[Chip]]:
    """All companions' chips by event id; one call per companion."""
    found: dict[int, list[Chip]] = {}
    for companion in _companions:
        for event_id, chips in companion.chips(events).items():
            found.setdefault(event_id, []).extend(chips)
    return found


def sections_of(event: "Event") -> list[Section]:
    sections = [section for companion in _companions if (section := companion.section(event))]
    return sorted(sections, key=lambda section: section.order)


def primary_action_of(event: "Event") -> PrimaryAction | None:
    return next((action for companion in _companions if (action := companion.primary_action(event))), None)


def after_change(event: "Event") -> None:
    """Let the companions know that what guests go by may have changed. The event has its new values in the database."""
    if event.state not in TELLING:
        return
    for companion in _companions:
        (companion.on_cancelled if event.state == EventState.CANCELLED else companion.on_moved)(event)


def people_to_tell(event: "Event") -> list[Recipients]:
    return [recipients for companion in _companions for recipients in companion.people_to_tell(event)]


def counted_guests(event: "Event") -> int | None:
    return counted_guests_of([event]).get(event.pk)


def counted_guests_of(events: Sequence["Event"]) -> dict[int, int]:
    """By event id, of the first room that counted; one call per companion."""
    found: dict[int, int] = {}
    for companion in reversed(_companions):
        found.update(companion.counted_guests(events))
    return found


def engagement_steps_of(engagements: Sequence["Engagement"], user: Any) -> dict[int, list[Step]]:
    """By engagement id; one call per companion."""
    found: dict[int, list[Step]] = {}
    for companion in _companions:
        for engagement_id, steps in companion.engagement_steps(engagements, user).items():
            found.setdefault(engagement_id, []).extend(steps)
    return found


def steps_of(event: "Event", user: Any) -> list[Step]:
    return [step for companion in _companions for step in companion.steps(event, user)]


def returned_sheets_of(event: "Event", user: Any) -> list[Step]:
    return [step for companion in _companions for step in companion.returned_sheets(event, user)]
