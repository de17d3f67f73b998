"""What a person may read about themselves (Art. 15 GDPR): plain data, for a file and for a page."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.auth.hashers import is_password_usable
from django.db.models import FileField, Model

from miteinander.foundation.languages.text import Translated

from . import register
from .persons import PersonKey, own_rows
from .register import Entry

NOT_TOLD = {"password", "data"}
"""Secrets that a person gave or got: that they exist is said, they themselves are not."""


@dataclass(frozen=True)
class Part:
    """The rows of one entry about the person; each row is a list of (name of the field, value as text)."""

    entry: Entry
    rows: tuple[tuple[tuple[str, str], ...], ...]

    @property
    def title(self) -> str:
        return str(self.entry.model._meta.verbose_name_plural)


def export_person(*, key: PersonKey) -> list[Part]:
    """A few queries for each entry of the register. Raises ValueError for an empty key."""
    if not key:
        raise ValueError("Nobody is meant")
    found = []
    for entry in register.entries():
        rows = own_rows(entry, key)
        if rows is None:
            continue
        records = rows.select_related(*entry.relations).distinct()
        told = tuple(tuple(_told(record, name) for name in entry.fields) for record in records)
        if told:
            found.append(Part(entry, told))
    return found


def as_data(parts: list[Part]) -> list[dict[str, Any]]:
    """For a JSON file."""
    return [
        {
            "records": part.title,
            "purpose": part.entry.purpose,
            "basis": str(part.entry.basis),
            "retention": part.entry.retention,
            "rows": [dict(row) for row in part.rows],
        }
        for part in parts
    ]


def _told(record: Model, name: str) -> tuple[str, str]:
    field = record._meta.get_field(name)
    label = str(getattr(field, "verbose_name", name))
    return label, _text(record, name, field)


def _text(record: Model, name: str, field: Any) -> str:
    value = getattr(record, name)
    if name in NOT_TOLD:
        there = is_password_usable(value) if name == "password" else bool(value)
        return "***" if there else ""
    if value is None or value == "":
        return ""
    if words := getattr(record, f"get_{name}_display", None):
        return str(words())
    if isinstance(value, Translated):
        return " / ".join(value.texts().values())
    if isinstance(field, FileField):
        return str(value.name)
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value)
