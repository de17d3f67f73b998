"""A page of articles: composed, placed, with its running head."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .articles import Article
from .calendar import Calendar, Entry
from .composing import CUT, NEVER, ROW_GAP, Cell, Composer, Composition
from .data import EditionToSet, Mosaic, PageToSet
from .flowing import Pouring
from .grid import Grid
from .items import Drawn, Item, Overset, PlacedPage, Rule, Text
from .jobs import Job, characters_left
from .measuring import Measures
from .mosaics import drawing_of, largest_cut, mark
from .panels import Panel

ROUNDS = 12
Member = Article | Panel


@dataclass(frozen=True)
class Onward:
    """A story that goes on: what is left of it, from which page, on which."""

    job: Job
    page: int


def running_head(edition: EditionToSet, page: PageToSet, grid: Grid) -> list[Item]:
    """The page number outside, the section inside, a rule below."""
    x, width = grid.margin, grid.width_of(grid.columns)
    y = grid.top - 2.6 * grid.line
    left_page = page.number % 2 == 0
    number_w, mark_w = 9.0, 7.0
    items: list[Item] = []

    def text(style: str, left: float, wide: float, says: str, side: str) -> Text:
        return Text(left, y, wide, style, edition.lang, "ltr", says, side=side)

    half = width / 2
    small = mark(f"{page.section}-{page.colour}", page.colour)
    if left_page:
        items += [
            text("page-number", x, number_w, str(page.number), "start"),
            text("running", x + number_w, half, edition.running, "start"),
            text("running", x + half, half - mark_w - 2, page.section, "end"),
            Drawn(x + width - mark_w, y + 0.4, mark_w, small),
        ]
    else:
        items += [
            Drawn(x, y + 0.4, mark_w, small),
            text("running", x + mark_w + 2, half, page.section, "start"),
            text("running", x + half, half - number_w, edition.running, "end"),
            text("page-number", x + width - number_w, number_w, str(page.number), "end"),
        ]
    items.append(Rule(x, y + grid.line * 1.25, width))
    if edition.sample:
        items.append(
            Text(
                x,
                grid.format.height - 8.5,
                width,
                "sample",
                edition.lang,
                "ltr",
                edition.sample,
                side="center",
            )
        )
    return items


class PageSetter:
    """Sets one page: its members in rows, beside the calendar if it has one."""

    def __init__(
        self, edition: EditionToSet, page: PageToSet, members: Sequence[Member], measures: Measures
    ) -> None:
        self.edition = edition
        self.page = page
        self.members = list(members)
        self.dropped: list[Member] = []
        self.measures = measures
        self.grid = measures.grid
        self.calendar = (
            Calendar(edition, measures) if any(slot.kind == "calendar" for slot in page.slots) else None
        )
        self.dates: list[list[Entry]] = []
        self.columns = self.grid.columns
        if self.calendar is not None:
            most = self.grid.columns - (1 if members else 0)
            self.dates = self.calendar.columns(self.grid.lines, most)
            self.columns -= len(self.dates)

    def compose(self) -> Composition:
        """The best way to divide it, by what is known."""
        while self.members:
            composer = Composer(
                self.members, self.columns, self.grid.lines, Pouring(self.measures, asks=False)
            )
            found = composer.compose(self.page.pattern)
            if found.cost < NEVER:
                return found
            self._drop_one()
        return Composition((), (), 0, CUT)

    def _drop_one(self) -> None:
        """Takes the last article, or what else is last, from a page that cannot hold them all."""
        articles = [one for one in self.members if isinstance(one, Article)]
        dropped = (articles or self.members)[-1]
        self.members.remove(dropped)
        self.dropped.append(dropped)

    def cut(self, composition: Composition) -> list[Job]:
        """What would be left of the articles that do not fit, about."""
        found = []
        for cell in composition.cells:
            member = self.members[cell.member]
            if isinstance(member, Article):
                placed = member.place(
                    cell.variant,
                    cell.height,
                    cell.column,
                    cell.line,
                    pouring=Pouring(self.measures, asks=False),
                    page=self.page.number,
                    goes_on=self.page.number + 1,
                )
                if placed.left is not None:
                    found.append(placed.left)
        return found

    def set(self, composition: Composition, goes_on: Mapping[str, int]) -> tuple[PlacedPage, list[Onward]]:
        """The page and what goes on elsewhere, by story. Asks pass 1 in rounds until everything is exact."""
        if not composition.cells:
            return self._place(composition, goes_on, Pouring(self.measures, asks=False))
        for _ in range(ROUNDS):
            placed, onward, grown = self._exactly(composition, goes_on)
            if not grown or composition.cost >= CUT:
                break
            for article in grown:
                article.reset()
                article.slack += 1
            composition = self.compose()
        return placed, onward

    def draft(self, composition: Composition) -> None:
        """Puts down what its exact breaks need for the next round of pass 1."""
        self._place(composition, {}, Pouring(self.measures, asks=True))

    def _exactly(
        self, composition: Composition, goes_on: Mapping[str, int]
    ) -> tuple[PlacedPage, list[Onward], list[Article]]:
        """Placed with every break measured; and the articles that take more lines than the composition thought."""
        for _ in range(ROUNDS):
            self.measures.wanted.clear()
            placed, onward = self._place(composition, goes_on, Pouring(self.measures, asks=True))
            if not self.measures.wanted:
                break
            self.measures.ask(())
        stories = {one.job.story.key for one in onward} | {one.story for one in placed.overset}
        grown = [one for one in self.members if isinstance(one, Article) and one.story.key in stories]
        return placed, onward, grown

    def _place(
        self, composition: Composition, goes_on: Mapping[str, int], pouring: Pouring
    ) -> tuple[PlacedPage, list[Onward]]:
        grid, page = self.grid, self.page
        items = running_head(self.edition, page, grid)
        onward: list[Onward] = []
        overset = [
            Overset(one.story.key, one.story.title, one.characters)
            for one in self.dropped
            if isinstance(one, Article)
        ]
        empty = tuple(type(one).__name__ for one in self.dropped if not isinstance(one, Article))
        free: list[tuple[str, int]] = []
        for line in composition.breaks[1:]:
            items.append(
                Rule(grid.margin, grid.y_of(line - ROW_GAP / 2), grid.width_of(self.columns), weight=0.6)
            )
        for cell in composition.cells:
            member = self.members[cell.member]
            items += self._rules(cell, composition)
            target = goes_on.get(member.story.key, 0) if isinstance(member, Article) else 0
            placed = member.place(
                cell.variant,
                cell.height,
                cell.column,
                cell.line,
                pouring=pouring,
                page=page.number,
                goes_on=target,
            )
            items += placed.items
            if isinstance(member, Article):
                if placed.left is not None and target:
                    onward.append(Onward(placed.left, target))
                elif placed.left is not None:
                    overset.append(
                        Overset(member.story.key, member.story.title, characters_left(placed.left))
                    )
                free.append((member.story.key, placed.free))
        if composition.cells:
            items += self._filler(composition.lines)
        if self.calendar is not None:
            items += self.calendar.items(self.dates, self.columns, grid.lines)
            if left := self.calendar.left_out(self.dates):
                overset.append(Overset("calendar", self.edition.calendar_title, left))
        return (
            PlacedPage(
                page.number,
                page.section,
                tuple(items),
                tuple(overset),
                empty,
                free=tuple(free),
                pattern=page.pattern,
            ),
            onward,
        )

    def _rules(self, cell: Cell, composition: Composition) -> list[Item]:
        """A rule before a cell that has another on its left, and above one that has another above it in its row."""
        grid = self.grid
        found: list[Item] = []
        if cell.column:
            x = grid.x_of(cell.column) - grid.gutter / 2
            found.append(Rule(x, grid.y_of(cell.line), cell.height * grid.line, "line", 0.6, down=True))
        if cell.line not in composition.breaks:
            y = grid.y_of(cell.line - ROW_GAP / 2)
            found.append(Rule(grid.x_of(cell.column), y, grid.width_of(cell.span), weight=0.6))
        return found

    def _filler(self, line: int) -> list[Item]:
        """What fills a page whose texts are short: a strip of mosaic at its foot."""
        grid = self.grid
        room = grid.lines - line - 2
        width = grid.width_of(self.columns)
        cut = largest_cut(width, grid.line, min(room, 36))
        if cut is None:
            return []
        drawing = drawing_of(Mosaic(f"{self.edition.issue}-{self.page.number}", self.page.colour), cut)
        return [Drawn(grid.margin, grid.y_of(grid.lines - cut.lines), width, drawing)]
