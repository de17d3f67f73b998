"""The registry `typesetting.subjects`: what documents are about, and where the office keeps what was printed of it.

A room registers in `AppConfig.ready()`: `subjects.register(Subject(key="event", ...))`; its documents say `about="event"`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .models import KeptPrint


class NoSubject(LookupError):
    """Nothing has this name or number."""


@dataclass(frozen=True, slots=True)
class Link:
    label: str
    url: str


@dataclass(frozen=True)
class About:
    """One subject as the pages of print show it. `details` is one line, for example the day and the place."""

    title: str
    details: str
    url: str
    languages: tuple[str, ...]
    """The site's languages that speak to its guests, the best first: what the office is offered first."""
    returns: Sequence[Link] = ()
    """Where sheets that come back are entered."""


@dataclass(frozen=True)
class Subject:
    key: str
    find: Callable[[str], int]
    """From what a person types (a slug or a number) to the primary key. Raises NoSubject."""
    describe: Callable[[int, Any], About]
    """For a primary key and an account. Raises NoSubject, also when this account must not see it."""
    prints: "type[KeptPrint] | None"
    """The room's table of what was printed; None where nothing of it is kept."""

    @property
    def kept(self) -> "type[KeptPrint]":
        """The table. Raises NoSubject where nothing is kept."""
        if self.prints is None:
            raise NoSubject(self.key)
        return self.prints


_subjects: dict[str, Subject] = {}


def register(subject: Subject) -> None:
    """Raises ValueError when two subjects take one key."""
    if _subjects.get(subject.key, subject) is not subject:
        raise ValueError(f"the subject {subject.key!r} is registered twice")
    _subjects[subject.key] = subject


def unregister(key: str) -> None:
    del _subjects[key]


def subject(key: str) -> Subject:
    """Raises NoSubject."""
    try:
        return _subjects[key]
    except KeyError:
        raise NoSubject(key) from None


def subjects() -> tuple[Subject, ...]:
    return tuple(_subjects.values())
