"""Texts in translated fields: of any model, of the parts that hang on it, and of drafts that are not published yet."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.text import capfirst

from miteinander.foundation.audit import writers
from miteinander.foundation.audit.actions import after_write, save_texts, write_entry
from miteinander.foundation.audit.enums import Verb
from miteinander.foundation.languages.parts import translated_fields, translated_parts
from miteinander.foundation.languages.text import Translated

from . import drafts
from .segments import Change, Segment, segment_of
from .sources import named_by_others

LONGEST_LABEL = 120


class FieldSource:
    def __init__(self, model: type[Model]) -> None:
        self.model = model

    def records(self) -> QuerySet[Any]:
        return self.model._base_manager.select_related(*named_by_others(self.model))

    def label(self, record: Any) -> str:
        own = (getattr(record, field.name) for field in translated_fields(self.model))
        first = next(own, None)
        return ((first.base if first else "") or str(record))[:LONGEST_LABEL]

    def segments(self, record: Any, lang: str) -> list[Segment]:
        """Of a draft that nobody sees yet, the texts as they stand in it. A query for each kind of part."""
        shown = drafts.working_copy(record)
        return [
            segment_of(
                getattr(holder, field.name) or Translated(),
                lang,
                key=key,
                label=label,
                longest=field.longest,
                multiline=field.multiline,
            )
            for holder, field, key, label in _places(shown)
            if (getattr(holder, field.name) or Translated()).base
        ]

    def write(self, *, record: Any, lang: str, changes: Mapping[str, Change], actor: Any) -> None:
        changed = self._write_parts(record, lang, changes)
        texts = _changed_texts(record, "", lang, changes)
        if not save_texts(record=record, texts=texts, actor=actor) and changed:
            after_write(record=record, verb=Verb.CHANGED, actor=actor, fields=changed)
        writer = writers.writer_of(self.model)
        if writer and writer.saved and (texts or changed):
            writer.saved(record, verb=Verb.CHANGED, actor=actor)
        if not texts and not changed:  # the German stands in a draft only
            write_entry(record=record, verb=Verb.CHANGED, actor=actor, fields=changes)
        drafts.carry_over(record, lang, changes, actor)

    def _write_parts(self, record: Any, lang: str, changes: Mapping[str, Change]) -> list[str]:
        changed = []
        for key in translated_parts(self.model):
            accessor = key.remote_field.get_accessor_name()
            for part in getattr(record, accessor).all():
                texts = _changed_texts(part, f"{accessor}.{part.pk}.", lang, changes)
                if not texts:
                    continue
                for name, text in texts.items():
                    setattr(part, name, text)
                untouched = [field.name for field in part._meta.concrete_fields if field.name not in texts]
                part.clean_fields(exclude=untouched)
                part.save(update_fields=list(texts))
                changed.append(accessor)
        return sorted(set(changed))


def _changed_texts(
    holder: Any, prefix: str, lang: str, changes: Mapping[str, Change]
) -> dict[str, Translated]:
    """New values of the fields of a record or part; fields without German are left to the draft that has it."""
    found = {}
    for field in translated_fields(type(holder)):
        change = changes.get(f"{prefix}{field.name}")
        value = getattr(holder, field.name) or Translated()
        if change and value.base:
            found[field.name] = value.with_text(lang, change.text, change.origin, made_from=change.made_from)
    return found


def _places(record: Any) -> Iterator[tuple[Any, Any, str, str]]:
    """Where text stands in a record: who holds it, the field, its key and what the office calls it."""
    for field in translated_fields(type(record)):
        yield record, field, field.name, capfirst(str(field.verbose_name))
    for key in translated_parts(type(record)):
        accessor = key.remote_field.get_accessor_name()
        for number, part in enumerate(getattr(record, accessor).all(), start=1):
            for field in translated_fields(type(part)):
                label = f"{part._meta.verbose_name} {number}: {field.verbose_name}"
                yield part, field, f"{accessor}.{part.pk}.{field.name}", capfirst(label)
