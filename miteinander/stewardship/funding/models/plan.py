from collections.abc import Sequence

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from miteinander.civic.concept.models import Activity
from miteinander.foundation.languages.fields import TranslatedField
from miteinander.foundation.languages.text import Translated
from miteinander.foundation.values.money import MoneyField

from ..enums import CostKind
from .fund import Fund


class CostLine(models.Model):
    """Kostenposition of a source of money."""

    fund = models.ForeignKey(
        Fund, verbose_name=_("Geldquelle"), on_delete=models.PROTECT, related_name="lines"
    )
    number = models.PositiveSmallIntegerField(_("Nummer"))
    title = TranslatedField(_("Titel"), blank=False)
    kind = models.CharField(_("Art der Kosten"), max_length=11, choices=CostKind.choices)

    class Meta:
        verbose_name = _("Kostenposition")
        verbose_name_plural = _("Kostenpositionen")
        ordering = ["fund", "number"]
        constraints = [models.UniqueConstraint(fields=["fund", "number"], name="funding_line_one_per_number")]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    def text_parts(self) -> tuple[Sequence[Translated], Sequence[Translated]]:
        return [self.title], []


class Allocation(models.Model):
    """The cell of line and activity: what was asked for, and what the plan gives since the decision."""

    line = models.ForeignKey(CostLine, on_delete=models.CASCADE, related_name="allocations")
    activity = models.ForeignKey(
        Activity, verbose_name=_("Vorhaben"), on_delete=models.PROTECT, related_name="allocations"
    )
    requested = MoneyField(_("beantragt"), default=0)
    planned = MoneyField(_("geplant"), default=0)

    class Meta:
        verbose_name = _("Planansatz")
        verbose_name_plural = _("Planansätze")
        ordering = ["line", "activity"]
        constraints = [
            models.UniqueConstraint(fields=["line", "activity"], name="funding_allocation_one_per_cell"),
            models.CheckConstraint(
                condition=Q(requested__gte=0, planned__gte=0), name="funding_allocation_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.line}, {self.activity}"


class Transfer(models.Model):
    """Umschichtung: money of one cell goes to another cell of the same source. The plan itself stays as it was."""

    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="transfers")
    from_line = models.ForeignKey(CostLine, on_delete=models.PROTECT, related_name="transfers_out")
    from_activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="+")
    to_line = models.ForeignKey(CostLine, on_delete=models.PROTECT, related_name="transfers_in")
    to_activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="+")
    amount = MoneyField(_("Betrag"))
    reason = models.CharField(_("Grund"), max_length=300)
    made_on = models.DateField(_("am"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    beyond_rule = models.BooleanField(_("über der Regel"), default=False)
    """The line then holds more than the rule allows; the funder is to be asked."""

    class Meta:
        verbose_name = _("Umschichtung")
        verbose_name_plural = _("Umschichtungen")
        ordering = ["-made_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="funding_transfer_positive"),
            models.CheckConstraint(
                condition=~Q(from_line=F("to_line"), from_activity=F("to_activity")),
                name="funding_transfer_moves",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_line} → {self.to_line}"


class CarryOver(models.Model):
    """What is left of one source at its end goes on in the next year's."""

    from_fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="carried_out")
    to_line = models.ForeignKey(CostLine, on_delete=models.PROTECT, related_name="carried_in")
    to_activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="+")
    amount = MoneyField(_("Betrag"))
    decided_on = models.DateField(_("beschlossen am"))
    source = models.CharField(_("Beschluss oder Bescheid"), max_length=200)

    class Meta:
        verbose_name = _("Übertrag")
        verbose_name_plural = _("Überträge")
        ordering = ["-decided_on", "-pk"]
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="funding_carry_positive")]

    def __str__(self) -> str:
        return f"{self.from_fund} → {self.to_line}"
