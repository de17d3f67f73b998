"""XLIFF 2.0 (ISO 21720): a <file> for each record, a <unit> for each text. XLIFF 1.2 is read as well."""

import re
from collections.abc import Iterable, Iterator
from typing import NoReturn
from xml.etree import ElementTree as ET
from xml.parsers import expat

from django.utils.translation import gettext_lazy as _

from miteinander.foundation.languages.enums import TextState
from miteinander.foundation.languages.registry import base_language

from .entries import MOST_ENTRIES, Entry, RecordTexts, TextFile, Unreadable, parse_record

V2 = "urn:oasis:names:tc:xliff:document:2.0"
V1 = "urn:oasis:names:tc:xliff:document:1.2"
DEEPEST = 40
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_NOT_IN_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
STATES = {
    TextState.MISSING: "initial",
    TextState.OUTDATED: "initial",
    TextState.MACHINE: "initial",
    TextState.DRAFT: "translated",
    TextState.CHECKED: "final",
}
_CHECKED = {"final", "reviewed", "signed-off"}


def write_xliff(records: Iterable[RecordTexts], lang: str) -> bytes:
    """One file for one language. The source carries everything needed to find the text again."""
    ET.register_namespace("", V2)
    root = ET.Element(f"{{{V2}}}xliff", {"version": "2.0", "srcLang": base_language(), "trgLang": lang})
    for record in records:
        file = ET.SubElement(root, f"{{{V2}}}file", {"id": f"{record.kind}-{record.record}"})
        _notes(file, [record.label])
        for segment in record.segments:
            unit = ET.SubElement(file, f"{{{V2}}}unit", {"id": segment.key, "name": _clean(segment.label)})
            _notes(unit, [segment.label, str(segment.state.label), f"≤ {segment.longest}"])
            inner = ET.SubElement(unit, f"{{{V2}}}segment", {"id": "s", "state": STATES[segment.state]})
            source = ET.SubElement(inner, f"{{{V2}}}source", {_XML_SPACE: "preserve"})
            source.text = _clean(segment.german)
            if segment.text:
                target = ET.SubElement(inner, f"{{{V2}}}target", {_XML_SPACE: "preserve"})
                target.text = _clean(segment.text)
    ET.indent(root, level=0)
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="utf-8") + b"\n"


def _notes(parent: ET.Element, notes: list[str]) -> None:
    holder = ET.SubElement(parent, f"{{{V2}}}notes")
    for note in notes:
        ET.SubElement(holder, f"{{{V2}}}note").text = _clean(note)


def _clean(text: str) -> str:
    return _NOT_IN_XML.sub("", text)


def read_xliff(content: bytes) -> TextFile:
    """Raises Unreadable."""
    root = _parsed(content)
    if root.tag == f"{{{V2}}}xliff":
        return TextFile(root.get("trgLang", ""), _bounded(_entries_2(root)))
    if root.tag == f"{{{V1}}}xliff":
        languages = {file.get("target-language", "") for file in root.findall(f"{{{V1}}}file")}
        if len(languages) > 1:
            raise Unreadable(_("In der Datei stehen mehrere Sprachen. Erlaubt ist eine je Datei."))
        return TextFile(next(iter(languages), ""), _bounded(_entries_1(root)))
    raise Unreadable(_("Das ist keine XLIFF-Datei der Version 1.2 oder 2.0."))


def _bounded(entries: Iterator[Entry]) -> list[Entry]:
    found = []
    for entry in entries:
        found.append(entry)
        if len(found) > MOST_ENTRIES:
            raise Unreadable(_("Die Datei enthält zu viele Texte. Teilen Sie sie."))
    return found


def _entries_2(root: ET.Element) -> Iterator[Entry]:
    for file in root.findall(f"{{{V2}}}file"):
        record = parse_record(file.get("id", ""))
        for unit in file.iter(f"{{{V2}}}unit"):
            segments = unit.findall(f"{{{V2}}}segment")
            if record is None or not segments:
                continue
            yield Entry(
                *record,
                unit.get("id", ""),
                "".join(_text(one.find(f"{{{V2}}}source")) for one in segments),
                "".join(_text(one.find(f"{{{V2}}}target")) for one in segments),
                all(one.get("state", "") in _CHECKED for one in segments),
            )


def _entries_1(root: ET.Element) -> Iterator[Entry]:
    for file in root.findall(f"{{{V1}}}file"):
        record = parse_record(file.get("original", ""))
        for unit in file.iter(f"{{{V1}}}trans-unit"):
            if record is None:
                continue
            target = unit.find(f"{{{V1}}}target")
            state = target.get("state", "") if target is not None else ""
            yield Entry(
                *record,
                unit.get("id", ""),
                _text(unit.find(f"{{{V1}}}source")),
                _text(target),
                unit.get("approved") == "yes" or state in _CHECKED,
            )


def _text(element: ET.Element | None) -> str:
    return "" if element is None else "".join(element.itertext())


def _parsed(content: bytes) -> ET.Element:
    """The tree of a file without document type: no entities, nothing is fetched, nothing grows."""
    builder = ET.TreeBuilder()
    parser = expat.ParserCreate(namespace_separator="}")
    depth = 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise Unreadable(_("Die Datei ist zu tief verschachtelt."))
        builder.start(_name(tag), {_name(key): value for key, value in attributes.items()})

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(_name(tag))

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.buffer_text = True
    try:
        parser.Parse(content, True)
        return builder.close()
    except (expat.ExpatError, LookupError, ValueError):  # broken XML, an encoding nobody knows
        raise Unreadable(
            _("Die Datei ist beschädigt oder keine XLIFF-Datei. Geben Sie sie noch einmal aus.")
        ) from None


def _name(name: str) -> str:
    return f"{{{name}" if "}" in name else name


def _refuse_doctype(*_args: object) -> NoReturn:
    raise Unreadable(_("Die Datei enthält eine Dokumenttyp-Angabe, die hier nicht erlaubt ist."))
