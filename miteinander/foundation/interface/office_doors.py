"""What every page of the office about one record begins with: may they, and is it there."""

from typing import TypeVar

from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404

LARGEST = 2**63 - 1
"""No database keeps a larger primary key, and SQLite fails when asked for one."""
Record = TypeVar("Record", bound=Model)


def check(allowed: bool) -> None:
    """Raises PermissionDenied."""
    if not allowed:
        raise PermissionDenied


def one_or_404(queryset: QuerySet[Record], pk: int) -> Record:
    """Raises Http404, also for numbers that no record can have. One query."""
    found = queryset.filter(pk=pk).first() if 0 < pk <= LARGEST else None
    if found is None:
        raise Http404
    return found
