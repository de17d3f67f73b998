"""A kind derived from a Django model, so that a room declares its records in a few lines."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models

from miteinander.foundation.exchange.fields import Field, Reference, Text, Translated
from miteinander.foundation.exchange.kinds import Change, Kind, Record

MOST_SLUGS_PER_QUERY = 5000


def model_kind(
    model: type[models.Model],
    fields: Mapping[str, Field],
    *,
    name: str,
    save: Callable[..., Record] | None = None,
    reading: Mapping[str, Callable[[Any], object]] | None = None,
    prefetch: Iterable[str] = (),
    single: bool = False,
    save_many: Callable[[Sequence[Change], Any], Sequence[Exception | None]] | None = None,
    finish: Callable[[Sequence[Record], Any], None] | None = None,
) -> Kind:
    """A kind for a model with a unique `slug` (not needed with `single`) and fields named as in the file.

    `reading` gives the present value of a field that is no model field of that name (no queries: say in
    `prefetch` what it needs). `save(record=…, slug=…, actor=…, **values)` is called with the record or None
    and the values of the file; without it the generic action of the audit room stores them. Lengths of texts
    follow the model. Raises ValueError for a field that is neither in the model nor in `reading`.
    """
    hooks = dict(reading or {})
    columns = {field: _column(model, field) for field in fields}
    for field, column in columns.items():
        if column is None and (field not in hooks or save is None):
            raise ValueError(f"{model.__name__} has no field {field!r}: give `reading` and `save` for it")
    limited = {name: _limited(field, columns[name]) for name, field in fields.items()}
    many = [field for field, column in columns.items() if column is not None and column.many_to_many]
    single_relations = [
        field
        for field, column in columns.items()
        if column is not None
        and (column.many_to_one or column.one_to_one)
        and isinstance(fields[field], Reference)
    ]

    def stored() -> models.QuerySet[models.Model]:
        rows = (
            model._default_manager.select_related(*single_relations)
            if single_relations
            else (model._default_manager.all())
        )
        return rows.prefetch_related(*many, *prefetch)

    def load(slugs: Iterable[str]) -> dict[str, Record]:
        if single:
            only = stored().order_by("pk").first()
            return {"": only} if only else {}
        wanted = sorted(set(slugs))
        found: dict[str, Record] = {
            row.slug: row  # type: ignore[attr-defined]  # the contract of model_kind
            for start in range(0, len(wanted), MOST_SLUGS_PER_QUERY)
            for row in stored().filter(slug__in=wanted[start : start + MOST_SLUGS_PER_QUERY])
        }
        return found | _renamed(model, stored, [slug for slug in wanted if slug not in found])

    def current(record: Record) -> dict[str, object]:
        return {field: _present(record, field, columns[field], hooks.get(field)) for field in fields}

    def known() -> list[str]:
        return [] if single else list(model._default_manager.order_by("slug").values_list("slug", flat=True))

    def save_values(
        *, slug: str, record: Record | None, values: dict[str, object], actor: Any = None
    ) -> Record:
        if save is not None:
            return save(record=record, slug=slug, actor=actor, **values)
        # Imported when needed: `audit` is below this room, but its models load only with the apps.
        from miteinander.foundation.audit.actions import save_record

        if record is None:
            record = model() if single else model(slug=slug)
        links = {field: list(values[field]) for field in many if field in values}  # type: ignore[call-overload]
        columns_only = {field: value for field, value in values.items() if field not in links}
        return save_record(record=record, actor=actor, values=columns_only, links=links)

    return Kind(
        name=name,
        fields=limited,
        load=load,
        current=current,
        save=save_values,
        save_many=save_many,
        single=single,
        known=known,
        slug_length=100 if single else _slug_length(model),
        finish=finish,
    )


def _renamed(
    model: type[models.Model], stored: Callable[[], models.QuerySet[models.Model]], slugs: list[str]
) -> dict[str, Record]:
    """Records by the slug a file still uses, although the office has given them another one since."""
    # Imported when needed, as in `save_values`.
    from miteinander.foundation.audit.old_slugs import records_by_old_slug

    ids = {
        slug: record_id
        for start in range(0, len(slugs), MOST_SLUGS_PER_QUERY)
        for slug, record_id in records_by_old_slug(model, slugs[start : start + MOST_SLUGS_PER_QUERY]).items()
    }
    records = {row.pk: row for row in stored().filter(pk__in=ids.values())} if ids else {}
    return {slug: records[record_id] for slug, record_id in ids.items() if record_id in records}


def _column(model: type[models.Model], field: str) -> Any:
    try:
        column = model._meta.get_field(field)
    except FieldDoesNotExist:
        return None
    return column if isinstance(column, models.Field) else None  # the other side of a relation is no column


def _present(record: Any, field: str, column: Any, hook: Callable[[Any], object] | None) -> object:
    if hook is not None:
        return hook(record)
    if column.many_to_many:
        return list(getattr(record, field).all())
    present: object = getattr(record, field)
    return present


def _limited(field: Field, column: Any) -> Field:
    """With the model's limit where the declaration gives none, so that the error comes with its line."""
    field = copy.deepcopy(field)
    if isinstance(field, Text) and field.max_length is None:
        field.max_length = getattr(column, "max_length", None)
    if isinstance(field, Translated) and field.text.max_length is None:
        field.text.max_length = getattr(column, "longest", None)
    return field


def _slug_length(model: type[models.Model]) -> int:
    return getattr(model._meta.get_field("slug"), "max_length", None) or 100
