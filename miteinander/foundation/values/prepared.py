"""Queries whose SQL is made once in a process: for the few places where making it costs more than running it."""

from collections.abc import Callable
from typing import Any, Generic, NamedTuple, TypeVar

from django.db import connection
from django.db.models import Model, QuerySet

Record = TypeVar("Record", bound=Model)
Value = TypeVar("Value", str, int)


class _Made(NamedTuple):
    model: Any
    sql: str
    params: list[Any]
    converters: list[tuple[str, Any, list[Any]]]
    """Name, expression and converters of each annotation."""


class Prepared(Generic[Record, Value]):
    """`find = Prepared(lambda slug: Plan.objects.filter(event__slug=slug), "?")`, then `find("fest")` is a list of plans.

    The value may stand in one place only and must not decide what the SQL looks like; `stand_in` is one that appears
    nowhere else in the query. Annotations come along; relations are not followed.
    """

    def __init__(self, make: Callable[[Value], QuerySet[Record]], stand_in: Value) -> None:
        self._make: Callable[[Value], QuerySet[Record]] = make
        self._stand_in: Value = stand_in
        self._made: dict[str, _Made] = {}

    def __call__(self, value: Value) -> list[Record]:
        made = self._made.get(connection.vendor)
        if made is None:
            made = self._made[connection.vendor] = self._prepare()
        params = [value if one == self._stand_in else one for one in made.params]
        records: list[Record] = list(made.model._default_manager.raw(made.sql, params))
        for record in records:
            for annotation in made.converters:
                setattr(record, annotation[0], _converted(getattr(record, annotation[0]), *annotation[1:]))
        return records

    def _prepare(self) -> _Made:
        queryset: QuerySet[Any] = self._make(self._stand_in)
        sql, params = queryset.query.sql_with_params()
        if list(params).count(self._stand_in) != 1:
            raise ValueError("The value must stand in one place")
        converters = [_converters_of(name, one) for name, one in queryset.query.annotation_select.items()]
        return _Made(queryset.model, sql, list(params), [found for found in converters if found[2]])


def _converters_of(name: str, expression: Any) -> tuple[str, Any, list[Any]]:
    of_backend = connection.ops.get_db_converters(expression)
    return name, expression, [*of_backend, *expression.get_db_converters(connection)]


def _converted(found: Any, expression: Any, converters: list[Any]) -> Any:
    for convert in converters:
        found = convert(found, expression, connection)
    return found
