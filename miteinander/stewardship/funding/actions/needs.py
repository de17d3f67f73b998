"""What activities need in the coming years."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from miteinander.civic.concept.models import Activity
from miteinander.foundation.audit.actions import after_write
from miteinander.foundation.audit.enums import Verb

from ..errors import Refused
from ..models import YearlyNeed


@transaction.atomic
def set_needs(*, amounts: Mapping[tuple[int, int], Decimal | None], actor: Any = None) -> int:
    """By activity and year; None takes the need back. How many differed. Raises Refused."""
    known = {
        (row.activity_id, row.year): row
        for row in YearlyNeed.objects.select_for_update().filter(activity__in={key[0] for key in amounts})
    }
    activities = Activity.objects.in_bulk({key[0] for key in amounts})
    changed = set()
    for (pk, year), amount in amounts.items():
        row = known.get((pk, year))
        if amount == (row.amount if row else None):
            continue
        if amount is not None and amount < 0:
            raise Refused("negative", _("Ein Bedarf ist nie kleiner als null."), field="amount")
        if pk not in activities:
            raise Refused("activity", _("Dieses Vorhaben gibt es nicht mehr."))
        if amount is None and row is not None:
            row.delete()
        elif amount is not None:
            YearlyNeed.objects.update_or_create(activity_id=pk, year=year, defaults={"amount": amount})
        changed.add((pk, year))
    for pk in sorted({pk for pk, _year in changed}):
        after_write(record=activities[pk], verb=Verb.CHANGED, actor=actor, fields=["yearly_needs"])
    return len(changed)
