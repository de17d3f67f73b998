"""Several trimmed pages on one larger sheet, for the office's cutter or the print shop."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

import pikepdf

from .finishing import MM, saved
from .formats import PageFormat

MARK = 5 * MM


@dataclass(frozen=True)
class Imposition:
    """Several trimmed pages on one sheet; millimetres. `gap` lies between them, `marks` draws cutting lines outside."""

    paper: PageFormat
    gap: float = 0
    marks: bool = True

    def places(self, width: float, height: float) -> list[tuple[float, float]]:
        """The lower left corners, in points, of as many pages of that size as the paper holds, from the upper left."""
        paper_width, paper_height, gap = self.paper.width * MM, self.paper.height * MM, self.gap * MM
        across = int((paper_width + gap) // (width + gap))
        down = int((paper_height + gap) // (height + gap))
        left = (paper_width - across * width - (across - 1) * gap) / 2
        top = paper_height - (paper_height - down * height - (down - 1) * gap) / 2
        return [
            (left + column * (width + gap), top - height - row * (height + gap))
            for row in range(down)
            for column in range(across)
        ]


class DoesNotFit(ValueError):
    """Not one page fits on the paper."""


def impose(content: bytes, *, imposition: Imposition, copies: int = 1) -> bytes:
    """The pages side by side on larger paper, each `copies` times, cut by lines. For cutting, not for reading: untagged.

    Raises DoesNotFit.
    """
    with pikepdf.open(io.BytesIO(content)) as source, pikepdf.new() as target:
        pages = [page for page in source.pages for _copy in range(copies)]
        trim = [float(value) for value in pages[0].obj.get("/TrimBox", pages[0].mediabox)]
        width, height = trim[2] - trim[0], trim[3] - trim[1]
        places = imposition.places(width, height)
        if not places:
            raise DoesNotFit
        for start in range(0, len(pages), len(places)):
            _impose_sheet(target, pages[start : start + len(places)], places, trim, imposition)
        return saved(target, version="1.7")


def _impose_sheet(
    target: pikepdf.Pdf,
    pages: Sequence[pikepdf.Page],
    places: Sequence[tuple[float, float]],
    trim: Sequence[float],
    imposition: Imposition,
) -> None:
    paper = (imposition.paper.width * MM, imposition.paper.height * MM)
    sheet = target.add_blank_page(page_size=paper)
    width, height = trim[2] - trim[0], trim[3] - trim[1]
    commands = []
    resources = pikepdf.Dictionary()
    for number, (page, (x, y)) in enumerate(zip(pages, places, strict=False)):
        name = f"/P{number}"
        resources[name] = target.copy_foreign(page.as_form_xobject())
        commands.append(
            f"q {x:.3f} {y:.3f} {width:.3f} {height:.3f} re W n "
            f"1 0 0 1 {x - trim[0]:.3f} {y - trim[1]:.3f} cm {name} Do Q"
        )
    if imposition.marks:
        commands.append(_cutting_lines(places[: len(pages)], width, height, paper))
    sheet.obj.Resources = pikepdf.Dictionary(XObject=resources)
    sheet.obj.Contents = target.make_stream("\n".join(commands).encode())


def _cutting_lines(
    places: Sequence[tuple[float, float]], width: float, height: float, paper: tuple[float, float]
) -> str:
    """Short lines in the margin of the paper, in black alone."""
    columns = sorted({round(edge, 2) for x, _y in places for edge in (x, x + width)})
    rows = sorted({round(edge, 2) for _x, y in places for edge in (y, y + height)})
    lines = []
    for x in columns:
        for foot, head in (
            (max(0, rows[0] - MARK - 2), rows[0] - 2),
            (rows[-1] + 2, min(paper[1], rows[-1] + MARK + 2)),
        ):
            lines.append(f"{x:.2f} {foot:.2f} m {x:.2f} {head:.2f} l")
    for y in rows:
        for left, right in (
            (max(0, columns[0] - MARK - 2), columns[0] - 2),
            (columns[-1] + 2, min(paper[0], columns[-1] + MARK + 2)),
        ):
            lines.append(f"{left:.2f} {y:.2f} m {right:.2f} {y:.2f} l")
    return "q 0 0 0 1 K 0.25 w " + " ".join(lines) + " S Q"
