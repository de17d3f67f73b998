"""Records that Wagtail keeps revisions of: a translation must reach what is published later, too.

The record itself is written by its room. Here the same texts go into the newest revision, into one that is scheduled
and into one that somebody is reviewing; otherwise publishing those would bring the old texts back.
"""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q
from wagtail.models import DraftStateMixin, Revision, RevisionMixin, TaskState

from miteinander.foundation.languages.parts import translated_fields, translated_parts
from miteinander.foundation.languages.text import Translated

from .segments import Change


def working_copy(record: Any) -> Any:
    """What is being worked on: of a record the public does not see, the newest draft. One query then, else none."""
    if isinstance(record, DraftStateMixin) and record.has_unpublished_changes and not record.live:
        return record.get_latest_revision_as_object()
    return record


def carry_over(record: Any, lang: str, changes: Mapping[str, Change], actor: Any) -> None:
    """Take the texts into the revisions that count. The newest becomes a new one, so that somebody who has it open
    is told."""
    if not isinstance(record, RevisionMixin) or not record.latest_revision_id:
        return
    fresh: Any = type(record)._base_manager.get(pk=record.pk)
    waiting = Q(approved_go_live_at__isnull=False) | Q(task_states__status=TaskState.STATUS_IN_PROGRESS)
    mended = set()
    for revision in Revision.objects.for_instance(fresh).filter(waiting).distinct():
        _mend(revision.content, type(record), lang, changes)
        revision.save(update_fields=["content"])
        mended.add(revision.pk)
    if fresh.latest_revision_id in mended:
        return
    if fresh.has_unpublished_changes:
        draft = fresh.get_latest_revision()
        _mend(draft.content, type(record), lang, changes)
        draft.as_object().save_revision(user=actor, clean=False)
    else:
        revision = fresh.save_revision(user=actor, clean=False, changed=False)
        if fresh.live:
            type(record)._base_manager.filter(pk=record.pk).update(live_revision=revision)


def _mend(content: dict[str, Any], model: Any, lang: str, changes: Mapping[str, Change]) -> None:
    _mend_row(content, model, "", lang, changes)
    for key in translated_parts(model):
        accessor = key.remote_field.get_accessor_name()
        for row in content.get(accessor) or []:
            _mend_row(row, key.model, f"{accessor}.{row.get('pk')}.", lang, changes)


def _mend_row(row: dict[str, Any], model: Any, prefix: str, lang: str, changes: Mapping[str, Change]) -> None:
    for field in translated_fields(model):
        change = changes.get(f"{prefix}{field.name}")
        value = Translated(row.get(field.name) or {})
        if change and value.base:
            text = value.with_text(lang, change.text, change.origin, made_from=change.made_from)
            row[field.name] = dict(text)
