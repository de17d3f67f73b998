"""The one place where Wagtail's own writes (save, publish, schedule, revert, bulk, delete) meet our rules.

Nearly every write path of Wagtail's admin appends a log entry inside the transaction of the write. The adapter listens
to those entries, calls the room's registered action, and writes our trail, text rows and content version. Two kinds of
paths leave no entry: bulk actions, which the adapter meets in Wagtail's hooks, and the uploads of images and
documents, whose models are watched by their rows. Because entries come after the write, a changed slug is noted
before it, for Wagtail's writes and our own alike.
"""

from typing import Any

from django.db import transaction
from django.db.models import Model
from django.db.models.signals import post_delete, post_save, pre_save
from wagtail import hooks
from wagtail.log_actions import get_active_log_context
from wagtail.models import ModelLogEntry, PageLogEntry

from miteinander.foundation.languages import rows

from . import news, old_slugs, writers
from .actions import raise_content_version, write_entry
from .enums import Verb
from .models import AuditEntry

VERBS = {
    "wagtail.create": Verb.CREATED,
    "wagtail.copy": Verb.CREATED,
    "wagtail.edit": Verb.CHANGED,
    "wagtail.revert": Verb.CHANGED,
    "wagtail.publish": Verb.PUBLISHED,
    "wagtail.publish.scheduled": Verb.PUBLISHED,
    "wagtail.unpublish": Verb.UNPUBLISHED,
    "wagtail.unpublish.scheduled": Verb.UNPUBLISHED,
    "wagtail.delete": Verb.DELETED,
}


def connect() -> None:
    """Called once by `AuditConfig.ready()`."""
    for model in (ModelLogEntry, PageLogEntry):
        post_save.connect(on_log_entry, sender=model, dispatch_uid=f"audit-{model.__name__}")
    pre_save.connect(before_save, dispatch_uid="audit-old-slugs")
    hooks.register("before_bulk_action", before_bulk_action)
    hooks.register("after_bulk_action", after_bulk_action)


def before_save(
    sender: Any, instance: Any, raw: bool = False, update_fields: Any = None, **kwargs: Any
) -> None:
    """Keep the old slug of a record whose slug changes. Costs a query for a record of ours that is saved again."""
    if raw or instance._state.adding or not sender.__module__.startswith("miteinander."):
        return
    if hasattr(instance, "slug") and (update_fields is None or "slug" in update_fields):
        old_slugs.remember(instance)


_watched: set[type[Model]] = set()


def watch(model: type[Model]) -> None:
    """Listen to the rows of a model that Wagtail also writes without a log entry (images, documents)."""
    _watched.add(model)
    post_save.connect(on_row_saved, sender=model, dispatch_uid=f"audit-{model.__name__}")
    post_delete.connect(on_row_deleted, sender=model, dispatch_uid=f"audit-{model.__name__}")


def watched() -> frozenset[type[Model]]:
    return frozenset(_watched)


def on_row_saved(sender: Any, instance: Any, created: bool, raw: bool = False, **kwargs: Any) -> None:
    if raw:
        return
    _write_row_entry(instance, Verb.CREATED if created else Verb.CHANGED)


def on_row_deleted(sender: Any, instance: Any, **kwargs: Any) -> None:
    _write_row_entry(instance, Verb.DELETED)


def _write_row_entry(record: Any, verb: Verb) -> None:
    with transaction.atomic():
        write_entry(record=record, verb=verb, actor=get_active_log_context().user)
        if verb == Verb.DELETED:
            rows.forget(record)
        elif rows.has_text(record):
            rows.project(record)
        raise_content_version()


def before_bulk_action(request: Any, action_type: str, objects: Any, action: Any) -> None:
    """Bulk deleting leaves no log entry; inside the transaction of the action."""
    if action_type != "delete" or action.model in _watched:
        return
    for record in objects:
        write_entry(record=record, verb=Verb.DELETED, actor=request.user, detail="bulk.delete")
        _apply(record, type(record), Verb.DELETED, request.user)
    raise_content_version()


def after_bulk_action(request: Any, action_type: str, objects: Any, action: Any) -> None:
    """Tags, collections, roles given to many records at once."""
    if action_type == "delete":
        return
    for record in objects:
        write_entry(record=record, verb=Verb.CHANGED, actor=request.user, detail=f"bulk.{action_type}")
    raise_content_version()


def on_log_entry(sender: Any, instance: Any, created: bool, **kwargs: Any) -> None:
    if not created:
        return
    model = instance.content_type.model_class()
    if model is None or model in _watched:
        return
    verb = VERBS.get(instance.action, Verb.OTHER)
    object_id = getattr(instance, "object_id", None) or getattr(instance, "page_id", None)
    with transaction.atomic():
        record = model._base_manager.filter(pk=object_id).first()
        if record is None:
            record = model(pk=object_id)
            write_deleted(instance, record)
            return
        write_entry(record=record, verb=verb, actor=instance.user, detail=instance.action)
        _apply(record, model, verb, instance.user)
        news.tell(record, instance)
        raise_content_version()


def write_deleted(log_entry: Any, record: Any) -> None:
    """The record is gone already: keep its entry and drop what hung on it."""
    AuditEntry.objects.create(
        actor=log_entry.user,
        verb=VERBS.get(log_entry.action, Verb.OTHER),
        detail=log_entry.action,
        content_type=log_entry.content_type,
        record_id=str(record.pk),
        record_label=log_entry.label[:200],
    )
    rows.forget(record)
    old_slugs.forget(record)
    raise_content_version()


def _apply(record: Any, model: Any, verb: Verb, actor: Any) -> None:
    writer = writers.writer_of(model)
    if verb == Verb.DELETED:
        if writer and writer.deleted:
            writer.deleted(record, actor=actor)
        rows.forget(record)
        old_slugs.forget(record)
        return
    if writer and writer.saved:
        writer.saved(record, verb=verb, actor=actor)
    if rows.has_text(record):
        rows.project(record)
