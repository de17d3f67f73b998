"""The one place where Wagtail's own writes (save, publish, schedule, revert, bulk, delete) meet our rules.

Every write path of Wagtail's admin appends a log entry inside the transaction of the write. The adapter listens to
those entries, calls the room's registered action, and writes our trail, text rows and content version. Because the
entry comes after the write, a changed slug is noted before it, for Wagtail's writes and our own alike.
"""

from typing import Any

from django.db import transaction
from django.db.models.signals import post_save, pre_save
from wagtail.models import ModelLogEntry, PageLogEntry

from miteinander.foundation.languages import rows

from . import old_slugs, writers
from .actions import raise_content_version, write_entry
from .enums import Verb

VERBS = {
    "wagtail.create": Verb.CREATED,
    "wagtail.copy": Verb.CREATED,
    "wagtail.edit": Verb.CHANGED,
    "wagtail.revert": Verb.CHANGED,
    "wagtail.publish": Verb.PUBLISHED,
    "wagtail.unpublish": Verb.UNPUBLISHED,
    "wagtail.delete": Verb.DELETED,
}


def connect() -> None:
    """Called once by `AuditConfig.ready()`."""
    for model in (ModelLogEntry, PageLogEntry):
        post_save.connect(on_log_entry, sender=model, dispatch_uid=f"audit-{model.__name__}")
    pre_save.connect(before_save, dispatch_uid="audit-old-slugs")


def before_save(
    sender: Any, instance: Any, raw: bool = False, update_fields: Any = None, **kwargs: Any
) -> None:
    """Keep the old slug of a record whose slug changes. Costs a query for a record of ours that is saved again."""
    if raw or instance._state.adding or not sender.__module__.startswith("miteinander."):
        return
    if hasattr(instance, "slug") and (update_fields is None or "slug" in update_fields):
        old_slugs.remember(instance)


def on_log_entry(sender: Any, instance: Any, created: bool, **kwargs: Any) -> None:
    if not created:
        return
    model = instance.content_type.model_class()
    if model is None:
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
        raise_content_version()


def write_deleted(log_entry: Any, record: Any) -> None:
    """The record is gone already: keep its entry and drop what hung on it."""
    from .models import AuditEntry

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
    if hasattr(record, "text_parts"):
        rows.project(record)
