"""Where a record stood before its slug changed, so that links people kept go on working.

The adapter notes every changed slug of our records just before it is written, whoever writes it. Pages ask through
`interface.old_slugs`, programme files through `records_by_old_slug`.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model

from .models import OldSlug


def remember(record: Model) -> None:
    """Note the stored slug of a record about to be saved with another one. Costs a query, with a change two more."""
    stored = type(record)._base_manager.filter(pk=record.pk).values_list("slug", flat=True).first()
    slug = getattr(record, "slug", "")
    if stored and stored != slug:
        OldSlug.objects.update_or_create(
            model=record._meta.label_lower, slug=stored, defaults={"record_id": record.pk}
        )


def forget(record: Model) -> None:
    """Drop what hung on a record that is deleted."""
    OldSlug.objects.filter(model=record._meta.label_lower, record_id=record.pk).delete()


def ids_of(model: type[Model], slug: str) -> Any:
    """A subquery: the ids of records of the model that once had the slug."""
    return OldSlug.objects.filter(model=model._meta.label_lower, slug=slug).values("record_id")


def records_by_old_slug(model: type[Model], slugs: Iterable[str]) -> dict[str, int]:
    """Ids of records by the slug they once had. One query, none without slugs."""
    wanted = list(slugs)
    if not wanted:
        return {}
    rows = OldSlug.objects.filter(model=model._meta.label_lower, slug__in=wanted)
    return dict(rows.values_list("slug", "record_id"))
