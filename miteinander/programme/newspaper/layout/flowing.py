"""Text through frames: where paragraphs part, without a lonely line at the top or the bottom of a column.

Everything here counts in lines of the text's own pitch.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from .measuring import Broken, Flow, Measures


@dataclass(frozen=True)
class Paragraph:
    """Splittable text. `start` words of it stand elsewhere already."""

    flow: Flow
    start: int = 0

    def tail(self) -> Flow:
        return self.flow.part(self.start, len(self.flow.words)) if self.start else self.flow


@dataclass(frozen=True)
class Subhead:
    """A heading inside the text, with the lines it takes."""

    text: str
    lines: int


@dataclass(frozen=True)
class Solid:
    """What cannot be parted: a box, a table, a picture. `lines` includes the space around it inside its own height."""

    what: Any
    lines: int
    characters: int = 0


Piece = Paragraph | Subhead | Solid


@dataclass(frozen=True)
class Part:
    """A piece, or words `first` to `last` of a paragraph, `lines` high and `top` lines down its frame.

    `joins`: the paragraph goes on elsewhere, so its last line is a full one.
    """

    piece: Piece
    top: int
    lines: int
    first: int = 0
    last: int = 0
    joins: bool = False


@dataclass(frozen=True)
class Poured:
    """Parts per frame, and what did not find room."""

    frames: tuple[tuple[Part, ...], ...]
    rest: tuple[Piece, ...]

    @property
    def used(self) -> tuple[int, ...]:
        """Lines used in every frame."""
        return tuple(frame[-1].top + frame[-1].lines if frame else 0 for frame in self.frames)


SPACE = 1
"""Lines above a subheading and around what is solid."""
LEAST = 2
"""Lines of a paragraph that stay together at the foot and at the head of a column."""


class Pouring:
    """Pours pieces into frames. With `asks` by exact breaks, unknown ones put down for the next round; else by estimate."""

    def __init__(self, measures: Measures, *, asks: bool) -> None:
        self.measures = measures
        self.asks = asks
        self._estimates: dict[Flow, Broken] = {}

    def broken(self, paragraph: Paragraph) -> Broken:
        flow = paragraph.tail()
        if self.asks:
            answer = self.measures.find(flow)
        else:
            # what happens to be known of rests must not decide: the same edition is set alike every time
            answer = self._estimates.get(flow) if paragraph.start else self.measures.peek(flow)
        if isinstance(answer, Broken):
            return answer
        known = self._estimates.get(flow)
        if known is None:
            per_line = max(1, round(flow.width / 8.2))
            count = max(1, -(-len(flow.words) // per_line))
            ends = tuple(min(len(flow.words), per_line * (number + 1)) for number in range(count))
            known = Broken(ends, (False,) * count)
        return known

    def expect(self, paragraph: Paragraph, broken: Broken, lines: int) -> None:
        """The best guess of how the rest breaks, used until it is measured."""
        tail = paragraph.tail()
        first = broken.ends[lines - 1]
        rest = Broken(tuple(end - first for end in broken.ends[lines:]), broken.parted[lines:])
        begun = tail.part(first, len(tail.words))
        self._estimates[begun] = rest
        if self.asks and not broken.parted[lines - 1]:
            self.measures.learn(begun, rest)

    def pour(self, pieces: Sequence[Piece], frames: Sequence[int]) -> Poured:
        """`frames` are heights in lines, in reading order."""
        left = list(pieces)
        filled: list[tuple[Part, ...]] = []
        for height in frames:
            filled.append(tuple(self._fill(left, height)))
        return Poured(tuple(filled), tuple(left))

    def _fill(self, left: list[Piece], height: int) -> list[Part]:
        """Fills one frame from the front of `left`, which keeps what is left."""
        parts: list[Part] = []
        top = 0
        after_solid = False
        while left:
            piece = left[0]
            gap = SPACE if parts and (after_solid or not isinstance(piece, Paragraph)) else 0
            room = height - top - gap
            if isinstance(piece, Paragraph):
                broken = self.broken(piece)
                lines = self._lines(piece, broken, room)
                if lines == 0:
                    return parts
                last = piece.start + broken.ends[lines - 1]
                whole = lines == broken.lines
                parts.append(Part(piece, top + gap, lines, piece.start, last, joins=not whole))
                top += gap + lines
                after_solid = False
                if whole:
                    left.pop(0)
                    continue
                self.expect(piece, broken, lines)
                left[0] = Paragraph(piece.flow, last)
                return parts
            if piece.lines + self._company(left) > room:
                return parts
            parts.append(Part(piece, top + gap, piece.lines))
            top += gap + piece.lines
            after_solid = isinstance(piece, Solid)
            left.pop(0)
        return parts

    def _company(self, left: Sequence[Piece]) -> int:
        """Lines that must stand below the first piece: a subheading never stands alone."""
        if not isinstance(left[0], Subhead) or len(left) == 1:
            return 0
        follower = left[1]
        if isinstance(follower, Paragraph):
            lines = self.broken(follower).lines
            return lines if lines < 2 * LEAST else LEAST  # three lines cannot be parted
        return SPACE + follower.lines + self._company(left[1:])

    def _lines(self, piece: Paragraph, broken: Broken, room: int) -> int:
        """How many of its lines stand here: all, or as many as leave no line alone on either side."""
        if broken.lines <= room:
            return broken.lines
        lines = min(room, broken.lines - LEAST)
        least = 1 if piece.start else LEAST
        while lines >= least and broken.ends[lines - 1] == 0:
            lines -= 1
        return lines if lines >= least else 0


def characters_of(pieces: Sequence[Piece]) -> int:
    """Characters with spaces, for what did not find room."""
    count = 0
    for piece in pieces:
        if isinstance(piece, Paragraph):
            words = piece.flow.words[piece.start :]
            count += sum(map(len, words)) + len(words) - 1
        else:
            count += len(piece.text) if isinstance(piece, Subhead) else piece.characters
    return count
