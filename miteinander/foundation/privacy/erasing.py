"""Taking rows away, whole or in part, with all their traces. Called inside a transaction of `actions`."""

from functools import partial
from typing import Any

from django.core.files.storage import Storage
from django.db import transaction
from django.db.models import FileField, Model, ProtectedError, QuerySet, RestrictedError

from . import traces
from .blanks import blank_value
from .enums import Deed, Erasure
from .register import Entry
from .traces import Gone

DEEDS = {Erasure.DELETE: Deed.DELETED, Erasure.BLANK: Deed.BLANKED, Erasure.ANONYMISE: Deed.CUT}
Done = tuple[int, int, int]
"""How many rows were erased, how many are still needed by others, and how many traces went."""


def erase_rows(entry: Entry, pks: list[Any], *, actor: Any = None) -> Done:
    """Apply the erasure of an entry to some rows. Costs a few queries for each row and each kind of trace."""
    if entry.erasure == Erasure.DELETE:
        return _delete(entry, pks, actor)
    return _empty(entry, pks, entry.fields, actor)


def cut_relation(entry: Entry, name: str, pks: list[Any], *, actor: Any = None) -> Done:
    """Empty one relation that only mentions the person."""
    return _empty(entry, pks, (name,), actor)


def still_filled(entry: Entry, rows: QuerySet[Any]) -> QuerySet[Any]:
    """Rows in which something is left to erase, so that a nightly run finds each row once."""
    if entry.erasure == Erasure.DELETE:
        return rows
    emptied = {name: blank_value(entry.model, name) for name in entry.fields}
    conditions = {
        f"{name}__isnull" if value is None else name: True if value is None else value
        for name, value in emptied.items()
    }
    empty = entry.model._base_manager.filter(**conditions).values("pk")
    return rows.exclude(pk__in=empty)


def _delete(entry: Entry, pks: list[Any], actor: Any) -> Done:
    if entry.delete is not None:
        erased = entry.delete(pks)
        return erased, 0, traces.forget_all(Gone(entry.model, tuple(pks), actor=actor)) if erased else 0
    gone: list[Any] = []
    for record in entry.model._base_manager.filter(pk__in=pks):
        along = [other for name in entry.takes_along if (other := getattr(record, name)) is not None]
        pk = record.pk
        try:
            with transaction.atomic():
                files = files_of([record, *along])
                record.delete()
                for other in along:
                    other.delete()
        except (ProtectedError, RestrictedError):
            continue
        gone.append(pk)
        delete_files(files)
    removed = traces.forget_all(Gone(entry.model, tuple(gone), actor=actor)) if gone else 0
    return len(gone), len(pks) - len(gone), removed


def _empty(entry: Entry, pks: list[Any], fields: tuple[str, ...], actor: Any) -> Done:
    values = {name: blank_value(entry.model, name) for name in fields}
    records = list(entry.model._base_manager.filter(pk__in=pks))
    names = [name for name in fields if isinstance(entry.model._meta.get_field(name), FileField)]
    files = [pair for record in records for pair in files_of([record], names)]
    along = [
        other
        for record in records
        for name in entry.takes_along
        if name in fields and (other := getattr(record, name)) is not None
    ]
    files += files_of(along)
    entry.model._base_manager.filter(pk__in=pks).update(**values)
    for other in along:
        other.delete()
    delete_files(files)
    removed = traces.forget_all(Gone(entry.model, tuple(pks), tuple(fields), actor))
    return len(records), 0, removed


def files_of(records: list[Any], names: list[str] | None = None) -> list[tuple[Storage, str]]:
    """The files of some records, all or those of the named fields."""
    found = []
    for record in records:
        for field in file_fields(type(record)):
            file = getattr(record, field.name)
            if file and (names is None or field.name in names):
                found.append((file.storage, str(file.name)))
    return found


def file_fields(model: type[Model]) -> list[FileField]:
    return [field for field in model._meta.get_fields() if isinstance(field, FileField)]


def delete_files(files: list[tuple[Storage, str]]) -> None:
    """After the commit; a file that is gone already does not matter."""
    for storage, name in files:
        transaction.on_commit(partial(storage.delete, name), robust=True)
