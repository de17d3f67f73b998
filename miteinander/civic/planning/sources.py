"""The registry `planning.sources`: deadlines of all rooms on the year wheel.

A higher room registers in `AppConfig.ready()`: `sources.register("newspaper", deadlines_of_editions)`. The provider gets
the first and the last day of a span and the user who looks, and answers with what falls into it and that user may see.
Its number of queries must not depend on how much it finds.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from .enums import DeadlineState


@dataclass(frozen=True, slots=True)
class Deadline:
    """One entry of the wheel. `activity` and `task` are slugs of the concept, perhaps empty; `url` opens the record."""

    day: date
    title: str
    kind: str
    """A short word for the legend, for example "todo" or "edition"."""
    url: str = ""
    activity: str = ""
    task: str = ""
    state: DeadlineState = DeadlineState.OPEN
    about: str = ""
    """What the deadline belongs to, for example the title of the event."""


Source = Callable[[date, date, Any], Iterable[Deadline]]

_sources: dict[str, Source] = {}


def register(name: str, source: Source) -> None:
    """Raises ValueError when two rooms take one name."""
    if _sources.get(name, source) is not source:
        raise ValueError(f"Deadlines {name!r} are registered twice")
    _sources[name] = source


def unregister(name: str) -> None:
    del _sources[name]


def deadlines(first: date, last: date, user: Any) -> list[Deadline]:
    """Everything due from first to last, both included, that the user may see, in order of days."""
    found = [one for source in _sources.values() for one in source(first, last, user)]
    return sorted(found, key=lambda one: (one.day, one.kind, one.title))
