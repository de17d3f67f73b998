"""What is asked of an article, and what came of it."""

from dataclasses import dataclass

from .data import Story
from .flowing import characters_of
from .items import Item
from .pieces import Matter


@dataclass(frozen=True)
class Variant:
    """One way to set an article. `picture`: none, over, beside; `pull`: a quotation stands between the columns.

    `tight`: a smaller headline, and no quotation that only repeats the text.
    """

    span: int
    picture: str = "none"
    pull: bool = False
    tight: bool = False


@dataclass(frozen=True)
class Job:
    """A story, or what is left of it from `from_page`."""

    story: Story
    rest: Matter | None = None
    from_page: int = 0
    weight: int = 1
    """How much it should stand out: 2 for the lead of a page."""


@dataclass(frozen=True)
class Placed:
    """An article in its place."""

    items: tuple[Item, ...]
    lines: int
    left: Job | None = None
    free: int = 0
    """Characters that would still fit."""


def characters_left(job: Job) -> int:
    """Characters of what found no room."""
    if job.rest is None:
        return 0
    below = [block for block in (job.rest.box, job.rest.link) if block is not None]
    return characters_of(job.rest.pieces) + sum(len(block.title) + len(block.text) for block in below)
