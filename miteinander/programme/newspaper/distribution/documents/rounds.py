"""The list a person takes along on her round, and the note that stays at each outlet."""

from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from miteinander.foundation.languages.dates import format_date
from miteinander.foundation.languages.registry import base_language
from miteinander.foundation.languages.text import LocalText
from miteinander.foundation.typesetting.documents import CannotPrint, Wish
from miteinander.programme.events.printing import House, house

from ...models import Edition, Outlet, distribution_settings
from ..print_run import grouped
from .paper import copies_by_outlet, copies_words, edition_to_print, last_leftovers, said, written


@dataclass(frozen=True)
class Stop:
    number: LocalText
    name: LocalText
    address: LocalText
    note: LocalText
    """Where the paper lies there, and whom to call before."""
    copies: LocalText
    before: LocalText
    """What was left last time, empty if nobody counted."""


@dataclass(frozen=True)
class RoundSheet:
    house: House
    heading: LocalText
    title: LocalText
    delivery: LocalText
    carrier: LocalText
    note: LocalText
    columns: tuple[LocalText, ...]
    stops: tuple[Stop, ...]
    total: LocalText
    hint: LocalText
    signature: LocalText


@dataclass(frozen=True)
class NoteSheet:
    house: House
    heading: LocalText
    title: LocalText
    delivery: LocalText
    outlet: LocalText
    lines: tuple[LocalText, ...]
    copies: LocalText
    place: LocalText
    sentences: tuple[LocalText, ...]
    leftovers: LocalText
    signature: LocalText


def read_rounds(wish: Wish) -> list[RoundSheet]:
    """One sheet a round; outlets without a round come last, on a sheet of their own."""
    edition = edition_to_print(wish)
    wanted = wish.options.get("runde", "")
    before, own_house = last_leftovers(edition), house()
    rounds: dict[int, list[tuple[Outlet, int]]] = {}
    for outlet, copies in copies_by_outlet(edition):
        rounds.setdefault(outlet.round_id or 0, []).append((outlet, copies))
    chosen = [found for pk, found in rounds.items() if wanted in ("", str(pk))]
    if not chosen:
        raise CannotPrint(_("Diese Runde hat bei dieser Ausgabe nichts auszutragen."))
    return [_round_sheet(edition, found, before, own_house) for found in chosen]


def round_choices(pk: int) -> list[tuple[str, str]]:
    """All of them, or one. One query."""
    active = Outlet.objects.active().in_rounds()
    names = {
        outlet.round_id or 0: outlet.round.name if outlet.round else _("ohne Runde") for outlet in active
    }
    return [("", _("alle Runden")), *((str(key), name) for key, name in names.items())]


def read_notes(wish: Wish) -> list[NoteSheet]:
    edition = edition_to_print(wish)
    own_house = house()
    sentences = [_("Bitte legen Sie die Zeitungen so aus, dass man sie im Vorbeigehen sieht.")]
    sentences.append(
        _(
            "Bitte werfen Sie nicht weg, was übrig bleibt: Wir zählen es, wenn die nächste Ausgabe kommt. So wissen "
            "wir, wie viele Sie brauchen."
        )
    )
    return [
        NoteSheet(
            house=own_house,
            heading=said(_("Lieferschein")),
            title=said(_("Ausgabe %(edition)s") % {"edition": edition}),
            delivery=said(delivery_of(edition)),
            outlet=written(outlet.name),
            lines=tuple(written(line) for line in outlet.address_lines),
            copies=said(copies_words(copies)),
            place=written(outlet.place_note),
            sentences=tuple(said(one) for one in sentences),
            leftovers=said(_("Von der letzten Ausgabe übrig (bitte zählen):")),
            signature=said(_("Datum, Unterschrift")),
        )
        for outlet, copies in copies_by_outlet(edition)
    ]


def delivery_of(edition: Edition) -> str:
    return _("Lieferung: %(day)s") % {"day": format_date(edition.delivery_on, base_language())}


def _round_sheet(
    edition: Edition, found: list[tuple[Outlet, int]], before: dict[int, int], own_house: House
) -> RoundSheet:
    first = found[0][0].round
    total = sum(copies for _outlet, copies in found)
    bundle = distribution_settings().bundle
    columns = (
        _("Gebracht"),
        _("Nr."),
        _("Auslagestelle"),
        _("Exemplare"),
        _("Zuletzt übrig"),
        _("Jetzt übrig"),
    )
    return RoundSheet(
        house=own_house,
        heading=written(first.name) if first else said(_("Ohne Runde")),
        title=said(_("Ausgabe %(edition)s") % {"edition": edition}),
        delivery=said(delivery_of(edition)),
        carrier=said(_("Es trägt aus: %(name)s") % {"name": first.carrier.name})
        if first and first.carrier
        else said(_("Es trägt aus: ____________________")),
        note=written(first.note if first else ""),
        columns=tuple(said(one) for one in columns),
        stops=tuple(
            Stop(
                number=said(str(outlet.stop or place)),
                name=written(outlet.name),
                address=written(outlet.address),
                note=written(" · ".join(part for part in (outlet.place_note, outlet.contact) if part)),
                copies=said(grouped(copies)),
                before=said(grouped(before[outlet.pk]) if outlet.pk in before else ""),
            )
            for place, (outlet, copies) in enumerate(found, start=1)
        ),
        total=said(
            _("Zusammen %(copies)s Exemplare an %(outlets)d Stellen, in Bündeln zu %(bundle)s.")
            % {"copies": grouped(total), "outlets": len(found), "bundle": number_format(bundle)}
        ),
        hint=said(
            _(
                "Bitte haken Sie ab, was Sie gebracht haben, und schreiben Sie auf, wie viele alte Zeitungen noch "
                "da lagen. Nehmen Sie diese mit."
            )
        ),
        signature=said(_("Datum, Unterschrift")),
    )
