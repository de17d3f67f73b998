"""The lists of a proof as rows of cells: the same for CSV, XLSX and the attachments of the PDF."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import override

from miteinander.foundation.exchange.reading import FORBIDDEN
from miteinander.foundation.languages.registry import base_language
from miteinander.foundation.values.spreadsheets import defused

from .data import ProofData

Cell = str | int | Decimal | date | None


class Column(NamedTuple):
    title: str
    value: Callable[[Any], Cell]


class Table(NamedTuple):
    """`name` is that of the file and of the sheet."""

    name: str
    columns: list[Column]
    rows: Iterable[Any]

    def cells(self) -> Iterator[list[Cell]]:
        for row in self.rows:
            yield [column.value(row) for column in self.columns]


def receipts_table(data: ProofData) -> Table:
    """The fifteen columns of shared/domain.md 3.3 in their order, then what a machine needs to find the records."""
    with override(base_language()):
        return Table(_("Belegliste"), _receipt_columns(), data.receipts)


def _receipt_columns() -> list[Column]:
    return [
        Column(_("lfd. Nr."), lambda one: one.position),
        Column(_("Beleg-Nr."), lambda one: one.number),
        Column(_("Kostenposition"), lambda one: f"{one.line} {one.line_title}"),
        Column(_("Datum Auftrag"), lambda one: one.ordered_on),
        Column(_("Rechnungsdatum"), lambda one: one.issued_on),
        Column(_("Rechnungs-Nr."), lambda one: one.invoice_number),
        Column(_("Zahlungsdatum (Wertstellung)"), lambda one: one.paid_on),
        Column(_("Empfänger"), lambda one: one.payee),
        Column(_("Grund der Zahlung"), lambda one: one.subject),
        Column(_("Rechnungsbetrag brutto EUR"), lambda one: one.gross),
        Column(_("Abzug Skonto/Rabatt EUR"), lambda one: one.discount),
        Column(_("gezahlt EUR"), lambda one: one.paid),
        Column(_("davon nicht zuwendungsfähig EUR"), lambda one: one.not_eligible),
        Column(_("davon zuwendungsfähig EUR"), lambda one: one.eligible),
        Column(_("Zahlungsart / Nachweis"), lambda one: one.payment),
        Column(_("Bemerkung"), lambda one: one.remark),
        Column(_("Dateien"), lambda one: ", ".join(file.name for file in one.files)),
        Column(_("Vorhaben"), lambda one: one.activity),
        Column(_("Auftrag"), lambda one: one.order),
        Column(_("Prüfsummen (SHA-256)"), lambda one: " ".join(file.sha256 for file in one.files)),
    ]


def income_table(data: ProofData) -> Table:
    with override(base_language()):
        columns = [
            Column(_("lfd. Nr."), lambda one: one.position),
            Column(_("Nr."), lambda one: one.number),
            Column(_("Tag"), lambda one: one.received_on),
            Column(_("Einzahler"), lambda one: one.payer),
            Column(_("Grund"), lambda one: one.reason),
            Column(_("Betrag EUR"), lambda one: one.amount),
            Column(_("Art"), lambda one: one.kind_title),
        ]
        return Table(_("Einnahmen"), columns, data.income)


def lines_table(data: ProofData) -> Table:
    with override(base_language()):
        columns = [
            Column(_("Nr."), lambda one: one.number),
            Column(_("Kostenposition"), lambda one: one.title),
            Column(_("Art"), lambda one: one.kind_title),
            Column(_("lt. Bescheid EUR"), lambda one: one.planned),
            Column(_("umgeschichtet EUR"), lambda one: one.moved),
            Column(_("Übertrag aus früheren Nachweisen EUR"), lambda one: one.earlier),
            Column(_("dieser Nachweis EUR"), lambda one: one.now),
            Column(_("lt. Abrechnung EUR"), lambda one: one.actual),
            Column(_("davon zuwendungsfähig EUR"), lambda one: one.eligible),
            Column(_("Abweichung EUR"), lambda one: one.over),
            Column(_("Abweichung v.H."), lambda one: one.over_percent),
        ]
        return Table(_("Ausgaben"), columns, data.lines)


def finance_table(data: ProofData) -> Table:
    with override(base_language()):
        columns = [
            Column(_("Art"), lambda one: one.title),
            Column(_("lt. Bescheid EUR"), lambda one: one.planned),
            Column(_("v.H."), lambda one: one.planned_percent),
            Column(_("lt. Abrechnung EUR"), lambda one: one.actual),
            Column(_("v.H."), lambda one: one.actual_percent),
        ]
        return Table(_("Finanzierung"), columns, data.finance)


def as_text(value: Cell) -> str:
    """As a German spreadsheet reads it: 1234,56 and 31.12.2026; what a person typed is never a formula."""
    match value:
        case None:
            return ""
        case Decimal():
            return f"{value:.2f}".replace(".", ",")
        case date():
            return f"{value:%d.%m.%Y}"
        case int():
            return str(value)
    return defused(FORBIDDEN.sub(" ", value))


def csv_lines(table: Table) -> Iterator[str]:
    """Semicolons, a mark for UTF-8 first; a line at a time, so that memory stays flat."""
    writer = csv.writer(_Line(), delimiter=";")
    yield "\ufeff"
    yield writer.writerow([column.title for column in table.columns])
    for cells in table.cells():
        yield writer.writerow([as_text(cell) for cell in cells])


class _Line:
    """What `csv` writes to: gives each line back."""

    def write(self, line: str) -> str:
        return line


def csv_bytes(table: Table) -> bytes:
    return "".join(csv_lines(table)).encode()


def xlsx_bytes(data: ProofData) -> bytes:
    """A sheet for each list; amounts are numbers, days are days, texts never formulas."""
    from openpyxl import Workbook  # half a second that only those pay who write such a file
    from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)
    for table in (finance_table(data), lines_table(data), receipts_table(data), income_table(data)):
        sheet = book.create_sheet(table.name)
        sheet.freeze_panes = "A2"
        sheet.append([column.title for column in table.columns])
        for cells in table.cells():
            sheet.append([_styled(sheet, cell, WriteOnlyCell) for cell in cells])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _styled(sheet: Any, value: Cell, cell_class: Any) -> Any:
    if isinstance(value, str):
        return defused(FORBIDDEN.sub(" ", value)) or None
    if not isinstance(value, Decimal | date):
        return value
    cell = cell_class(sheet, value=value)
    cell.number_format = "#,##0.00" if isinstance(value, Decimal) else "DD.MM.YYYY"
    return cell
