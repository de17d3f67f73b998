"""Work that comes back: registered with a rule, enqueued by whichever worker looks first, exactly once.

    register_schedule("website.erase_old_reports", at=time(3, 10), title=_("Alte Meldungen löschen"))

The times are those of the clock on the wall in Germany. A run that was missed, because the machine was off, is made up
once. A run is not enqueued while the one before it still waits to begin. Rooms register in `tasks.py`.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from math import floor
from zoneinfo import ZoneInfo

from django.utils.functional import Promise

from .registry import find

BERLIN = ZoneInfo("Europe/Berlin")
SHORTEST = timedelta(seconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Either `every` so often, or `at` a time of day, on all days or on some `weekdays` (Monday is 0)."""

    every: timedelta | None = None
    at: time | None = None
    weekdays: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if (self.every is None) == (self.at is None):
            raise ValueError("A schedule says either every or at")
        if self.every is not None and (self.every < SHORTEST or self.weekdays):
            raise ValueError("every is at least a second and knows no weekdays")
        if self.at is not None and self.at.tzinfo is not None:
            raise ValueError("at is a time of the clock on the wall")
        if not set(self.weekdays) <= set(range(7)):
            raise ValueError("Weekdays are numbers from 0 to 6")

    def __str__(self) -> str:
        if self.every is not None:
            return f"every {self.every.total_seconds():g} s"
        return f"at {self.at:%H:%M} {','.join(map(str, sorted(self.weekdays)))}".strip()

    def first_after(self, moment: datetime) -> datetime:
        """The first run of a schedule that is new at the moment."""
        return self.next_after(moment, last=moment)

    def next_after(self, moment: datetime, *, last: datetime) -> datetime:
        """The first run after the moment; `last` is the run before it, which sets the rhythm."""
        if self.every is not None:
            return last + self.every * max(1, floor((moment - last) / self.every) + 1)
        assert self.at is not None
        day = moment.astimezone(BERLIN).date()
        while True:
            found = datetime.combine(day, self.at, BERLIN).astimezone(ZoneInfo("UTC"))
            if found > moment and (not self.weekdays or day.weekday() in self.weekdays):
                return found
            day += timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Schedule:
    name: str
    rule: Rule
    title: str | Promise


_registered: dict[str, Schedule] = {}


def register_schedule(
    name: str,
    *,
    every: timedelta | None = None,
    at: time | None = None,
    weekdays: tuple[int, ...] = (),
    title: str | Promise = "",
) -> None:
    """Run the registered work `name` without arguments by a rule. `title` says in the office what it does.

    The first run of a new schedule is one period from now, or the next time on the clock. Register the work first.
    Raises UnknownWork, and ValueError for a rule that makes no sense or differs from the one registered.
    """
    find(name)
    wanted = Schedule(name, Rule(every=every, at=at, weekdays=weekdays), title)
    if name in _registered and _registered[name].rule != wanted.rule:
        raise ValueError(f"{name!r} has two schedules")
    _registered[name] = wanted


def schedules() -> tuple[Schedule, ...]:
    return tuple(sorted(_registered.values(), key=lambda one: one.name))
