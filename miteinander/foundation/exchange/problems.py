"""What is wrong with a file, as sentences for the person who wrote it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from miteinander.foundation.exchange.places import Place, order, sheet_of, where

# A file of nonsense must not cost minutes and fill the screen for ever.
MOST_PROBLEMS = 1000
MOST_ALLOWED = 12
LONGEST_VALUE = 60


class FieldError(Exception):
    """A value that a field refuses. `message` is a whole sentence; `allowed` may stand there instead."""

    def __init__(self, message: str, allowed: Iterable[str] = (), *, given: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.allowed = tuple(allowed)
        self.given = given

    def sentences(self) -> str:
        """The message, what is allowed and, where one word is close, "did you mean"."""
        parts = [self.message]
        if self.allowed:
            parts.append(_("Erlaubt: %(words)s") % {"words": listed(self.allowed)})
            close = closest(self.given, self.allowed)
            if close:
                parts.append(_("Meinten Sie „%(word)s“?") % {"word": close})
        return " ".join(parts)


class RecordError(Exception):
    """Raised by a kind's `save`: sentences by field name ("" for the record as a whole)."""

    def __init__(self, messages: dict[str, Sequence[str]]) -> None:
        super().__init__(messages)
        self.messages = messages


@dataclass(frozen=True)
class Problem:
    """One error with its place; `str()` is the line that is printed."""

    document: str
    line: Place | None
    path: tuple[str, ...]
    text: str

    def __str__(self) -> str:
        said = [self.document]
        if self.line is not None:
            said.append(where(self.line))
        if self.path:
            said.append(" → ".join(self.path))
        return ", ".join(said) + ": " + self.text


@dataclass
class Problems:
    """All errors of one import, at most `MOST_PROBLEMS`; `more` says whether some were left out."""

    found: list[Problem] = field(default_factory=list)
    more: bool = False

    def __bool__(self) -> bool:
        return bool(self.found)

    @property
    def full(self) -> bool:
        return len(self.found) >= MOST_PROBLEMS

    def add(self, document: str, line: Place | None, path: tuple[str, ...], error: FieldError | str) -> None:
        if self.full:
            self.more = True
            return
        text = error if isinstance(error, str) else error.sentences()
        self.found.append(Problem(document, line, tuple(shortened(step) for step in path), text))

    def in_order(self, documents: Sequence[str]) -> tuple[Problem, ...]:
        """Sorted by file as given, then by sheet, then by line or cell."""
        rank = {name: number for number, name in reversed(list(enumerate(documents)))}
        sheets: dict[str, int] = {}
        for problem in self.found:
            sheets.setdefault(sheet_of(problem.line), len(sheets))
        return tuple(
            sorted(
                self.found,
                key=lambda p: (rank.get(p.document, len(rank)), sheets[sheet_of(p.line)], order(p.line)),
            )
        )


def shortened(value: object, longest: int = LONGEST_VALUE) -> str:
    """One line of at most `longest` characters, safe for a terminal."""
    text = " ".join("".join(c if c.isprintable() else " " for c in str(value)[: 4 * longest]).split())
    return text if len(text) <= longest else text[: longest - 1] + "…"


def listed(words: Sequence[str]) -> str:
    """ "a, b, c"; a long list is cut and says how many are left."""
    shown = ", ".join(words[:MOST_ALLOWED])
    if len(words) <= MOST_ALLOWED:
        return shown + "."
    return _("%(words)s und %(count)d weitere.") % {"words": shown, "count": len(words) - MOST_ALLOWED}


def closest(word: str, words: Iterable[str]) -> str:
    """The one of `words` that was probably meant, or ""."""
    if not word or len(word) > LONGEST_VALUE:
        return ""
    by_folded = {known.casefold(): known for known in words}
    near = difflib.get_close_matches(word.casefold(), by_folded, n=1, cutoff=0.6)
    return by_folded[near[0]] if near else ""
