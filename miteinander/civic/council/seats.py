"""Which persons the council still needs."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from .models import Membership


def held_since(day: date) -> QuerySet[Any, Any]:
    """Persons with a seat in a term that runs on the day or later; for `privacy.uses`."""
    running = Q(term__ends__isnull=True) | Q(term__ends__gte=day)
    return Membership.objects.filter(running, person__isnull=False).values("person")
