from typing import TYPE_CHECKING, Self

from django.db import models

from miteinander.foundation.languages.rows import matching

if TYPE_CHECKING:
    from .models import District, Venue  # noqa: F401  (the type parameters below)


class DistrictQuerySet(models.QuerySet["District"]):
    def on_map(self) -> Self:
        return self.filter(map_column__isnull=False, map_row__isnull=False)

    def named_like(self, query: str) -> Self:
        """By name or synonym, whatever the spelling of the umlauts."""
        return matching(self, query, "de")


class VenueQuerySet(models.QuerySet["Venue"]):
    def step_free(self) -> Self:
        return self.filter(step_free="yes")
