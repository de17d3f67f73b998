"""Pass 2: a placed edition as PDF, or one page as picture."""

from dataclasses import replace

from miteinander.foundation.typesetting.rendering import Press, Printed, Sheet, draw_sheet, set_sheets

from .data import EditionToSet
from .edition import place_edition
from .items import PlacedEdition, PlacedPage, Text

TEMPLATE = "/programme/newspaper/layout/edition.typ"


def set_edition(edition: EditionToSet, *, press: Press | None = None) -> Printed:
    """Both passes: tagged PDF/UA-1 for the screen, CMYK with bleed for print. Raises NotSet."""
    return set_placed(place_edition(edition), press=press)


def set_placed(placed: PlacedEdition, *, press: Press | None = None) -> Printed:
    sheet = Sheet(TEMPLATE, placed, placed.format)
    return set_sheets([sheet], title=placed.title, lang=placed.lang, press=press)


def draw_page(placed: PlacedEdition, number: int) -> bytes:
    """One page as PNG, 900 pixels wide. Raises KeyError for a page that is not there."""
    pages = {page.number: page for page in placed.pages}
    alone = replace(placed, pages=(_without_links(pages[number]),))
    return draw_sheet(Sheet(TEMPLATE, alone, placed.format), lang=placed.lang)


def _without_links(page: PlacedPage) -> PlacedPage:
    """Links to other pages would lead nowhere."""
    return replace(page, items=tuple(replace(one, leads="") if isinstance(one, Text) and one.leads else one for one in page.items))
