"""Writing programme files: what is stored, or a template to fill in."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Sequence
from pathlib import Path, PurePath
from typing import IO

from django.utils.translation import gettext as _

from miteinander.foundation.exchange import files, template, writing
from miteinander.foundation.exchange.kinds import Kind
from miteinander.foundation.exchange.writing import Unwritable

Write = Callable[[IO[bytes]], None]


def export_content(*, name: str, kinds: Sequence[str] = ()) -> bytes:
    """What is stored, as the content of a file called `name`; all kinds unless some are named.

    Raises Unwritable with a sentence and FieldError for a kind that does not exist.
    """
    stream = io.BytesIO()
    _writer(name, _chosen(name, kinds))(stream)
    return stream.getvalue()


def template_content() -> bytes:
    """The template with a sheet for every kind."""
    stream = io.BytesIO()
    template.write_template(writing.stored_kinds(), stream)
    return stream.getvalue()


def write_file(path: Path, content: bytes) -> None:
    """The whole file or none of it. Raises OSError."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        draft.write_bytes(content)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _chosen(name: str, kinds: Sequence[str]) -> tuple[Kind, ...]:
    if not kinds and PurePath(name).suffix.lower() in files.CSV:
        stem = PurePath(name).stem
        kinds = [stem] if stem in {kind.name for kind in writing.stored_kinds()} else []
    return writing.named_kinds(kinds) if kinds else writing.stored_kinds()


def _writer(name: str, chosen: tuple[Kind, ...]) -> Write:
    suffix = PurePath(name).suffix.lower()
    if suffix in files.XLSX:
        return lambda stream: writing.write_xlsx(chosen, stream)
    if suffix in files.YAML:
        return lambda stream: writing.write_yaml(chosen, stream)
    if suffix != ".csv":
        raise Unwritable(_("Der Name der Datei endet auf .xlsx, .yaml oder .csv."))
    if len(chosen) != 1:
        raise Unwritable(
            _("Eine CSV-Datei hält genau eine Art. Nennen Sie sie, zum Beispiel mit --kinds events.")
        )
    return lambda stream: writing.write_csv(chosen[0], stream)
