"""How many copies to print and where to take them, proposed from what was left over.

For each active outlet, from the last two editions before this one whose leftovers were counted anywhere:

    taken    = delivered - leftovers, for each of the two in which this outlet was counted
    wanted   = the mean of `taken`; a tenth more if nothing was left of the latest one, because nobody knows how many
               more would have gone
    proposal = `wanted`, rounded up to whole bundles; the usual copies where nothing was counted yet

For the edition:

    copies   = the sum of the proposals + the copies that subscribers get by post
    reserve  = `reserve_percent` of these, rounded up
    run      = copies + reserve, rounded up to the step of the print shop

The two editions, the tenth, the reserve and both steps are our own assumptions; the last three stand in the settings,
where the council changes them. The mean is of two editions because spring and autumn differ (`shared/peers.md` S3.5).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import Sum
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from ..models import (
    Delivery,
    DistributionSettings,
    Edition,
    Outlet,
    PostalSubscriber,
    distribution_settings,
)

EDITIONS_LOOKED_AT = 2
MORE_WHERE_NOTHING_WAS_LEFT = Fraction(1, 10)


@dataclass(frozen=True, slots=True)
class OutletProposal:
    outlet: Outlet
    copies: int
    taken: tuple[int, ...]
    """Copies taken of the editions looked at, the latest first; empty where nothing was counted."""
    ran_out: bool
    """Nothing was left of the latest of them."""

    @property
    def reason(self) -> str:
        if not self.taken:
            return _("noch nichts gezählt, daher die übliche Stückzahl")
        taken = _(" und ").join(grouped(one) for one in self.taken)
        if self.ran_out:
            return _(
                "mitgenommen: %(taken)s; beim letzten Mal blieb nichts übrig, daher ein Zehntel mehr"
            ) % {"taken": taken}
        return _("mitgenommen: %(taken)s") % {"taken": taken}


@dataclass(frozen=True, slots=True)
class RunProposal:
    outlets: tuple[OutletProposal, ...]
    by_post: int
    reserve: int
    run: int
    settings: DistributionSettings
    editions: tuple[Edition, ...]
    """Those whose leftovers count, the latest first."""

    @property
    def at_outlets(self) -> int:
        return sum(one.copies for one in self.outlets)

    @property
    def copies(self) -> int:
        return self.at_outlets + self.by_post

    @property
    def reasons(self) -> list[str]:
        """The calculation in whole sentences, in its order."""
        if len(self.editions) == EDITIONS_LOOKED_AT:
            ground = _(
                "Auslagestellen: %(copies)s, nach den Resten der Ausgaben Nr. %(last)d und %(before)d."
            ) % {
                "copies": grouped(self.at_outlets),
                "last": self.editions[0].number,
                "before": self.editions[1].number,
            }
        elif self.editions:
            ground = _("Auslagestellen: %(copies)s, nach den Resten der Ausgabe Nr. %(last)d.") % {
                "copies": grouped(self.at_outlets),
                "last": self.editions[0].number,
            }
        else:
            ground = _(
                "Auslagestellen: %(copies)s, die üblichen Stückzahlen, denn es sind noch keine Reste gezählt."
            ) % {"copies": grouped(self.at_outlets)}
        return [
            ground,
            _("Per Post: %(copies)s.") % {"copies": grouped(self.by_post)},
            _("Reserve von %(percent)d %% für Büro, Archiv, Pflichtexemplare und Nachfragen: %(copies)s.")
            % {"percent": self.settings.reserve_percent, "copies": grouped(self.reserve)},
            _("Zusammen %(sum)s, aufgerundet in Schritten von %(step)s.")
            % {
                "sum": grouped(self.copies + self.reserve),
                "step": grouped(self.settings.print_step),
            },
        ]


def propose_run(edition: Edition) -> RunProposal:
    """The whole proposal for an edition. Five queries, however many outlets there are."""
    settings = distribution_settings()
    editions = editions_before(edition)
    outlets = propose_outlets(list(Outlet.objects.active().in_rounds()), editions, settings)
    active = PostalSubscriber.objects.active_on(edition.delivery_on)
    by_post = active.aggregate(copies=Sum("copies"))["copies"] or 0
    copies = sum(one.copies for one in outlets) + by_post
    reserve = -(-copies * settings.reserve_percent // 100)
    run = round_up(copies + reserve, settings.print_step)
    return RunProposal(tuple(outlets), by_post, reserve, run, settings, tuple(editions))


def editions_before(edition: Edition) -> list[Edition]:
    """The last ones delivered before this one of which leftovers were counted, the latest first. One query."""
    counted = Delivery.objects.counted().values("edition")
    found = Edition.objects.filter(pk__in=counted, delivery_on__lt=edition.delivery_on)
    return list(found.order_by("-delivery_on", "-number")[:EDITIONS_LOOKED_AT])


def propose_outlets(
    outlets: Sequence[Outlet], editions: Sequence[Edition], settings: DistributionSettings
) -> list[OutletProposal]:
    """In the order of the outlets. One query."""
    latest_first = {edition.pk: place for place, edition in enumerate(editions)}
    rows = sorted(
        Delivery.objects.counted().filter(edition__in=latest_first),
        key=lambda row: latest_first[row.edition_id],
    )
    counted: dict[int, list[Delivery]] = {}
    for row in rows:
        counted.setdefault(row.outlet_id, []).append(row)
    return [propose_outlet(outlet, counted.get(outlet.pk, []), settings.bundle) for outlet in outlets]


def propose_outlet(outlet: Outlet, counted: Iterable[Delivery], bundle: int) -> OutletProposal:
    """`counted`: its counted deliveries, the latest first. No query."""
    rows = list(counted)
    taken = tuple(row.taken or 0 for row in rows)
    if not taken:
        return OutletProposal(outlet, outlet.usual_copies, (), False)
    wanted = Fraction(sum(taken), len(taken))
    ran_out = rows[0].leftovers == 0 and taken[0] > 0
    if ran_out:
        wanted *= 1 + MORE_WHERE_NOTHING_WAS_LEFT
    return OutletProposal(outlet, round_up(wanted, bundle), taken, ran_out)


def grouped(number: int) -> str:
    """As people write it in the active language: 1.500."""
    return number_format(number, force_grouping=True)


def round_up(number: int | Fraction, step: int) -> int:
    return int(-(-number // step)) * step
