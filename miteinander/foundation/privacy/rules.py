"""How long something is kept, as a machine understands it.

A rule answers `due(model, day)`: the rows whose time is over on that day, or None where the calendar alone does not
decide (the record goes with another one, by other scheduled work, or by a person's hand).
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import DateTimeField, Field, Model, Q, QuerySet
from django.db.models.functions import Coalesce

from miteinander.foundation.values.clock import start_of

Rows = QuerySet[Any]


class Rule:
    """Some rows are due by the calendar; `None` says that the calendar does not decide."""

    def due(self, model: type[Model], day: date) -> Rows | None:
        return None


@dataclass(frozen=True)
class After(Rule):
    """So many days after a date of the record. `since`: the path of the date, or several of which the first that is
    set counts. A record without any of them is not due."""

    since: str | tuple[str, ...]
    days: int
    only: Q = field(default_factory=Q)

    def due(self, model: type[Model], day: date) -> Rows:
        paths = (self.since,) if isinstance(self.since, str) else self.since
        last = day - timedelta(days=self.days)
        found = model._base_manager.filter(self.only)
        before = start_of(last) if isinstance(_field_at(model, paths[0]), DateTimeField) else last
        if len(paths) == 1:
            return found.filter(**{f"{paths[0]}__lt": before})
        return found.annotate(_since=Coalesce(*paths)).filter(_since__lt=before)


@dataclass(frozen=True)
class Due(Rule):
    """What a function of the room finds: `find(last_day)` gives the rows that nobody needed after that day."""

    find: Callable[[date], Rows]
    days: int

    def due(self, model: type[Model], day: date) -> Rows:
        return self.find(day - timedelta(days=self.days))


@dataclass(frozen=True)
class By(Rule):
    """Other scheduled work of the room deletes it: the name of that work."""

    work: str


@dataclass(frozen=True)
class With(Rule):
    """It goes with the record at the other end of this relation, or is cut from it by the database."""

    relation: str


@dataclass(frozen=True)
class ByHand(Rule):
    """A person ends it, and says when; `why` no date can."""

    why: str


@dataclass(frozen=True)
class Keep:
    """Rows that a law keeps although the person asks, or the time is over: which, and why (a German sentence)."""

    rows: Q
    reason: str


def _field_at(model: type[Model], path: str) -> Field[Any, Any]:
    *relations, name = path.split("__")
    for relation in relations:
        model = model._meta.get_field(relation).related_model  # type: ignore[assignment]
    return model._meta.get_field(name)  # type: ignore[return-value]
