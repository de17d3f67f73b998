from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from .enums import PUBLIC_KINDS

if TYPE_CHECKING:
    from .models import Organisation  # noqa: F401  (the type parameter below)


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def of_kind(self, kind: str) -> Self:
        """Organisations of one kind; compares the stored list as text, which works on every database."""
        return self.filter(kinds__icontains=f'"{kind}"')

    def with_page(self) -> Self:
        """Organisations people can turn to; press, funders and the like have no page of their own."""
        wanted = Q()
        for kind in PUBLIC_KINDS:
            wanted |= Q(kinds__icontains=f'"{kind}"')
        return self.filter(wanted)
