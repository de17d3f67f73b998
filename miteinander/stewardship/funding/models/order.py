from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from miteinander.civic.concept.models import Activity
from miteinander.civic.people.models import Organisation, Person
from miteinander.foundation.media.models import CouncilDocument
from miteinander.foundation.values.money import MoneyField
from miteinander.programme.events.enums import LegalForm, WorkKind
from miteinander.programme.events.models import Engagement, Event

from ..enums import OrderState, SplitRule
from .plan import CostLine

BINDING = (OrderState.PLACED, OrderState.CLOSED)


class Order(models.Model):
    """Auftrag: money promised. Who decided stands with it, and above the limit of the rules a second person."""

    number = models.CharField(_("Nummer"), max_length=12, unique=True, editable=False)
    purpose = models.CharField(_("wofür"), max_length=300)
    event = models.ForeignKey(
        Event, verbose_name=_("Veranstaltung"), null=True, blank=True, on_delete=models.SET_NULL,
        related_name="orders",
    )  # fmt: skip
    engagement = models.OneToOneField(
        Engagement, verbose_name=_("Mitwirkung"), null=True, blank=True, on_delete=models.SET_NULL,
        related_name="order", editable=False,
    )  # fmt: skip
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("Organisation"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="orders",
    )  # fmt: skip
    person = models.ForeignKey(
        Person,
        verbose_name=_("Person"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="orders",
    )
    payee = models.CharField(_("an wen"), max_length=160)
    legal_form = models.CharField(
        _("Rechtsform"), max_length=13, choices=LegalForm.choices, default=LegalForm.UNKNOWN
    )
    work = models.CharField(_("Art der Arbeit"), max_length=14, choices=WorkKind.choices, blank=True)
    resident_abroad = models.BooleanField(_("Wohnsitz oder Sitz im Ausland"), null=True, blank=True)
    net_fee = MoneyField(
        _("davon Honorar ohne Umsatzsteuer"), null=True, blank=True,
        help_text=_("zählt bei künstlerischer Arbeit für die Künstlersozialabgabe"),
    )  # fmt: skip
    amount = MoneyField(_("Betrag"), help_text=_("mit Umsatzsteuer"))
    split_rule = models.CharField(
        _("Teilung"), max_length=10, choices=SplitRule.choices, default=SplitRule.SINGLE
    )
    split_reason = models.CharField(_("Begründung der Teilung"), max_length=200, blank=True)
    state = models.CharField(
        _("Stand"), max_length=9, choices=OrderState.choices, default=OrderState.DRAFT, editable=False
    )
    ordered_on = models.DateField(_("beauftragt am"), null=True, blank=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("entschieden von"), null=True, editable=False,
        on_delete=models.PROTECT, related_name="+",
    )  # fmt: skip
    needs_second = models.BooleanField(_("braucht eine zweite Person"), default=False, editable=False)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("mitgezeichnet von"), null=True, editable=False,
        on_delete=models.PROTECT, related_name="+",
    )  # fmt: skip
    quotes_waived = models.CharField(
        _("warum weniger als drei Angebote"), max_length=300, blank=True,
        help_text=_("nur wenn die Regel drei verlangt und es weniger gibt"),
    )  # fmt: skip
    overspend_reason = models.CharField(
        _("warum mehr als frei ist"), max_length=300, blank=True, editable=False
    )
    note = models.TextField(_("Vermerk"), blank=True)

    class Meta:
        verbose_name = _("Auftrag")
        verbose_name_plural = _("Aufträge")
        ordering = ["-number"]
        permissions = [("approve_order", _("Darf Aufträge mitzeichnen"))]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="funding_order_positive"),
            models.CheckConstraint(
                condition=Q(net_fee__isnull=True) | Q(net_fee__gte=0, net_fee__lte=F("amount")),
                name="funding_order_fee",
                violation_error_message=_("Das Honorar ist höher als der ganze Betrag."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=BINDING) | Q(ordered_on__isnull=False, decided_by__isnull=False),
                name="funding_order_decided",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=BINDING) | Q(needs_second=False) | Q(approved_by__isnull=False),
                name="funding_order_four_eyes",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("decided_by")),
                name="funding_order_two_people",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.purpose}"

    @property
    def is_binding(self) -> bool:
        return self.state in BINDING


class OrderShare(models.Model):
    """What one cell of line and activity bears of an order."""

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="shares")
    line = models.ForeignKey(CostLine, on_delete=models.PROTECT, related_name="order_shares")
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="order_shares")
    amount = MoneyField(_("Betrag"))

    class Meta:
        verbose_name = _("Anteil am Auftrag")
        verbose_name_plural = _("Anteile am Auftrag")
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["order", "line", "activity"], name="funding_order_share_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="funding_order_share_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.line}: {self.amount}"


class Quote(models.Model):
    """An offer somebody was asked for."""

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="quotes")
    supplier = models.CharField(_("von wem"), max_length=160)
    amount = MoneyField(_("Betrag"))
    received_on = models.DateField(_("vom"))
    file = models.ForeignKey(
        CouncilDocument, verbose_name=_("Datei"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    is_chosen = models.BooleanField(_("genommen"), default=False)
    reason = models.CharField(_("Begründung der Wahl"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("Angebot")
        verbose_name_plural = _("Angebote")
        ordering = ["order", "amount"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="funding_quote_positive"),
            models.UniqueConstraint(
                fields=["order"], condition=Q(is_chosen=True), name="funding_quote_one_chosen"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.supplier}: {self.amount}"
