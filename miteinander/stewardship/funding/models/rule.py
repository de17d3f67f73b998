from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..enums import Rule


class DatedRule(models.Model):
    """What a rule says from a day on. Where no row is, nobody told us: the rule is asked for, never guessed."""

    rule = models.CharField(_("Regel"), max_length=16, choices=Rule.choices)
    valid_from = models.DateField(_("gilt ab"))
    value = models.DecimalField(_("Wert"), max_digits=12, decimal_places=2)
    source = models.CharField(_("Quelle"), max_length=200, help_text=_("Gesetz, Bescheid oder Beschluss"))
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("eingetragen von"), null=True, blank=True, editable=False,
        on_delete=models.SET_NULL, related_name="+",
    )  # fmt: skip

    class Meta:
        verbose_name = _("Regel mit Datum")
        verbose_name_plural = _("Regeln mit Datum")
        ordering = ["rule", "-valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["rule", "valid_from"], name="funding_rule_one_per_day"),
            models.CheckConstraint(condition=Q(value__gte=0), name="funding_rule_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.get_rule_display()}: {self.value}"


def value_on(rule: Rule, day: date, *, not_by: Any = None) -> Decimal | None:
    """What the rule says on the day; None: not known. `not_by`: what this account set itself does not count. One query."""
    rows = DatedRule.objects.filter(rule=rule, valid_from__lte=day).order_by("-valid_from")
    if not_by is not None:
        rows = rows.filter(~models.Q(entered_by=not_by) | models.Q(entered_by=None))
    row = rows.first()
    return None if row is None else row.value


class Counter(models.Model):
    """The last number given in a year."""

    key = models.CharField(max_length=8)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "year"], name="funding_counter_one")]

    def __str__(self) -> str:
        return f"{self.key} {self.year}"
