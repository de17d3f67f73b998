"""What one copy, one event, one guest cost: what was spent on an activity, divided by what was counted of it."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from miteinander.civic.concept.results import Period, Results, UnitKind, results_of
from miteinander.foundation.languages.text import LocalText
from miteinander.foundation.values.clock import today

from .account import YearAccount

KINDS = (UnitKind.COPY, UnitKind.EVENT, UnitKind.GUEST)


@dataclass(frozen=True)
class UnitCost:
    kind: UnitKind
    count: int
    each: Decimal | None
    """Rounded; None where it cannot be said."""
    note: str = ""
    """Why not, or what to bear in mind."""

    @property
    def counted(self) -> str:
        """How many, in words."""
        return {
            UnitKind.COPY: ngettext("%(count)s Exemplar", "%(count)s Exemplare", self.count),
            UnitKind.EVENT: ngettext("%(count)s Veranstaltung", "%(count)s Veranstaltungen", self.count),
            UnitKind.GUEST: ngettext("%(count)s Gast", "%(count)s Gäste", self.count),
        }[self.kind] % {"count": number_format(self.count, use_l10n=True, force_grouping=True)}


@dataclass(frozen=True)
class ActivityCosts:
    slug: str
    title: LocalText
    url: str
    spent: Decimal
    costs: tuple[UnitCost, ...]

    @property
    def columns(self) -> tuple[UnitCost | None, ...]:
        """Copies, events, guests; None for what the activity has none of."""
        known = {one.kind: one for one in self.costs}
        return tuple(known.get(kind) for kind in KINDS)


def rounded(amount: Decimal) -> Decimal:
    """As exact as the number deserves: from 10 euros on whole euros, below to ten cents, below one euro to the cent."""
    step = Decimal(1) if amount >= 10 else Decimal("0.1") if amount >= 1 else Decimal("0.01")
    return amount.quantize(step, ROUND_HALF_UP).quantize(Decimal("0.01"))


def unit_costs(spent: Decimal, results: Results) -> tuple[UnitCost, ...]:
    """For each kind of unit that an activity has. Several kinds are several ways to look at the same money."""
    events = {one.key for one in results.units if one.kind == UnitKind.EVENT}
    found = []
    for kind in KINDS:
        units = [one for one in results.units if one.kind == kind]
        if not units and not (kind == UnitKind.GUEST and events):
            continue
        count = sum(one.count for one in units)
        note = ""
        each = rounded(spent / count) if count and spent > 0 else None
        missing = len(events - {one.key for one in units})
        if kind == UnitKind.GUEST and missing > 0:
            each, note = None, _not_counted(missing, len(events))
        elif not count:
            note = _("Es ist noch nichts gezählt.")
        elif spent <= 0:
            note = _("Es ist noch nichts ausgegeben.")
        elif any(one.estimated for one in units):
            note = _("Die Anzahl ist zum Teil geschätzt.")
        found.append(UnitCost(kind, count, each, note))
    return tuple(found)


def _not_counted(missing: int, events: int) -> str:
    return _("Bei %(missing)d von %(events)d Veranstaltungen sind die Gäste nicht gezählt.") % {
        "missing": missing,
        "events": events,
    }


def costs_of(account: YearAccount) -> tuple[ActivityCosts, ...]:
    """Of the activities with something to count in the year so far. The queries of `results_of`."""
    first, last = date(account.year, 1, 1), min(date(account.year, 12, 31), today())
    if last < first or not account.activities:
        return ()
    rows = {row.pk: row for row in account.rows}
    found = results_of(account.activities, Period(first, last))
    return tuple(
        ActivityCosts(row.slug, row.title, row.url, row.spent, costs)
        for pk, results in found.items()
        if (costs := unit_costs((row := rows[pk]).spent, results))
    )
