"""Old and misspelt addresses lead to the record's page of today."""

from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpResponsePermanentRedirect

from miteinander.foundation.audit.old_slugs import ids_of

from .addresses import address_of


def redirect_old_slug(records: QuerySet[Any], slug: str) -> HttpResponsePermanentRedirect | None:
    """A permanent redirect to the record that once had this slug, or has it in lower case; else None.

    A view calls it when it found nothing, with all records that the visitor may see, before it answers 404:
    `if moved := redirect_old_slug(Venue.objects.all(), slug): return moved`. The model needs an address
    (`interface.addresses`). One query.
    """
    record = find_by_old_slug(records, slug)
    address = address_of(record) if record is not None else ""
    return HttpResponsePermanentRedirect(address) if address else None


def find_by_old_slug(records: QuerySet[Any], slug: str) -> Any:
    """The record that once had this slug, or has it in lower case; else None. One query."""
    lower = slug.lower()
    same = Q(slug=lower) if lower != slug else Q(pk__in=[])
    old = Q(pk__in=ids_of(records.model, slug)) | Q(pk__in=ids_of(records.model, lower))
    found = list(records.exclude(slug=slug).filter(same | old)[:3])
    return next((one for one in found if one.slug == lower), found[0] if found else None)
