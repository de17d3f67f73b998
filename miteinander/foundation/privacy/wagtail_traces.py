"""What Wagtail and this floor's lower rooms keep beside a record: revisions, log labels, references, search, text rows,
and finished entries of the queue that hold an address. Registered by `connect`, once, when privacy is ready."""

import json
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q

from miteinander.foundation.languages import rows
from miteinander.foundation.languages.models import TextRow

from . import traces
from .blanks import blank_json
from .traces import Gone

AT_ONCE = 500


def connect() -> None:
    traces.register("privacy.revisions", forget_revisions)
    traces.register("privacy.parts", forget_in_parents)
    traces.register("privacy.log", forget_log)
    traces.register("privacy.references", forget_references)
    traces.register("privacy.search", forget_search)
    traces.register("privacy.text", forget_text)
    traces.register_address("privacy.queue", forget_queue)


def forget_revisions(gone: Gone) -> int:
    """All older states of the rows: gone with the record, or with the same fields emptied."""
    from wagtail.models import Revision

    found = Revision.objects.filter(_of(gone, "content_type", "object_id"))
    if gone.is_whole:
        return found.delete()[0]
    return sum(
        _scrubbed(revision, gone.model, gone.fields) for revision in found.iterator(chunk_size=AT_ONCE)
    )


def forget_in_parents(gone: Gone) -> int:
    """Rows that are parts of a record (ParentalKey) stand in the revisions of that record too."""
    from modelcluster.fields import ParentalKey
    from wagtail.models import Revision

    changed = 0
    wanted = set(gone.pks)
    for field in gone.model._meta.get_fields():
        if not isinstance(field, ParentalKey):
            continue
        name = field.remote_field.get_accessor_name()
        parents = Revision.objects.filter(
            content_type__in=ContentType.objects.get_for_models(
                field.related_model, for_concrete_models=False
            ).values()
        )
        for revision in parents.filter(content__has_key=name).iterator(chunk_size=AT_ONCE):
            parts = revision.content.get(name) or []
            kept = [part for part in parts if part.get("pk") not in wanted] if gone.is_whole else parts
            touched = len(kept) != len(parts)
            if not gone.is_whole:
                touched = sum(_blank(part, gone) for part in parts if part.get("pk") in wanted) > 0
            if touched:
                revision.content[name] = kept
                Revision.objects.filter(pk=revision.pk).update(content=revision.content)
                changed += 1
    return changed


def forget_log(gone: Gone) -> int:
    """Wagtail's own log keeps the name of every record it met."""
    from wagtail.models import ModelLogEntry

    if not gone.is_whole:
        return 0
    named = ModelLogEntry.objects.filter(
        content_type=_type_of(gone.model), object_id__in=[str(pk) for pk in gone.pks]
    )
    return named.exclude(label="").update(label="", data={})


def forget_references(gone: Gone) -> int:
    from wagtail.models import ReferenceIndex

    if not gone.is_whole:
        return 0
    found = ReferenceIndex.objects.filter(
        _of(gone, "content_type", "object_id") | _of(gone, "to_content_type", "to_object_id")
    )
    return found.delete()[0]


def forget_search(gone: Gone) -> int:
    """The office's search index; a row that stays is indexed again, without the emptied fields."""
    from wagtail.search import index
    from wagtail.search.models import IndexEntry

    if not issubclass(gone.model, index.Indexed):
        return 0
    if gone.is_whole:
        entries = IndexEntry.objects.filter(
            content_type=ContentType.objects.get_for_model(gone.model),
            object_id__in=[str(pk) for pk in gone.pks],
        )
        return entries.delete()[0]
    present = list(gone.model._base_manager.filter(pk__in=gone.pks))
    for record in present:
        index.insert_or_update_object(record)
    return len(present)


def forget_text(gone: Gone) -> int:
    """The folded text that public search reads."""
    if not rows.has_text(gone.model):
        return 0
    if gone.is_whole:
        kept = TextRow.objects.filter(
            content_type=ContentType.objects.get_for_model(gone.model), record_id__in=gone.pks
        )
        return kept.delete()[0]
    present: list[Any] = list(gone.model._base_manager.filter(pk__in=gone.pks))
    for record in present:
        rows.project(record)
    return len(present)


def forget_queue(address: str) -> int:
    """Finished work whose arguments hold the address. What still waits has to run."""
    from django_tasks.base import TaskResultStatus
    from django_tasks_db.models import DBTaskResult

    done = DBTaskResult.objects.filter(
        status__in=[TaskResultStatus.SUCCESSFUL, TaskResultStatus.FAILED], args_kwargs__icontains=address
    )
    return done.delete()[0]


def _of(gone: Gone, type_name: str, id_name: str) -> Q:
    return Q(**{type_name: _type_of(gone.model), f"{id_name}__in": [str(pk) for pk in gone.pks]})


def _type_of(model: type[Model]) -> ContentType:
    return ContentType.objects.get_for_model(model, for_concrete_model=False)


def _scrubbed(revision: Any, model: type[Model], fields: tuple[str, ...]) -> int:
    before = json.dumps(revision.content, sort_keys=True, default=str)
    for name in fields:
        if name in revision.content:
            revision.content[name] = blank_json(model, name)
    if json.dumps(revision.content, sort_keys=True, default=str) == before:
        return 0
    type(revision).objects.filter(pk=revision.pk).update(content=revision.content, object_str="")
    return 1


def _blank(part: dict[str, Any], gone: Gone) -> bool:
    changed = False
    for name in gone.fields:
        if name in part and part[name] != blank_json(gone.model, name):
            part[name] = blank_json(gone.model, name)
            changed = True
    return changed
