"""The verbs: what is due goes, a person reads what is kept, a person is forgotten."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Model, QuerySet

from miteinander.foundation.values.clock import today

from . import erasing, register, traces
from .enums import Cause, Deed, Erasure
from .erasing import DEEDS
from .models import ErasureLog
from .persons import PersonKey, mentions, own_rows
from .register import Entry

AT_ONCE = 200
"""Rows erased in one transaction, so that a long run does not keep others from writing."""


@dataclass(frozen=True)
class Plan:
    """What the erasure of a person would do to one entry of the register, without doing it."""

    entry: Entry
    erased: int
    kept: int
    mentioned: int

    @property
    def title(self) -> str:
        return str(self.entry.model._meta.verbose_name_plural)

    @property
    def deed(self) -> Deed:
        return DEEDS[self.entry.erasure]


def delete_what_is_due(*, day: date | None = None) -> int:
    """Erase every row whose time is over, and log it; how many. Running twice does no harm.

    Each batch is a transaction of its own with its log, so a run that is killed leaves nothing half done.
    """
    wanted = day or today()
    done = 0
    for entry in register.entries_from_the_top():
        rows = due_rows(entry, wanted)
        if rows is not None:
            done += _erase_all(entry, rows, cause=Cause.DUE)
    return done


def due_rows(entry: Entry, day: date) -> QuerySet[Any] | None:
    """Rows of the entry whose time is over and that no law keeps; None where the calendar does not decide."""
    rows = entry.rule.due(entry.model, day) if entry.rule else None
    return None if rows is None else erasing.still_filled(entry, _without_kept(entry, rows))


def preview_erasure(*, key: PersonKey) -> list[Plan]:
    """What `erase_person` would do. A few queries for each entry of the register."""
    found = []
    for entry in register.entries_from_the_top():
        rows = own_rows(entry, key)
        whole = 0 if rows is None else rows.count()
        erased = 0 if rows is None else erasing.still_filled(entry, _without_kept(entry, rows)).count()
        named = sum(rows.count() for _name, rows in mentions(entry, key))
        if whole or named:
            found.append(Plan(entry, erased, whole - erased, named))
    return found


@transaction.atomic
def erase_person(*, key: PersonKey, actor: Any = None) -> int:
    """Erase what is kept about a person, as far as no law keeps it, with its traces; how many rows.

    One transaction: whoever is half forgotten cannot be found again for the rest. Others wait to write as long as it
    takes, a few hundred rows as a rule. Raises ValueError for an empty key.
    """
    if not key:
        raise ValueError("Nobody is meant")
    addresses = key.addresses()
    done = 0
    found = [
        (entry, _pks(own_rows(entry, key)), mentions(entry, key)) for entry in register.entries_from_the_top()
    ]
    named = [(entry, name, _pks(rows)) for entry, _own, others in found for name, rows in others]
    for entry, name, pks in named:
        done += _cut_all(entry, name, pks, actor=actor)
    for entry, pks, _others in found:
        rows = entry.model._base_manager.filter(pk__in=pks)
        kept = entry.model._base_manager.filter(entry.keep.rows, pk__in=pks).count() if entry.keep else 0
        if kept and entry.keep:
            _log(entry, Deed.KEPT, Cause.ASKED, kept, actor=actor, rule=entry.keep.reason)
        done += _erase_all(entry, _without_kept(entry, rows), cause=Cause.ASKED, actor=actor)
    for address in addresses:
        if removed := traces.forget_address(address):
            ErasureLog.objects.create(
                deed=Deed.TRACES, cause=Cause.ASKED, model="", count=removed, actor=_account(actor)
            )
    return done


@transaction.atomic
def erase_again(*, model: type[Model], pks: list[Any], fields: tuple[str, ...] = ()) -> int:
    """Erase rows, or some of their fields, that were erased before and came back with an older copy of the database.

    With the row goes what is kept about the addresses in it. Running twice does no harm.
    """
    done = 0
    for entry in register.entries_of(model):
        rows = entry.model._base_manager.filter(pk__in=pks)
        if not fields and entry.erasure == Erasure.DELETE:
            addresses = {address for row in rows for address in PersonKey(record=row).addresses()}
            done += _erase_all(entry, rows, cause=Cause.ASKED)
            for address in addresses:
                traces.forget_address(address)
        for name in set(fields) & set(entry.fields):
            done += _cut_all(entry, name, _pks(rows), actor=None)
    return done


@transaction.atomic
def note_export(*, counts: dict[Entry, int], actor: Any = None) -> None:
    """Say in the log that a person was told what is kept about them."""
    for entry, count in counts.items():
        _log(entry, Deed.EXPORTED, Cause.ASKED, count, actor=actor)


def _pks(rows: QuerySet[Any] | None) -> list[Any]:
    return [] if rows is None else list(rows.order_by("pk").values_list("pk", flat=True).distinct())


def _without_kept(entry: Entry, rows: QuerySet[Any]) -> QuerySet[Any]:
    if entry.keep is None:
        return rows
    return rows.exclude(pk__in=entry.model._base_manager.filter(entry.keep.rows).values("pk"))


def _erase_all(entry: Entry, rows: QuerySet[Any], *, cause: Cause, actor: Any = None) -> int:
    done = 0
    for batch in _batches(_pks(rows)):
        with transaction.atomic():
            erased, needed, removed = erasing.erase_rows(entry, batch, actor=actor)
            _log(entry, DEEDS[entry.erasure], cause, erased, actor=actor)
            _log(
                entry, Deed.KEPT, cause, needed, actor=actor, rule="wird von anderen Einträgen noch gebraucht"
            )
            _log(entry, Deed.TRACES, cause, removed, actor=actor)
        done += erased
    return done


def _cut_all(entry: Entry, name: str, pks: list[Any], *, actor: Any) -> int:
    done = 0
    for batch in _batches(pks):
        with transaction.atomic():
            erased, _needed, removed = erasing.cut_relation(entry, name, batch, actor=actor)
            _log(entry, Deed.CUT, Cause.ASKED, erased, actor=actor, fields=(name,))
            _log(entry, Deed.TRACES, Cause.ASKED, removed, actor=actor, fields=(name,))
        done += erased
    return done


def _batches(pks: list[Any]) -> Iterator[list[Any]]:
    for start in range(0, len(pks), AT_ONCE):
        yield pks[start : start + AT_ONCE]


def _log(
    entry: Entry,
    deed: Deed,
    cause: Cause,
    count: int,
    *,
    actor: Any = None,
    rule: str = "",
    fields: tuple[str, ...] = (),
) -> None:
    if count:
        ErasureLog.objects.create(
            deed=deed,
            cause=cause,
            model=entry.model._meta.label_lower,
            fields=sorted(fields or entry.fields),
            count=count,
            rule=(rule or entry.retention)[:300],
            actor=_account(actor),
        )


def _account(actor: Any) -> Any:
    """The account, unless it was just erased itself."""
    if not getattr(actor, "pk", None):
        return None
    return get_user_model()._default_manager.filter(pk=actor.pk).first()
