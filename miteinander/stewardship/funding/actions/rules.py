"""Rules with a date: a new value is added, the old ones stay."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from miteinander.foundation.audit.actions import after_write
from miteinander.foundation.audit.enums import Verb

from ..enums import Rule
from ..models import DatedRule


@transaction.atomic
def set_rule(*, rule: Rule, valid_from: date, value: Decimal, source: str, actor: Any = None) -> DatedRule:
    """From this day on the rule says this; the same day again corrects a mistake. Who set it is kept, because nobody
    may free herself from the second person. Writes nothing when nothing differs. Raises ValidationError."""
    row = DatedRule.objects.filter(rule=rule, valid_from=valid_from).first()
    if row is not None and (row.value, row.source) == (value, source.strip()):
        return row
    verb = Verb.CREATED if row is None else Verb.CHANGED
    row = row or DatedRule(rule=rule, valid_from=valid_from)
    row.value, row.source = value, source.strip()
    row.entered_by = actor if getattr(actor, "pk", None) else None
    row.full_clean()
    row.save()
    after_write(record=row, verb=verb, actor=actor, fields=["value", "source"], detail=str(row.value))
    return row
