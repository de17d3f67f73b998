"""Where the copies of an edition go, and what came back."""

import uuid
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from miteinander.civic.people.models import Organisation, Person
from miteinander.civic.places.models import District, Venue
from miteinander.foundation.values.clock import today

from ..distribution_querysets import DeliveryQuerySet, OutletQuerySet, PostalSubscriberQuerySet
from ..enums import ConsentWay
from ..subscription_codes import code_of, digest_of, shown_code
from .article import language_choices
from .edition import Edition

MOST_COPIES = 100_000
"""At one outlet; more is a slip of the keyboard."""
MOST_BY_POST = 20


class CarrierRound(models.Model):
    """Verteilrunde: the outlets one person serves on one way."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(_("Name"), max_length=120, help_text=_("zum Beispiel „Nord, mit dem Rad“"))
    carrier = models.ForeignKey(
        Person,
        verbose_name=_("Wer austrägt"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="carrier_rounds",
    )
    note = models.TextField(_("Hinweise"), max_length=1000, blank=True)

    class Meta:
        verbose_name = _("Verteilrunde")
        verbose_name_plural = _("Verteilrunden")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class Outlet(models.Model):
    """Auslagestelle. The address is its own where it stands in no venue of ours."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(_("Name"), max_length=160)
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("Organisation"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="newspaper_outlets",
    )
    venue = models.ForeignKey(
        Venue,
        verbose_name=_("Ort"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="newspaper_outlets",
        help_text=_("Ohne eigene Anschrift gilt die des Ortes."),
    )
    street = models.CharField(_("Straße und Hausnummer"), max_length=120, blank=True)
    postal_code = models.CharField(_("Postleitzahl"), max_length=10, blank=True)
    town = models.CharField(_("Stadt"), max_length=80, blank=True)
    district = models.ForeignKey(
        District,
        verbose_name=_("Stadtteil"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="newspaper_outlets",
        help_text=_("Leer: der Stadtteil des Ortes."),
    )
    contact = models.CharField(
        _("Ansprechperson"),
        max_length=200,
        blank=True,
        help_text=_("Name und Telefon, wenn man vorher anruft."),
    )
    place_note = models.CharField(
        _("Wo die Zeitung liegt"),
        max_length=200,
        blank=True,
        help_text=_("zum Beispiel „Ständer neben der Treppe“"),
    )
    usual_copies = models.PositiveIntegerField(
        _("übliche Stückzahl"),
        default=0,
        validators=[MaxValueValidator(MOST_COPIES)],
        help_text=_("Gilt, bis die Reste zweier Ausgaben gezählt sind."),
    )
    round = models.ForeignKey(
        CarrierRound,
        verbose_name=_("Verteilrunde"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="outlets",
    )
    stop = models.PositiveSmallIntegerField(_("Station auf der Runde"), default=0)
    is_active = models.BooleanField(_("bekommt Zeitungen"), default=True)

    objects = OutletQuerySet.as_manager()

    class Meta:
        verbose_name = _("Auslagestelle")
        verbose_name_plural = _("Auslagestellen")
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(usual_copies__lte=MOST_COPIES), name="newspaper_outlet_copies_are_few"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def address_lines(self) -> tuple[str, ...]:
        """Street, then postal code and town; of the venue where the outlet has none. Loads the venue."""
        source = self if self.street or self.town or self.venue is None else self.venue
        town = f"{source.postal_code} {source.town}".strip()
        return tuple(part for part in (source.street, town) if part)

    @property
    def address(self) -> str:
        return ", ".join(self.address_lines)

    @property
    def place(self) -> District | None:
        """Its district, or that of its venue. Loads both."""
        return self.district or (self.venue.district if self.venue else None)


class Delivery(models.Model):
    """What one outlet got of one edition, and what was left when the next one came."""

    edition = models.ForeignKey(
        Edition, verbose_name=_("Ausgabe"), on_delete=models.CASCADE, related_name="deliveries"
    )
    outlet = models.ForeignKey(
        Outlet, verbose_name=_("Auslagestelle"), on_delete=models.PROTECT, related_name="deliveries"
    )
    planned = models.PositiveIntegerField(_("geplant"), default=0)
    delivered = models.PositiveIntegerField(_("ausgelegt"), null=True, blank=True)
    delivered_on = models.DateField(_("ausgelegt am"), null=True, blank=True)
    leftovers = models.PositiveIntegerField(_("übrig"), null=True, blank=True)
    counted_on = models.DateField(_("gezählt am"), null=True, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("Lieferung an eine Auslagestelle")
        verbose_name_plural = _("Lieferungen an Auslagestellen")
        ordering = ["edition", "outlet"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "outlet"], name="newspaper_delivery_one_per_outlet"),
            models.CheckConstraint(
                condition=Q(leftovers__isnull=True)
                | Q(delivered__isnull=False, leftovers__isnull=False, leftovers__lte=F("delivered")),
                name="newspaper_delivery_leftovers_were_there",
                violation_error_message=_("Es kann nicht mehr übrig sein, als ausgelegt wurde."),
            ),
            models.CheckConstraint(
                condition=Q(delivered__isnull=True, delivered_on__isnull=True)
                | Q(delivered__isnull=False, delivered_on__isnull=False),
                name="newspaper_delivery_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(leftovers__isnull=True, counted_on__isnull=True)
                | Q(leftovers__isnull=False, counted_on__isnull=False),
                name="newspaper_delivery_counted_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(planned__lte=MOST_COPIES)
                & (Q(delivered__isnull=True) | Q(delivered__isnull=False, delivered__lte=MOST_COPIES)),
                name="newspaper_delivery_copies_are_few",
                violation_error_message=_("Das sind zu viele Exemplare für eine Auslagestelle."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition}: {self.outlet}"

    @property
    def taken(self) -> int | None:
        """Copies somebody took; None before they are counted."""
        if self.delivered is None or self.leftovers is None:
            return None
        return self.delivered - self.leftovers


class PostalSubscriber(models.Model):
    """A person who asked for the newspaper by post. Nothing is known of her but what the envelope needs."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code_digest = models.CharField(max_length=64, unique=True, blank=True, editable=False)
    """Keyed hash of the code that stands on the label; a stolen backup opens nothing."""
    name = models.CharField(_("Name"), max_length=120)
    addition = models.CharField(
        _("Zusatz zur Anschrift"),
        max_length=120,
        blank=True,
        help_text=_("zum Beispiel „bei Beispiel“ oder Hinterhaus"),
    )
    street = models.CharField(_("Straße und Hausnummer"), max_length=120)
    postal_code = models.CharField(_("Postleitzahl"), max_length=10)
    town = models.CharField(_("Stadt"), max_length=80)
    copies = models.PositiveSmallIntegerField(
        _("Exemplare"), default=1, validators=[MinValueValidator(1), MaxValueValidator(MOST_BY_POST)]
    )
    language = models.CharField(
        _("gewünschte Sprache"),
        max_length=15,
        blank=True,
        choices=language_choices,
        help_text=_("Hilft zu entscheiden, in welche Sprachen Beiträge übersetzt werden."),
    )
    consent_on = models.DateField(_("eingewilligt am"), default=today)
    consent_way = models.CharField(_("eingewilligt"), max_length=10, choices=ConsentWay.choices)
    consent_version = models.CharField(
        _("Fassung des Einwilligungstextes"), max_length=20, blank=True, editable=False
    )
    ended_on = models.DateField(_("abbestellt am"), null=True, blank=True)

    objects = PostalSubscriberQuerySet.as_manager()

    class Meta:
        verbose_name = _("Abo per Post")
        verbose_name_plural = _("Abos per Post")
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(copies__gte=1, copies__lte=MOST_BY_POST),
                name="newspaper_subscriber_copies",
                violation_error_message=_("Per Post schicken wir 1 bis 20 Exemplare."),
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__isnull=False, ended_on__gte=F("consent_on")),
                name="newspaper_subscriber_ends_after_consent",
                violation_error_message=_("Ein Abo kann nicht enden, bevor es begonnen hat."),
            ),
            models.CheckConstraint(
                condition=~Q(consent_way=ConsentWay.FORM) | ~Q(consent_version=""),
                name="newspaper_subscriber_read_a_text",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.code_digest:
            self.code_digest = digest_of(self.code)
        super().save(*args, **kwargs)

    @property
    def code(self) -> str:
        """With it the subscription is ended, without an account or an e-mail."""
        return code_of(self.uid)

    @property
    def shown_code(self) -> str:
        return shown_code(self.uid)

    @property
    def label_lines(self) -> tuple[str, ...]:
        lines = (self.name, self.addition, self.street, f"{self.postal_code} {self.town}")
        return tuple(line for line in lines if line)

    @property
    def is_active(self) -> bool:
        """Agrees with `PostalSubscriberQuerySet.active`."""
        return self.ended_on is None or self.ended_on > today()


class DistributionSettings(models.Model):
    """The one row with what the council decided about its distribution."""

    reserve_percent = models.PositiveSmallIntegerField(
        _("Reserve in Prozent"),
        default=10,
        validators=[MaxValueValidator(100)],
        help_text=_("Für Büro, Archiv, Pflichtexemplare und Nachfragen."),
    )
    print_step = models.PositiveIntegerField(
        _("Auflage in Schritten von"),
        default=100,
        validators=[MinValueValidator(1), MaxValueValidator(10_000)],
        help_text=_("Wie die Druckerei ihre Preise staffelt."),
    )
    bundle = models.PositiveSmallIntegerField(
        _("Exemplare je Bündel"),
        default=5,
        validators=[MinValueValidator(1), MaxValueValidator(1000)],
        help_text=_("Der Vorschlag für eine Auslagestelle ist immer ein Vielfaches davon."),
    )
    takes_subscribers = models.BooleanField(
        _("Die Zeitung kann im Netz per Post bestellt werden"), default=True
    )
    delivery_name = models.CharField(_("Die Druckerei liefert an"), max_length=160, blank=True)
    delivery_street = models.CharField(_("Straße und Hausnummer"), max_length=120, blank=True)
    delivery_town = models.CharField(_("Postleitzahl und Stadt"), max_length=100, blank=True)
    delivery_note = models.CharField(
        _("Hinweise für die Anlieferung"), max_length=300, blank=True, help_text=_("Uhrzeit, Tor, Aufzug")
    )

    class Meta:
        verbose_name = _("Einstellungen der Verteilung")
        verbose_name_plural = _("Einstellungen der Verteilung")
        constraints = [
            models.CheckConstraint(condition=Q(pk=1), name="newspaper_distributionsettings_one_row"),
            models.CheckConstraint(
                condition=Q(reserve_percent__lte=100, print_step__gte=1, print_step__lte=10_000)
                & Q(bundle__gte=1, bundle__lte=1000),
                name="newspaper_distributionsettings_ranges",
            ),
        ]

    def __str__(self) -> str:
        return str(self._meta.verbose_name)


def distribution_settings() -> DistributionSettings:
    """The stored row, or the defaults. One query."""
    return DistributionSettings.objects.filter(pk=1).first() or DistributionSettings(pk=1)
