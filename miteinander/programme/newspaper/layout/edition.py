"""A whole edition: page after page, with what goes on from one to another."""

from .articles import Job
from .data import EditionToSet
from .front import FrontSetter
from .grid import GRIDS
from .items import PlacedEdition, PlacedPage
from .measuring import Measures
from .pages import PageSetter
from .pieces import questions_of
from .styles import styles_for

TAKES_RESTS = ("lead-two", "one-long", "two-halves", "three", "multilingual", "service", "")


def place_edition(edition: EditionToSet) -> PlacedEdition:
    """Pass 1 and the placing: everything but the drawing."""
    grid = GRIDS[edition.format]
    measures = Measures(grid)
    measures.ask(
        question
        for page in edition.pages
        for slot in page.slots
        if slot.story is not None
        for question in questions_of(slot.story, grid)
    )
    waiting: dict[int, list[Job]] = {}
    placed: list[PlacedPage] = []
    for page in edition.pages:
        setter = FrontSetter if page.pattern == "front" else PageSetter
        made, onward = setter(
            edition, page, measures, rests=waiting.get(page.number, ()), goes_on=_goes_on(edition, page.number)
        ).set()
        placed.append(made)
        for one in onward:
            waiting.setdefault(one.page, []).append(one.job)
    return PlacedEdition(
        edition.title, edition.lang, dict(styles_for(grid)), tuple(placed), grid.format, edition.sample
    )


def _goes_on(edition: EditionToSet, number: int) -> dict[str, int]:
    """For the stories of a page: on which page they go on if they have to."""
    page = next(one for one in edition.pages if one.number == number)
    later = [one for one in edition.pages if one.number > number]
    found: dict[str, int] = {}
    for slot in page.slots:
        if slot.story is None or not slot.story.may_continue:
            continue
        again = [one for one in later if any(s.story is not None and s.story.key == slot.story.key for s in one.slots)]
        usual = [one for one in later if one.pattern in TAKES_RESTS]
        if target := (again or usual)[:1]:
            found[slot.story.key] = target[0].number
    return found
