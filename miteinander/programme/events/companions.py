"""The registry `events.companions`: what other rooms add to an event.

A higher room subclasses `Companion`, overrides what it needs and registers one instance in `AppConfig.ready()`.
Every method that takes many events answers for all of them at once and may cost one query.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from miteinander.foundation.interface.chips import Chip as Chip

if TYPE_CHECKING:
    from .models import Event


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

    def copy(self, old: "Event", new: "Event") -> None:
        """Called inside the transaction that copies an event."""

    def on_moved(self, event: "Event") -> None: ...

    def on_cancelled(self, event: "Event") -> None: ...

    def people_to_tell(self, event: "Event") -> Iterable[Recipients]:
        return ()


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


def people_to_tell(event: "Event") -> list[Recipients]:
    return [recipients for companion in _companions for recipients in companion.people_to_tell(event)]


def steps_of(event: "Event", user: Any) -> list[Step]:
    return [step for companion in _companions for step in companion.steps(event, user)]
