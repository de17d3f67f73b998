"""Which texts of a record, and of the parts that belong to it, are there to be translated."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from django.db.models import Model
from modelcluster.fields import ParentalKey

from .fields import TranslatedField
from .text import Translated


def translated_fields(model: Any) -> tuple[TranslatedField, ...]:
    """The translated fields of a model, in the order of its columns."""
    return _fields(model)


def translated_parts(model: Any) -> tuple[ParentalKey, ...]:
    """The keys with which parts that hold translated text hang on a model (programme items on an event)."""
    return _keys(model)


@cache
def _fields(model: type[Model]) -> tuple[TranslatedField, ...]:
    meta = getattr(model, "_meta", None)
    fields = meta.concrete_fields if meta else ()
    return tuple(field for field in fields if isinstance(field, TranslatedField))


@cache
def _keys(model: type[Model]) -> tuple[ParentalKey, ...]:
    relations = model._meta.related_objects
    keys = [relation.field for relation in relations if isinstance(relation.field, ParentalKey)]
    return tuple(key for key in keys if translated_fields(key.model))


def texts_of_record(record: Any) -> Mapping[str, Translated]:
    """By name; what `texts_to_translate()` of the record says, else its translated fields. Parts not included."""
    if hasattr(record, "texts_to_translate"):
        told: Mapping[str, Translated] = record.texts_to_translate()
        return told
    return {
        field.name: getattr(record, field.attname) or Translated()
        for field in translated_fields(type(record))
    }


def texts_of_parts(records: Iterable[Any]) -> dict[int, list[Translated]]:
    """Texts of all parts by the record they belong to. One query for each kind of part, however many records."""
    found: dict[int, list[Translated]] = defaultdict(list)
    listed = list(records)
    for key in translated_parts(type(listed[0])) if listed else ():
        names = [field.name for field in translated_fields(key.model)]
        owners = [record.pk for record in listed]
        rows = key.model._default_manager.filter(**{f"{key.name}__in": owners}).order_by()
        for owner, *texts in rows.values_list(key.attname, *names):
            found[owner] += [text for text in texts if text]
    return found
