"""Pass 2: a placed edition as PDF, or one page as picture."""

from miteinander.foundation.typesetting.rendering import Press, Printed, Sheet, draw_sheet, set_sheets

from .data import EditionToSet
from .edition import place_edition
from .items import PlacedEdition

TEMPLATE = "/programme/newspaper/layout/edition.typ"


def set_edition(edition: EditionToSet, *, press: Press | None = None) -> Printed:
    return set_placed(place_edition(edition), press=press)


def set_placed(placed: PlacedEdition, *, press: Press | None = None) -> Printed:
    sheet = Sheet(TEMPLATE, placed, placed.format)
    return set_sheets([sheet], title=placed.title, lang=placed.lang, press=press)


def draw_page(placed: PlacedEdition, number: int) -> bytes:
    """One page as PNG."""
    from dataclasses import replace

    page = next(one for one in placed.pages if one.number == number)
    one = replace(placed, pages=(page,))
    return draw_sheet(Sheet(TEMPLATE, one, placed.format), lang=placed.lang)
