from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from .models import Organisation  # noqa: F401  (the type parameter below)


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def of_kind(self, kind: str) -> Self:
        """Organisations of one kind; compares the stored list as text, which works on every database."""
        return self.filter(kinds__icontains=f'"{kind}"')
