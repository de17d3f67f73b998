from datetime import date
from typing import Self

from django.db.models import Q
from wagtail.images.models import ImageQuerySet

from .enums import ConsentBasis


class CouncilImageQuerySet(ImageQuerySet):
    def publishable(self, day: date) -> Self:
        """Agrees with `CouncilImage.is_publishable`."""
        in_time = Q(consent_until__isnull=True) | Q(consent_until__gte=day)
        found: Self = self.filter(in_time, withdrawn_at__isnull=True).exclude(
            consent_basis=ConsentBasis.UNCLEAR
        )
        return found

    def withdrawn(self) -> Self:
        found: Self = self.filter(withdrawn_at__isnull=False).order_by("-withdrawn_at", "-pk")
        return found
