"""How long the trail is kept, and the only way in which entries go.

A room whose records are bound by law keeps their entries longer: `keep_longer(Receipt, days=8 * 365)`.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model, QuerySet

from miteinander.foundation.values.clock import now

from .models import AuditEntry, AuditPurge

DAYS = 90
AT_ONCE = 2000

_longer: dict[type[Model], int] = {}


def keep_longer(model: type[Model], *, days: int) -> None:
    """Raises ValueError for less than the usual time."""
    if days < DAYS:
        raise ValueError(f"The trail is kept {DAYS} days at least")
    _longer[model] = days


def delete_old_entries(*, at: datetime | None = None) -> int:
    """Delete entries whose time is over; how many. Running twice does no harm.

    The run opens a row that the database's guard asks for, deletes, and closes it, all in one transaction.
    """
    moment = at or now()
    done = 0
    for content_type, days in _times():
        before = moment - timedelta(days=days)
        while batch := list(_old(content_type, before).order_by("pk").values_list("pk", flat=True)[:AT_ONCE]):
            done += _delete(batch, content_type, before)
    return done


@transaction.atomic
def _delete(batch: list[int], content_type: ContentType | None, before: datetime) -> int:
    run = AuditPurge.objects.create(before=before, content_type=content_type, deleted=len(batch))
    rows = AuditEntry.objects.filter(pk__in=batch)
    deleted = rows._raw_delete(rows.db)
    AuditPurge.objects.filter(pk=run.pk).update(is_open=False, deleted=deleted)
    return int(deleted)


def _times() -> Iterator[tuple[ContentType | None, int]]:
    for model, days in _longer.items():
        yield ContentType.objects.get_for_model(model), days
    yield None, DAYS


def _old(content_type: ContentType | None, before: datetime) -> QuerySet[AuditEntry]:
    found = AuditEntry.objects.filter(at__lt=before)
    if content_type is not None:
        return found.filter(content_type=content_type)
    kept = [ContentType.objects.get_for_model(model) for model in _longer]
    return found.exclude(content_type__in=kept)
