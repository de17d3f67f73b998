from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from miteinander.civic.people.models import Organisation, Person
from miteinander.foundation.values.money import MoneyField

from ..enums import ARTISTIC_WORK, EngagementState, LegalForm, WorkKind
from .event import Event


class Engagement(models.Model):
    """Who works at an event for what: the start of every fee. Rooms above turn it into an order.

    Not a part of the event's revisions, so that erasing a name reaches it. `resident_abroad` decides about the tax of
    § 50a EStG; nationality has no field.
    """

    event = models.ForeignKey(
        Event, verbose_name=_("Veranstaltung"), on_delete=models.CASCADE, related_name="engagements"
    )
    person = models.ForeignKey(
        Person,
        verbose_name=_("Person"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="engagements",
    )
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("Organisation"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="engagements",
    )
    name = models.CharField(
        _("Name"),
        max_length=160,
        blank=True,
        help_text=_("Nur wenn weder Person noch Organisation gespeichert ist."),
    )
    kind = models.CharField(_("Art der Arbeit"), max_length=14, choices=WorkKind.choices)
    state = models.CharField(
        _("Stand"), max_length=9, choices=EngagementState.choices, default=EngagementState.ASKED
    )
    fee = MoneyField(
        _("Honorar in Euro, ohne Umsatzsteuer"), null=True, blank=True, help_text=_("0 heißt: ehrenamtlich")
    )
    legal_form = models.CharField(
        _("Rechtsform"), max_length=13, choices=LegalForm.choices, default=LegalForm.UNKNOWN
    )
    resident_abroad = models.BooleanField(
        _("Wohnsitz oder Sitz im Ausland"),
        null=True,
        blank=True,
        help_text=_("Bei Künstlerinnen und Künstlern aus dem Ausland kann Steuer anfallen (§ 50a EStG)."),
    )
    note = models.TextField(_("Absprachen"), blank=True)

    class Meta:
        verbose_name = _("Mitwirkung")
        verbose_name_plural = _("Mitwirkungen")
        ordering = ["event", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, organisation__isnull=True, name="")
                | Q(person__isnull=True, organisation__isnull=False, name="")
                | (Q(person__isnull=True, organisation__isnull=True) & ~Q(name="")),
                name="events_engagement_one_who",
                violation_error_message=_(
                    "Nennen Sie genau eines: eine Person, eine Organisation oder einen Namen."
                ),
            ),
            models.CheckConstraint(
                condition=Q(fee__isnull=True) | Q(fee__gte=0),
                name="events_engagement_fee",
                violation_error_message=_("Das Honorar ist 0 oder mehr."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.who)

    @property
    def who(self) -> str:
        """Costs a query unless `person` and `organisation` are loaded."""
        return str(self.person or self.organisation or self.name)

    @property
    def is_artistic(self) -> bool:
        """Counts for the Künstlersozialabgabe by its kind (domain.md 3.7); legal form decides too."""
        return self.kind in ARTISTIC_WORK

    @property
    def counts_for_artists_fund(self) -> bool:
        """Fees to companies and associations do not count."""
        return self.is_artistic and self.legal_form in (LegalForm.SELF_EMPLOYED, LegalForm.UNKNOWN)

    @property
    def may_owe_tax_abroad(self) -> bool:
        """Artistic work for a fee by somebody who lives abroad, or who may: tax is kept back (§ 50a EStG) unless checked."""
        return self.is_artistic and self.resident_abroad is not False and self.fee != 0
