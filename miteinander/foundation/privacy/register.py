"""Declaring personal data where a field is added.

Rooms call `declare` in `AppConfig.ready()`. A field that looks personal and is declared nowhere fails a test.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Model

from .enums import Basis, Erasure


@dataclass(frozen=True)
class Entry:
    """One purpose for some fields of a model. `retention` is a sentence with its start, in German."""

    model: type[Model]
    fields: tuple[str, ...]
    purpose: str
    basis: Basis
    retention: str
    erasure: Erasure


@dataclass(frozen=True)
class NotPersonal:
    """Fields that look personal and are not, with the reason."""

    model: type[Model]
    fields: tuple[str, ...]
    reason: str


_entries: list[Entry] = []
_not_personal: list[NotPersonal] = []


def declare(
    model: type[Model],
    *,
    fields: Iterable[str],
    purpose: str,
    basis: Basis,
    retention: str,
    erasure: Erasure = Erasure.DELETE,
) -> None:
    """Enter fields of a model into the register; raises FieldDoesNotExist for a name the model lacks."""
    names = _existing(model, fields)
    _entries.append(Entry(model, names, purpose, basis, retention, erasure))


def declare_not_personal(model: type[Model], *, fields: Iterable[str], reason: str) -> None:
    """Say that fields hold no data of a person, for example the telephone of an office."""
    _not_personal.append(NotPersonal(model, _existing(model, fields), reason))


def entries() -> tuple[Entry, ...]:
    return tuple(_entries)


def declared_fields(model: type[Model]) -> set[str]:
    known: list[Entry | NotPersonal] = [*_entries, *_not_personal]
    return {name for entry in known if issubclass(model, entry.model) for name in entry.fields}


def _existing(model: type[Model], fields: Iterable[str]) -> tuple[str, ...]:
    names = tuple(fields)
    for name in names:
        model._meta.get_field(name)
    return names
