"""The order for the print shop: everything it asks for on one page, and what is still open by name."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from miteinander.foundation.interface.models import Identity, present_identity
from miteinander.foundation.languages.dates import format_date
from miteinander.foundation.languages.registry import base_language
from miteinander.foundation.languages.text import LocalText
from miteinander.foundation.typesetting.documents import Wish
from miteinander.programme.events.printing import House, house

from ...enums import Step
from ...models import DistributionSettings, Edition, distribution_settings
from ..print_run import grouped
from .paper import edition_to_print, said, written
from .print_file import set_print_file


@dataclass(frozen=True)
class Row:
    name: LocalText
    value: LocalText
    """Empty: still open."""


@dataclass(frozen=True)
class Part:
    heading: LocalText
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class PrintFile:
    name: LocalText
    size: LocalText
    sha256: str
    note: LocalText
    """What it is to the file handed out last; empty when there is none."""
    is_changed: bool


@dataclass(frozen=True)
class OrderSheet:
    house: House
    heading: LocalText
    title: LocalText
    parts: tuple[Part, ...]
    files_heading: LocalText
    files: tuple[PrintFile, ...]
    open_heading: LocalText
    open: tuple[LocalText, ...]
    """Names of what is empty."""
    open_word: LocalText
    signature: LocalText


def read(wish: Wish) -> list[OrderSheet]:
    edition = edition_to_print(wish)
    settings, identity = distribution_settings(), present_identity()
    files = print_files(edition)
    parts = tuple(
        Part(said(heading), tuple(Row(said(name), written(value.strip())) for name, value in rows))
        for heading, rows in (
            (_("Wer"), list(_who(edition, identity))),
            (_("Was"), list(_what(edition))),
            (_("Wann"), list(_when(edition))),
            (_("Wohin"), list(_where(settings))),
        )
    )
    missing = [row.name for part in parts for row in part.rows if not row.value]
    if not files:
        missing.append(said(_("Druckdatei mit Prüfsumme")))
    return [
        OrderSheet(
            house=house(),
            heading=said(_("Auftrag an die Druckerei")),
            title=said(_("Ausgabe %(edition)s") % {"edition": edition}),
            parts=parts,
            files_heading=said(_("Dateien")),
            files=files,
            open_heading=said(_("Noch offen")),
            open=tuple(missing),
            open_word=said(_("offen")),
            signature=said(_("Ort, Datum, Unterschrift")),
        )
    ]


def print_files(edition: Edition) -> tuple[PrintFile, ...]:
    """The print file of the edition as it is now; nothing where it cannot be set."""
    found = set_print_file(edition)
    if found is None:
        return ()
    size = _("%(size)s Byte") % {"size": grouped(found.size)}
    file = PrintFile(written(found.name), said(size), found.sha256, said(found.sentence), found.is_changed)
    return (file,)


def _who(edition: Edition, identity: Identity) -> Iterator[tuple[str, str]]:
    yield _("Auftraggeber"), edition.publisher_name or identity.name
    own = ", ".join(
        part for part in (identity.street, f"{identity.postal_code} {identity.town}".strip()) if part
    )
    yield _("Anschrift"), edition.publisher_address if edition.publisher_name else own
    yield _("Rückfragen an"), ", ".join(part for part in (identity.telephone_text, identity.email) if part)
    yield _("Druckerei"), edition.printer_name
    yield _("Anschrift der Druckerei"), edition.printer_address


def _what(edition: Edition) -> Iterator[tuple[str, str]]:
    width, height = edition.size
    yield _("Endformat"), _("%(width)d × %(height)d mm, hoch") % {"width": width, "height": height}
    yield _("Umfang"), _("%(pages)d Seiten mit Umschlag") % {"pages": edition.pages}
    yield _("Auflage"), grouped(edition.print_run) if edition.print_run else ""
    yield _("Papier"), edition.paper
    yield _("Farben"), _("vierfarbig auf allen Seiten (4/4, CMYK)")
    yield _("Bindung"), edition.get_binding_display()
    yield _("Beschnitt"), _("%(bleed)d mm") % {"bleed": edition.bleed}
    yield (
        _("Schnittmarken"),
        _("ja, %(offset)d mm vom Endformat") % {"offset": edition.mark_offset}
        if edition.crop_marks
        else _("nein"),
    )
    yield _("Seiten in der Datei"), _("als Doppelseiten") if edition.as_spreads else _("einzeln, fortlaufend")
    if edition.order_note:
        yield _("Hinweise"), edition.order_note


def _when(edition: Edition) -> Iterator[tuple[str, str]]:
    lang = get_language() or base_language()
    due = {row.step: row.due_on for row in edition.deadlines.all()}
    yield _("Druckdaten"), format_date(due[Step.PRINT], lang) if Step.PRINT in due else ""
    yield _("Lieferung"), format_date(edition.delivery_on, lang)


def _where(settings: DistributionSettings) -> Iterator[tuple[str, str]]:
    lines = (settings.delivery_name, settings.delivery_street, settings.delivery_town)
    yield _("Lieferanschrift"), "\n".join(line for line in lines if line)
    if settings.delivery_note:
        yield _("Anlieferung"), settings.delivery_note
