"""Many-object reads of outlets, deliveries and subscribers."""

from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from miteinander.foundation.values.clock import today

if TYPE_CHECKING:
    from .models import Delivery, Outlet, PostalSubscriber  # noqa: F401  (the type parameters below)


class OutletQuerySet(models.QuerySet["Outlet"]):
    def active(self) -> Self:
        return self.filter(is_active=True)

    def in_rounds(self) -> Self:
        """Round by round in the order of their stations, those without a round last. Loads what an address needs."""
        return self.select_related("venue__district", "district", "round").order_by(
            F("round__name").asc(nulls_last=True), "round_id", "stop", "name", "pk"
        )

    def visible_to(self, user: Any) -> Self:
        allowed = getattr(user, "is_active", False) and user.has_perm("newspaper.view_outlet")
        return self if allowed else self.none()


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def counted(self) -> Self:
        """Those whose leftovers somebody counted."""
        return self.filter(leftovers__isnull=False)


class PostalSubscriberQuerySet(models.QuerySet["PostalSubscriber"]):
    def active(self) -> Self:
        return self.active_on(today())

    def active_on(self, day: date) -> Self:
        return self.filter(consent_on__lte=day).filter(Q(ended_on__isnull=True) | Q(ended_on__gt=day))

    def with_doubles(self) -> Self:
        """`is_double`: an earlier subscription that still runs has the same name and address. No more queries."""
        earlier = self.model._default_manager.filter(
            name__iexact=OuterRef("name"),
            street__iexact=OuterRef("street"),
            postal_code=OuterRef("postal_code"),
            ended_on__isnull=True,
            pk__lt=OuterRef("pk"),
        )
        return self.annotate(is_double=Exists(earlier))

    def for_labels(self, day: date | None = None) -> Self:
        """Who gets an edition that goes out on the day, as the post wants them: by postal code."""
        return self.active_on(day or today()).order_by("postal_code", "street", "name", "pk")
