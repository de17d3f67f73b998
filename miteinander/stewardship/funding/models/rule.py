from datetime import date
from decimal import Decimal

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


def value_on(rule: Rule, day: date) -> Decimal | None:
    """What the rule says on the day; None: not known. One query."""
    row = DatedRule.objects.filter(rule=rule, valid_from__lte=day).order_by("-valid_from").first()
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
