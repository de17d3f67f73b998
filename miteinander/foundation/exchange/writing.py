"""Writing what is stored as YAML, CSV or XLSX: the same form that is read."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import IO, Any

import yaml
from django.utils.translation import gettext as _

from miteinander.foundation.exchange import kinds
from miteinander.foundation.exchange.cells import cells_of
from miteinander.foundation.exchange.columns import Column, columns_of
from miteinander.foundation.exchange.kinds import Kind
from miteinander.foundation.exchange.nodes import Plain
from miteinander.foundation.exchange.problems import FieldError, shortened
from miteinander.foundation.exchange.reading import FORBIDDEN
from miteinander.foundation.exchange.records import FORMAT_VERSION, VERSION_KEY
from miteinander.foundation.exchange.stored import StoredRecord, stored_records
from miteinander.foundation.languages.registry import site_languages
from miteinander.foundation.values.spreadsheets import defused

LONGEST_CELL = 32_767
"""What a spreadsheet keeps of a text."""

Row = dict[str, str]
DUMPER: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


class Unwritable(Exception):
    """What is stored does not fit this form of a file; the text says what to do."""


def stored_kinds() -> tuple[Kind, ...]:
    """The kinds whose records are stored, in the order in which they are read."""
    return tuple(kind for kind in kinds.in_order() if not kind.coming)


def named_kinds(names: Iterable[str]) -> tuple[Kind, ...]:
    """The kinds of these names. Raises FieldError."""
    known = {kind.name: kind for kind in stored_kinds()}
    for name in names:
        if name not in known:
            raise FieldError(
                _("Die Art „%(name)s“ gibt es nicht.") % {"name": shortened(name)}, known, given=name
            )
    wanted = set(names)
    return tuple(kind for name, kind in known.items() if name in wanted)


def write_yaml(chosen: Sequence[Kind], stream: IO[bytes]) -> None:
    stream.write(f"{VERSION_KEY}: {FORMAT_VERSION}\n".encode())
    for kind in chosen:
        for number, record in enumerate(stored_records(kind)):
            if kind.single:
                _dump({kind.name: record}, stream, before="\n")
            else:
                _dump([record], stream, before="" if number else f"\n{kind.name}:\n")


def _dump(
    value: Plain | list[StoredRecord] | dict[str, StoredRecord], stream: IO[bytes], *, before: str
) -> None:
    text = yaml.dump(value, Dumper=DUMPER, allow_unicode=True, sort_keys=False, width=110)
    stream.write(f"{before}{text}".encode())


def write_csv(kind: Kind, stream: IO[bytes]) -> None:
    """UTF-8 with a byte order mark and semicolons, as spreadsheets open it."""
    columns, rows = table_of(kind)
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerow([f"# {kind.name}"])
    names = [column.name for column in columns]
    writer.writerow(names)
    writer.writerows([row.get(name, "") for name in names] for row in rows)
    text.flush()
    text.detach()


def write_xlsx(chosen: Sequence[Kind], stream: IO[bytes]) -> None:
    """One sheet per kind. Raises Unwritable for a text that no cell can hold."""
    from openpyxl import Workbook  # half a second that only those pay who write such a file
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    tables = [(kind, *table_of(kind)) for kind in chosen]
    for kind, _columns, rows in tables:
        _check_lengths(kind, rows)
    book = Workbook(write_only=True)
    for kind, columns, rows in tables:
        sheet = book.create_sheet(kind.name)
        sheet.freeze_panes = "A2" if kind.single else "B2"
        names = []
        for column in columns:
            names.append(WriteOnlyCell(sheet, value=column.name))
            names[-1].font = Font(bold=True)
        sheet.append(names)
        for row in rows:
            sheet.append([row.get(column.name) for column in columns])
    book.save(stream)


def _check_lengths(kind: Kind, rows: Iterable[Row]) -> None:
    for row in rows:
        for name, text in row.items():
            if len(text) > LONGEST_CELL:
                place = {"kind": kind.name, "slug": row.get("slug", ""), "field": name}
                raise Unwritable(
                    _(
                        "%(kind)s %(slug)s → %(field)s ist zu lang für eine Zelle. Schreiben Sie eine YAML-Datei."
                    )
                    % place
                )


def table_of(kind: Kind) -> tuple[list[Column], list[Row]]:
    """The columns that are needed (all in German, other languages where there is a text) and the rows."""
    german = columns_of(kind)
    rows = [dict(_cells(german, record)) for record in stored_records(kind)]
    used = {name for row in rows for name in row}
    columns = [
        column
        for one in german
        for column in (one, *(one.in_language(language.code) for language in site_languages()))
        if column is one or (column.name != one.name and column.name in used)
    ]
    return columns, rows


def _cells(columns: Sequence[Column], record: StoredRecord) -> Iterator[tuple[str, str]]:
    for column in columns:
        for lang, text in cells_of(column.field, _at(record, column.path)).items():
            if text:
                yield column.in_language(lang).name, defused(FORBIDDEN.sub("", text))


def _at(record: Mapping[str, Plain], path: Sequence[str]) -> Plain:
    value: Plain = dict(record)
    for step in path:
        value = value.get(step) if isinstance(value, dict) else None
    return value
