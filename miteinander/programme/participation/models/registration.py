import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from miteinander.foundation.languages.registry import spoken_choices
from miteinander.foundation.values.lists import ChoiceListField

from ..enums import Channel, RegistrationState, SupportWish
from ..querysets import RegistrationQuerySet
from .plan import RegistrationPlan, SeatPool
from .sheets import PrintedSheet


class Registration(models.Model):
    """A party: one person who answers for it and everybody who comes along.

    Own link and short code are made from `uid` and `link_round` with the secret key (`links`): the database holds
    nothing that opens a registration. The order of `id` is the order of commit, because ids are given under the lock of
    the plan.
    """

    plan = models.ForeignKey(RegistrationPlan, on_delete=models.CASCADE, related_name="registrations")
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    link_round = models.PositiveSmallIntegerField(default=0, editable=False)
    code_digest = models.CharField(max_length=64, editable=False)
    submission = models.UUIDField(default=uuid.uuid4, editable=False)
    """Made with the form: the same form sent twice is one registration."""
    state = models.CharField(_("Stand"), max_length=9, choices=RegistrationState.choices)
    offer_until = models.DateTimeField(_("Angebot gilt bis"), null=True, blank=True)
    channel = models.CharField(_("Weg"), max_length=10, choices=Channel.choices, default=Channel.WEB)
    name = models.CharField(_("Name"), max_length=120)
    email = models.EmailField(_("E-Mail-Adresse"), blank=True)
    phone = models.CharField(_("Telefon"), max_length=20, blank=True)
    language = models.CharField(_("Sprache"), max_length=12, default="de")
    support = ChoiceListField(_("Unterstützung"), options=lambda: SupportWish.choices)
    interpreter_language = models.CharField(
        _("Dolmetschen in"), max_length=15, blank=True, choices=spoken_choices
    )
    food = models.JSONField(_("Essen"), default=dict, blank=True)
    """Counts by `Food`, without reasons; emptied the day after."""
    sheet = models.ForeignKey(
        PrintedSheet, null=True, blank=True, on_delete=models.SET_NULL, related_name="registrations"
    )
    override_reason = models.CharField(_("Warum außer der Reihe"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("angemeldet am"), auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = _("Anmeldung")
        verbose_name_plural = _("Anmeldungen")
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["plan", "state", "id"], name="participation_queue"),
            models.Index(fields=["state", "offer_until"], name="participation_offers"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["plan", "submission"], name="participation_submitted_once"),
            models.UniqueConstraint(fields=["code_digest"], name="participation_code_once"),
            models.CheckConstraint(condition=~Q(name=""), name="participation_has_a_name"),
            models.CheckConstraint(
                condition=Q(state=RegistrationState.OFFERED, offer_until__isnull=False)
                | (~Q(state=RegistrationState.OFFERED) & Q(offer_until__isnull=True)),
                name="participation_offer_has_an_end",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Guest(models.Model):
    """One person of a party; the first is the one who answers for it. A name is wanted for badges, never needed."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="guests")
    pool = models.ForeignKey(SeatPool, verbose_name=_("Art"), on_delete=models.PROTECT, related_name="guests")
    name = models.CharField(_("Name"), max_length=120, blank=True)
    age = models.PositiveSmallIntegerField(_("Alter"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("Gast")
        verbose_name_plural = _("Gäste")
        ordering = ["registration_id", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "position"], name="participation_guest_one_per_position"
            ),
            models.CheckConstraint(
                condition=Q(age__isnull=True) | Q(age__lte=120), name="participation_guest_age"
            ),
        ]

    def __str__(self) -> str:
        return self.name or str(self.pool)


class ItemSeats(models.Model):
    """How many of a party take part in one programme item."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="item_seats")
    pool = models.ForeignKey(SeatPool, on_delete=models.PROTECT, related_name="item_seats")
    count = models.PositiveSmallIntegerField(_("Plätze"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["registration", "pool"], name="participation_item_seats_once"),
            models.CheckConstraint(condition=Q(count__gt=0), name="participation_item_seats_some"),
        ]

    def __str__(self) -> str:
        return f"{self.count} × {self.pool}"
