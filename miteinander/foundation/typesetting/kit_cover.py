"""The first page of a paper kit: what is in it, how many of each, where it hangs, and a box to tick."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from miteinander.foundation.interface.models import present_identity
from miteinander.foundation.languages.registry import base_language, site_languages
from miteinander.foundation.languages.text import LocalText
from miteinander.foundation.values.clock import now

from .formats import A4_OFFICE
from .ingredients import Drawing, mosaic_drawing
from .rendering import Sheet

if TYPE_CHECKING:
    from .composing import Content
    from .orders import Order

TEMPLATE = "/foundation/typesetting/sheets/kit.typ"


@dataclass(frozen=True)
class KitRow:
    """`part`: the position of its first sheet in the run, from which the cover finds the page; -1 for none."""

    part: int
    copies: LocalText
    name: LocalText
    make: LocalText
    use: LocalText
    numbers: LocalText


@dataclass(frozen=True)
class KitCover:
    council: str
    mark: Drawing
    band: Drawing
    heading: LocalText
    about: LocalText
    details: LocalText
    languages: LocalText
    heads: tuple[LocalText, ...]
    """Over the columns: ticked, how many, which sheet, where, page."""
    rows: tuple[KitRow, ...]
    missing_heading: LocalText
    missing: tuple[LocalText, ...]
    returns: LocalText


def cover_sheet(about: str, details: str, contents: Sequence["Content"], order: "Order", run: str) -> Sheet:
    """In the language of the office, which is active. One query."""
    identity = present_identity()
    data = KitCover(
        council=identity.name,
        mark=mosaic_drawing("miteinander", colour="sun", columns=3, rows=3),
        band=mosaic_drawing(f"kit-{about}", colour="teal", columns=14, rows=1),
        heading=_say(_("Papiermappe")),
        about=_say(about),
        details=_say(details),
        languages=_say(
            _("Sprachen: %(languages)s. Zusammengestellt am %(day)s.")
            % {"languages": language_names(order.languages), "day": f"{now():%d.%m.%Y}"}
        ),
        heads=tuple(_say(word) for word in (_("erledigt"), _("Stück"), _("Blatt"), _("Wohin"), _("Seite"))),
        rows=tuple(_row(one, order) for one in contents if not one.missing),
        missing_heading=_say(_("Fehlt noch")),
        missing=tuple(_say(f"{one.title}: {one.missing}") for one in contents if one.missing),
        returns=_say(
            _(
                "Ausgefüllte Blätter mit Nummer kommen zurück ins Büro. Jede Nummer wird nur einmal eingegeben."
            )
            if any(one.numbers for one in contents)
            else ""
        ),
    )
    return Sheet(TEMPLATE, data, A4_OFFICE)


def _row(one: "Content", order: "Order") -> KitRow:
    repeated = order.repeats or bool(one.numbers)
    numbers = ""
    if one.numbers:
        ends = {"first": one.numbers[0], "last": one.numbers[-1]}
        numbers = (
            _("Nummer %(first)s") % ends
            if len(one.numbers) == 1
            else _("Nummern %(first)s bis %(last)s") % ends
        )
    elif one.copies > 1 and not repeated:
        numbers = ngettext("%(count)d mal drucken", "%(count)d mal drucken", one.copies) % {
            "count": one.copies
        }
    return KitRow(
        part=one.first,
        copies=_say(f"{one.copies} ×"),
        name=_say(one.title),
        make=_say(f"{one.format_title} · {language_names(one.languages)}"),
        use=_say(one.use),
        numbers=_say(numbers),
    )


def language_names(codes: Sequence[str]) -> str:
    names = {one.code: one.name for one in site_languages()}
    return ", ".join(names.get(code, code) for code in codes)


def _say(text: str) -> LocalText:
    return LocalText.of(text, base_language())
