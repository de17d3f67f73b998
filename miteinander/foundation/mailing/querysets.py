from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import F, Q, QuerySet

from .enums import OPEN, STUCK, MailState

if TYPE_CHECKING:
    from .models import MailAddress, OutgoingMail  # noqa: F401


class OutgoingMailQuerySet(QuerySet["OutgoingMail"]):
    def open(self) -> "OutgoingMailQuerySet":
        """Not delivered yet."""
        return self.filter(state__in=OPEN)

    def stuck(self) -> "OutgoingMailQuerySet":
        """Somebody should look at these: they did not arrive, or nobody knows, and they were not sent again."""
        return self.filter(state__in=STUCK, resent_as__isnull=True)

    def due(self, moment: datetime) -> "OutgoingMailQuerySet":
        """Waiting, and not for later: what only one person gets first, then in the order of writing."""
        at = Q(next_attempt_at__isnull=True) | Q(next_attempt_at__lte=moment)
        return self.filter(at, state=MailState.WAITING).order_by("kind", F("pk").asc())

    def closed_before(self, moment: datetime) -> "OutgoingMailQuerySet":
        """Delivered or given up, and written before the moment."""
        return self.exclude(state__in=OPEN).filter(created_at__lt=moment)


class MailAddressQuerySet(QuerySet["MailAddress"]):
    def stopped(self) -> "MailAddressQuerySet":
        return self.filter(stopped_at__isnull=False)

    def known_for(self, addresses: list[str]) -> "MailAddressQuerySet":
        return self.filter(address__in=addresses)
