"""A whole edition: every page composed, texts that go on from one page to another, all in a few rounds of pass 1."""

from collections.abc import Iterable

from .articles import Article, Job
from .data import EditionToSet, PageToSet, Slot, Story
from .front import FrontSetter
from .grid import GRIDS
from .items import PlacedEdition, PlacedPage
from .measuring import Measures
from .mosaics import Mosaic
from .pages import Member, PageSetter
from .panels import AdvertPanel, MosaicPanel, NoticePanel, RowsPanel
from .pieces import questions_of
from .styles import styles_for

TAKES_RESTS = ("lead-two", "one-long", "two-halves", "three", "multilingual", "service", "")
REACH = 4
"""Pages further on, at most, where a text goes on."""
REST_HEAD = 12
"""Lines of one column that the head of a continued text takes."""
ROUNDS = 6


def place_edition(edition: EditionToSet) -> PlacedEdition:
    """Pass 1 and the placing: everything but the drawing."""
    return EditionSetter(edition).place()


class EditionSetter:
    """Places an edition. Pages are set in order, so that what is left of a text finds its page."""

    def __init__(self, edition: EditionToSet) -> None:
        self.edition = edition
        self.grid = GRIDS[edition.format]
        self.measures = Measures(self.grid)
        self.first = edition.story_pages()
        self.members: dict[int, list[Member]] = {page.number: self._members(page) for page in edition.pages}
        self.spare: dict[int, int] = {}

    def place(self) -> PlacedEdition:
        self._warm()
        inner = [page for page in self.edition.pages if page.pattern != "front"]
        self.spare = {
            page.number: self._setter(page).spare() if page.pattern in TAKES_RESTS else -1 for page in inner
        }
        placed: list[PlacedPage] = []
        for page in self.edition.pages:
            if page.pattern == "front":
                made, onward = FrontSetter(self.edition, page, self.measures, goes_on=self._lead_goes_on(page)).set()
            else:
                made, onward = self._setter(page).set(lambda article, page=page: self._goes_on(article, page))  # type: ignore[misc]
            placed.append(made)
            for one in onward:
                self._hand_on(one.job, one.page)
        return PlacedEdition(
            self.edition.title, self.edition.lang, dict(styles_for(self.grid)), tuple(placed), self.grid.format, self.edition.sample
        )

    def _setter(self, page: PageToSet) -> PageSetter:
        return PageSetter(self.edition, page, self.members[page.number], self.measures)

    def _warm(self) -> None:
        """Measures all that the pages can need, in few rounds."""
        self.measures.ask(question for story in self._stories() for question in questions_of(story, self.grid))
        everyone = [member for members in self.members.values() for member in members]
        for _ in range(ROUNDS):
            self.measures.wanted.clear()
            for member in everyone:
                member.reset()
                member.warm(self.grid.columns)
            if not self.measures.wanted:
                return
            self.measures.ask(())

    def _stories(self) -> Iterable[Story]:
        return (slot.story for page in self.edition.pages for slot in page.slots if slot.story is not None)

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
            return Article(Job(slot.story, weight=2 if lead else 1), self.measures)
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
                least_span=self.grid.columns,
            )
        if slot.kind == "filler":
            return MosaicPanel(self.measures, lang, mosaic=Mosaic(f"{self.edition.issue} {page.number}", page.colour))
        return None

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
            if one.number > page.number and any(slot.story is not None and slot.story.key == story.key for slot in one.slots):
                return one.number
        return 0

    def _goes_on(self, article: Article, page: PageToSet) -> int:
        """The page for what finds no room on this one; 0 when no page near has room, or when it is a rest already."""
        story = article.story
        if not story.may_continue or article.job.rest is not None:
            return 0
        if again := self._again(story, page):
            return again
        missing = -self.spare[page.number]
        for number in range(page.number + 1, page.number + 1 + REACH):
            if self.spare.get(number, -1) >= missing + REST_HEAD:
                return number
        return 0

    def _hand_on(self, job: Job, number: int) -> None:
        page = next(one for one in self.edition.pages if one.number == number)
        article = Article(job, self.measures)
        article.warm(self.grid.columns)
        self.measures.ask(())
        article.reset()
        members = self.members[number]
        place = 0 if any(slot.story is not None and slot.story.key == job.story.key for slot in page.slots[:1]) else len(members)
        while place and isinstance(members[place - 1], RowsPanel):
            place -= 1
        members.insert(place, article)
        if number in self.spare:
            self.spare[number] = self._setter(page).spare()
