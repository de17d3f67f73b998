from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from miteinander.foundation.media.models import CouncilDocument
from miteinander.foundation.values import clock
from miteinander.foundation.values.iban import validate_iban
from miteinander.foundation.values.money import MoneyField

from ..enums import ProofKind, ProofState
from .fund import Fund


class Proof(models.Model):
    """Verwendungsnachweis of a source for a period. Handed in, its data set is frozen and its receipts are locked."""

    fund = models.ForeignKey(
        Fund, verbose_name=_("Geldquelle"), on_delete=models.PROTECT, related_name="proofs"
    )
    kind = models.CharField(_("Art"), max_length=7, choices=ProofKind.choices, default=ProofKind.FINAL)
    period_start = models.DateField(_("von"))
    period_end = models.DateField(_("bis"))
    state = models.CharField(
        _("Stand"), max_length=9, choices=ProofState.choices, default=ProofState.DRAFT, editable=False
    )
    narrative = models.JSONField(_("Sachbericht"), default=list)
    """Paragraphs: {"text", "heading"?, "link"?, "key"?}; drafted from `concept.results`, then edited by people."""
    deviations = models.TextField(_("Abweichungen vom Plan"), blank=True)
    effects = models.TextField(_("Erfolg und Wirkung"), blank=True)
    place = models.CharField(_("Ort der Unterschrift"), max_length=80, blank=True)
    submitted_on = models.DateField(_("eingereicht am"), null=True, editable=False)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    frozen = models.JSONField(_("eingefrorener Datensatz"), null=True, editable=False)
    frozen_sha256 = models.CharField(_("Prüfsumme"), max_length=64, blank=True, editable=False)
    file = models.ForeignKey(
        CouncilDocument, null=True, blank=True, on_delete=models.PROTECT, related_name="+", editable=False
    )

    class Meta:
        verbose_name = _("Verwendungsnachweis")
        verbose_name_plural = _("Verwendungsnachweise")
        ordering = ["-period_end", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(period_end__gte=F("period_start")), name="funding_proof_period"
            ),
            models.CheckConstraint(
                condition=Q(state=ProofState.DRAFT, submitted_on__isnull=True)
                | (Q(state=ProofState.SUBMITTED, submitted_on__isnull=False) & ~Q(frozen_sha256="")),
                name="funding_proof_frozen",
            ),
            models.UniqueConstraint(
                fields=["fund"], condition=Q(kind=ProofKind.FINAL), name="funding_proof_one_final"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.fund}"


class MoneyReturn(models.Model):
    """Money that goes back to the funder, with the interest that was asked for."""

    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="returns")
    amount = MoneyField(_("Betrag"))
    interest = MoneyField(_("Zinsen"), default=0)
    interest_from = models.DateField(_("Zinsen ab"), null=True, blank=True)
    returned_on = models.DateField(_("zurückgezahlt am"))
    reason = models.CharField(_("Grund"), max_length=300)

    class Meta:
        verbose_name = _("Rückzahlung")
        verbose_name_plural = _("Rückzahlungen")
        ordering = ["-returned_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0, interest__gte=0), name="funding_return_positive")
        ]

    def __str__(self) -> str:
        return f"{self.fund}: {self.amount}"


class PaymentRun(models.Model):
    """A file of credit transfers for the bank. What was paid with it is noted when the bank has done it."""

    name = models.CharField(_("Name"), max_length=35, unique=True)
    execute_on = models.DateField(_("ausführen am"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField(_("angelegt"), default=clock.now, editable=False)
    debtor_name = models.CharField(_("Konto von"), max_length=70, editable=False, default="")
    debtor_iban = models.CharField(_("IBAN des Kontos"), max_length=34, editable=False, default="")
    debtor_bic = models.CharField(max_length=11, blank=True, editable=False, default="")
    """As they were when the run was made, so that its file stays the same."""
    sha256 = models.CharField(_("Prüfsumme"), max_length=64, blank=True, editable=False)
    confirmed_on = models.DateField(_("ausgeführt am"), null=True, editable=False)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("Überweisungsdatei")
        verbose_name_plural = _("Überweisungsdateien")
        ordering = ["-execute_on", "-pk"]

    def __str__(self) -> str:
        return self.name


class CreditTransfer(models.Model):
    """One transfer of a run. The IBAN goes when the run is a year old."""

    run = models.ForeignKey(PaymentRun, on_delete=models.CASCADE, related_name="transfers")
    receipt = models.OneToOneField("funding.Receipt", on_delete=models.PROTECT, related_name="transfer")
    name = models.CharField(_("Empfänger"), max_length=70)
    iban = models.CharField(_("IBAN"), max_length=34, blank=True)
    amount = MoneyField(_("Betrag"))
    text = models.CharField(_("Verwendungszweck"), max_length=140)

    class Meta:
        verbose_name = _("Überweisung")
        verbose_name_plural = _("Überweisungen")
        ordering = ["run", "pk"]
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="funding_payment_positive")]

    def __str__(self) -> str:
        return f"{self.name}: {self.amount}"


class PaymentAccount(models.Model):
    """The one row with the account from which the council pays. Empty until the office fills it in."""

    name = models.CharField(
        _("Kontoinhaber"),
        max_length=70,
        help_text=_("in lateinischen Buchstaben, so wie es bei der Bank steht"),
    )
    iban = models.CharField(_("IBAN"), max_length=34, validators=[validate_iban])
    bic = models.CharField(_("BIC"), max_length=11, blank=True, help_text=_("nur wenn die Bank ihn verlangt"))

    class Meta:
        verbose_name = _("Konto für Überweisungen")
        verbose_name_plural = _("Konto für Überweisungen")
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="funding_account_one")]

    def __str__(self) -> str:
        return self.name
