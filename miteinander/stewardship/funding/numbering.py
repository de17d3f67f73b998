"""Running numbers of a year, without gaps: given in the transaction that uses them."""

from django.db import IntegrityError, transaction
from django.db.models import F

from .models import Counter


def next_number(key: str, year: int) -> str:
    """ "2026-017"; waits for another transaction that takes one. Call inside a transaction."""
    row = Counter.objects.filter(key=key, year=year)
    if not row.update(last=F("last") + 1):
        try:
            with transaction.atomic():
                Counter.objects.create(key=key, year=year, last=1)
        except IntegrityError:  # another process was first
            row.update(last=F("last") + 1)
    return f"{year}-{row.values_list('last', flat=True).get():03d}"
