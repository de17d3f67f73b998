"""The parts of a mail, written once by its template and drawn twice, as text and as HTML."""

import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field

from .bidi import is_right_to_left, isolate

WEB = re.compile(r"https?://[^\s<>\"'\u2066-\u2069]+")


@dataclass(frozen=True, slots=True)
class Words:
    """Paragraphs, with a blank line between them."""

    text: str


@dataclass(frozen=True, slots=True)
class Fact:
    """What, when, where."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Facts:
    rows: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Button:
    url: str
    label: str


@dataclass(frozen=True, slots=True)
class Code:
    """Something to copy or to say on the telephone; read from left to right."""

    value: str
    label: str


Part = Fact | Button | Code
Block = Words | Facts | Button | Code


@dataclass
class Recorder:
    """Keeps the parts that the tags of a template wrote. In the text stands a mark that no value can guess."""

    key: str = field(default_factory=lambda: secrets.token_hex(8))
    parts: list[Part] = field(default_factory=list)

    def mark(self, part: Part) -> str:
        self.parts.append(part)
        return f"\n\n[{self.key}:{len(self.parts) - 1}]\n\n"

    def blocks(self, text: str) -> Iterator[Block]:
        """Words and parts in their order; facts in a row make one list."""
        facts: list[Fact] = []
        for number, piece in enumerate(re.split(rf"\[{self.key}:(\d+)\]", text)):
            part = self.parts[int(piece)] if number % 2 else None
            if isinstance(part, Fact):
                facts.append(part)
                continue
            if facts and (part is not None or piece.strip()):
                yield Facts(tuple(facts))
                facts = []
            if part is not None:
                yield part
            elif piece.strip():
                yield Words(piece.strip("\n"))
        if facts:
            yield Facts(tuple(facts))


def checked_address(url: str) -> str:
    """Raises ValueError for what is no address of the web: a mail holds no other links."""
    if not WEB.fullmatch(url):
        raise ValueError(f"A button needs an address of the web, not {url[:100]!r}")
    return url


def text_of(blocks: list[Block], *, right_to_left: bool) -> str:
    def turned(value: str) -> str:
        return isolate(value) if right_to_left or is_right_to_left(value) else value

    found = []
    for block in blocks:
        match block:
            case Words(text):
                found.append(text)
            case Facts(rows):
                found.append("\n".join(f"{row.label}: {turned(row.value)}" for row in rows))
            case Button(url, label):
                found.append(f"{label}:\n{url}")
            case Code(value, label):
                found.append(f"{label}: {turned(value)}")
    return "\n\n".join(found)
