"""Many-object reads of plans and registrations; the start of every list, count and export."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Count, Min, Q

from .enums import HOLDING, IN_PLAY, RegistrationState, Verdict

if TYPE_CHECKING:
    from .models import Registration, RegistrationPlan  # noqa: F401  (the type parameters below)

SEE = "participation.view_registration"


class PlanQuerySet(models.QuerySet["RegistrationPlan"]):
    def with_start(self) -> Self:
        """`starts_at`: when its event begins, None without a day."""
        return self.annotate(starts_at=Min("event__dates__starts_at"))

    def to_decide(self, moment: datetime) -> Self:
        """Whose minimum is due to be counted."""
        return self.filter(minimum__isnull=False, verdict=Verdict.OPEN, decides_at__lte=moment)


class RegistrationQuerySet(models.QuerySet["Registration"]):
    def visible_to(self, user: Any) -> Self:
        """Personal data: only for roles that hold the permission."""
        return self.all() if user.is_active and user.has_perm(SEE) else self.none()

    def of_event(self, event_id: int) -> Self:
        return self.filter(plan__event_id=event_id)

    def holding(self) -> Self:
        return self.filter(state__in=HOLDING)

    def booked(self) -> Self:
        return self.filter(state=RegistrationState.BOOKED)

    def in_play(self) -> Self:
        """Booked, offered or waiting: whoever must be told when the event changes."""
        return self.filter(state__in=IN_PLAY)

    def waiting(self) -> Self:
        return self.filter(state=RegistrationState.WAITING)

    def lapsing(self, moment: datetime) -> Self:
        """Offers whose time is over."""
        return self.filter(state=RegistrationState.OFFERED, offer_until__lte=moment)

    def with_size(self) -> Self:
        return self.annotate(size=Count("guests"))

    def find(self, words: str) -> Self:
        """By a part of a name or by the whole e-mail address."""
        text = words.strip()[:120]
        return self.filter(
            Q(name__icontains=text) | Q(guests__name__icontains=text) | Q(email__iexact=text)
        ).distinct()
