"""The registry `audit.writers`: in which action Wagtail's writes of a model end.

A room registers its model in `AppConfig.ready()`: `register(Venue, saved=places.actions.after_office_write)`. The
adapter calls `saved(record, verb=..., actor=...)` after every save, publish, unpublish and revert, and
`deleted(record, actor=...)` before a delete. Without functions the adapter only writes the audit entry, renews the text
rows and raises the content version.
"""

from dataclasses import dataclass
from typing import Any, Protocol

from django.db.models import Model

from .enums import Verb


class Saved(Protocol):
    def __call__(self, record: Any, *, verb: Verb, actor: Any) -> None: ...


class Deleted(Protocol):
    def __call__(self, record: Any, *, actor: Any) -> None: ...


@dataclass(frozen=True)
class Writer:
    model: type[Model]
    saved: Saved | None = None
    deleted: Deleted | None = None


_writers: dict[type[Model], Writer] = {}


def register(model: type[Model], *, saved: Saved | None = None, deleted: Deleted | None = None) -> None:
    _writers[model] = Writer(model, saved, deleted)


def writer_of(model: type[Model]) -> Writer | None:
    return _writers.get(model)


def models() -> tuple[type[Model], ...]:
    return tuple(_writers)
