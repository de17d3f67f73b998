"""Finding what is kept about one person: by an e-mail address, or by a record (a person, an account)."""

from dataclasses import dataclass
from typing import Any

from django.db.models import EmailField, ForeignKey, Model, Q, QuerySet

from . import register
from .register import Entry


@dataclass(frozen=True)
class PersonKey:
    """Whom it is about: an address, a record, or both."""

    address: str = ""
    record: Model | None = None

    def __bool__(self) -> bool:
        return bool(self.address or self.record is not None)

    def addresses(self) -> tuple[str, ...]:
        """The given address and those the record itself holds, without repetition."""
        found = [self.address.strip()]
        if self.record is not None:
            found += [
                str(getattr(self.record, name) or "") for name in _personal_addresses(type(self.record))
            ]
        return tuple(dict.fromkeys(address.casefold() for address in found if address))


def own_rows(entry: Entry, key: PersonKey) -> QuerySet[Any] | None:
    """Rows of the entry that are about the person; None when nothing in it can lead to a person."""
    return _rows(entry, _condition(entry, key, entry.subjects, itself=True))


def mentions(entry: Entry, key: PersonKey) -> list[tuple[str, QuerySet[Any]]]:
    """Relations that only name the person in a row about something else, each with its rows."""
    found = []
    for name in entry.relations:
        if name not in {subject.partition("__")[0] for subject in entry.subjects}:
            rows = _rows(entry, _condition(entry, key, (name,), itself=False))
            if rows is not None:
                found.append((name, rows))
    return found


def _rows(entry: Entry, condition: Q) -> QuerySet[Any] | None:
    return entry.model._base_manager.filter(condition) if condition else None


def _condition(entry: Entry, key: PersonKey, subjects: tuple[str, ...], *, itself: bool) -> Q:
    found = Q()
    record = key.record
    if itself and record is not None and isinstance(record, entry.model):
        found |= Q(pk=record.pk)
    for subject in subjects:
        name, _, lookup = subject.partition("__")
        field = entry.model._meta.get_field(name)
        if isinstance(field, ForeignKey):
            target: Any = field.related_model
            if record is not None and isinstance(record, target):
                found |= Q(**{name: record.pk})
            for address in key.addresses():
                for inner in _personal_addresses(target):
                    found |= Q(**{f"{name}__{inner}__iexact": address})
        else:
            for address in key.addresses():
                found |= Q(**{f"{name}__{lookup or 'iexact'}": address})
    return found


def _personal_addresses(model: type[Model]) -> list[str]:
    """Address fields of the model that belong to a person, not to an organisation."""
    return [
        name
        for entry in register.entries_of(model)
        for name in entry.fields
        if isinstance(model._meta.get_field(name), EmailField)
    ]
