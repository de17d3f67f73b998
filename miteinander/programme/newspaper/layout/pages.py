"""A page of articles: composed, placed, with its running head."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from .articles import Article, Job
from .composing import ROW_GAP, Composer, Composition
from .data import EditionToSet, Mosaic, PageToSet
from .flowing import Piece, Pouring, characters_of
from .grid import Grid
from .items import Drawn, Item, Overset, PlacedPage, Rule, Text
from .measuring import Measures
from .mosaics import cuts, drawing_of, mark

ROUNDS = 12


@dataclass
class Rests:
    """What pages hand on: what is left of a story, and where it began."""

    left: dict[str, tuple[tuple[Piece, ...], int]] = field(default_factory=dict)


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
        items.append(Text(x, grid.y_of(grid.lines) + 2.2 * grid.line, width, "sample", edition.lang, "ltr", edition.sample, side="center"))
    return items


class PageSetter:
    """Sets one generic page: articles in rows."""

    def __init__(self, edition: EditionToSet, page: PageToSet, measures: Measures, *, rests: Sequence[Job], goes_on: dict[str, int]) -> None:
        self.edition = edition
        self.page = page
        self.measures = measures
        self.grid = measures.grid
        self.goes_on = goes_on
        self.jobs = self._jobs(rests)

    def _jobs(self, rests: Sequence[Job]) -> list[Job]:
        left = {job.story.key: job for job in rests}
        found = []
        for slot in self.page.slots:
            if slot.story is None:
                continue
            if slot.story.key in left:
                found.append(left.pop(slot.story.key))
            elif self.edition.story_pages()[slot.story.key] == self.page.number:
                found.append(Job(slot.story, weight=1 if found else 2))
        return [*found, *left.values()]

    def set(self) -> tuple[PlacedPage, list[Onward]]:
        """The page and what goes on elsewhere. Asks pass 1 in rounds until everything is exact."""
        if not self.jobs:
            return PlacedPage(self.page.number, self.page.section, tuple(running_head(self.edition, self.page, self.grid))), []
        composition, articles = self._compose()
        for _ in range(ROUNDS):
            pouring = Pouring(self.measures, asks=True)
            self.measures.wanted.clear()
            placed = self._place(composition, articles, pouring)
            if not self.measures.wanted:
                break
            self.measures.ask(())
            if not self._still_fits(composition, articles):
                composition, articles = self._compose()
        return placed

    def _still_fits(self, composition: Composition, articles: Sequence[Article]) -> bool:
        """Whether what is known better now still stands in the heights chosen."""
        pouring = Pouring(self.measures, asks=False)
        for row in composition.rows:
            for index, variant in zip(row.members, row.variants, strict=True):
                article = articles[index]
                article._least.clear()
                if article.heights(variant, pouring)[0][0] > row.height and not self._was_cut(composition):
                    return False
        return True

    def _was_cut(self, composition: Composition) -> bool:
        return composition.cost >= 70

    def _compose(self) -> tuple[Composition, list[Article]]:
        articles = [Article(job, self.measures) for job in self.jobs]
        composer = Composer(articles, self.grid.columns, self.grid.lines, Pouring(self.measures, asks=False))
        return composer.compose(self.page.pattern), articles

    def _place(
        self, composition: Composition, articles: Sequence[Article], pouring: Pouring
    ) -> tuple[PlacedPage, list[Onward]]:
        grid, page = self.grid, self.page
        items = running_head(self.edition, page, grid)
        onward: list[Onward] = []
        overset: list[Overset] = []
        free: list[tuple[str, int]] = []
        line = 0
        for number, row in enumerate(composition.rows):
            if number:
                items.append(Rule(grid.margin, grid.y_of(line - ROW_GAP / 2), grid.width_of(grid.columns)))
            column = 0
            for index, span, variant in zip(row.members, row.spans, row.variants, strict=True):
                article = articles[index]
                story = article.story
                target = self.goes_on.get(story.key, 0)
                placed = article.place(
                    variant, row.height, column, line, pouring=pouring, page=page.number, goes_on=target
                )
                items += placed.items
                if column:
                    x = grid.x_of(column) - grid.gutter / 2
                    items.append(Rule(x, grid.y_of(line), row.height * grid.line, "line", 0.6, down=True))
                if placed.rest and target:
                    onward.append(Onward(Job(story, placed.rest, page.number), target))
                elif placed.rest:
                    overset.append(Overset(story.key, story.title, characters_of(placed.rest)))
                free.append((story.key, placed.free))
                column += span
            line += row.height + ROW_GAP
        items += self._filler(composition, line - ROW_GAP)
        return (
            PlacedPage(page.number, page.section, tuple(items), tuple(overset), free=tuple(free), pattern=page.pattern),
            onward,
        )

    def _filler(self, composition: Composition, line: int) -> list[Item]:
        """What fills a page whose texts are short: a strip of mosaic at its foot."""
        grid = self.grid
        room = grid.lines - line - 2
        if room < 4:
            return []
        width = grid.width_of(grid.columns)
        fitting = cuts(width, grid.line, 3, min(room, 14))
        if not fitting:
            return []
        cut = fitting[-1]
        drawing = drawing_of(Mosaic(f"{self.edition.issue}-{self.page.number}", self.page.colour), cut)
        return [Drawn(grid.margin, grid.y_of(grid.lines - cut.lines), width, drawing)]
