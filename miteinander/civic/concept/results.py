"""The registry `concept.results`: what came of an activity in a period, for proofs of use and annual reports.

A room registers in `AppConfig.ready()`: `results.register("events", provider)`. A provider answers for many activities
at once, in a number of queries that does not grow with them or with their records. Its words are in the active
language; a German proof asks within `translation.override(base_language())`. Nothing in figures and sentences names a
natural person; organisations may be named.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Self

from miteinander.foundation.values.clock import end_of, start_of

from .models import Activity


@dataclass(frozen=True, slots=True)
class Period:
    """Whole days in Berlin, both included. A record belongs to the period of its first day, so two periods side by
    side never count it twice. Raises ValueError when it ends before it begins."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"{self.last} lies before {self.first}")

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    @property
    def moments(self) -> tuple[datetime, datetime]:
        """From its first moment until the first one after it, for `gte` and `lt`."""
        return start_of(self.first), end_of(self.last)


class Part(StrEnum):
    """The part of a report a sentence belongs to, in this order (`shared/domain.md` 3.4, part I)."""

    SUMMARY = "summary"
    DONE = "done"
    EFFECT = "effect"
    DEVIATION = "deviation"
    LESSON = "lesson"


class UnitKind(StrEnum):
    """What a cost can be divided by."""

    EVENT = "event"
    GUEST = "guest"
    COPY = "copy"
    """Of an edition of the newspaper."""
    PRINT = "print"
    """A poster, flyer or other sheet."""


class FileKind(StrEnum):
    POSTER = "poster"
    FLYER = "flyer"
    NEWSPAPER = "newspaper"
    PICTURE = "picture"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its unit and how it was counted. `key` is "room.name" and stays the same from year to year."""

    key: str
    label: str
    value: int | Decimal
    unit: str
    source: str
    office_url: str = ""
    """The list of records it was counted from."""
    public_url: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """Whole sentences about one record. `typed`: words of a person; whoever signs reads them for names first.

    `record` says which one, for example "events.event:12"; empty for a summary.
    """

    day: date
    text: str
    part: Part
    record: str = ""
    office_url: str = ""
    public_url: str = ""
    typed: bool = False


@dataclass(frozen=True, slots=True)
class ResultFile:
    """Evidence. `read` gives the bytes; raises ValidationError with a sentence when the file is gone or changed.

    `sha256` is empty where the record keeps none; `fingerprint` then reads the file.
    """

    day: date
    title: str
    kind: FileKind
    name: str
    content_type: str
    read: Callable[[], bytes]
    sha256: str = ""
    size: int = 0
    credit: str = ""
    consent: str = ""
    """On which ground a picture may be published, without names."""
    record: str = ""
    office_url: str = ""
    public_url: str = ""

    def fingerprint(self) -> str:
        """SHA-256 in hex. Raises as `read` does."""
        return self.sha256 or hashlib.sha256(self.read()).hexdigest()


@dataclass(frozen=True, slots=True)
class UnitCount:
    """How many guests one event had, how many copies one edition: what its cost is divided by.

    `key` is the record ("newspaper.edition:3"); events count as one each. `estimated`: somebody guessed.
    """

    kind: UnitKind
    key: str
    label: str
    count: int
    day: date
    estimated: bool = False
    office_url: str = ""
    public_url: str = ""


@dataclass(frozen=True, slots=True)
class Missing:
    """What a report would need and nobody wrote down; the sentence says what to do."""

    text: str
    office_url: str = ""


@dataclass(frozen=True, slots=True)
class Results:
    figures: tuple[Figure, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    files: tuple[ResultFile, ...] = ()
    units: tuple[UnitCount, ...] = ()
    missing: tuple[Missing, ...] = ()

    def __add__(self, other: "Results") -> "Results":
        """Sentences, files and units in order of time; figures in the order of the rooms."""
        return Results(
            self.figures + other.figures,
            tuple(sorted(self.sentences + other.sentences, key=_place)),
            tuple(sorted(self.files + other.files, key=lambda one: (one.day, one.record))),
            tuple(sorted(self.units + other.units, key=lambda one: (one.day, one.kind, one.key))),
            self.missing + other.missing,
        )

    def part(self, part: Part) -> tuple[Sentence, ...]:
        return tuple(one for one in self.sentences if one.part == part)

    def total(self, kind: UnitKind) -> int:
        return sum(one.count for one in self.units if one.kind == kind)


def _place(sentence: Sentence) -> tuple[int, date]:
    return list(Part).index(sentence.part), sentence.day


Provider = Callable[[Sequence[Activity], Period], Mapping[int, Results]]
"""Results by the primary key of the activity; one without results may be left out."""

_providers: dict[str, Provider] = {}


def register(name: str, provider: Provider) -> None:
    """Raises ValueError when two rooms take one name."""
    if _providers.get(name, provider) is not provider:
        raise ValueError(f"the results {name!r} are registered twice")
    _providers[name] = provider


def unregister(name: str) -> None:
    del _providers[name]


def results_of(activities: Iterable[Activity], period: Period) -> dict[int, Results]:
    """For each activity by its primary key, in the order they came in. Queries do not depend on how many there are."""
    listed = list({activity.pk: activity for activity in activities}.values())
    found = {activity.pk: Results() for activity in listed}
    if listed:
        for provider in _providers.values():
            for pk, more in provider(listed, period).items():
                found[pk] += more
    return found


def results(activity: Activity, period: Period) -> Results:
    return results_of([activity], period)[activity.pk]


class Collected:
    """Where a provider collects the results of one activity."""

    def __init__(self) -> None:
        self.figures: list[Figure] = []
        self.sentences: list[Sentence] = []
        self.files: list[ResultFile] = []
        self.units: list[UnitCount] = []
        self.missing: list[Missing] = []

    def as_results(self) -> Results:
        return Results() + Results(
            tuple(self.figures),
            tuple(self.sentences),
            tuple(self.files),
            tuple(self.units),
            tuple(self.missing),
        )

    @classmethod
    def each(cls, activities: Iterable[Activity]) -> dict[int, Self]:
        return {activity.pk: cls() for activity in activities}
