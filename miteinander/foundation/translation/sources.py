"""The registry `translation.sources`: which records hold text to be translated, and how it is written.

Every model with translated fields whose writes the audit room knows is here by itself; its parts (programme items of an
event) come with it. A room with long texts, one row for each language, registers a `Source` of its own in
`AppConfig.ready()`: `sources.register(PageSource())`.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from django.db.models import ForeignKey, Model, QuerySet
from django.utils.text import capfirst

from miteinander.foundation.audit import wagtail_adapter, writers
from miteinander.foundation.languages.parts import translated_fields

from .segments import Change, Segment


class Source(Protocol):
    """Texts of one model. `write` goes through the action of the record's room, inside the caller's transaction."""

    model: type[Model]

    def records(self) -> QuerySet[Any]:
        """All records, with what `label` needs."""

    def label(self, record: Any) -> str:
        """How the office calls the record; no query."""

    def segments(self, record: Any, lang: str) -> list[Segment]:
        """The texts that are there in German, in the order of the form."""

    def write(self, *, record: Any, lang: str, changes: Mapping[str, Change], actor: Any) -> None:
        """Write the texts by their keys. Raises ValidationError."""


class UnknownKind(LookupError):
    """Nothing of this name can be translated."""


_registered: dict[type[Model], Source] = {}


def register(source: Source) -> None:
    """Raises ValueError for a model that has a source."""
    known = _registered.get(source.model)
    if known is not None and type(known) is not type(source):
        raise ValueError(f"{source.model.__name__} has two sources")
    _registered[source.model] = source


def all_sources() -> tuple[Source, ...]:
    """Those registered and those that are here by themselves, in the order of their names."""
    from .field_source import FieldSource

    found: dict[type[Model], Source] = {
        model: FieldSource(model)
        for model in {*writers.models(), *wagtail_adapter.watched()}
        if translated_fields(model)
    }
    found |= _registered
    return tuple(sorted(found.values(), key=lambda source: kind_of(source.model)))


def kind_of(model: type[Model]) -> str:
    """The name of a model in addresses and files."""
    return f"{model._meta.app_label}-{model._meta.model_name}"


def title_of(model: type[Model]) -> str:
    return capfirst(str(model._meta.verbose_name_plural))


def source_of_kind(kind: str) -> Source:
    """Raises UnknownKind."""
    for source in all_sources():
        if kind_of(source.model) == kind:
            return source
    raise UnknownKind(kind)


def labels(source: Source, ids: Iterable[int]) -> dict[int, str]:
    """How the office calls some records. One query."""
    return {record.pk: source.label(record) for record in source.records().filter(pk__in=list(ids))}


def named_by_others(model: type[Model]) -> Sequence[str]:
    """Keys to records of the same room, whose names a record may borrow."""
    return [
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field, ForeignKey)
        and field.remote_field.model._meta.app_label == model._meta.app_label
        and translated_fields(field.remote_field.model)
    ]
