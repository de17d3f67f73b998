from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from miteinander.foundation.values.money import MoneyField

from .fund import Fund
from .plan import CostLine
from .receipt import Income, Receipt


class Movement(models.Model):
    """One booking: one debit account, one credit account, a positive amount. So the books balance by construction.

    Only added, never changed: there is no action that does. Accounts are words of `books`: "bank", "payables",
    "receivables", "expenses:<line>", "income:<fund>:<kind>", "returned:<fund>".
    """

    day = models.DateField(_("Tag"))
    debit = models.CharField(_("Soll"), max_length=40)
    credit = models.CharField(_("Haben"), max_length=40)
    amount = MoneyField(_("Betrag"))
    text = models.CharField(_("Text"), max_length=300)
    receipt = models.ForeignKey(Receipt, null=True, on_delete=models.PROTECT, related_name="movements")
    income = models.ForeignKey(Income, null=True, on_delete=models.PROTECT, related_name="movements")
    fund = models.ForeignKey(Fund, null=True, on_delete=models.PROTECT, related_name="movements")
    line = models.ForeignKey(CostLine, null=True, on_delete=models.PROTECT, related_name="movements")
    activity = models.ForeignKey("concept.Activity", null=True, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("Buchung")
        verbose_name_plural = _("Buchungen")
        ordering = ["day", "pk"]
        indexes = [models.Index(fields=["day", "id"], name="funding_movement_in_time")]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="funding_movement_positive"),
            models.CheckConstraint(condition=~Q(debit=F("credit")), name="funding_movement_two_accounts"),
        ]

    def __str__(self) -> str:
        return f"{self.debit} / {self.credit}: {self.amount}"
