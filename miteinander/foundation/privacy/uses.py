"""The registry `privacy.uses`: who still needs a record, and since when nobody does.

    uses.register(Person, lambda day: Engagement.objects.filter(event__dates__date__gte=day).values("person"))

A room says which records of a lower room it needs on a day or later; `Due` rules leave these out.
"""

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from django.db.models import Model, QuerySet

Needed = Callable[[date], QuerySet[Any, Any]]
Q = TypeVar("Q", bound=QuerySet[Any])

_needed: dict[type[Model], list[Needed]] = {}


def register(model: type[Model], needed: Needed) -> None:
    """`needed(day)`: a query of one column, the keys of the records that were needed on the day or are since."""
    _needed.setdefault(model, []).append(needed)


def without_needed(rows: Q, day: date) -> Q:
    """The rows that no room needed on the day or later."""
    for needed in _needed.get(rows.model, []):
        column = needed(day)
        name = column.query.values_select[0]
        rows = rows.exclude(pk__in=column.filter(**{f"{name}__isnull": False}))
    return rows
