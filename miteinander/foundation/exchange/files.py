"""One door to programme files of every form: YAML, XLSX, CSV."""

from __future__ import annotations

from pathlib import Path, PurePath

from django.utils.translation import gettext as _

from miteinander.foundation.exchange.csv_files import read_csv
from miteinander.foundation.exchange.nodes import Document
from miteinander.foundation.exchange.problems import Problems
from miteinander.foundation.exchange.reading import FORBIDDEN, Unreadable, content_of, decoded, read_text
from miteinander.foundation.exchange.xlsx import read_xlsx

YAML, XLSX, CSV = (".yaml", ".yml"), (".xlsx",), (".csv", ".tsv")
SUFFIXES = (*YAML, *XLSX, *CSV)
_ZIP, _OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


def read_file(path: Path, problems: Problems, *, name: str | None = None) -> Document | None:
    """The document in a file of at most 10 MB; None when nothing can be made of it."""
    name = name or path.name
    try:
        content = content_of(path)
    except Unreadable as error:
        problems.add(name, error.line, (), error.sentence)
        return None
    return read_content(content, problems, name=name)


def read_content(content: bytes, problems: Problems, *, name: str) -> Document | None:
    """The document in the content of a file called `name`, whose ending must say what it is."""
    try:
        return _read(content, problems, name)
    except Unreadable as error:
        problems.add(name, error.line, (), error.sentence)
        return None


def _read(content: bytes, problems: Problems, name: str) -> Document | None:
    suffix = PurePath(name).suffix.lower()
    packed = content.startswith(_ZIP)
    if suffix == ".xlsm" or content.startswith(_OLD_EXCEL):
        raise Unreadable(
            None,
            _(
                "Diese Art von Datei wird nicht gelesen. Speichern Sie die Tabelle als XLSX ohne Makros und Kennwort."
            ),
        )
    if packed != (suffix in XLSX):
        raise Unreadable(
            None,
            _(
                "Die Endung passt nicht zum Inhalt. Eine XLSX-Datei endet auf .xlsx, jede andere auf .yaml oder .csv."
            ),
        )
    if packed:
        return read_xlsx(content, problems, name=name)
    text = decoded(content)
    if suffix not in CSV:
        return read_text(text, problems, name=name)
    if found := FORBIDDEN.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise Unreadable(
            line, _("Hier steht ein unsichtbares Steuerzeichen. Löschen Sie es. Ist es eine Textdatei?")
        )
    return read_csv(text, problems, name=name)
