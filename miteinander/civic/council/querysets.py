from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from .models import Term  # noqa: F401  (the type parameter below)


class TermQuerySet(models.QuerySet["Term"]):
    def running(self, day: date) -> Self:
        """Terms that include the day."""
        return self.filter(Q(ends__isnull=True) | Q(ends__gte=day), starts__lte=day)
