"""Imprint and privacy notice, from the identity and from what the software really does."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from miteinander.foundation.interface.models import Identity
from miteinander.foundation.languages.text import LocalText


@dataclass(frozen=True)
class Row:
    label: str
    value: str | LocalText
    url: str = ""


@dataclass(frozen=True)
class Section:
    heading: str
    paragraphs: tuple[str | LocalText, ...] = field(default=())
    rows: tuple[Row, ...] = field(default=())


def imprint(identity: Identity) -> list[Section]:
    """What § 5 DDG and § 18 MStV ask for, as far as the council has entered it."""
    responsible = identity.responsible.localized()
    return [
        Section(_("Wer diese Seite betreibt"), (identity.name,), _contact_rows(identity)),
        Section(
            _("Verantwortlich für den Inhalt"),
            (responsible or _("Diese Angabe fehlt noch. Bitte fragen Sie im Büro nach."),),
        ),
        Section(
            _("Die Software"),
            (
                _(
                    "Diese Seite läuft mit Miteinander. Der Quelltext ist offen und steht unter der Lizenz EUPL 1.2."
                ),
            ),
        ),
    ]


def privacy(identity: Identity) -> list[Section]:
    """What is kept of a reader (nearly nothing), and whom to ask."""
    return [
        Section(
            _("Das Wichtigste zuerst"),
            (
                _("Sie können diese Seite lesen, ohne dass wir etwas über Sie speichern."),
                _("Wir zählen keine Besuche und laden nichts von anderen Firmen."),
                _("Ein Cookie setzen wir nur auf Seiten mit einem Formular. Es schützt vor Missbrauch."),
            ),
        ),
        Section(
            _("Was beim Aufruf geschieht"),
            (
                _(
                    "Ihr Gerät schickt seine Internet-Adresse mit, damit die Seite zu Ihnen zurückfindet. "
                    "Das Programm schreibt sie nicht auf."
                ),
            ),
        ),
        Section(
            _("Wenn Sie uns anrufen oder schreiben"),
            (
                _("Wir nutzen Ihre Angaben nur, um Ihnen zu antworten. Danach löschen wir sie."),
                _(
                    "Grundlage ist unsere öffentliche Aufgabe (Art. 6 Abs. 1 Buchstabe e DSGVO und § 3 DSG NRW)."
                ),
            ),
        ),
        Section(
            _("Wenn Sie zu einer Veranstaltung kommen"),
            (
                _(
                    "Wer an der Tür hilft, hat die Namen der angemeldeten Gäste auf dem Telefon, sonst nichts über sie. "
                    "Zwölf Stunden nach dem Ende löscht das Telefon sie von selbst."
                ),
                _(
                    "Gäste ohne Anmeldung zählen wir ohne Namen: nur die Sprache, die sie sprechen, und ungefähr das Alter."
                ),
            ),
        ),
        Section(
            _("Wenn Sie eine Barriere melden"),
            (
                _(
                    "Wir speichern, was Sie schreiben, bis sechs Monate nachdem die Barriere behoben ist. "
                    "Wie wir Sie erreichen, müssen Sie nicht sagen."
                ),
                _(
                    "Damit niemand das Formular missbraucht, merkt sich das Programm eine Stunde lang ein Kennzeichen, "
                    "das aus Ihrer Internet-Adresse berechnet ist. Die Adresse selbst speichert es nicht."
                ),
                _(
                    "Grundlage ist unsere Pflicht zur Barrierefreiheit (Art. 6 Abs. 1 Buchstabe c DSGVO und BGG NRW)."
                ),
            ),
        ),
        Section(
            _("Ihre Rechte"),
            (
                _(
                    "Sie dürfen wissen, was wir über Sie gespeichert haben. "
                    "Sie können verlangen, dass wir es berichtigen oder löschen."
                ),
                _(
                    "Sie können sich auch bei der Landesbeauftragten für Datenschutz und Informationsfreiheit "
                    "Nordrhein-Westfalen beschweren."
                ),
            ),
        ),
        Section(_("So erreichen Sie uns"), (identity.name,), _contact_rows(identity)),
    ]


def _contact_rows(identity: Identity) -> tuple[Row, ...]:
    address = f"{identity.street}, {identity.postal_code} {identity.town}".strip(" ,")
    rows = (
        Row(_("Adresse"), address),
        Row(_("Telefon"), identity.telephone_text, identity.telephone_link),
        Row(_("E-Mail"), identity.email, f"mailto:{identity.email}" if identity.email else ""),
        Row(_("Öffnungszeiten"), identity.office_hours.localized()),
    )
    return tuple(row for row in rows if row.value)
