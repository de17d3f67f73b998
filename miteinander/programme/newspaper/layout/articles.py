"""One article over some columns: picture, head, text, and what stands below; how high it may be, and its items."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from .article_items import anchor_of, caption_of, filling, jump_line, picture_items
from .columns import (
    Column,
    Hole,
    Set,
    balanced_height,
    frames_for,
    pull_lines,
    pull_quote,
    set_columns,
    total_of,
)
from .composing import HOPELESS
from .data import Story
from .extras import (
    bars_items,
    bars_lines,
    note_items,
    note_lines,
    slim_items,
    slim_lines,
    twin_items,
    twin_lines,
)
from .flowing import Pouring, characters_of
from .heads import Head, head_items, head_of
from .items import Item
from .jobs import Job, Placed, Variant
from .measuring import Measures
from .mosaics import cuts
from .pieces import Maker, Matter
from .styles import running_pitch

LOST, ONWARD = 5.0, 1.0
"""What a line costs that finds no room at all, or goes on elsewhere."""
LEAST_REST = 20
"""Lines of one column that go on elsewhere at least, if any must."""
GAP = 1
"""Lines between a picture and a headline, a text and what stands below it."""


@dataclass
class Article:
    """Plans and places one job; answers are kept, for many ways are tried."""

    job: Job
    measures: Measures
    misses: float = LOST
    slack: int = 0
    """Lines its text turned out to take more than estimated."""
    is_known: bool = False
    """Whether all that its variants need was measured."""
    tables: dict[tuple[int, int, int], Any] = field(default_factory=dict)
    _least: dict[tuple[int, bool, bool], int] = field(default_factory=dict)
    _heads: dict[tuple[int, bool, bool], Head] = field(default_factory=dict)
    _matters: dict[tuple[str, bool, bool], Matter] = field(default_factory=dict)
    _variants: dict[int, list[Variant]] = field(default_factory=dict)

    @property
    def story(self) -> Story:
        return self.job.story

    @property
    def grid(self):  # type: ignore[no-untyped-def]
        return self.measures.grid

    @cached_property
    def pitch(self) -> float:
        return running_pitch(self.story.lang)

    def matter(self, variant: Variant) -> Matter:
        """Pieces for a variant. What is left of a story is what is left."""
        if self.job.rest is not None:
            return self.job.rest
        quotes = "out" if variant.pull else "repeated" if variant.tight else "in"
        key = (quotes, variant.span < min(3, self.grid.columns), variant.span < 2)
        if key not in self._matters:
            self._matters[key] = Maker(self.story, self.measures).matter(
                quotes=quotes, with_bars=key[1], with_box=key[2]
            )
        return self._matters[key]

    def variants(self, span: int) -> list[Variant]:
        """The ways this article can be set over so many columns, the liveliest first."""
        if span not in self._variants:
            self._variants[span] = self._ways(span)
        return self._variants[span]

    def _ways(self, span: int) -> list[Variant]:
        if self.job.rest is not None:
            return [Variant(span), Variant(span, tight=True)] if self.story.twins else [Variant(span)]
        has_picture = self.story.mosaic is not None or self.story.picture is not None
        pictures = ["over"] if has_picture else []
        if has_picture and span >= 2:
            pictures.append("beside")
        pulls = [False]
        quotable = any(block.kind == "quote" for block in self.story.blocks) and not self.story.rtl
        if quotable and span >= 2 and self.matter(Variant(span, pull=True)).quotes:
            pulls = [True, False]
        found = [Variant(span, picture, pull) for picture in (*pictures, "none") for pull in pulls]
        return [*found, *(Variant(span, picture, tight=True) for picture in (*pictures, "none"))]

    # How high

    def width(self, span: int) -> float:
        return float(self.grid.width_of(span))

    def beside_columns(self, span: int) -> int:
        return 2 if span >= 5 else 1

    def head(self, variant: Variant) -> Head:
        beside = variant.picture == "beside"
        key = (variant.span, beside, variant.tight)
        if key not in self._heads:
            columns = variant.span - (self.beside_columns(variant.span) if beside else 0)
            size = (1 if beside or self.job.weight < 2 else 0) + variant.tight
            self._heads[key] = head_of(
                self.story,
                self.measures,
                self.width(columns),
                columns if not beside else max(columns, min(3, columns + 1)),
                from_page=self.job.from_page,
                kicker="" if self.job.from_page else self.story.kicker,
                size=size if variant.span > 2 else int(variant.tight),
            )
        return self._heads[key]

    def hole_for(self, variant: Variant):  # type: ignore[no-untyped-def]
        """From a height to the hole of the pull quote, or None."""
        matter = self.matter(variant)
        if not variant.pull or not matter.quotes:
            return None
        first, last = self._pull_columns(variant.span)
        _, lines = pull_lines(matter.quotes[0], self.story, self.measures, self.width(last - first + 1))

        def hole(height: int) -> Hole:
            top = max(3, round(height * 0.36)) if variant.span > 2 else max(3, round((height - lines) * 0.5))
            return Hole(first, last, top, lines)

        return hole

    def _pull_columns(self, span: int) -> tuple[int, int]:
        if span == 2:
            return 1, 1
        return (1, 2) if span in (3, 4) else (1, 3)

    def least_text(self, variant: Variant, pouring: Pouring) -> int:
        """Lines of its own pitch the text takes in balanced columns, whatever picture stands above."""
        key = (variant.span, variant.pull, variant.tight)
        if key not in self._least:
            matter = self.matter(variant)
            hole_for = self.hole_for(variant)
            if hole_for and total_of(matter.pieces, pouring) / variant.span < hole_for(20).lines * 0.9:
                self._least[key] = HOPELESS
            else:
                least = balanced_height(matter.pieces, variant.span, pouring, most=300, hole_for=hole_for)
                self._least[key] = least + self.slack
        return self._least[key]

    def below_lines(self, variant: Variant) -> int:
        """Lines of what stands below the text, with the gaps above it."""
        matter = self.matter(variant)
        found = 0
        if matter.bars is not None:
            found += GAP + bars_lines(matter.bars, self.story, self.measures, variant.span)
        if matter.box is not None:
            found += GAP + note_lines(matter.box, matter.link, self.story, self.measures, variant.span)
        if self.story.twins and variant.tight:
            found += GAP + slim_lines(self.story, variant.span)
        elif self.story.twins:
            found += GAP + twin_lines(self.story, self.measures, variant.span)
        return found

    def picture_lines(self, variant: Variant) -> list[int]:
        """The heights its picture may have, lowest first; [0] without one."""
        if variant.picture == "none":
            return [0]
        width = self.picture_width(variant)
        if variant.picture == "over":
            low, high = (
                (0.16, 0.5) if variant.span >= 3 else (0.25, 0.8) if variant.span == 2 else (0.3, 1.25)
            )
        else:
            low, high = 0.6, 1.5
        least, most = math.ceil(low * width / self.grid.line), int(high * width / self.grid.line)
        if variant.picture == "beside":
            most = max(min(most, self.head(variant).lines + 2), least)
        if self.story.picture is not None:
            return list(range(least, most + 1))
        return [cut.lines for cut in cuts(width, self.grid.line, least, most)] or [least]

    def picture_width(self, variant: Variant) -> float:
        return self.width(variant.span if variant.picture == "over" else self.beside_columns(variant.span))

    def caption_lines(self, variant: Variant) -> int:
        if variant.picture == "none" or not caption_of(self.story):
            return 0
        return math.ceil(
            self.measures.lines_of(
                caption_of(self.story),
                self.story.lang,
                self.story.dir,
                self.picture_width(variant),
                "caption",
            )
            + 0.25
        )

    def head_lines(self, variant: Variant, picture: int) -> int:
        """Lines above the text."""
        head = self.head(variant).lines
        if variant.picture == "none":
            return head
        shown = picture + self.caption_lines(variant)
        return shown + GAP + head if variant.picture == "over" else max(head, shown + GAP)

    def heights(self, variant: Variant, pouring: Pouring) -> list[tuple[int, int]]:
        """Every height it can have without empty space, and the lines of its picture; lowest first."""
        text = self.least_text(variant, pouring)
        below = self.below_lines(variant)
        return [
            (self.head_lines(variant, picture) + math.ceil(text * self.pitch - 1e-6) + below, picture)
            for picture in self.picture_lines(variant)
        ]

    @property
    def characters(self) -> int:
        """Of its running text."""
        return characters_of(self.matter(Variant(1)).pieces)

    @property
    def is_strained(self) -> bool:
        """Whether a page made it other than it is by itself."""
        return bool(self.slack) or self.misses != LOST

    def reset(self) -> None:
        """Forgets what may have been guessed."""
        self._least.clear()
        self.tables.clear()
        self._heads.clear()
        self._matters.clear()

    def warm(self, columns: int) -> None:
        """Asks for everything its variants need."""
        for span in range(1, columns + 1):
            for variant in self.variants(span):
                self.head(variant)
                self.caption_lines(variant)
                self.hole_for(variant)
                self.below_lines(variant)

    def area(self, columns: int, pouring: Pouring) -> int:
        """Lines of one column that it takes at least."""
        found = []
        for span in range(1, columns + 1):
            variant = self.variants(span)[-1]
            found.append(self.heights(variant, pouring)[0][0] * span)
        return min(found)

    def least_cut(self, variant: Variant) -> int:
        """Its head and some lines of text."""
        return self.head_lines(variant, self.picture_lines(variant)[0]) + 10

    def dislike(self, variant: Variant, picture: int, pouring: Pouring) -> float:
        """What speaks against a way to set it."""
        story = self.story
        cost = 0.0
        if variant.picture == "none" and self.job.rest is None and (story.mosaic or story.picture):
            cost += 14
        text = self.least_text(variant, pouring)
        if variant.tight:
            cost += 7
        if text < 7:
            cost += (7 - text) * 3
        if text > 34:
            cost += (text - 34) * 0.6
        if variant.picture == "beside":
            # a head lower than the picture beside it leaves a hole
            cost += 1.2 * max(0, picture + self.caption_lines(variant) - self.head(variant).lines - 1)
        if variant.picture == "over" and picture > 16:
            cost += (picture - 16) * 0.5
        if self.job.weight > 1 and variant.span < self.grid.columns:
            cost += 6 * (self.grid.columns - variant.span)
        if (
            not variant.pull
            and variant.span >= 3
            and Variant(variant.span, variant.picture, True) in self.variants(variant.span)
        ):
            cost += 3
        if self.job.rest is not None and variant.span < 2:
            cost += 3
        return cost

    # In its place

    def place(
        self,
        variant: Variant,
        height: int,
        column: int,
        line: float,
        *,
        pouring: Pouring,
        level: int = 2,
        page: int = 0,
        goes_on: int = 0,
        mirrored: bool = False,
    ) -> Placed:
        """Sets it `height` lines high from `line` down. `goes_on`: the page of the rest, if there is one."""
        story, grid = self.story, self.grid
        matter = self.matter(variant)
        pictures = self.picture_lines(variant)
        text = self.least_text(variant, Pouring(self.measures, asks=False))
        below = self.below_lines(variant)
        picture = pictures[0]
        for lines in pictures:
            if self.head_lines(variant, lines) + math.ceil(text * self.pitch - 1e-6) + below <= height:
                picture = lines
        above = self.head_lines(variant, picture)
        items = self._head_items(variant, picture, column, line, level=level, page=page)
        room = int((height - above - below) / self.pitch + 1e-6)
        x, y = grid.x_of(column), grid.y_of(line + above)

        def columns(body: int, jump: bool) -> tuple[Set, Hole | None]:
            hole_for = self.hole_for(variant)
            hole = hole_for(body) if hole_for and body else None
            frames = frames_for(variant.span, body, hole)
            if jump:
                last = frames[-1]
                frames[-1] = Column(last.column, last.top, last.lines - 1)
            made = set_columns(
                matter.pieces,
                frames,
                pouring,
                story=story,
                grid=grid,
                x=x,
                y=y,
                span=variant.span,
                level=level + 1,
            )
            return made, hole

        for body in range(text, room + 1):
            made, hole = columns(body, jump=False)
            if not made.rest:
                break
        else:
            return self._cut(
                items,
                columns,
                matter,
                text,
                int((height - above) / self.pitch + 1e-6),
                height,
                variant,
                (x, y),
                page,
                goes_on,
            )
        items += self._with_hole(made.items, hole, matter, x, y)
        bottom = line + above + math.ceil(body * self.pitch - 1e-6)
        items += self._below_items(variant, matter, column, bottom, level=level)
        items += filling(story, grid, variant.span, column, bottom + below, line + height)
        free = (room - body) * variant.span * round(grid.column / 1.45)
        return Placed(tuple(items), math.ceil(bottom + below - line), None, max(0, free))

    def _cut(
        self,
        items: list[Item],
        columns: Callable[[int, bool], tuple[Set, Hole | None]],
        matter: Matter,
        text: int,
        room: int,
        height: int,
        variant: Variant,
        corner: tuple[float, float],
        page: int,
        goes_on: int,
    ) -> Placed:
        """As much as there is room for; what stands below the text comes where it ends."""
        body = max(0, min(text, room))
        if goes_on:
            body = max(min(body, 6), min(body, text - math.ceil(LEAST_REST / variant.span)))
        made, hole = columns(body, goes_on > 0)
        items += self._with_hole(made.items, hole, matter, *corner)
        if goes_on:
            items.append(jump_line(self.story, self.grid, variant.span, *corner, body, goes_on))
        x, top = corner[0], (corner[1] - self.grid.top) / self.grid.line
        column = round((x - self.grid.margin) / (self.grid.column + self.grid.gutter))
        end, bottom = top + math.ceil(body * self.pitch - 1e-6), top + room * self.pitch
        items += filling(self.story, self.grid, variant.span, column, end, bottom)
        return Placed(
            tuple(items), height, Job(self.story, replace(matter, pieces=made.rest, quotes=()), page)
        )

    def _with_hole(
        self, items: Sequence[Item], hole: Hole | None, matter: Matter, x: float, y: float
    ) -> list[Item]:
        if hole is None:
            return list(items)
        grid = self.grid
        width = self.width(hole.last - hole.first + 1)
        lines, _ = pull_lines(matter.quotes[0], self.story, self.measures, width)
        left = x + hole.first * (grid.column + grid.gutter)
        return [
            *items,
            *pull_quote(matter.quotes[0], self.story, grid, left, y + hole.top * grid.line, width, lines),
        ]

    def _head_items(
        self, variant: Variant, picture: int, column: int, line: float, *, level: int, page: int
    ) -> list[Item]:
        story, grid = self.story, self.grid
        head = self.head(variant)
        x, y = grid.x_of(column), grid.y_of(line)
        shot: list[Item] = []
        if variant.picture != "none":
            width = self.picture_width(variant)
            left = x if variant.picture == "over" or story.rtl else x + head.width + grid.gutter
            shot = picture_items(story, grid, width, picture, left, y)
            if variant.picture == "over":
                y += (picture + self.caption_lines(variant) + GAP) * grid.line
            elif story.rtl:
                x += width + grid.gutter
        back = f"#{anchor_of(story, self.job.from_page)}" if self.job.from_page else ""
        heads = head_items(
            head, story, self.measures, x, y, level=level, anchor=anchor_of(story, page), back=back
        )
        return [*heads, *shot]

    def _below_items(
        self, variant: Variant, matter: Matter, column: int, line: float, *, level: int
    ) -> list[Item]:
        found: list[Item] = []
        x = self.grid.x_of(column)
        if matter.bars is not None:
            lines = bars_lines(matter.bars, self.story, self.measures, variant.span)
            found += bars_items(
                matter.bars, self.story, self.measures, variant.span, x, line + GAP, level=level + 1
            )
            line += GAP + lines
        if matter.box is not None:
            lines = note_lines(matter.box, matter.link, self.story, self.measures, variant.span)
            found += note_items(
                matter.box, matter.link, self.story, self.measures, variant.span, x, line + GAP
            )
            line += GAP + lines
        if self.story.twins and variant.tight:
            found += slim_items(self.story, self.measures, variant.span, x, line + GAP)
        elif self.story.twins:
            found += twin_items(self.story, self.measures, variant.span, x, line + GAP)
        return found
