"""Declaring personal data where a field is added.

Rooms call `declare` in `AppConfig.ready()`. A field that looks personal and is declared nowhere fails a test, and so
does an entry without a rule.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import EmailField, ForeignKey, Model

from .enums import Basis, Erasure
from .rules import Keep, Rule, With


@dataclass(frozen=True)
class Entry:
    """One purpose for some fields of a model. `retention` is a sentence with its start, in German; `rule` the same for
    the machine.

    `about`: by which fields or lookups (`"reach__icontains"`) a row is about a person: relations to a person or an
    account, and addresses. The other relations among the fields only mention somebody; they are cut, and the row stays.
    `takes_along`: relations whose target goes too. `delete`: the room's own way to delete rows, by primary keys.
    """

    model: type[Model]
    fields: tuple[str, ...]
    purpose: str
    basis: Basis
    retention: str
    erasure: Erasure
    rule: Rule | None = None
    about: tuple[str, ...] = ()
    keep: Keep | None = None
    takes_along: tuple[str, ...] = ()
    delete: Callable[[list[Any]], int] | None = None

    @property
    def relations(self) -> tuple[str, ...]:
        """Fields that point to another record."""
        return tuple(name for name in self.fields if isinstance(self.model._meta.get_field(name), ForeignKey))

    @property
    def subjects(self) -> tuple[str, ...]:
        """By what a row is about a person: what the room said, else every relation and address among the fields."""
        if self.about:
            return self.about
        addresses = tuple(
            name for name in self.fields if isinstance(self.model._meta.get_field(name), EmailField)
        )
        return (*self.relations, *addresses)


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
    rule: Rule | None = None,
    about: Iterable[str] = (),
    keep: Keep | None = None,
    takes_along: Iterable[str] = (),
    delete: Callable[[list[Any]], int] | None = None,
) -> None:
    """Enter fields of a model into the register; raises FieldDoesNotExist for a name the model lacks."""
    names = _existing(model, fields)
    by = tuple(about)
    _existing(model, (name.partition("__")[0] for name in by))
    if isinstance(rule, With):
        _existing(model, [rule.relation])
    entry = Entry(
        model,
        names,
        purpose,
        basis,
        retention,
        erasure,
        rule,
        by,
        keep,
        _existing(model, takes_along),
        delete,
    )
    _entries.append(entry)


def declare_not_personal(model: type[Model], *, fields: Iterable[str], reason: str) -> None:
    """Say that fields hold no data of a person, for example the telephone of an office."""
    _not_personal.append(NotPersonal(model, _existing(model, fields), reason))


def entries() -> tuple[Entry, ...]:
    return tuple(_entries)


def entries_from_the_top() -> tuple[Entry, ...]:
    """Rooms declare from the lowest up; what points to a person stands above the person and goes first."""
    return tuple(reversed(_entries))


def entries_of(model: type[Model]) -> tuple[Entry, ...]:
    return tuple(entry for entry in _entries if issubclass(model, entry.model))


def is_about_persons(model: type[Model]) -> bool:
    """Whether a record of the model can stand for a person: it holds their own address."""
    return any(
        isinstance(model._meta.get_field(name), EmailField) and entry.erasure == Erasure.DELETE
        for entry in entries_of(model)
        for name in entry.fields
    )


def declared_fields(model: type[Model]) -> set[str]:
    known: list[Entry | NotPersonal] = [*_entries, *_not_personal]
    return {name for entry in known if issubclass(model, entry.model) for name in entry.fields}


def _existing(model: type[Model], fields: Iterable[str]) -> tuple[str, ...]:
    names = tuple(fields)
    for name in names:
        model._meta.get_field(name)
    return names
