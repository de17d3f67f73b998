"""What stands in a translation file."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise

from ..segments import Segment

MOST_ENTRIES = 20_000


class Unreadable(Exception):
    """The file cannot be read; `sentence` says why."""

    def __init__(self, sentence: str | Promise) -> None:
        self.sentence = sentence
        super().__init__(str(sentence))


@dataclass(frozen=True, slots=True)
class Entry:
    """One text of one record. `is_checked`: the program says that a person approved it."""

    kind: str
    record: int
    key: str
    german: str
    text: str
    is_checked: bool = False


@dataclass(frozen=True, slots=True)
class TextFile:
    language: str
    entries: list[Entry]


@dataclass(frozen=True, slots=True)
class RecordTexts:
    """A record to be written into a file."""

    kind: str
    record: int
    label: str
    segments: Iterable[Segment]


def parse_record(name: str) -> tuple[str, int] | None:
    """ "events-event-12" -> ("events-event", 12)."""
    kind, _dash, number = name.rpartition("-")
    if not kind or not (number.isascii() and number.isdigit()) or len(number) > 18 or len(kind) > 100:
        return None
    return kind, int(number)
