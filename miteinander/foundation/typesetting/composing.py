"""From an order to one PDF: the sheets of every document in it, in one run, a kit with its cover in front."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from miteinander.foundation.languages.registry import base_language

from .documents import CannotPrint, Document, Wish, document
from .finishing import page_count
from .formats import A3, A4, PageFormat
from .imposition import DoesNotFit, Imposition, impose
from .kit_cover import cover_sheet
from .models import PrintSettings
from .orders import Order, Part
from .press import Press, Profile
from .printing import print_sheets, sheets_of
from .rendering import Printed, Sheet

PAPERS: dict[str, PageFormat] = {"a4": A4, "a3": A3}
"""On which several may stand side by side."""


@dataclass
class Content:
    """What one document of an order puts into the file."""

    document: str
    title: str
    format: str
    format_title: str
    languages: tuple[str, ...]
    copies: int
    use: str = ""
    numbers: list[str] = field(default_factory=list)
    pages: int = 0
    missing: str = ""
    """Why the kit does not hold it."""
    first: int = 0
    """The position of its first sheet in the run."""

    def as_json(self) -> dict[str, Any]:
        return {
            name: getattr(self, name)
            for name in ("document", "title", "format", "copies", "numbers", "pages")
        }


@dataclass
class Composed:
    """Read, but not set yet."""

    title: str
    lang: str
    sheets: list[Sheet]
    contents: list[Content]

    @property
    def missing(self) -> list[Content]:
        return [one for one in self.contents if one.missing]


def compose(order: Order, *, run: str = "", about: str = "", details: str = "") -> Composed:
    """Every sheet of the order. `run` names the run of printing, for which numbers are reserved; "" reserves none.

    A kit leaves out what cannot be printed and says why. Raises CannotPrint when nothing is left.
    """
    sheets: list[Sheet] = []
    contents: list[Content] = []
    offset = int(order.is_kit)
    for part in order.parts:
        one, wish = document(part.document), order.wish(part)
        with override(wish.languages[0]):
            content = _content(one, part, wish)
            content.first = len(sheets) + offset
            try:
                found = _numbered(one, wish, sheets_of(one, wish), content, run, repeats=order.repeats)
            except CannotPrint as error:
                if not order.is_kit:
                    raise
                content.missing = str(error)
            else:
                sheets += found
                content.pages = len(found)
        contents.append(content)
    if not sheets:
        raise CannotPrint(_("Von diesen Blättern kann noch keines gedruckt werden."))
    if order.is_kit:
        lang = base_language()
        with override(lang):
            title = _("Papiermappe: %(about)s") % {"about": about}
            cover = cover_sheet(about, details, contents, order, run)
        return Composed(title, lang, [cover, *sheets], contents)
    wish = order.wish(order.parts[0])
    with override(wish.languages[0]):
        one = document(order.key)
        title = str(one.named(wish) if one.named else one.title)
    return Composed(title, wish.languages[0], sheets, contents)


def set_composed(composed: Composed, order: Order) -> Printed:
    """Sets it, unless it is set already, and counts the pages of each document. Raises NotSet and CannotPrint."""
    printed = print_sheets(
        composed.sheets,
        title=composed.title,
        lang=composed.lang,
        press=press_of(order),
        cached=not order.is_personal,
    )
    if order.paper and not order.is_kit:
        copies = 1 if document(order.key).numbered else order.parts[0].copies
        try:
            content = impose(printed.content, imposition=Imposition(PAPERS[order.paper]), copies=copies)
        except DoesNotFit:
            raise CannotPrint(_("So viel passt nicht auf das Papier. Bitte wählen Sie größeres.")) from None
        printed = replace(printed, content=content)
    if len(composed.contents) == 1:
        composed.contents[0].pages = page_count(printed.content) - int(order.is_kit)
    return printed


def press_of(order: Order) -> Press:
    """How it leaves the house, with the profile of the settings when it is for the print shop. One query then."""
    archived = not order.is_kit and document(order.key).archived
    if not order.for_print:
        return Press(archived=archived)
    stored = PrintSettings.objects.filter(pk=1).first()
    profile = Profile(stored.profile_name, bytes(stored.profile)) if stored and stored.profile else None
    return Press(for_print=True, crop_marks=order.crop_marks, archived=archived, profile=profile)


def _content(one: Document, part: Part, wish: Wish) -> Content:
    with override(base_language()):
        return Content(
            document=one.key,
            title=str(one.title),
            format=wish.format.key,
            format_title=str(wish.format.title),
            languages=wish.languages,
            copies=max(1, part.copies),
            use=str(one.use),
        )


def _numbered(
    one: Document, wish: Wish, sheets: Sequence[Sheet], content: Content, run: str, *, repeats: bool
) -> list[Sheet]:
    """The sheets as often as they stand in the file. Every copy of a numbered sheet has a number of its own."""
    if one.numbered is None:
        return list(sheets) * (content.copies if repeats else 1)
    found = []
    for copy in range(1, content.copies + 1):
        numbers = list(one.numbered(wish, run_name(run, one.key, copy))) if run else [""] * len(sheets)
        if len(numbers) != len(sheets):
            raise CannotPrint(_("Eben hat sich hier etwas geändert. Bitte drucken Sie noch einmal."))
        content.numbers += filter(None, numbers)
        found += [replace(sheet, number=number) for sheet, number in zip(sheets, numbers, strict=True)]
    return found


def run_name(run: str, key: str, copy: int) -> str:
    """Under which a room notes the numbers of one copy of one document: 32 letters."""
    return hashlib.sha256(f"{run}/{key}/{copy}".encode()).hexdigest()[:32]
