from datetime import date, datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, Q

from . import roles

if TYPE_CHECKING:
    from .models import Invitation, RoleGrant, SignedLink  # noqa: F401  (the type parameters below)


class RoleGrantQuerySet(models.QuerySet["RoleGrant"]):
    def open(self) -> Self:
        """Not ended by anybody; may lie in the future or be over by its date."""
        return self.filter(ended_at=None)

    def active(self, day: date) -> Self:
        """In force on the day: begun, not ended, not past its last day, its term still running."""
        terms = roles.terms()
        in_term = Q(term=None) if terms is None else Q(term=None) | Q(term__in=terms.running(day))
        return self.open().filter(in_term, Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self) -> Self:
        """Neither accepted nor withdrawn; the link may have expired."""
        return self.filter(accepted_at=None, withdrawn_at=None)


class SignedLinkQuerySet(models.QuerySet["SignedLink"]):
    def usable(self, at: datetime) -> Self:
        """Not expired, not revoked, not used up."""
        unused = Q(max_uses=None) | Q(used_count__lt=F("max_uses"))
        return self.filter(unused, revoked_at=None, expires_at__gt=at)
