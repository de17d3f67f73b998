"""Writing the trail, raising the content version, and saving simple records."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import F, Model

from miteinander.foundation.languages import rows
from miteinander.foundation.languages.text import Translated

from . import old_slugs
from .enums import Verb
from .models import AuditEntry, ContentVersion

Record = TypeVar("Record", bound=Model)


def write_entry(
    *, record: Model, verb: Verb, actor: Any = None, fields: Iterable[str] = (), detail: str = ""
) -> AuditEntry:
    """Append one entry to the trail."""
    return AuditEntry.objects.create(
        actor=actor if getattr(actor, "pk", None) else None,
        verb=verb,
        detail=detail[:60],
        content_type=ContentType.objects.get_for_model(record),
        record_id=str(record.pk),
        record_label=str(record)[:200],
        fields=sorted(fields),
    )


def raise_content_version() -> None:
    """Say that public content changed; cached pages of older versions are never served again."""
    row = ContentVersion.objects.filter(pk=1)
    if not row.update(version=F("version") + 1):
        _first, created = ContentVersion.objects.get_or_create(pk=1, defaults={"version": 1})
        if not created:  # another process was first
            row.update(version=F("version") + 1)


def content_version() -> int:
    """The present version. Costs one query."""
    return ContentVersion.objects.filter(pk=1).values_list("version", flat=True).first() or 0


@transaction.atomic
def save_record(
    *,
    record: Record,
    values: Mapping[str, Any],
    links: Mapping[str, Sequence[Model]] | None = None,
    actor: Any = None,
) -> Record:
    """Set the values and many-to-many links, check and save the record, with trail, text rows and content version.

    Writes nothing when nothing differs. Raises ValidationError before anything is written.
    """
    adding = record._state.adding
    changed = [
        name for name, value in values.items() if adding or not same_value(getattr(record, name), value)
    ]
    for name in changed:
        setattr(record, name, values[name])
    if changed or adding:
        record.full_clean()
        record.save()
    changed += set_links(record, links or {}, adding=adding)
    if changed or adding:
        after_write(record=record, verb=Verb.CREATED if adding else Verb.CHANGED, actor=actor, fields=changed)
    return record


@transaction.atomic
def save_texts(*, record: Record, texts: Mapping[str, Translated], actor: Any = None) -> list[str]:
    """Write translated texts of a record with their states, and nothing else of it; return the fields that differed.

    Where `save_record` compares words only, here a state alone is a change. Raises ValidationError.
    """
    changed = [name for name, text in texts.items() if dict(getattr(record, name) or {}) != dict(text)]
    if not changed:
        return []
    for name in changed:
        setattr(record, name, texts[name])
    fields = record._meta.concrete_fields
    record.clean_fields(exclude=[field.name for field in fields if field.name not in changed])
    record.save(
        update_fields=[*changed, *(field.name for field in fields if getattr(field, "auto_now", False))]
    )
    after_write(record=record, verb=Verb.CHANGED, actor=actor, fields=changed)
    return changed


def set_links(record: Model, links: Mapping[str, Sequence[Model]], *, adding: bool) -> list[str]:
    """Set many-to-many relations that differ and return their names."""
    changed = []
    for name, wanted in links.items():
        relation = getattr(record, name)
        present = set() if adding else set(relation.values_list("pk", flat=True))
        if present != {other.pk for other in wanted}:
            relation.set(wanted)
            if hasattr(relation, "commit"):  # a relation that Wagtail's revisions hold back
                relation.commit()
            changed.append(name)
    return changed


@transaction.atomic
def delete_record(*, record: Model, actor: Any = None) -> None:
    """Delete a record with its text rows, leaving its entry in the trail."""
    write_entry(record=record, verb=Verb.DELETED, actor=actor)
    rows.forget(record)
    old_slugs.forget(record)
    record.delete()
    raise_content_version()


def after_write(
    *, record: Model, verb: Verb, actor: Any = None, fields: Iterable[str] = (), detail: str = ""
) -> None:
    """What every write of a public record ends with: trail, text rows, content version."""
    write_entry(record=record, verb=verb, actor=actor, fields=fields, detail=detail)
    if rows.has_text(record):
        rows.project(record)  # type: ignore[arg-type]
    raise_content_version()


@dataclass(frozen=True)
class Write:
    """One write of many: a record, what was done to which of its fields, and what `record.keywords()` would say."""

    record: Model
    verb: Verb
    fields: Sequence[str]
    keywords: Sequence[str] = ()


def after_writes(writes: Sequence[Write], *, actor: Any = None) -> None:
    """`after_write` for many records of one model: entries and text rows in batches, the content version once."""
    if not writes:
        return
    content_type = ContentType.objects.get_for_model(writes[0].record)
    AuditEntry.objects.bulk_create(
        AuditEntry(
            actor=actor if getattr(actor, "pk", None) else None,
            verb=one.verb,
            content_type=content_type,
            record_id=str(one.record.pk),
            record_label=str(one.record)[:200],
            fields=sorted(one.fields),
        )
        for one in writes
    )
    last: dict[Any, Any] = {one.record.pk: one for one in writes if rows.has_text(one.record)}
    rows.project_many([one.record for one in last.values()], keywords=[one.keywords for one in last.values()])
    raise_content_version()


def same_value(present: Any, wanted: Any) -> bool:
    """Whether writing `wanted` over `present` would change nothing; of a translated text only its words count."""
    if isinstance(present, Translated) and isinstance(wanted, Translated):
        return present.texts() == wanted.texts()
    return bool(present == wanted)
