from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from miteinander.civic.concept.models import Activity
from miteinander.civic.people.models import Organisation, Person
from miteinander.foundation.media.models import CouncilDocument
from miteinander.foundation.values.lists import ChoiceListField
from miteinander.foundation.values.money import MoneyField

from ..enums import FileKind, IncomeKind, PaymentKind, ReceiptKind, SplitRule
from .order import Order
from .plan import CostLine

HALF_A_CENT = Decimal("0.005")
"""SQLite counts in floating point."""


class Receipt(models.Model):
    """Beleg. Amounts are positive; a credit note or a reversal counts the other way. What is booked is never changed:
    a mistake is reversed and entered anew. Amounts are euros; a foreign one stands beside them with its rate."""

    number = models.CharField(_("Beleg-Nr."), max_length=12, unique=True, editable=False)
    kind = models.CharField(_("Art"), max_length=8, choices=ReceiptKind.choices, default=ReceiptKind.INVOICE)
    sign = models.SmallIntegerField(default=1, editable=False)
    """1: costs; -1: brings costs back. A reversal has the opposite of what it takes back."""
    order = models.ForeignKey(
        Order, verbose_name=_("Auftrag"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="receipts",
    )  # fmt: skip
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("Organisation"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="receipts",
    )  # fmt: skip
    payee = models.CharField(_("Rechnungssteller"), max_length=160)
    invoice_number = models.CharField(_("Rechnungs-Nr."), max_length=80, blank=True)
    issued_on = models.DateField(_("Rechnungsdatum"))
    delivered_on = models.DateField(_("Tag der Leistung"), null=True, blank=True)
    subject = models.CharField(_("Gegenstand"), max_length=300)
    gross = MoneyField(_("Rechnungsbetrag brutto"))
    vat = MoneyField(_("darin Umsatzsteuer"), null=True, blank=True)
    vat_note = models.CharField(_("Grund, warum keine Umsatzsteuer"), max_length=120, blank=True)
    discount = MoneyField(_("Skonto und Rabatt"), default=Decimal(0))
    not_eligible = MoneyField(_("nicht zuwendungsfähig"), default=Decimal(0))
    not_eligible_reason = models.CharField(_("warum nicht"), max_length=200, blank=True)
    currency = models.CharField(_("Währung"), max_length=3, default="EUR")
    foreign_amount = models.DecimalField(
        _("Betrag in der Währung"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    rate = models.DecimalField(
        _("Kurs"), max_digits=14, decimal_places=6, null=True, blank=True,
        help_text=_("so viele Einheiten der Währung für einen Euro"),
    )  # fmt: skip
    rate_on = models.DateField(_("Kurs vom"), null=True, blank=True)
    duties_seen = ChoiceListField(_("auf dem Beleg gesehen"))
    """Keys of `receipt_duties`, ticked by a person or read from an electronic invoice."""
    split_rule = models.CharField(
        _("Teilung"), max_length=10, choices=SplitRule.choices, default=SplitRule.SINGLE
    )
    split_reason = models.CharField(_("Begründung der Teilung"), max_length=200, blank=True)
    remark = models.CharField(_("Bemerkung"), max_length=300, blank=True)
    deviation = models.CharField(
        _("Begründung einer Abweichung"), max_length=300, blank=True,
        help_text=_("vor dem Bescheid, nach dem Zeitraum, mehr als frei ist"),
    )  # fmt: skip
    advanced_by = models.ForeignKey(
        Person, verbose_name=_("ausgelegt von"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="advances",
    )  # fmt: skip
    paid_on = models.DateField(_("Zahlungsdatum (Wertstellung)"), null=True, blank=True)
    payment = models.CharField(_("Zahlungsart"), max_length=8, choices=PaymentKind.choices, blank=True)
    reverses = models.OneToOneField(
        "self", verbose_name=_("Storno von"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="reversal", editable=False,
    )  # fmt: skip
    proof = models.ForeignKey(
        "funding.Proof", verbose_name=_("abgerechnet in"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="receipts", editable=False,
    )  # fmt: skip
    booked_on = models.DateField(_("gebucht am"), editable=False)
    booked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("gebucht von"), null=True, editable=False,
        on_delete=models.SET_NULL, related_name="+",
    )  # fmt: skip

    class Meta:
        verbose_name = _("Beleg")
        verbose_name_plural = _("Belege")
        ordering = ["-number"]
        indexes = [
            models.Index(fields=["paid_on", "number"], name="funding_receipt_in_time"),
            models.Index(fields=["payee", "invoice_number"], name="funding_receipt_twice"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(gross__gt=0), name="funding_receipt_positive"),
            models.CheckConstraint(
                condition=Q(vat__isnull=True) | Q(vat__gte=0, vat__lt=F("gross")), name="funding_receipt_vat"
            ),
            models.CheckConstraint(
                condition=Q(discount__gte=0, discount__lt=F("gross")), name="funding_receipt_discount"
            ),
            models.CheckConstraint(
                condition=Q(not_eligible__gte=0, not_eligible__lte=F("gross") - F("discount") + HALF_A_CENT),
                name="funding_receipt_eligible",
            ),
            models.CheckConstraint(
                condition=Q(paid_on__isnull=True, payment="") | (Q(paid_on__isnull=False) & ~Q(payment="")),
                name="funding_receipt_payment",
            ),
            models.CheckConstraint(
                condition=Q(
                    currency="EUR", foreign_amount__isnull=True, rate__isnull=True, rate_on__isnull=True
                )
                | (~Q(currency="EUR") & Q(foreign_amount__gt=0, rate__gt=0, rate_on__isnull=False)),
                name="funding_receipt_currency",
            ),
            models.CheckConstraint(
                condition=Q(kind=ReceiptKind.INVOICE, sign=1)
                | Q(kind=ReceiptKind.CREDIT, sign=-1)
                | Q(kind=ReceiptKind.REVERSAL, sign__in=(1, -1)),
                name="funding_receipt_sign",
            ),
            models.CheckConstraint(
                condition=Q(kind=ReceiptKind.REVERSAL, reverses__isnull=False)
                | (~Q(kind=ReceiptKind.REVERSAL) & Q(reverses__isnull=True)),
                name="funding_receipt_reversal",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.payee}"

    @property
    def paid(self) -> Decimal:
        """What was or will be paid, as a positive amount."""
        paid: Decimal = self.gross - self.discount
        return paid

    @property
    def eligible(self) -> Decimal:
        eligible: Decimal = self.paid - self.not_eligible
        return eligible


class ReceiptShare(models.Model):
    """What one cell of line and activity bears; together they bear what is paid. `sign` is the receipt's."""

    receipt = models.ForeignKey(Receipt, on_delete=models.CASCADE, related_name="shares")
    line = models.ForeignKey(CostLine, on_delete=models.PROTECT, related_name="receipt_shares")
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="receipt_shares")
    amount = MoneyField(_("Betrag"))
    not_eligible = MoneyField(_("nicht zuwendungsfähig"), default=Decimal(0))
    sign = models.SmallIntegerField(default=1)
    proof = models.ForeignKey(
        "funding.Proof", null=True, editable=False, on_delete=models.PROTECT, related_name="receipt_shares"
    )
    """In which it was settled: a receipt of two sources is settled in a proof of each."""

    class Meta:
        verbose_name = _("Anteil am Beleg")
        verbose_name_plural = _("Anteile am Beleg")
        ordering = ["receipt", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["receipt", "line", "activity"], name="funding_receipt_share_once"
            ),
            models.CheckConstraint(
                condition=Q(amount__gt=0, not_eligible__gte=0, not_eligible__lte=F("amount")),
                name="funding_receipt_share_amounts",
            ),
            models.CheckConstraint(condition=Q(sign__in=(1, -1)), name="funding_receipt_share_sign"),
        ]

    def __str__(self) -> str:
        return f"{self.line}: {self.amount}"


class ReceiptFile(models.Model):
    """A file of a receipt with the hash of what was handed in. The same invoice is not kept twice."""

    receipt = models.ForeignKey(Receipt, on_delete=models.CASCADE, related_name="files")
    kind = models.CharField(_("Art"), max_length=7, choices=FileKind.choices, default=FileKind.INVOICE)
    document = models.OneToOneField(
        CouncilDocument, verbose_name=_("Datei"), on_delete=models.PROTECT, related_name="receipt_file"
    )
    sha256 = models.CharField(_("Prüfsumme"), max_length=64)
    stored_sha256 = models.CharField(max_length=64)
    """Of what is kept: pictures are written anew, without place and camera."""
    size = models.PositiveIntegerField(_("Größe in Byte"))

    class Meta:
        verbose_name = _("Datei zum Beleg")
        verbose_name_plural = _("Dateien zum Beleg")
        ordering = ["receipt", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["sha256"], condition=Q(kind=FileKind.INVOICE), name="funding_file_invoice_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.document)


class Income(models.Model):
    """Einnahme of a source: the grant, the own share, fees, donations. `reverses` takes one back."""

    number = models.CharField(_("Nr."), max_length=12, unique=True, editable=False)
    fund = models.ForeignKey(
        "funding.Fund", verbose_name=_("Geldquelle"), on_delete=models.PROTECT, related_name="income"
    )
    kind = models.CharField(_("Art"), max_length=11, choices=IncomeKind.choices)
    received_on = models.DateField(_("Tag der Einzahlung"))
    payer = models.CharField(_("Einzahler"), max_length=160)
    reason = models.CharField(_("Grund"), max_length=300)
    amount = MoneyField(_("Betrag"))
    activity = models.ForeignKey(
        Activity, verbose_name=_("Vorhaben"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="income",
    )  # fmt: skip
    instalment = models.OneToOneField(
        "funding.Instalment", null=True, blank=True, on_delete=models.PROTECT, related_name="income",
        editable=False,
    )  # fmt: skip
    reverses = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="reversal", editable=False
    )
    proof = models.ForeignKey(
        "funding.Proof",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="income",
        editable=False,
    )
    booked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("Einnahme")
        verbose_name_plural = _("Einnahmen")
        ordering = ["-number"]
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="funding_income_positive")]

    def __str__(self) -> str:
        return f"{self.number} {self.payer}"

    @property
    def sign(self) -> int:
        return -1 if self.reverses_id else 1
