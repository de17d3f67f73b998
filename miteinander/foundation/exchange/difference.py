"""What an import would change: per record created, changed (old → new by field) or unchanged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from miteinander.foundation.exchange.kinds import Kind, Record


class Outcome(Enum):
    CREATED = "created"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    KEPT = "kept"
    """A coming kind: read, not stored."""


@dataclass(frozen=True)
class FieldChange:
    """Shortened for people; "" where there was or will be nothing."""

    field: str
    old: str
    new: str


@dataclass(frozen=True)
class RecordChange:
    kind: str
    slug: str
    outcome: Outcome
    fields: tuple[FieldChange, ...] = ()


def merged(kind: Kind, record: Record | None, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values as they will stand after the import (other languages of a text are kept)."""
    if record is None:
        return dict(values)
    current = kind.current(record)
    return {name: kind.fields[name].merge(current.get(name), value) for name, value in values.items()}


def difference(kind: Kind, slug: str, record: Record | None, values: Mapping[str, Any]) -> RecordChange:
    """Compare merged values with the record. References may still be links."""
    if kind.coming:
        return RecordChange(kind.name, slug, Outcome.KEPT)
    if record is None:
        return RecordChange(kind.name, slug, Outcome.CREATED)
    current = kind.current(record)
    changes = tuple(
        FieldChange(name, kind.fields[name].shown(current.get(name)), kind.fields[name].shown(value))
        for name, value in values.items()
        if kind.fields[name].comparable(value) != kind.fields[name].comparable(current.get(name))
    )
    return RecordChange(kind.name, slug, Outcome.CHANGED if changes else Outcome.UNCHANGED, changes)
