"""The trail's part when privacy takes data away: the deed is noted, the name of the record is not."""

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType

from miteinander.foundation.privacy.traces import Gone

from .actions import raise_content_version
from .enums import Verb
from .models import AuditEntry, OldSlug

DETAIL = "privacy.erase"


def forget(gone: Gone) -> int:
    """Take the names out of older entries about the rows, drop their old slugs, note the erasure. Five queries."""
    if issubclass(gone.model, AuditEntry):
        return 0
    types = ContentType.objects.get_for_models(gone.model, for_concrete_models=True)
    content_type = types[gone.model]
    ids = [str(pk) for pk in gone.pks]
    removed = 0
    if gone.is_whole:
        about = AuditEntry.objects.filter(content_type=content_type, record_id__in=ids).exclude(
            record_label=""
        )
        removed += about.update(record_label="")
        removed += OldSlug.objects.filter(
            model=gone.model._meta.label_lower, record_id__in=_numbers(gone)
        ).delete()[0]
    AuditEntry.objects.bulk_create(
        AuditEntry(
            actor=_account(gone.actor),
            verb=Verb.DELETED if gone.is_whole else Verb.CHANGED,
            detail=DETAIL,
            content_type=content_type,
            record_id=pk,
            record_label="",
            fields=sorted(gone.fields),
        )
        for pk in ids
    )
    raise_content_version()
    return removed


def _numbers(gone: Gone) -> list[int]:
    return [pk for pk in gone.pks if isinstance(pk, int)]


def _account(actor: Any) -> Any:
    """None for nobody, and for an account that was just erased itself."""
    if not getattr(actor, "pk", None):
        return None
    return get_user_model()._default_manager.filter(pk=actor.pk).first()
