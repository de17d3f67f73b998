"""What belongs to an article beside its text: picture, jump line, filling, the anchor links lead to."""

from . import words
from .data import Mosaic, Story
from .grid import Grid
from .items import Drawn, Item, Shot, Text
from .mosaics import cuts, drawing_of, largest_cut
from .styles import running_pitch

HIGHEST_FILLING = 24
"""Lines."""


def anchor_of(story: Story, page: int) -> str:
    """Where a story, or its rest, stands."""
    return f"beitrag-{story.slug}-{story.lang}-{page}"


def caption_of(story: Story) -> str:
    """The words below the picture: what it shows, and who made it."""
    return f"{story.caption} {story.credit}".strip()


def picture_items(story: Story, grid: Grid, width: float, lines: int, x: float, y: float) -> list[Item]:
    """Its photograph or mosaic, and the caption below."""
    found: list[Item] = []
    if story.picture is not None:
        found.append(Shot(x, y, width, lines * grid.line, story.picture))
    elif story.mosaic is not None:
        fitting = [cut for cut in cuts(width, grid.line, lines, lines) if cut.lines == lines]
        cut = fitting[0] if fitting else cuts(width, grid.line, 1, max(lines, 6))[-1]
        found.append(Drawn(x, y, width, drawing_of(story.mosaic, cut), story.says))
    if caption := caption_of(story):
        top = y + (lines + 0.25) * grid.line
        found.append(Text(x, top, width, "caption", story.lang, story.dir, caption))
    return found


def jump_line(story: Story, grid: Grid, span: int, x: float, y: float, lines: int, page: int) -> Text:
    """In the last line of the last column: where the text goes on."""
    left = x + (0 if story.rtl else (span - 1) * (grid.column + grid.gutter))
    top = y + (lines - 1) * running_pitch(story.lang) * grid.line
    says = words.continued_on(story.lang, page)
    leads = f"#{anchor_of(story, page)}"
    return Text(left, top, grid.column, "jump", story.lang, story.dir, says, side="end", leads=leads)


def filling(story: Story, grid: Grid, span: int, column: int, top: float, bottom: float) -> list[Item]:
    """A strip of mosaic at the foot of an article that is much shorter than its place."""
    room = int(bottom - top) - 1
    width = grid.width_of(span)
    cut = largest_cut(width, grid.line, min(room, HIGHEST_FILLING)) if room >= 4 else None
    if cut is None:
        return []
    drawing = drawing_of(Mosaic(f"{story.slug} unten", story.colour), cut)
    return [Drawn(grid.x_of(column), grid.y_of(bottom - cut.lines), width, drawing)]
