"""A backup knows people who were forgotten since. The trail of the state that is replaced says which rows; the values
are nowhere in it. They are erased again before anybody can see them."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import DatabaseError

from miteinander.foundation.audit.erasures import DETAIL
from miteinander.foundation.audit.models import AuditEntry
from miteinander.foundation.privacy.actions import erase_again

Erasure = list[Any]
"""Model label, primary key, names of fields (none: the whole row)."""


def since(moment: datetime) -> list[Erasure] | None:
    """What was erased after the moment, in order; None when the present database does not say."""
    try:
        found = AuditEntry.objects.filter(detail=DETAIL, at__gte=moment).order_by("pk")
        rows = found.values_list("content_type__app_label", "content_type__model", "record_id", "fields")
        return [[f"{app}.{model}", pk, list(fields or [])] for app, model, pk, fields in rows]
    except DatabaseError:
        return None


def apply(erasures: Iterable[Erasure]) -> int:
    """Erase the same again; how many rows. Running twice does no harm."""
    done = 0
    for label, pk, fields in erasures:
        try:
            model = apps.get_model(label)
        except LookupError:
            continue
        done += erase_again(model=model, pks=[model._meta.pk.to_python(pk)], fields=tuple(fields))
    return done
