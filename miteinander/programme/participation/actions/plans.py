"""The plan of an event: its seats, questions, things to bring; copying it to another event."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model, ProtectedError
from django.utils.translation import gettext as _

from miteinander.foundation.audit.actions import after_write, raise_content_version, save_record, write_entry
from miteinander.foundation.audit.enums import Verb
from miteinander.foundation.languages.text import Translated
from miteinander.foundation.values.writing import write_in_turn
from miteinander.programme.events.models import Event, EventItem
from miteinander.programme.events.todos import first_day

from ..enums import GuestKind, Scope
from ..errors import SeatsPromised
from ..models import BringItem, Question, RegistrationPlan, SeatPool
from .announcing import remember_told
from .seats import lock_plan, move_up

COPIED = (
    *("mode", "largest_party", "nicknames", "waiting_list", "strict_order", "offer_hours", "minimum"),
    *("age_reason", "asks_food", "asks_support", "note"),
)
MOMENTS = ("opens_at", "closes_at", "decides_at")


@dataclass(frozen=True)
class SeatRow:
    """One row of seats as the office wants it; `pk` names one that is there already."""

    scope: Scope
    seats: int | None = None
    kind: str = ""
    label: Translated = field(default_factory=Translated)
    item: EventItem | None = None
    stage: int = 1
    pk: int | None = None


USUAL = (SeatRow(Scope.KIND, kind=GuestKind.ADULT), SeatRow(Scope.KIND, kind=GuestKind.CHILD))


def save_plan(
    *,
    event: Event,
    values: Mapping[str, Any],
    seats: Sequence[SeatRow] | None = None,
    actor: Any = None,
) -> RegistrationPlan:
    """Write how people take part. `seats`: all rows of the plan, without one for all together it has no limit; a row
    that is left out goes if nobody holds a seat of it. Free seats are offered to those who wait.

    Raises SeatsPromised for fewer seats than are promised, ValidationError.
    """
    with write_in_turn():
        plan = RegistrationPlan.objects.filter(event=event).first()
        adding = plan is None
        if plan is not None:
            lock_plan(plan.pk)
            plan.refresh_from_db()
        plan = save_record(record=plan or RegistrationPlan(event=event), values=values, actor=actor)
        if adding or seats is not None:
            _save_seats(plan, seats if seats is not None else USUAL, actor)
        if adding:
            remember_told(plan)
        else:
            move_up(lock_plan(plan.pk))
        return plan


def _save_seats(plan: RegistrationPlan, rows: Sequence[SeatRow], actor: Any) -> None:
    if not any(row.scope == Scope.ALL for row in rows):
        rows = [SeatRow(Scope.ALL), *rows]
    if not any(row.scope == Scope.KIND for row in rows):
        rows = [*rows, *USUAL]
    present = {pool.pk: pool for pool in SeatPool.objects.select_for_update().filter(plan=plan)}
    kept = []
    for place, row in enumerate(rows):
        pool = _present_pool(present, row) or SeatPool(plan=plan, scope=row.scope, kind=row.kind)
        if row.seats is not None and row.seats < pool.taken:
            raise SeatsPromised(pool.taken, str(pool))
        pool.seats, pool.label, pool.item = row.seats, row.label, row.item
        pool.stage, pool.position = row.stage, place
        pool.save()
        kept.append(pool.pk)
    for pk in present.keys() - set(kept):
        _remove(present[pk])
    write_entry(record=plan, verb=Verb.CHANGED, actor=actor, fields=["seats"])
    raise_content_version()


def _present_pool(present: Mapping[int, SeatPool], row: SeatRow) -> SeatPool | None:
    if row.pk is not None:
        return present.get(row.pk)
    if row.scope == Scope.ITEM or row.kind == GuestKind.OTHER:
        return None
    return next((one for one in present.values() if (one.scope, one.kind) == (row.scope, row.kind)), None)


def _remove(pool: SeatPool) -> None:
    """Also a cancelled guest keeps the row, so that lists of what was stay true."""
    try:
        pool.delete()
    except ProtectedError:
        raise ValidationError(
            _("„%(pool)s“ haben schon Gäste gewählt und bleibt deshalb. Setzen Sie die Plätze auf 0.")
            % {"pool": pool}
        ) from None


def save_parts(
    *, plan: RegistrationPlan, model: type[Model], rows: Sequence[Mapping[str, Any]], actor: Any = None
) -> None:
    """Write the questions or the things to bring of a plan: dicts of columns, with `pk` for one that is there.

    What is left out is deleted with its answers. Raises ValidationError; IntegrityError never reaches a person,
    because `wanted` below what is claimed is checked here.
    """
    if model not in (Question, BringItem):
        raise TypeError(f"{model} is no part of a plan")
    with write_in_turn():
        lock_plan(plan.pk)
        present = {row.pk: row for row in model._default_manager.filter(plan=plan)}
        kept = set()
        for place, row in enumerate(rows):
            columns = dict(row)
            record = present.get(columns.pop("pk", None)) or model(plan=plan)
            for name, value in columns.items():
                setattr(record, name, value)
            record.position = place
            _check_part(record)
            record.full_clean()
            record.save()
            kept.add(record.pk)
        model._default_manager.filter(plan=plan).exclude(pk__in=kept).delete()
        after_write(record=plan, verb=Verb.CHANGED, actor=actor, fields=[model._meta.model_name or ""])


def _check_part(record: Any) -> None:
    if isinstance(record, BringItem) and record.wanted < record.claimed:
        raise ValidationError(
            _("„%(what)s“: %(count)d sind schon versprochen, weniger geht nicht mehr.")
            % {"what": record.label, "count": record.claimed}
        )
    if isinstance(record, Question) and record.is_special and record.is_required:
        raise ValidationError(
            _("„%(question)s“ fragt nach besonders Geschütztem. Die Antwort muss freiwillig sein.")
            % {"question": record.text}
        )


def copy_plan(*, old: Event, new: Event, actor: Any = None) -> RegistrationPlan | None:
    """The plan of an earlier event for a new one, its moments moved with the date; None where there is none.

    Registrations stay where they are.
    """
    source = RegistrationPlan.objects.filter(event=old).first()
    if source is None or RegistrationPlan.objects.filter(event=new).exists():
        return None
    before, after = first_day(old), first_day(new)
    shift = after - before if before and after else None
    values = {name: getattr(source, name) for name in COPIED}
    values |= {name: _moved(getattr(source, name), shift) for name in MOMENTS}
    if not values["decides_at"]:
        values["minimum"] = None
    plan = save_plan(
        event=new, values=values, seats=[_seat_row(pool, new) for pool in source.pools.all()], actor=actor
    )
    for model, columns in _PARTS.items():
        rows = [
            {name: getattr(row, name) for name in columns}
            for row in model._default_manager.filter(plan=source)
        ]
        if rows:
            save_parts(plan=plan, model=model, rows=rows, actor=actor)
    return plan


_PARTS: dict[type[Model], tuple[str, ...]] = {
    Question: ("kind", "text", "choices", "is_required", "is_special", "purpose", "erase_after_days"),
    BringItem: ("label", "wanted"),
}


def _moved(moment: Any, shift: timedelta | None) -> Any:
    return moment + shift if moment and shift is not None else None


def _seat_row(pool: SeatPool, new: Event) -> SeatRow:
    """The item of the new event at the same place in the programme."""
    item = pool.item and new.items.filter(position=pool.item.position).first()
    label = pool.label or (pool.item.title if pool.item else Translated())
    return SeatRow(Scope(pool.scope), pool.seats, pool.kind, label, item, pool.stage)
