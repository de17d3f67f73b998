from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class SeatKind(TextChoices):
    """How a member came into the body (§ 27 GO NRW, standing orders)."""

    ELECTED = "elected", _("Gewählte Mitglieder")
    DELEGATED = "delegated", _("Vom Stadtrat entsandte Mitglieder")
    ADVISORY = "advisory", _("Beratende Mitglieder")
