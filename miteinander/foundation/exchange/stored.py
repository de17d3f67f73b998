"""What is stored, in the form of a programme file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Any

from miteinander.foundation.exchange.fields import Field
from miteinander.foundation.exchange.kinds import Kind
from miteinander.foundation.exchange.nodes import Plain
from miteinander.foundation.values.partial_dates import PartialDate

AT_ONCE = 500

StoredRecord = dict[str, Plain]
"""The filled fields of a record, its key first."""


def stored_records(kind: Kind) -> Iterator[StoredRecord]:
    """All records of a kind by key, a few hundred at a time."""
    slugs = [""] if kind.single else list(kind.known())
    for start in range(0, len(slugs), AT_ONCE):
        some = slugs[start : start + AT_ONCE]
        found = kind.load(some)
        for slug in some:
            if slug in found:
                yield _record(kind, slug, found[slug])


def _record(kind: Kind, slug: str, record: Any) -> StoredRecord:
    current = kind.current(record)
    values = {name: plain_value(field, current.get(name)) for name, field in kind.fields.items()}
    filled: StoredRecord = {} if kind.single else {"slug": slug}
    filled.update((name, value) for name, value in values.items() if value not in (None, "", [], {}))
    return filled


def plain_value(field: Field, value: Any) -> Plain:
    """The value as a file holds it; None, "", [] or {} for nothing."""
    return _plain(field.comparable(value))


def _plain(value: Any) -> Plain:
    match value:
        case None | "":
            return None
        case PartialDate():
            text = value.as_text()
            return dict(text) if isinstance(text, dict) else text
        case bool():
            return "yes" if value else "no"
        case dt.time():
            return value.strftime("%H:%M")
        case dt.date():
            return value.isoformat()
        case Enum():
            return str(value.value)
        case Mapping():
            parts = {str(name): _plain(part) for name, part in value.items()}
            return {name: part for name, part in parts.items() if part not in (None, [], {})}
        case list() | tuple():
            return [_plain(item) for item in value]
    return str(value)
