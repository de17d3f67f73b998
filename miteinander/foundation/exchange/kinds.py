"""Registry: the kinds of record in programme files.

Rooms declare theirs in `kinds.py` and register them in `AppConfig.ready()`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from miteinander.foundation.exchange.fields import Field

Record = Any


def _no_slugs() -> Iterable[str]:
    return ()


@dataclass(frozen=True, slots=True)
class Change:
    """What `save` is called with, for one of many."""

    slug: str
    record: Record | None
    values: Mapping[str, Any]


@dataclass(frozen=True)
class Kind:
    """One top-level key of a programme file.

    Every record has a `slug` beside `fields`, except with `single` (one mapping; its slug is "").
    A field that a file leaves out stays as it is; an empty field (`name:`) is emptied.
    """

    name: str
    fields: Mapping[str, Field]
    load: Callable[[Iterable[str]], Mapping[str, Record]]
    """Existing records by slug, in a number of queries that does not depend on how many they are."""
    current: Callable[[Record], Mapping[str, object]]
    """Present values by field name, no queries after `load`. References as record or slug."""
    save: Callable[..., Record]
    """`save(slug=…, record=existing or None, values={field: value}, actor=…) -> record`, called only when
    something is new or different; references arrive as records. May raise RecordError or ValidationError."""
    save_many: Callable[[Sequence[Change], Any], Sequence[Exception | None]] | None = None
    """`save_many(changes, actor)`: the same as `save` for each, in batches; the result says what was refused. A
    DatabaseError means that nothing is stored and each is to be saved alone."""
    single: bool = False
    coming: bool = False
    """The form is checked, nothing is saved: `load`, `current` and `save` are never called."""
    known: Callable[[], Iterable[str]] = _no_slugs
    """All stored slugs; asked only to explain an unknown reference."""
    slug_length: int = 100
    finish: Callable[[Sequence[Record], Any], None] | None = None
    """`finish(records, actor)`, once after all kinds are saved, with the records of this kind that stand in the files,
    changed or not, in order. May raise RecordError or ValidationError, which refuses the import."""


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Raises ValueError for a second kind of the same name."""
    if kind.name in _kinds:
        raise ValueError(f"the kind {kind.name!r} is registered twice")
    _kinds[kind.name] = kind


def all() -> tuple[Kind, ...]:
    """In order of registration."""
    return tuple(_kinds.values())


def get(name: str) -> Kind:
    """Raises LookupError for a kind that no room registered."""
    try:
        return _kinds[name]
    except KeyError:
        raise LookupError(f"no room registered the kind {name!r}") from None


def in_order() -> tuple[Kind, ...]:
    """The order of saving and of reports: as registered, but a kind comes after the kinds it refers to."""
    ordered: dict[str, Kind] = {}
    visited: set[str] = set()

    def place(kind: Kind) -> None:
        if kind.name in visited:
            return
        visited.add(kind.name)
        for field in kind.fields.values():
            for target in field.kinds():
                place(get(target))
        ordered[kind.name] = kind

    for kind in all():
        place(kind)
    return tuple(ordered.values())


def coming_kind(name: str, fields: Mapping[str, Field]) -> Kind:
    """A kind that files may already hold although no room reads it yet."""

    def never(*args: object, **kwargs: object) -> Record:
        raise AssertionError(f"{name} is not imported yet")

    return Kind(name=name, fields=fields, load=never, current=never, save=never, coming=True)
