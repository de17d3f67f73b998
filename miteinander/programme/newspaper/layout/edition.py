"""A whole edition: every page composed, texts that go on from one page to another, all in a few rounds of pass 1."""

from collections.abc import Sequence
from dataclasses import replace
from threading import RLock
from typing import Any

from .articles import LOST, ONWARD, Article
from .calendar import Calendar
from .composing import CUT, Composition
from .data import EditionToSet, Mosaic, PageToSet, Slot, Story
from .front import FrontSetter
from .grid import GRIDS
from .items import PlacedEdition, PlacedPage
from .jobs import Job
from .keeping import Mark, keep, kept
from .measuring import measures_for
from .pages import Member, Onward, PageSetter
from .panels import AdvertPanel, MosaicPanel, NoticePanel, RowsPanel
from .pieces import questions_of

TAKES_RESTS = ("lead-two", "one-long", "two-halves", "three", "multilingual", "service", "")
REACH = 9
"""Pages further on, at most, where a text goes on."""
LEAST_PART = 0.3
"""Share of a page that a text takes at least where it only passes through."""
ROUNDS = 6
CUTS = "cuts"
"""Kept of a page on which something did not fit: it depends on the pages after it."""


_placing = RLock()
"""Measures and articles are shared between runs."""


def place_edition(edition: EditionToSet) -> PlacedEdition:
    """Pass 1 and the placing: everything but the drawing."""
    with _placing:
        return EditionSetter(edition).place()


class EditionSetter:
    """Places an edition. Pages are set in order, so that what is left of a text finds its page."""

    def __init__(self, edition: EditionToSet) -> None:
        self.edition = edition
        self.grid = GRIDS[edition.format]
        self.measures = measures_for(self.grid)
        self.context = Mark(replace(edition, pages=()))
        self.marks = {page.number: Mark(page) for page in edition.pages}
        self.first = edition.story_pages()
        self.members: dict[int, list[Member]] = {page.number: self._members(page) for page in edition.pages}
        self.foreseen: dict[int, tuple[PageSetter, Composition]] = {}

    def place(self) -> PlacedEdition:
        unseen = [
            page
            for page in self.edition.pages
            if kept(("seen", self.measures.version, self.context, self.marks[page.number])) is None
        ]
        self._warm(unseen)
        self._foresee(unseen)
        placed = [self._place(page) for page in self.edition.pages]
        for page in self.edition.pages:
            keep(("seen", self.measures.version, self.context, self.marks[page.number]), value=True)
        return PlacedEdition(
            self.edition.title,
            self.edition.lang,
            self.measures.styles,
            tuple(placed),
            self.grid.format,
            self.edition.sample,
        )

    def _place(self, page: PageToSet) -> PlacedPage:
        """A page as it was kept, or placed anew; then what is left goes to its own page."""
        key = self._key(page)
        found: tuple[PlacedPage, list[Onward]] | str | None = kept(key)
        if found == CUTS:
            key = self._key_of_cuts(key, page)
            found = kept(key)
        if found is None or isinstance(found, str):
            cut, made, onward = self._place_front(page) if page.pattern == "front" else self._place_page(page)
            if cut and key[0] == "page":
                keep(key, CUTS)
                key = self._key_of_cuts(key, page)
            found = (made, onward)
            keep(key, found)
        for one in found[1]:
            self._hand_on(one.job, one.page)
        return found[0]

    def _key_of_cuts(self, key: tuple[Any, ...], page: PageToSet) -> tuple[Any, ...]:
        """Where there is room for what was cut depends on the pages after it."""
        return (
            "cut",
            key,
            tuple((self.marks[later.number], self._rests(later.number)) for later in self._near(page)),
        )

    def _key(self, page: PageToSet) -> tuple[Any, ...]:
        """Everything a page is made from, but where room for its rests was found."""
        stories = [slot.story for slot in page.slots if slot.story is not None]
        where = tuple((self.first[story.key], self._again(story, page)) for story in stories)
        mark = self.marks[page.number]
        base = ("page", self.measures.version, self.context, mark, self._rests(page.number), where)
        if page.pattern != "front":
            return base
        teasers = FrontSetter(self.edition, page, self.measures, goes_on=0).teasers()
        told = tuple(
            (one.key, one.title, one.standfirst, one.kicker, one.colour, number) for one, number in teasers
        )
        return (*base, told, self._lead_goes_on(page))

    def _rests(self, number: int) -> tuple[Job, ...]:
        return tuple(
            one.job for one in self.members[number] if isinstance(one, Article) and one.job.rest is not None
        )

    def _near(self, page: PageToSet) -> list[PageToSet]:
        """The pages on which what is left of a text may stand."""
        return [
            later
            for later in self.edition.pages
            if page.number < later.number <= page.number + REACH and later.pattern in TAKES_RESTS
        ]

    def _place_front(self, page: PageToSet) -> tuple[bool, PlacedPage, list[Onward]]:
        made, onward = FrontSetter(self.edition, page, self.measures, goes_on=self._lead_goes_on(page)).set()
        return False, made, onward

    def _place_page(self, page: PageToSet) -> tuple[bool, PlacedPage, list[Onward]]:
        """Whether something did not fit, the page, and what goes on elsewhere."""
        foreseen = self.foreseen.pop(page.number, None)
        setter = foreseen[0] if foreseen else self._setter(page)
        composition = foreseen[1] if foreseen else setter.compose()
        goes_on: dict[str, int] = {}
        cut = composition.cost >= CUT
        if cut:
            self._warm(self._near(page))
            goes_on = {job.story.key: self._room_for(job, page) for job in setter.cut(composition)}
            for member in setter.members:
                if isinstance(member, Article):
                    member.misses = ONWARD if goes_on.get(member.story.key) else LOST
                    member.tables.clear()
            composition = setter.compose()
        made, onward = setter.set(composition, goes_on)
        return cut, made, onward

    def _setter(self, page: PageToSet) -> PageSetter:
        return PageSetter(self.edition, page, self.members[page.number], self.measures)

    def _warm(self, pages: Sequence[PageToSet]) -> None:
        """Measures all that these pages can need, in few rounds."""
        stories = [slot.story for page in pages for slot in page.slots if slot.story is not None]
        self.measures.ask(question for story in stories for question in questions_of(story, self.grid))
        everyone = [member for page in pages for member in self.members[page.number] if not member.is_known]
        for _ in range(ROUNDS):
            self.measures.wanted.clear()
            for page in pages:
                if any(slot.kind == "calendar" for slot in page.slots):
                    Calendar(self.edition, self.measures).columns(self.grid.lines, self.grid.columns)
            for member in everyone:
                member.reset()
                member.warm(self.grid.columns)
            if not self.measures.wanted:
                for member in everyone:
                    member.is_known = True
                return
            self.measures.ask(())

    def _foresee(self, pages: Sequence[PageToSet]) -> None:
        """Composes the pages as if nothing came from others, and measures their breaks together, not page by page."""
        for page in pages:
            if page.pattern != "front":
                setter = self._setter(page)
                self.foreseen[page.number] = setter, setter.compose()
        for _ in range(ROUNDS):
            self.measures.wanted.clear()
            for setter, composition in self.foreseen.values():
                if composition.cost < CUT:
                    setter.draft(composition)
            if not self.measures.wanted:
                return
            self.measures.ask(())

    # What stands on a page

    def _members(self, page: PageToSet) -> list[Member]:
        if page.pattern == "front":
            return []
        found: list[Member] = []
        for slot in page.slots:
            member = self._member(slot, page, lead=not found)
            if member is not None:
                found.append(member)
        return sorted(found, key=lambda one: isinstance(one, RowsPanel))

    def _member(self, slot: Slot, page: PageToSet, *, lead: bool) -> Member | None:
        lang = self.edition.lang
        if slot.story is not None:
            if self.first[slot.story.key] != page.number:
                return None
            return self._article(Job(slot.story, weight=2 if lead else 1))
        if slot.advert is not None:
            return AdvertPanel(self.measures, lang, advert=slot.advert)
        if slot.notice is not None:
            return NoticePanel(self.measures, lang, notice=slot.notice)
        if slot.kind == "addresses" and self.edition.addresses:
            return RowsPanel(self.measures, lang, rows=self.edition.addresses, least_span=2)
        if slot.kind == "imprint":
            return RowsPanel(
                self.measures,
                lang,
                title=self.edition.imprint_title,
                rows=tuple(row for row in self.edition.imprint if row[1]),
                label_style="day",
                text_style="imprint-text",
                least_span=2,
            )
        if slot.kind == "filler":
            return MosaicPanel(
                self.measures, lang, mosaic=Mosaic(f"{self.edition.issue} {page.number}", page.colour)
            )
        return None

    def _article(self, job: Job) -> Article:
        """Kept with all that is known of it; as if new when its last page was tight."""
        key = ("article", self.measures.version, job)
        article: Article | None = kept(key)
        if article is None or article.is_strained:
            article = Article(job, self.measures)
            keep(key, article)
        return article

    # What goes on elsewhere

    def _lead_goes_on(self, page: PageToSet) -> int:
        lead = next((slot.story for slot in page.slots if slot.story is not None), None)
        if lead is None or not lead.may_continue:
            return 0
        again = self._again(lead, page)
        return again or next((one.number for one in self.edition.pages if one.pattern in TAKES_RESTS), 0)

    def _again(self, story: Story, page: PageToSet) -> int:
        """The later page on which the flatplan has the same text once more."""
        for one in self.edition.pages:
            if one.number > page.number and any(
                slot.story is not None and slot.story.key == story.key for slot in one.slots
            ):
                return one.number
        return 0

    def _room_for(self, job: Job, page: PageToSet) -> int:
        """The later page on which what is left of a text goes on; 0 if there is none.

        The one the flatplan names; else the first near by on which all of it can stand without cutting another text;
        else the first that takes a good part of it, from which it goes on again.
        """
        if not job.story.may_continue:
            return 0
        if again := self._again(job.story, page):
            return again
        partly = 0
        for later in self._near(page):
            setter = PageSetter(self.edition, later, self._with(job, later), self.measures)
            composition = setter.compose()
            if composition.cost < CUT:
                return later.number
            if not partly and self._takes_a_part(setter, composition, job):
                partly = later.number
        return partly

    def _takes_a_part(self, setter: PageSetter, composition: Composition, job: Job) -> bool:
        """Whether a page holds much of a text that is too long for it, and everything else as well."""
        if setter.dropped or {one.story.key for one in setter.cut(composition)} != {job.story.key}:
            return False
        taken = sum(
            cell.span * cell.height
            for cell in composition.cells
            if isinstance(member := setter.members[cell.member], Article) and member.job == job
        )
        return taken >= LEAST_PART * self.grid.columns * self.grid.lines

    def _with(self, job: Job, page: PageToSet) -> list[Member]:
        """The members of a page and what is left of a text from an earlier one."""
        article = Article(job, self.measures)
        article.warm(self.grid.columns)
        self.measures.ask(())
        article.reset()
        members = list(self.members[page.number])
        place = (
            0
            if any(slot.story is not None and slot.story.key == job.story.key for slot in page.slots[:1])
            else len(members)
        )
        while place and isinstance(members[place - 1], RowsPanel):
            place -= 1
        members.insert(place, article)
        return members

    def _hand_on(self, job: Job, number: int) -> None:
        page = next(one for one in self.edition.pages if one.number == number)
        self.foreseen.pop(number, None)
        self.members[number] = self._with(job, page)
