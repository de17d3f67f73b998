"""The lists of a proof as rows of cells: the same for CSV, XLSX and the attachments of the PDF."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

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
        return Table("Belegliste", _receipt_columns(), data.receipts)


def _receipt_columns() -> list[Column]:
    return [
        Column("lfd. Nr.", lambda one: one.position),
        Column("Beleg-Nr.", lambda one: one.number),
        Column("Kostenposition", lambda one: f"{one.line} {one.line_title}"),
        Column("Datum Auftrag", lambda one: one.ordered_on),
        Column("Rechnungsdatum", lambda one: one.issued_on),
        Column("Rechnungs-Nr.", lambda one: one.invoice_number),
        Column("Zahlungsdatum (Wertstellung)", lambda one: one.paid_on),
        Column("Empfänger", lambda one: one.payee),
        Column("Grund der Zahlung", lambda one: one.subject),
        Column("Rechnungsbetrag brutto EUR", lambda one: one.gross),
        Column("Abzug Skonto/Rabatt EUR", lambda one: one.discount),
        Column("gezahlt EUR", lambda one: one.paid),
        Column("davon nicht zuwendungsfähig EUR", lambda one: one.not_eligible),
        Column("davon zuwendungsfähig EUR", lambda one: one.eligible),
        Column("Zahlungsart / Nachweis", lambda one: one.payment),
        Column("Bemerkung", lambda one: one.remark),
        Column("Dateien", lambda one: ", ".join(file.name for file in one.files)),
        Column("Vorhaben", lambda one: one.activity),
        Column("Auftrag", lambda one: one.order),
        Column("Prüfsummen (SHA-256)", lambda one: " ".join(file.sha256 for file in one.files)),
    ]


def income_table(data: ProofData) -> Table:
    with override(base_language()):
        columns = [
            Column("lfd. Nr.", lambda one: one.position),
            Column("Nr.", lambda one: one.number),
            Column("Tag", lambda one: one.received_on),
            Column("Einzahler", lambda one: one.payer),
            Column("Grund", lambda one: one.reason),
            Column("Betrag EUR", lambda one: one.amount),
            Column("Art", lambda one: one.kind_title),
        ]
        return Table("Einnahmen", columns, data.income)


def lines_table(data: ProofData) -> Table:
    with override(base_language()):
        columns = [
            Column("Nr.", lambda one: one.number),
            Column("Kostenposition", lambda one: one.title),
            Column("Art", lambda one: one.kind_title),
            Column("lt. Bescheid EUR", lambda one: one.planned),
            Column("umgeschichtet EUR", lambda one: one.moved),
            Column("Übertrag aus früheren Nachweisen EUR", lambda one: one.earlier),
            Column("dieser Nachweis EUR", lambda one: one.now),
            Column("lt. Abrechnung EUR", lambda one: one.actual),
            Column("davon zuwendungsfähig EUR", lambda one: one.eligible),
            Column("Abweichung EUR", lambda one: one.over),
            Column("Abweichung v.H.", lambda one: one.over_percent),
        ]
        return Table("Ausgaben", columns, data.lines)


def finance_table(data: ProofData) -> Table:
    with override(base_language()):
        columns = [
            Column("Art", lambda one: one.title),
            Column("lt. Bescheid EUR", lambda one: one.planned),
            Column("v.H.", lambda one: one.planned_percent),
            Column("lt. Abrechnung EUR", lambda one: one.actual),
            Column("v.H.", lambda one: one.actual_percent),
        ]
        return Table("Finanzierung", columns, data.finance)


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
