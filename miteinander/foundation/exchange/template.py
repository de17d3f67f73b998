"""The template: an XLSX file with one sheet per kind that says of each column what belongs there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import IO, Any

from django.utils.translation import gettext as _

from miteinander.foundation.exchange import fields
from miteinander.foundation.exchange.columns import (
    Column,
    Form,
    columns_of,
    form_of,
    is_translated,
    text_parts,
)
from miteinander.foundation.exchange.fields import Field
from miteinander.foundation.exchange.kinds import Kind
from miteinander.foundation.exchange.problems import listed
from miteinander.foundation.exchange.sheets import NOTE

ROWS_WITH_CHOICES = 2000
LONGEST_FORMULA = 255
NARROW, WIDE = 18, 34


def write_template(chosen: Sequence[Kind], stream: IO[bytes]) -> None:
    """A sheet of instructions, then one per kind: names of columns, what belongs there, drop-downs for choices."""
    from openpyxl import Workbook  # half a second that only those pay who write such a file

    book = Workbook()
    _instructions(book.active)
    for kind in chosen:
        _sheet(book.create_sheet(kind.name), kind)
    book.save(stream)


def _instructions(sheet: Any) -> None:
    from openpyxl.styles import Alignment, Font

    sheet.title = f"{NOTE} Anleitung"
    sheet.column_dimensions["A"].width = 100
    lines = [
        _("So füllen Sie diese Datei aus"),
        _(
            "Jedes Blatt ist eine Art von Eintrag, jede Zeile ein Eintrag. Blätter, die Sie nicht brauchen, können Sie löschen."
        ),
        _("Die erste Zeile nennt die Spalten. Zeilen und Blätter, die mit # beginnen, werden nicht gelesen."),
        _(
            "„slug“ ist der Schlüssel des Eintrags: a bis z, Ziffern und Bindestriche. Andere Einträge verweisen damit auf ihn."
        ),
        _("Eine leere Zelle lässt das Feld, wie es ist. Ein einzelner Bindestrich (-) leert es."),
        _(
            "Für eine weitere Sprache fügen Sie eine Spalte hinzu, zum Beispiel „title@tr“ für den Titel auf Türkisch."
        ),
        _("Formeln werden nicht berechnet. Tragen Sie Werte ein."),
        _(
            "Beginnt ein Text mit =, +, - oder @, steht in dieser Datei ein Apostroph (') davor. Er gehört nicht zum Text."
        ),
    ]
    for number, line in enumerate(lines, start=1):
        cell = sheet.cell(number, 1, line)
        cell.font = Font(bold=number == 1)
        cell.alignment = Alignment(wrap_text=True, vertical="top")


def _sheet(sheet: Any, kind: Kind) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    sheet.freeze_panes = "A3" if kind.single else "B3"
    for number, column in enumerate(columns_of(kind), start=1):
        letter = get_column_letter(number)
        # As text, so that a spreadsheet does not make days or numbers of what people type.
        sheet.column_dimensions[letter].number_format = "@"
        sheet.column_dimensions[letter].width = NARROW if form_of(column.field) is Form.TEXT else WIDE
        sheet.cell(1, number, column.name).font = Font(bold=True)
        note = explanation(column)
        cell = sheet.cell(2, number, f"{NOTE} {note}" if number == 1 else note)
        cell.font = Font(italic=True, color="FF666666")
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        _add_choices(sheet, letter, column.field)


def _add_choices(sheet: Any, letter: str, field: Field) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    words: tuple[str, ...] = ("ja", "nein") if isinstance(field, fields.Boolean) else ()
    if isinstance(field, fields.Choice):
        words = field.allowed()
    formula = f'"{",".join(words)}"'
    if words and len(formula) <= LONGEST_FORMULA:
        choices = DataValidation(type="list", formula1=formula, allow_blank=True, showErrorMessage=False)
        sheet.add_data_validation(choices)
        choices.add(f"{letter}3:{letter}{ROWS_WITH_CHOICES}")


def explanation(column: Column) -> str:
    """What the column holds, whether it must be filled, what is allowed, an example."""
    field = column.field
    parts = [_what(field)]
    if field.required:
        parts.append(_("Pflicht."))
    inner = field.item if isinstance(field, fields.ListOf) else field
    if isinstance(inner, fields.Choice) and (words := inner.allowed()):
        parts.append(_("Erlaubt: %(words)s") % {"words": listed(words)})
    if isinstance(inner, fields.Integer):
        parts.append(_("Von %(least)d bis %(most)d.") % {"least": inner.minimum, "most": inner.maximum})
    for target in inner.kinds() if form_of(field) is not Form.LINES else ():
        parts.append(_("Schlüssel aus dem Blatt „%(kind)s“.") % {"kind": target})
    if is_translated(field):
        parts.append(_("Weitere Sprachen: %(column)s und so weiter.") % {"column": f"{column.name}@tr"})
    if names := text_parts(field):
        parts.append(_("Dort nur: %(parts)s.") % {"parts": " | ".join(names)})
    if example := _example(field):
        parts.append(_("Beispiel: %(example)s") % {"example": example})
    return " ".join(parts)


def _what(field: Field) -> str:
    match form_of(field):
        case Form.DATE:
            return _("Ein Monat, ein Tag, ein Tag mit Uhrzeit oder eine Spanne.")
        case Form.DATES:
            return _("Ein oder mehrere Termine, mit Semikolon getrennt.")
        case Form.LIST:
            return _("Eine Liste, mit Komma oder Semikolon getrennt.")
        case Form.LINES:
            assert isinstance(field, fields.ListOf) and isinstance(field.item, fields.Mapping)
            names = {"parts": " | ".join(field.item.parts)}
            return _("Eine Zeile je Eintrag (neue Zeile in der Zelle), mit den Teilen %(parts)s.") % names
        case Form.YAML:
            return _("Steht hier wie in einer YAML-Datei.")
    for kind, sentence in _SENTENCES:
        if isinstance(field, kind):
            return sentence()
    return _("Text.")


_SENTENCES: tuple[tuple[type[Field], Any], ...] = (
    (fields.Translated, lambda: _("Text auf Deutsch.")),
    (fields.Slug, lambda: _("Schlüssel des Eintrags.")),
    (fields.Reference, lambda: _("Verweis auf einen Eintrag.")),
    (fields.Boolean, lambda: _("ja, nein oder x.")),
    (fields.Day, lambda: _("Ein Tag.")),
    (fields.Time, lambda: _("Eine Uhrzeit.")),
    (fields.Money, lambda: _("Ein Betrag in Euro.")),
    (fields.Integer, lambda: _("Eine ganze Zahl.")),
    (fields.Decimal, lambda: _("Eine Zahl mit Punkt.")),
    (fields.Telephone, lambda: _("Telefonnummer.")),
    (fields.Email, lambda: _("E-Mail-Adresse.")),
    (fields.URL, lambda: _("Adresse im Internet.")),
    (fields.Choice, lambda: _("Ein Wort aus der Liste.")),
)

_EXAMPLES: tuple[tuple[type[Field], str], ...] = (
    (fields.Slug, "fest-am-see"),
    (fields.Day, "2026-12-06"),
    (fields.Time, "10:30"),
    (fields.Money, "5.00"),
    (fields.Decimal, "51.05"),
    (fields.Telephone, "+49 30 123456"),
    (fields.Email, "buero@example.org"),
    (fields.URL, "https://example.org/"),
)


def _example(field: Field) -> str:
    form = form_of(field)
    if form is Form.DATE:
        return "2026-12-06 10:30 – 2026-12-06 13:00"
    if form is Form.DATES:
        return "2026-12-06 10:30 – 2026-12-06 13:00; 2026-12-13"
    if form is Form.LINES:
        return _line_example(field)
    return next((text for kind, text in _EXAMPLES if isinstance(field, kind)), "")


def _line_example(field: Field) -> str:
    assert isinstance(field, fields.ListOf) and isinstance(field.item, fields.Mapping)
    words = []
    for name, part in field.item.parts.items():
        known = part.allowed()[0] if isinstance(part, fields.Choice) else _example(part)
        words.append(known or name)
    return " | ".join(words)
