"""What the sheets of distribution share."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from miteinander.foundation.languages.registry import base_language
from miteinander.foundation.languages.text import LocalText
from miteinander.foundation.typesetting.documents import CannotPrint, Wish

from ...models import Delivery, Edition, Outlet
from ..print_run import grouped, propose_run

One = TypeVar("One")


def said(text: object) -> LocalText:
    """A label, in the language of the sheet."""
    lang = get_language() or base_language()
    return LocalText.of(str(text), lang)


def written(text: str) -> LocalText:
    """What the office wrote into a record: names, addresses, notes."""
    return LocalText.of(text, base_language())


def edition_to_print(wish: Wish) -> Edition:
    """Raises CannotPrint when it is gone."""
    edition = Edition.objects.filter(pk=wish.subject).first()
    if edition is None:
        raise CannotPrint(_("Diese Ausgabe gibt es nicht mehr. Bitte wählen Sie eine andere."))
    return edition


def copies_by_outlet(edition: Edition) -> list[tuple[Outlet, int]]:
    """Round by round in the order of their stations, who gets how many: as planned, else as proposed. Outlets that get
    none are left out. Seven queries. Raises CannotPrint when nobody gets any."""
    planned = dict(Delivery.objects.filter(edition=edition).values_list("outlet", "planned"))
    outlets = Outlet.objects.active().in_rounds().select_related("organisation", "round__carrier")
    if planned:
        found = [(outlet, planned.get(outlet.pk, 0)) for outlet in outlets]
    else:
        proposed = {one.outlet.pk: one.copies for one in propose_run(edition).outlets}
        found = [(outlet, proposed.get(outlet.pk, 0)) for outlet in outlets]
    found = [(outlet, copies) for outlet, copies in found if copies]
    if not found:
        raise CannotPrint(
            _("Keine Auslagestelle bekommt diese Ausgabe. Tragen Sie zuerst ein, wer wie viele bekommt.")
        )
    return found


def last_leftovers(edition: Edition) -> dict[int, int]:
    """By outlet, what was left of the edition before this one that was counted. One query."""
    rows = Delivery.objects.counted().filter(edition__delivery_on__lt=edition.delivery_on)
    return {
        row.outlet_id: row.leftovers or 0 for row in rows.order_by("edition__delivery_on", "edition__number")
    }


def copies_words(copies: int) -> str:
    """For example "1.200 Exemplare"."""
    return ngettext("%(copies)s Exemplar", "%(copies)s Exemplare", copies) % {"copies": grouped(copies)}


def in_parts(rows: Sequence[One], size: int) -> Iterable[Sequence[One]]:
    return (rows[start : start + size] for start in range(0, len(rows), size))
