"""What stands in one cell, in both directions.

An empty cell leaves a field as it is; a single hyphen empties it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import yaml
from django.utils.translation import gettext as _

from miteinander.foundation.exchange import fields
from miteinander.foundation.exchange.columns import Form, form_of, text_parts
from miteinander.foundation.exchange.fields import Field
from miteinander.foundation.exchange.nodes import ListNode, MapNode, Node, Plain, ScalarNode
from miteinander.foundation.exchange.places import Place
from miteinander.foundation.exchange.problems import FieldError
from miteinander.foundation.exchange.reading import read_part
from miteinander.foundation.languages.registry import base_language
from miteinander.foundation.values.spreadsheets import undone

EMPTIED = "-"
YES_WORDS = {"x": "yes", "wahr": "yes", "falsch": "no"}

_SPAN = re.compile(r"\s+(?:–|—|-|bis)\s+")
_CLOCK = re.compile(r"\d{1,2}:\d{2}")
_ESCAPED = re.compile(r"\\([\\;|n])")


class Written(NamedTuple):
    """The text of a cell and where it stands."""

    text: str
    place: Place


def text_of(value: object) -> str:
    """The text of a cell that a spreadsheet may hold as number, date or truth."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case float():
            return f"{value:.15g}"
        case dt.datetime():
            return value.strftime("%Y-%m-%d %H:%M")
        case dt.date():
            return value.isoformat()
        case dt.time():
            return value.strftime("%H:%M")
        case dt.timedelta():
            minutes = int(value.total_seconds()) // 60
            return f"{minutes // 60}:{minutes % 60:02}"
    return str(value).replace("\r\n", "\n").strip()


# --- From cells to nodes ---------------------------------------------------------------------------------------------


def node_of_cells(field: Field, given: Mapping[str, Written]) -> Node:
    """The node for the cells of one field by language. Raises FieldError."""
    base = given.get(base_language())
    if base is not None and base.text == EMPTIED:
        return ScalarNode("", base.place)
    texts = {
        lang: Written(undone(cell.text), cell.place) for lang, cell in given.items() if cell.text != EMPTIED
    }
    if isinstance(field, fields.Translated):
        return _translated(texts)
    if form_of(field) is Form.LINES:
        return _lines(field, texts)
    (written,) = texts.values()
    return _node(field, written)


def _translated(texts: Mapping[str, Written]) -> Node:
    if set(texts) == {base_language()}:
        return _scalar(texts[base_language()])
    place = next(iter(texts.values())).place if texts else None
    return MapNode(
        tuple((ScalarNode(lang, cell.place), _scalar(cell)) for lang, cell in texts.items()), place
    )


def _node(field: Field, written: Written) -> Node:
    text, place = written
    form = form_of(field)
    if form is Form.DATE:
        return _span(written)
    if form is Form.DATES:
        return ListNode(tuple(_span(Written(one, place)) for one in split_list(text, comma=False)), place)
    if form is Form.LIST:
        return ListNode(tuple(_scalar(Written(one, place)) for one in split_list(text)), place)
    if form is Form.YAML:
        return read_part(text, place)
    if isinstance(field, fields.Boolean):
        return ScalarNode(YES_WORDS.get(text.lower(), text), place, quoted=True)
    return _scalar(written)


def _scalar(written: Written) -> ScalarNode:
    return ScalarNode(written.text, written.place, quoted=True)


def _span(written: Written) -> Node:
    """ "2026-12-06 10:30 – 2026-12-06 13:00"; the day may be left out of the end."""
    text, place = written
    ends = _SPAN.split(text.strip())
    if len(ends) != 2:
        return ScalarNode(text, place)
    first, last = ends
    if _CLOCK.fullmatch(last):
        last = f"{first[:10]} {last}"
    steps = (("from", first), ("to", last))
    return MapNode(tuple((ScalarNode(name, place), ScalarNode(end, place)) for name, end in steps), place)


def split_list(text: str, *, comma: bool = True) -> list[str]:
    r"""At semicolons and line ends, or where there are none at commas; "\;" stands for a semicolon."""
    items = _pieces(text, ";\n")
    if comma and len(items) == 1:
        items = _pieces(text, ",")
    return [_unescaped(item.strip()) for item in items if item.strip()]


def _pieces(text: str, signs: str) -> list[str]:
    """Split at any of the signs, but not where a backslash stands before it."""
    pieces = [""]
    for part in re.split(rf"(\\.|[{signs}])", text, flags=re.DOTALL):
        if len(part) == 1 and part in signs:
            pieces.append("")
        else:
            pieces[-1] += part
    return pieces


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: "\n" if found[1] == "n" else found[1], text)


def _lines(field: Field, texts: Mapping[str, Written]) -> Node:
    assert isinstance(field, fields.ListOf) and isinstance(field.item, fields.Mapping)
    parts = field.item.parts
    base = texts.get(base_language())
    if base is None:
        raise FieldError(_("Hier fehlt der deutsche Text. Ergänzen Sie ihn in der Spalte ohne Sprache."))
    entries = [_parts(line, list(parts)) for line in base.text.split("\n") if line.strip()]
    others = {
        lang: _translations(field, lang, cell, len(entries))
        for lang, cell in texts.items()
        if cell is not base
    }
    items = []
    for number, entry in enumerate(entries):
        nodes: list[tuple[ScalarNode, Node]] = []
        for name, text in entry.items():
            known = {lang: rows[number].get(name) for lang, rows in others.items()}
            given = {base_language(): Written(text, base.place)} if text else {}
            given |= {lang: Written(one, texts[lang].place) for lang, one in known.items() if one}
            if given:
                part = parts[name]
                node = (
                    _translated(given)
                    if isinstance(part, fields.Translated)
                    else _node(part, Written(text, base.place))
                )
                nodes.append((ScalarNode(name, base.place), node))
        items.append(MapNode(tuple(nodes), base.place))
    return ListNode(tuple(items), base.place)


def _translations(field: Field, lang: str, cell: Written, count: int) -> list[dict[str, str]]:
    rows = [_parts(line, text_parts(field)) for line in cell.text.split("\n") if line.strip()]
    if len(rows) != count:
        raise FieldError(
            _(
                "In „%(lang)s“ stehen %(given)d Zeilen, im Deutschen %(wanted)d. Schreiben Sie je Eintrag eine Zeile."
            )
            % {"lang": lang, "given": len(rows), "wanted": count}
        )
    return rows


def _parts(line: str, names: Sequence[str]) -> dict[str, str]:
    texts = [_unescaped(part.strip()) for part in _pieces(line, "|")]
    if len(texts) > len(names):
        raise FieldError(
            _("Eine Zeile hat zu viele Teile. Erlaubt sind: %(parts)s.") % {"parts": " | ".join(names)}
        )
    return {**dict.fromkeys(names, ""), **dict(zip(names, texts, strict=False))}


# --- From values to cells --------------------------------------------------------------------------------------------


def cells_of(field: Field, value: Plain) -> dict[str, str]:
    """The texts of the cells by language for a value in the form of a file; nothing where there is nothing."""
    if not value:
        return {}
    form = form_of(field)
    if isinstance(field, fields.Translated):
        assert isinstance(value, dict)
        return {lang: str(text) for lang, text in value.items()}
    if form is Form.LINES:
        return _line_cells(field, value)
    return {base_language(): _cell(form, value)}


def _cell(form: Form, value: Any) -> str:
    if form is Form.DATE:
        return _span_text(value)
    if form is Form.DATES:
        return "; ".join(_span_text(one) for one in value)
    if form is Form.LIST:
        return join_list([str(one) for one in value])
    if form is Form.YAML:
        return yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=100).strip()
    return str(value)


def _span_text(value: Any) -> str:
    return f"{value['from']} – {value['to']}" if isinstance(value, dict) else str(value)


def join_list(items: Sequence[str]) -> str:
    if not any(sign in item for item in items for sign in ",;\\\n"):
        return ", ".join(items)
    return "; ".join(_escaped(item, ";") for item in items) + ";"


def _escaped(text: str, sign: str) -> str:
    return text.replace("\\", "\\\\").replace(sign, f"\\{sign}").replace("\n", "\\n")


def _line_cells(field: Field, value: Any) -> dict[str, str]:
    assert isinstance(field, fields.ListOf) and isinstance(field.item, fields.Mapping)
    parts = field.item.parts
    base = base_language()
    texts = text_parts(field)
    langs = {lang for item in value for name in texts for lang in item.get(name) or {}} - {base}
    cells = {
        base: "\n".join(_line(_part(parts[name], item.get(name), base) for name in parts) for item in value)
    }
    for lang in sorted(langs):
        cells[lang] = "\n".join(
            _line(((item.get(name) or {}).get(lang, "") for name in texts), keep=True) for item in value
        )
    return cells


def _part(part: Field, value: Any, lang: str) -> str:
    if not value:
        return ""
    if isinstance(part, fields.Translated):
        return str(value.get(lang, ""))
    return _cell(form_of(part), value)


def _line(texts: Iterable[str], *, keep: bool = False) -> str:
    """Parts between strokes, empty ones at the end left out; `keep` leaves a stroke where all are empty."""
    line = " | ".join(_escaped(text, "|") for text in texts).rstrip(" |")
    return line or ("|" if keep else "")
