"""Sheets of labels for subscribers and for the bundles of outlets."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from miteinander.foundation.interface.models import present_identity
from miteinander.foundation.interface.short_links import spoken_address
from miteinander.foundation.languages.text import LocalText
from miteinander.foundation.typesetting.documents import CannotPrint, Option, Wish
from miteinander.foundation.typesetting.formats import PageFormat

from ...models import Edition, PostalSubscriber
from .paper import copies_by_outlet, copies_words, edition_to_print, in_parts, said, written

MOST_OF_EACH = 10


@dataclass(frozen=True)
class Grid:
    """A sheet of labels in millimetres, as it is sold: from the upper left corner of the paper."""

    columns: int
    rows: int
    width: float
    height: float
    left: float
    top: float
    gap: float = 0

    @property
    def size(self) -> int:
        return self.columns * self.rows


GRIDS = {
    "3x8": Grid(3, 8, 70, 37, left=0, top=0.5),
    "2x7": Grid(2, 7, 99.1, 38.1, left=4.65, top=15.15, gap=2.5),
}
FORMATS = (
    PageFormat("3x8", gettext_lazy("Etiketten 3 × 8 (70 × 37 mm)"), 210, 297, bleed=0),
    PageFormat("2x7", gettext_lazy("Etiketten 2 × 7 (99,1 × 38,1 mm)"), 210, 297, bleed=0),
)


@dataclass(frozen=True)
class Label:
    """`above` and `below` are small, a line each: sender, and how to end the subscription. `amount` is large."""

    above: tuple[LocalText, ...]
    lines: tuple[LocalText, ...]
    below: tuple[LocalText, ...]
    amount: LocalText


@dataclass(frozen=True)
class LabelSheet:
    grid: Grid
    skipped: int
    """Places at the beginning that stay empty, because their labels were used before."""
    labels: tuple[Label, ...]


def read(wish: Wish) -> list[LabelSheet]:
    """Raises CannotPrint when there is nobody to address."""
    edition = edition_to_print(wish)
    grid = GRIDS[wish.format.key]
    if wish.options.get("wer") == "auslagestellen":
        found = list(outlet_labels(edition))
    else:
        found = list(subscriber_labels(edition))
        if not found:
            raise CannotPrint(_("Niemand bekommt diese Ausgabe per Post."))
    copies = _number(wish.options.get("stueck"), MOST_OF_EACH)
    labels = [label for label in found for _copy in range(copies)]
    skipped = (_number(wish.options.get("ab"), grid.size) - 1) % grid.size
    first, rest = labels[: grid.size - skipped], labels[grid.size - skipped :]
    sheets = [LabelSheet(grid, skipped, tuple(first))]
    return [*sheets, *(LabelSheet(grid, 0, tuple(part)) for part in in_parts(rest, grid.size))]


def subscriber_labels(edition: Edition) -> Iterator[Label]:
    """By postal code, as the post wants them. Two queries."""
    identity = present_identity()
    town = f"{identity.postal_code} {identity.town}".strip()
    sender = (identity.name, " · ".join(part for part in (identity.street, town) if part))
    site = spoken_address(reverse("newspaper_distribution:subscription-find"))
    for one in PostalSubscriber.objects.for_labels(edition.delivery_on):
        copies = copies_words(one.copies) if one.copies > 1 else ""
        ending = _("Abbestellen: %(site)s, Code %(code)s") % {"site": site, "code": one.shown_code}
        yield Label(
            above=tuple(written(line) for line in sender if line),
            lines=tuple(written(line) for line in one.label_lines),
            below=tuple(said(line) for line in (copies, ending) if line),
            amount=said(""),
        )


def outlet_labels(edition: Edition) -> Iterator[Label]:
    """In the order of the rounds. Raises CannotPrint when nobody gets any."""
    for outlet, copies in copies_by_outlet(edition):
        way = [outlet.round.name] if outlet.round else []
        if outlet.round and outlet.stop:
            way.append(_("Station %(stop)d") % {"stop": outlet.stop})
        yield Label(
            above=tuple(written(line) for line in [" · ".join(way)] if line),
            lines=tuple(written(line) for line in (outlet.name, *outlet.address_lines)),
            below=(said(_("Ausgabe Nr. %(number)d") % {"number": edition.number}),),
            amount=said(copies_words(copies)),
        )


def _number(text: str | None, most: int) -> int:
    return min(int(text), most) if text and text.isascii() and text.isdecimal() and text != "0" else 1


OPTIONS = (
    Option(
        "wer",
        gettext_lazy("Für wen"),
        lambda pk: [
            ("abos", _("Abos per Post")),
            ("auslagestellen", _("Bündel der Auslagestellen")),
        ],
    ),
    Option(
        "stueck",
        gettext_lazy("Aufkleber je Anschrift"),
        lambda pk: [(str(one), str(one)) for one in range(1, MOST_OF_EACH + 1)],
    ),
    Option(
        "ab",
        gettext_lazy("Erstes freies Feld auf dem ersten Bogen"),
        lambda pk: [(str(one), str(one)) for one in range(1, 25)],
    ),
)
