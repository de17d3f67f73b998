"""From a table to the records of a kind: the first row names the columns, rows that begin with # explain."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from miteinander.foundation.exchange import kinds
from miteinander.foundation.exchange.cells import Written, node_of_cells, text_of
from miteinander.foundation.exchange.columns import Column, columns_of, find_column
from miteinander.foundation.exchange.kinds import Kind
from miteinander.foundation.exchange.nodes import Document, ListNode, MapNode, Node, ScalarNode
from miteinander.foundation.exchange.places import Cell, Place
from miteinander.foundation.exchange.problems import FieldError, Problems, shortened
from miteinander.foundation.exchange.reading import FORBIDDEN
from miteinander.foundation.languages.registry import base_language

NOTE = "#"


@dataclass(frozen=True, slots=True)
class Formula:
    """A cell that a spreadsheet would compute."""


Value = Any
Rows = Iterable[tuple[int, Sequence[Value]]]
"""Row numbers from 1 with the values of the cells."""


@dataclass
class Table:
    """One sheet, or one file that is a table (`sheet` is empty then)."""

    document: str
    sheet: str
    kind: Kind
    problems: Problems
    columns: dict[int, Column] = field(default_factory=dict)

    def read(self, rows: Rows) -> Node | None:
        """The records of the table; None where there is no row of names."""
        records: list[MapNode] = []
        seen_names = False
        for row, values in rows:
            if not any(text_of(value) for value in values) or is_note(values):
                continue
            if not seen_names:
                seen_names = True
                self._names(row, values)
            elif self.columns and not self.problems.full:
                records.append(self._record(row, values))
        if not seen_names:
            return None
        if not self.kind.single:
            return ListNode(tuple(records), self._place(1, 1))
        for extra in records[1:]:
            self._complain(extra.line, _("Hier darf nur eine Zeile stehen. Löschen Sie diese."))
        return records[0] if records else None

    def _place(self, row: int, column: int) -> Cell:
        return Cell(self.sheet, row, column)

    def _complain(self, place: Place | None, error: FieldError | str, *steps: str) -> None:
        self.problems.add(self.document, place, (self.kind.name, *steps), error)

    def _names(self, row: int, values: Sequence[Value]) -> None:
        known = {column.name: column for column in columns_of(self.kind)}
        places: dict[str, int] = {}
        for number, value in enumerate(values, start=1):
            header = text_of(value)
            if not header or header.startswith(NOTE):
                continue
            try:
                column = find_column(known, header)
                if column.name in places:
                    raise FieldError(
                        _("Die Spalte „%(name)s“ steht zweimal da. Löschen Sie eine.") % {"name": header}
                    )
            except FieldError as error:
                self._complain(self._place(row, number), error)
                continue
            places[column.name] = number
            self.columns[number] = column
        if not self.kind.single and "slug" not in places:
            self._complain(self._place(row, 1), _("Die Spalte „slug“ fehlt. Ergänzen Sie sie."))
            self.columns.clear()

    def _record(self, row: int, values: Sequence[Value]) -> MapNode:
        given: dict[tuple[str, ...], dict[str, Written]] = {}
        fields: dict[tuple[str, ...], Column] = {}
        for number, value in enumerate(values, start=1):
            place = self._place(row, number)
            text = self._text(value, place)
            if not text:
                continue
            column = self.columns.get(number)
            if column is None:
                continue
            given.setdefault(column.path, {})[column.lang] = Written(text, place)
            fields[column.path] = column
        tree: dict[str, Any] = {}
        for path, cells in given.items():
            self._hang(tree, path, fields[path], cells)
        return _map(tree, self._place(row, 1))

    def _text(self, value: Value, place: Cell) -> str:
        if isinstance(value, Formula):
            message = _("Hier steht eine Formel. Tragen Sie ihr Ergebnis als Wert ein.")
            self._complain(place, message)
            return ""
        text = text_of(value)
        if FORBIDDEN.search(text):
            self._complain(place, _("Der Text enthält ein unsichtbares Steuerzeichen. Löschen Sie es."))
            text = FORBIDDEN.sub("", text)
        return text

    def _hang(
        self, tree: dict[str, Any], path: tuple[str, ...], column: Column, cells: Mapping[str, Written]
    ) -> None:
        try:
            node = node_of_cells(column.field, cells)
        except FieldError as error:
            cell = cells.get(base_language()) or next(iter(cells.values()))
            self._complain(cell.place, error, *path)
            return
        for step in path[:-1]:
            tree = tree.setdefault(step, {})
        tree[path[-1]] = node


def is_note(values: Sequence[Value]) -> bool:
    first = values[0] if values else None
    return isinstance(first, str) and first.lstrip().startswith(NOTE)


def _map(tree: Mapping[str, Any], place: Place) -> MapNode:
    return MapNode(
        tuple(
            (
                ScalarNode(key, _first_place(node, place), quoted=True),
                _map(node, place) if isinstance(node, dict) else node,
            )
            for key, node in tree.items()
        ),
        place,
    )


def _first_place(node: Any, place: Place) -> Place:
    return place if isinstance(node, dict) else node.line or place


def document_of_tables(name: str, tables: Mapping[str, Node]) -> Document:
    version = (ScalarNode("programme"), ScalarNode("1"))
    return Document(name, MapNode((version, *((ScalarNode(kind), node) for kind, node in tables.items()))))


def kind_named(name: str, *, what: str) -> Kind:
    """The kind of a sheet or a file. Raises FieldError with the sentence `what`, which has a place for the name."""
    known = {kind.name: kind for kind in kinds.all()}
    if name not in known:
        raise FieldError(what % {"name": shortened(name)}, known, given=name)
    return known[name]
