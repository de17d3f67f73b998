from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from miteinander.civic.people.models import Organisation
from miteinander.foundation.languages.fields import TranslatedField
from miteinander.foundation.languages.text import Translated
from miteinander.foundation.media.models import CouncilDocument
from miteinander.foundation.values.lists import ChoiceListField
from miteinander.foundation.values.money import MoneyField

from ..enums import CostKind, FundKind, FundState, IncomeKind

GRANTED = (FundState.GRANTED, FundState.PROVED)
"""Money that may be spent, or was."""


class Fund(models.Model):
    """A source of money from the request to its proof: the council's own budget, an additional request, a grant."""

    slug = models.SlugField(max_length=80, unique=True)
    kind = models.CharField(_("Art"), max_length=6, choices=FundKind.choices)
    title = TranslatedField(_("Titel"), blank=False)
    funder = models.ForeignKey(
        Organisation,
        verbose_name=_("Geldgeber"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="funds",
    )
    is_additional = models.BooleanField(_("zusätzlich zum Grundhaushalt"), default=False)
    is_sample = models.BooleanField(
        _("Beträge sind ein Muster"), default=False, help_text=_("steht dann auf jeder Seite und jedem Blatt")
    )
    period_start = models.DateField(_("Zeitraum von"))
    period_end = models.DateField(_("Zeitraum bis"))
    state = models.CharField(
        _("Stand"), max_length=9, choices=FundState.choices, default=FundState.DRAFT, editable=False
    )
    purpose = models.TextField(_("Zweck"), help_text=_("wofür das Geld da ist, wie im Antrag und Bescheid"))
    reason = models.TextField(_("Begründung"), blank=True, help_text=_("warum es gebraucht wird"))
    call = models.CharField(_("Förderaufruf"), max_length=200, blank=True)
    call_address = models.URLField(_("Adresse des Aufrufs"), blank=True)
    apply_until = models.DateField(_("Antrag bis"), null=True, blank=True)
    requested_on = models.DateField(_("beantragt am"), null=True, blank=True, editable=False)
    amount_requested = MoneyField(_("beantragter Betrag"), null=True, blank=True, editable=False)
    decided_on = models.DateField(_("Bescheid oder Beschluss vom"), null=True, blank=True, editable=False)
    file_number = models.CharField(_("Aktenzeichen"), max_length=80, blank=True)
    amount_granted = MoneyField(_("bewilligter Betrag"), null=True, blank=True, editable=False)
    early_start_from = models.DateField(
        _("vorzeitiger Beginn erlaubt ab"), null=True, blank=True,
        help_text=_("leer: vor dem Bescheid darf nichts beauftragt werden"),
    )  # fmt: skip
    conditions = models.TextField(_("Auflagen"), blank=True)
    eligible_kinds = ChoiceListField(
        _("bezahlt werden nur"), options=lambda: CostKind.choices, help_text=_("leer: alle Arten von Kosten")
    )
    transfer_share = models.DecimalField(
        _("eine Position darf überschritten werden um (Prozent)"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("leer: wie in den Regeln"),
    )
    interim_until = models.DateField(_("Zwischennachweis bis"), null=True, blank=True)
    report_until = models.DateField(_("Verwendungsnachweis bis"), null=True, blank=True)
    notice = models.ForeignKey(
        CouncilDocument, verbose_name=_("Bescheid"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip

    class Meta:
        verbose_name = _("Geldquelle")
        verbose_name_plural = _("Geldquellen")
        ordering = ["-period_start", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(period_end__gte=F("period_start")),
                name="funding_fund_period",
                violation_error_message=_("Der Zeitraum endet vor seinem Anfang."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=GRANTED) | Q(amount_granted__gte=0, decided_on__isnull=False),
                name="funding_fund_granted_amount",
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def is_open(self) -> bool:
        """May be ordered and booked on."""
        return self.state == FundState.GRANTED

    def covers(self, day: date) -> bool:
        return self.period_start <= day <= self.period_end

    @property
    def binding_from(self) -> date | None:
        """The first day on which money may be promised; None: not yet."""
        return self.early_start_from or self.decided_on

    def text_parts(self) -> tuple[Sequence[Translated], Sequence[Translated]]:
        return [self.title], [Translated.of(self.purpose)]


class PlannedIncome(models.Model):
    """One row of the financing plan: where the money of a source comes from."""

    fund = models.ForeignKey(Fund, on_delete=models.CASCADE, related_name="planned_income")
    kind = models.CharField(_("Art"), max_length=11, choices=IncomeKind.choices)
    title = models.CharField(_("von wem"), max_length=160, blank=True)
    amount = MoneyField(_("Betrag"))

    class Meta:
        verbose_name = _("geplante Einnahme")
        verbose_name_plural = _("Finanzierungsplan")
        ordering = ["fund", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="funding_planned_income_positive")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.title}".strip()


class Instalment(models.Model):
    """Mittelabruf: a part of a grant that is called and arrives. What arrived is an income."""

    fund = models.ForeignKey(Fund, on_delete=models.CASCADE, related_name="instalments")
    due_on = models.DateField(_("abrufen bis"))
    amount = MoneyField(_("Betrag"))
    called_on = models.DateField(_("abgerufen am"), null=True, blank=True)

    class Meta:
        verbose_name = _("Teilbetrag")
        verbose_name_plural = _("Teilbeträge")
        ordering = ["fund", "due_on"]
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="funding_instalment_positive")]

    def __str__(self) -> str:
        return f"{self.fund}: {self.amount}"


class YearlyNeed(models.Model):
    """What an activity needs in a year: the long view over five years."""

    activity = models.ForeignKey("concept.Activity", on_delete=models.CASCADE, related_name="yearly_needs")
    year = models.PositiveSmallIntegerField(_("Jahr"))
    amount = MoneyField(_("Bedarf"))

    class Meta:
        verbose_name = _("Bedarf im Jahr")
        verbose_name_plural = _("Bedarf in den Jahren")
        ordering = ["year", "activity"]
        constraints = [
            models.UniqueConstraint(fields=["activity", "year"], name="funding_need_one_per_year"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="funding_need_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.activity} {self.year}"


ZERO = Decimal("0.00")
