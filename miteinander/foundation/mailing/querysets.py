from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from .enums import OPEN, STUCK, MailState

if TYPE_CHECKING:
    from .models import OutgoingMail  # noqa: F401


class OutgoingMailQuerySet(QuerySet["OutgoingMail"]):
    def open(self) -> "OutgoingMailQuerySet":
        """Not delivered yet."""
        return self.filter(state__in=OPEN)

    def stuck(self) -> "OutgoingMailQuerySet":
        """Somebody should look at these: refused, or not known whether they arrived."""
        return self.filter(state__in=STUCK)

    def forgotten(self, before: datetime) -> "OutgoingMailQuerySet":
        """Open and due since before the moment, with nobody at work on them."""
        due = Q(next_attempt_at__isnull=True, created_at__lt=before) | Q(next_attempt_at__lt=before)
        return self.filter(
            due, Q(state=MailState.WAITING) | Q(state=MailState.SENDING, claimed_until__lt=before)
        )

    def closed_before(self, moment: datetime) -> "OutgoingMailQuerySet":
        """Delivered or given up, and written before the moment."""
        return self.exclude(state__in=OPEN).filter(created_at__lt=moment)
