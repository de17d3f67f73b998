"""Pass 2: a placed edition as PDF, or one page as picture."""

from dataclasses import replace

from miteinander.foundation.typesetting.press import Press
from miteinander.foundation.typesetting.rendering import Printed, Sheet, draw_sheet, set_sheets

from .data import EditionToSet
from .edition import place_edition
from .items import Frame, Item, Line, PlacedEdition, PlacedPage, Text

TEMPLATE = "/programme/newspaper/layout/edition.typ"


def set_edition(edition: EditionToSet, *, press: Press | None = None) -> Printed:
    """Both passes: tagged PDF/UA-1 for the screen, CMYK with bleed for print. Raises NotSet."""
    return set_placed(place_edition(edition), press=press)


def set_placed(placed: PlacedEdition, *, press: Press | None = None) -> Printed:
    """Pass 2 alone. Raises NotSet."""
    sheet = Sheet(TEMPLATE, leveled(placed), placed.format)
    return set_sheets([sheet], title=placed.title, lang=placed.lang, press=press)


def draw_page(placed: PlacedEdition, number: int) -> bytes:
    """One page as PNG, 900 pixels wide. Raises KeyError for a page that is not there."""
    pages = {page.number: page for page in placed.pages}
    alone = replace(placed, pages=(_without_links(pages[number]),))
    return draw_sheet(Sheet(TEMPLATE, alone, placed.format), lang=placed.lang)


def leveled(placed: PlacedEdition) -> PlacedEdition:
    """Headings as PDF/UA wants them: the first is of level 1, none skips a level on the way down. No link leads nowhere."""
    anchors = {item.anchor for page in placed.pages for item in page.items if isinstance(item, Text)}
    last = 0
    pages = []
    for page in placed.pages:
        items: list[Item] = []
        for item in page.items:
            if isinstance(item, Text) and item.leads.startswith("#") and item.leads[1:] not in anchors:
                item = replace(item, leads="")  # what it leads to found no room
            if isinstance(item, Text) and item.level:
                last = min(item.level, last + 1)
                items.append(item if last == item.level else replace(item, level=last))
            elif isinstance(item, Frame) and any(line.level for line in item.lines):
                lines: list[Line] = []
                for line in item.lines:
                    last = min(line.level, last + 1) if line.level else last
                    lines.append(line if line.level in (0, last) else replace(line, level=last))
                items.append(replace(item, lines=tuple(lines)))
            else:
                items.append(item)
        pages.append(replace(page, items=tuple(items)))
    return replace(placed, pages=tuple(pages))


def _without_links(page: PlacedPage) -> PlacedPage:
    """Links to other pages would lead nowhere."""
    return replace(
        page,
        items=tuple(
            replace(one, leads="") if isinstance(one, Text) and one.leads else one for one in page.items
        ),
    )
