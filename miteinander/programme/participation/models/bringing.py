from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from miteinander.foundation.languages.fields import TranslatedField

from .plan import RegistrationPlan
from .registration import Registration


class BringItem(models.Model):
    """Something people bring along. `claimed` is stored for the same reason as `SeatPool.taken`."""

    plan = models.ForeignKey(RegistrationPlan, on_delete=models.CASCADE, related_name="bring_items")
    position = models.PositiveSmallIntegerField(default=0, editable=False)
    label = TranslatedField(_("Was"), longest=80)
    wanted = models.PositiveSmallIntegerField(_("Wie viele"), default=1)
    claimed = models.PositiveSmallIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("Mitbringen")
        verbose_name_plural = _("Mitbringliste")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(claimed__lte=F("wanted")), name="participation_bring_not_more_than_wanted"
            )
        ]

    def __str__(self) -> str:
        return str(self.label)

    @property
    def open_count(self) -> int:
        return self.wanted - self.claimed


class Claim(models.Model):
    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="claims")
    item = models.ForeignKey(BringItem, on_delete=models.CASCADE, related_name="claims")
    count = models.PositiveSmallIntegerField(_("Wie viele"), default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["registration", "item"], name="participation_claim_once"),
            models.CheckConstraint(condition=Q(count__gt=0), name="participation_claim_some"),
        ]

    def __str__(self) -> str:
        return f"{self.count} × {self.item}"
