"""Deliveries of an edition: saved as one list, whole or not at all."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from miteinander.foundation.audit.actions import save_record, write_entry
from miteinander.foundation.audit.enums import Verb
from miteinander.foundation.values.clock import today
from miteinander.foundation.values.writing import write_in_turn

from ...models import MOST_COPIES, Delivery, Edition, Outlet
from ..errors import GridOvertaken, GridRefused, RunChanged, RunIsFixed
from ..print_run import propose_run

FIELDS = ("planned", "delivered", "delivered_on", "leftovers", "counted_on")


@dataclass(frozen=True, slots=True)
class Line:
    """One outlet of the list: how many are planned, were delivered, were left over. None: not known yet."""

    planned: int = 0
    delivered: int | None = None
    leftovers: int | None = None

    @property
    def is_empty(self) -> bool:
        return not self.planned and self.delivered is None and self.leftovers is None


def rows_of(edition: Edition) -> list[tuple[Outlet, Delivery | None]]:
    """The active outlets, and those that got this edition although they get none any more. Two queries."""
    stored = {row.outlet_id: row for row in Delivery.objects.filter(edition=edition)}
    outlets = Outlet.objects.filter(Q(is_active=True) | Q(pk__in=list(stored))).in_rounds()
    return [(outlet, stored.get(outlet.pk)) for outlet in outlets]


def lines_of(rows: Iterable[tuple[Outlet, Delivery | None]]) -> dict[int, Line]:
    """The stored numbers by outlet."""
    return {
        outlet.pk: Line(row.planned, row.delivered, row.leftovers) if row else Line() for outlet, row in rows
    }


def draft_lines(edition: Edition, rows: Iterable[tuple[Outlet, Delivery | None]]) -> dict[int, Line]:
    """What the list begins with: the stored numbers, and the proposal where nothing is stored. Five queries."""
    proposed = {one.outlet.pk: one.copies for one in propose_run(edition).outlets}
    return {
        outlet.pk: Line(row.planned, row.delivered, row.leftovers)
        if row
        else Line(proposed.get(outlet.pk, 0))
        for outlet, row in rows
    }


def grid_version(lines: Mapping[int, Line]) -> str:
    """Changes with every stored number."""
    plain = [
        [pk, one.planned, one.delivered, one.leftovers]
        for pk, one in sorted(lines.items())
        if not one.is_empty
    ]
    return hashlib.sha256(json.dumps(plain).encode()).hexdigest()[:20]


def save_deliveries(
    *, edition: Edition, lines: Mapping[int, Line], seen: str | None = None, actor: Any = None
) -> int:
    """Store the lines (by outlet); how many changed. A number gets the day on which it was first entered or changed.

    `seen`: the `grid_version` that was shown; None saves over anything. Raises GridOvertaken and GridRefused, and then
    nothing is stored.
    """
    with write_in_turn():
        Edition.objects.select_for_update().get(pk=edition.pk)
        rows = rows_of(edition)
        if seen is not None and seen != grid_version(lines_of(rows)):
            raise GridOvertaken
        known = {outlet.pk: (outlet, row) for outlet, row in rows}
        wrong = {pk: sentence for pk, line in lines.items() if (sentence := what_is_wrong(line, pk in known))}
        if wrong:
            raise GridRefused(wrong)
        changed = [one for pk, line in lines.items() if (one := _changed(edition, *known[pk], line))]
        empty = [row.pk for row in changed if row.pk and lines[row.outlet_id].is_empty]
        Delivery.objects.filter(pk__in=empty).delete()
        Delivery.objects.bulk_create([row for row in changed if row.pk is None])
        Delivery.objects.bulk_update([row for row in changed if row.pk and row.pk not in empty], FIELDS)
        if changed:
            write_entry(
                record=edition,
                verb=Verb.CHANGED,
                actor=actor,
                fields=["deliveries"],
                detail=_("Lieferungen: %(count)d") % {"count": len(changed)},
            )
    return len(changed)


def what_is_wrong(line: Line, is_known: bool = True) -> str:
    """A sentence, or nothing."""
    numbers = [one for one in (line.planned, line.delivered, line.leftovers) if one is not None]
    if not is_known:
        return _("Diese Auslagestelle gibt es nicht mehr. Bitte laden Sie die Seite neu.")
    if any(one < 0 or one > MOST_COPIES for one in numbers):
        return _("Bitte eine ganze Zahl von 0 bis 100.000.")
    if line.leftovers is not None and line.delivered is None:
        return _("Wie viele waren ausgelegt? Ohne diese Zahl sagt der Rest nichts.")
    if line.leftovers is not None and line.delivered is not None and line.leftovers > line.delivered:
        return _("Es kann nicht mehr übrig sein, als ausgelegt wurde.")
    return ""


def _changed(edition: Edition, outlet: Outlet, row: Delivery | None, line: Line) -> Delivery | None:
    """The row to store, or None if it says so already."""
    if row is None:
        if line.is_empty:
            return None
        row = Delivery(edition=edition, outlet=outlet)
    elif (row.planned, row.delivered, row.leftovers) == (line.planned, line.delivered, line.leftovers):
        return None
    row.planned = line.planned
    row.delivered_on = _day(row.delivered, line.delivered, row.delivered_on)
    row.counted_on = _day(row.leftovers, line.leftovers, row.counted_on)
    row.delivered, row.leftovers = line.delivered, line.leftovers
    return row


def _day(before: int | None, now: int | None, stored: Any) -> Any:
    if now is None:
        return None
    return stored if before == now else today()


def adopt_run(*, edition: Edition, run: int, actor: Any = None) -> Edition:
    """Make the proposed `run` the print run of the edition. Raises RunIsFixed, and RunChanged if the proposal is not
    (or no longer) `run`."""
    with write_in_turn():
        locked = Edition.objects.select_for_update().get(pk=edition.pk)
        if locked.is_frozen:
            raise RunIsFixed
        if propose_run(locked).run != run:
            raise RunChanged
        return save_record(record=locked, values={"print_run": run}, actor=actor)
