"""What a night puts in order: rows of records the desk has not met yet, readings of records that are gone."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from miteinander.foundation.languages import rows
from miteinander.foundation.languages.models import TextRow
from miteinander.foundation.languages.registry import base_language

from . import importing
from .models import Reading
from .sources import all_sources

AT_ONCE = 200


def tidy() -> None:
    """Running twice does no harm."""
    for source in all_sources():
        add_missing_rows(source.model)
    forget_readings()
    importing.forget_old()


def add_missing_rows(model: Any) -> int:
    """Text rows for records written before the desk was there. A few queries for each two hundred records."""
    known = TextRow.objects.filter(
        content_type=ContentType.objects.get_for_model(model), language=base_language()
    )
    missing = list(model._base_manager.exclude(pk__in=known.values("record_id")).values_list("pk", flat=True))
    for start in range(0, len(missing), AT_ONCE):
        with transaction.atomic():
            for record in model._base_manager.filter(pk__in=missing[start : start + AT_ONCE]):
                rows.project(record)
    return len(missing)


def forget_readings() -> int:
    """Delete what was said about records that are not there any more."""
    deleted = 0
    for type_id in Reading.objects.order_by().values_list("content_type", flat=True).distinct():
        model = ContentType.objects.get_for_id(type_id).model_class()
        about = Reading.objects.filter(content_type=type_id)
        gone = about.exclude(record_id__in=model._base_manager.values("pk")) if model else about
        deleted += gone.delete()[0]
    return deleted
