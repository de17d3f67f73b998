"""The front page: masthead, languages, the lead with its large mosaic, teasers in a rail, the dark strip of dates."""

import math
import re
from dataclasses import replace
from typing import Any

from . import words
from .article_items import anchor_of, jump_line, picture_items
from .articles import Article
from .columns import Column, set_columns
from .data import EditionToSet, Mosaic, PageToSet, Slot, Story
from .flowing import Pouring
from .grid import POINT
from .heads import head_items, head_of
from .items import Drawn, Ground, Item, Overset, PlacedPage, Rule, Text
from .jobs import Job, Variant, characters_left
from .measuring import Measures
from .mosaics import cuts, drawing_of, mark
from .pages import ROUNDS, Onward
from .styles import cased

STRIP_LINES = 9
STRIP_TEXT = 4
"""Lines for a date's title and its place."""
TEASER_GAP = 2.5
"""Lines between two teasers at least."""
_SENTENCE = re.compile(r".+?(?:[.!?;:،؛؟](?:\s+|$)|$)", re.S)
_UNFINISHED = re.compile(r"\s*[;:،؛]$")


class FrontSetter:
    """Sets the front page; what is left of the lead goes on inside."""

    def __init__(self, edition: EditionToSet, page: PageToSet, measures: Measures, *, goes_on: int) -> None:
        self.edition = edition
        self.page = page
        self.measures = measures
        self.grid = measures.grid
        self.goes_on = goes_on
        self.main = self.grid.columns - 1
        self.stories = [slot.story for slot in page.slots if slot.story is not None]

    def set(self) -> tuple[PlacedPage, list[Onward]]:
        for _ in range(ROUNDS):
            self.measures.wanted.clear()
            placed = self._place(Pouring(self.measures, asks=True))
            if not self.measures.wanted:
                break
            self.measures.ask(())
        return placed

    def _place(self, pouring: Pouring) -> tuple[PlacedPage, list[Onward]]:
        items = self._masthead()
        top = self._top_line
        bottom = self._bottom_line
        onward: list[Onward] = []
        overset: list[Overset] = []
        if self.stories:
            lead, onward, overset = self._lead(self.stories[0], top, bottom, pouring)
            items += lead
        items += self._rail(top, bottom)
        items += self._strip()
        empty = tuple(slot.kind for slot in self.page.slots if not self._takes(slot))
        empty = empty if self.stories else ("article", *empty)
        return (
            PlacedPage(
                self.page.number, self.page.section, tuple(items), tuple(overset), empty, pattern="front"
            ),
            onward,
        )

    def _takes(self, slot: Slot) -> bool:
        """The lead, and as calendar the strip of dates; everything else needs another page."""
        return slot.kind == "article" or (slot.kind == "calendar" and bool(self.edition.strip))

    # Masthead

    @property
    def _title_size(self) -> float:
        """Points of the title of the paper: it takes seven tenths of the page's width."""
        letters = max(8, len(self.edition.title))
        return self.grid.width_of(self.grid.columns) * 0.665 * 8 / letters

    @property
    def _top_line(self) -> int:
        """Line on which the lead begins."""
        return math.ceil((self._languages_y + 9 - self.grid.top) / self.grid.line)

    @property
    def _languages_y(self) -> float:
        return self._baseline + 5.5

    @property
    def _baseline(self) -> float:
        return 16.4 + self._title_size * POINT * 0.83

    @property
    def _bottom_line(self) -> int:
        """Line before which lead and rail end: above the strip of dates, where there are any."""
        if not self.edition.strip:
            return self.grid.lines
        strip = self.grid.format.height - STRIP_LINES * self.grid.line - 1.5
        return int((strip - self.grid.top) / self.grid.line) - 1

    def _masthead(self) -> list[Item]:
        edition, grid = self.edition, self.grid
        x, width = grid.margin, grid.width_of(grid.columns)
        third = width / 3

        def top(left: float, says: str, side: str) -> Text:
            return Text(left, 10.8, third, "top", edition.lang, "ltr", says, side=side)

        size = self._title_size
        own = self.measures.styles["masthead"]
        pitch = own["pitch"] * size / own["size"] * POINT  # type: ignore[operator]
        side = size * 0.235
        items: list[Item] = [
            top(x, edition.subtitle, "start"),
            top(x + third, edition.issue, "center"),
            top(x + 2 * third, " · ".join(filter(None, [edition.sample, edition.price])), "end"),
            Rule(x, 16.4, width),
            Text(
                x - 1,
                self._baseline - 0.74 * pitch,
                width,
                "masthead",
                edition.lang,
                "ltr",
                edition.title,
                level=1,
                size=size,
            ),
        ]
        if edition.mark:
            drawing = _mark(edition.mark)
            items.append(Drawn(x + width - side, self._baseline - side, side, drawing))
        items += self._languages(x, width)
        return items

    def _languages(self, x: float, width: float) -> list[Item]:
        edition = self.edition
        if not edition.languages:
            return []
        names = [
            (lang, dir, f"{edition.languages_word} {name}".strip() if number == 0 else name)
            for number, (lang, dir, name) in enumerate(edition.languages)
        ]
        weights = [len(name) + 4 for _, _, name in names]
        size = 0 if sum(weights) < 110 else 7.6
        spare = width / sum(weights)
        found: list[Item] = []
        left = x
        for number, ((lang, dir, name), weight) in enumerate(zip(names, weights, strict=True)):
            wide = weight * spare
            side = "start" if number == 0 else "end" if number == len(names) - 1 else "center"
            if dir == "rtl":
                side = {"start": "end", "end": "start"}.get(side, side)
            found.append(
                Text(left, self._languages_y, wide, "languages", lang, dir, name, side=side, size=size)
            )
            left += wide
        return found

    # Lead

    def _lead(
        self, story: Story, top: int, bottom: int, pouring: Pouring
    ) -> tuple[list[Item], list[Onward], list[Overset]]:
        grid, measures = self.grid, self.measures
        width = grid.width_of(self.main)
        article = Article(Job(story, weight=2), measures)
        head = head_of(story, measures, width, self.main, kicker=story.kicker)
        target = self.goes_on
        matter = article.matter(Variant(self.main))
        mosaic = story.mosaic or Mosaic(story.slug, story.colour)
        least_body = 9
        room = bottom - top - head.lines - least_body - 1
        cut = cuts(width, grid.line, 10, max(11, room))[-1]
        cut = self._largest(width, min(room, round(width * 0.52 / grid.line)), cut)
        picture = (
            picture_items(story, grid, width, cut.lines, grid.x_of(0), grid.y_of(top))
            if story.picture
            else [Drawn(grid.x_of(0), grid.y_of(top), width, drawing_of(mosaic, cut), story.says)]
        )
        line = top + cut.lines + 1
        items: list[Item] = head_items(
            head,
            story,
            measures,
            grid.x_of(0),
            grid.y_of(line),
            level=2,
            anchor=anchor_of(story, self.page.number),
        )
        items += picture
        line += head.lines
        body = int((bottom - line) / article.pitch)
        frames = [Column(column, 0, body) for column in range(self.main)]
        if target:
            frames[-1] = Column(self.main - 1, 0, body - 1)
        made = set_columns(
            matter.pieces,
            frames,
            pouring,
            story=story,
            grid=grid,
            x=grid.x_of(0),
            y=grid.y_of(line),
            span=self.main,
            level=3,
        )
        items += made.items
        left = Job(story, replace(matter, pieces=made.rest), self.page.number)
        if not made.rest and not (matter.bars or matter.box or story.twins):
            return items, [], []
        if not target:
            return items, [], [Overset(story.key, story.title, characters_left(left))]
        items.append(jump_line(story, grid, self.main, grid.x_of(0), grid.y_of(line), body, target))
        return items, [Onward(left, target)], []

    def _largest(self, width: float, lines: int, otherwise):  # type: ignore[no-untyped-def]
        """The mosaic of the large cells the front page has."""
        from .mosaics import Cut

        best = None
        for columns in range(7, 10):
            cell = width / columns
            rows = int(lines * self.grid.line // cell)
            if rows >= 2:
                cut = Cut(columns, rows, math.ceil(rows * cell / self.grid.line))
                waste = lines * self.grid.line - rows * cell
                if best is None or waste < best[0]:
                    best = (waste, cut)
        return best[1] if best else otherwise

    # Rail

    def _rail(self, top: int, bottom: int) -> list[Item]:
        grid = self.grid
        teasers = self.teasers()
        if not teasers:
            return []
        x = grid.x_of(self.main) + 1.2
        width = grid.column - 1.2
        rule = grid.x_of(self.main) - grid.gutter * 0.35
        items: list[Item] = [Rule(rule, grid.y_of(top), (bottom - top) * grid.line, "ink", 0.6, down=True)]
        shown = self._shortened(teasers, width, bottom - top - TEASER_GAP * (len(teasers) - 1))
        spare = bottom - top - sum(lines for _, lines in shown)
        gap = min(spare / max(1, len(shown) - 1), 7.0)
        line = float(top)
        for number, ((story, page), (says, lines)) in enumerate(zip(teasers, shown, strict=True)):
            if number:
                items.append(Rule(x, grid.y_of(line - gap / 2), width, "line", 0.75))
            items += self._teaser(story, page, says, x, width, round(line * 2) / 2)
            line += lines + gap
        return items

    def _shortened(
        self, teasers: list[tuple[Story, int]], width: float, room: float
    ) -> list[tuple[str, float]]:
        """Words and lines of every teaser: whole clauses, the longest shortened until all have room."""
        sentences = [_SENTENCE.findall(story.standfirst) or [story.standfirst] for story, _ in teasers]
        while True:
            words_of_all = [_UNFINISHED.sub(" …", "".join(one).strip()) for one in sentences]
            lines = [
                self._teaser_lines(story, says, width)
                for (story, _), says in zip(teasers, words_of_all, strict=True)
            ]
            longest = max(range(len(teasers)), key=lambda number: (bool(sentences[number]), lines[number]))
            if sum(lines) <= room or not sentences[longest]:
                return list(zip(words_of_all, lines, strict=True))
            sentences[longest] = sentences[longest][:-1]

    def _teaser_lines(self, story: Story, says: str, width: float) -> float:
        lines = self.measures.lines_of
        high = 1.5 + lines(story.title, story.lang, story.dir, width, "teaser-title") + 0.6 + 1
        return high + (0.25 + lines(says, story.lang, story.dir, width, "teaser-text") if says else 0)

    def _teaser(self, story: Story, page: int, says: str, x: float, width: float, line: float) -> list[Item]:
        grid, measures = self.grid, self.measures
        side = 4.6
        y = grid.y_of(line)
        rtl = story.rtl

        def text(style: str, top: float, words: str, *, left: float = 0.0, **more: Any) -> Text:
            at = x if rtl else x + left
            return Text(
                at,
                y + top * grid.line,
                width - left,
                style,
                story.lang,
                story.dir,
                cased(style, story.lang, words),
                **more,
            )

        small = mark(story.slug, story.colour)
        items: list[Item] = [Drawn(x + width - 2 * side if rtl else x, y + 0.1 * grid.line, 2 * side, small)]
        items.append(text("kicker", 0.1, story.kicker, left=2 * side + 2.4))
        at = 1.5
        items.append(text("teaser-title", at, story.title, leads=f"#{anchor_of(story, page)}"))
        at += measures.lines_of(story.title, story.lang, story.dir, width, "teaser-title")
        if says:
            items.append(text("teaser-text", at + 0.25, says))
            at += 0.25 + measures.lines_of(says, story.lang, story.dir, width, "teaser-text")
        items.append(
            text("link", at + 0.6, words.on_page(story.lang, page), leads=f"#{anchor_of(story, page)}")
        )
        return items

    def teasers(self) -> list[tuple[Story, int]]:
        """Those the edition names, or one of each of the most different kinds."""
        stories = {
            slot.story.key: slot.story
            for page in self.edition.pages
            for slot in page.slots
            if slot.story is not None
        }
        where = self.edition.story_pages()
        inside = [key for key in stories if where[key] != self.page.number and stories[key].standfirst]
        wanted = [key for key in self.edition.teasers if key in inside]
        if not wanted:
            other = [key for key in inside if stories[key].lang not in (self.edition.lang, "de-simple")]
            own = [key for key in inside if stories[key].lang == self.edition.lang]
            rtl = [key for key in other if stories[key].rtl]
            ltr = [key for key in other if not stories[key].rtl]
            wanted = [*own[1:2], *ltr[:1], *rtl[:1], *own[len(own) // 2 :][:1], *own][:4]
            wanted = list(dict.fromkeys(wanted))
        return [(stories[key], where[key]) for key in wanted[:4]]

    # Strip

    def _strip(self) -> list[Item]:
        edition, grid = self.edition, self.grid
        if not edition.strip:
            return []
        height = STRIP_LINES * grid.line + 1.5
        y = grid.format.height - height
        width = grid.width_of(grid.columns)
        bleed = grid.format.bleed
        dates = edition.strip[: 5 if grid.columns > 3 else 4]
        gap = 4.0
        wide = (width - gap * (len(dates) - 1)) / len(dates)
        items: list[Item] = [Ground(-bleed, y, grid.format.width + 2 * bleed, height + bleed, "ink")]
        for number, date in enumerate(dates):
            x = grid.margin + number * (wide + gap)

            def text(style: str, top: float, says: str, left: float = x) -> Text:
                return Text(
                    left, y + 0.7 * grid.line + top * grid.line, wide, style, edition.lang, "ltr", says
                )

            items += [
                text("date-day", 0, date.day),
                Drawn(
                    x + wide - 11.4, y + 1.4 * grid.line, 11.4, mark(date.mosaic.identity, date.mosaic.colour)
                ),
                text("date-when", 2.45, date.when),
            ]
            title = self.measures.clipped(date.title, edition.lang, "ltr", wide, "date-title", STRIP_TEXT - 1)
            taken = self.measures.lines_of(title, edition.lang, "ltr", wide, "date-title")
            room = max(1, int(STRIP_TEXT - taken))
            place = self.measures.clipped(date.place, edition.lang, "ltr", wide, "date-place", room)
            below = 3.4 + taken
            items += [text("date-title", 3.4, title), text("date-place", below, place)]
        return items


def _mark(mosaic: Mosaic):  # type: ignore[no-untyped-def]
    from miteinander.foundation.typesetting.ingredients import mosaic_drawing

    return mosaic_drawing(mosaic.identity, colour=mosaic.colour, motifs=mosaic.motifs, columns=3, rows=3)
