"""The file for the print shop as it would be set now, beside the one that was handed out last."""

from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from miteinander.foundation.languages.dates import format_date
from miteinander.foundation.languages.registry import base_language
from miteinander.foundation.typesetting import orders
from miteinander.foundation.typesetting.composing import compose, set_composed
from miteinander.foundation.typesetting.documents import CannotPrint, document
from miteinander.foundation.typesetting.orders import Order
from miteinander.foundation.typesetting.rendering import NotSet
from miteinander.foundation.values.clock import BERLIN

from ...models import Edition, EditionPrint

PRINT_FILE = "newspaper.edition"
"""The document that is sent to the shop; its hash says which file was ordered."""


@dataclass(frozen=True)
class SetFile:
    """`last`: the newest file of the edition that the office printed for the shop, and therefore keeps."""

    name: str
    size: int
    sha256: str
    last: EditionPrint | None

    @property
    def is_changed(self) -> bool:
        return self.last is not None and self.last.sha256 != self.sha256

    @property
    def sentence(self) -> str:
        """What this file is to the one handed out last; empty when none was."""
        if self.last is None:
            return ""
        values = {"day": day_of(self.last), "run": self.last.run}
        if self.is_changed:
            return (
                _(
                    "Geändert: Die Datei vom %(day)s (Lauf %(run)d) gilt nicht mehr. Bitte nur diese neue Datei drucken."
                )
                % values
            )
        return _("Unverändert seit dem %(day)s (Lauf %(run)d).") % values


def day_of(kept: EditionPrint) -> str:
    return format_date(kept.printed_at.astimezone(BERLIN).date(), get_language() or base_language())


def last_print_file(edition: Edition) -> EditionPrint | None:
    """One query."""
    return edition.prints.filter(document=PRINT_FILE, for_print=True).first()


def set_print_file(edition: Edition) -> SetFile | None:
    """The very bytes the pages of print give, so it costs setting the edition. None where it cannot be set."""
    try:
        document(PRINT_FILE).format(edition.format)
    except KeyError:
        return None
    order = Order(
        about="edition",
        subject=edition.pk,
        languages=(base_language(),),
        parts=(orders.Part(PRINT_FILE, edition.format),),
        for_print=True,
        crop_marks=float(edition.mark_offset) if edition.crop_marks else None,
    )
    try:
        printed = set_composed(compose(order), order)
    except (CannotPrint, NotSet):
        return None
    name = f"{edition.slug}-druck.pdf"
    return SetFile(name, len(printed.content), printed.sha256, last_print_file(edition))
