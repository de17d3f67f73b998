from datetime import timedelta

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from miteinander.foundation.languages.fields import TranslatedField
from miteinander.foundation.languages.text import LocalText
from miteinander.programme.events.models import Event, EventItem

from ..enums import GuestKind, RegistrationMode, Scope, Verdict
from ..querysets import PlanQuerySet


class RegistrationPlan(models.Model):
    """How people take part in one event. Whoever changes seats or registrations locks this row first."""

    event = models.OneToOneField(
        Event, verbose_name=_("Veranstaltung"), on_delete=models.CASCADE, related_name="registration_plan"
    )
    mode = models.CharField(
        _("Anmeldung"),
        max_length=10,
        choices=RegistrationMode.choices,
        default=RegistrationMode.REQUIRED,
    )
    opens_at = models.DateTimeField(_("Anmeldung ab"), null=True, blank=True)
    closes_at = models.DateTimeField(
        _("Anmeldung bis"), null=True, blank=True, help_text=_("Leer heißt: bis zum Beginn.")
    )
    largest_party = models.PositiveSmallIntegerField(_("höchstens so viele auf einmal"), default=8)
    nicknames = models.BooleanField(_("Ein Rufname genügt"), default=True)
    waiting_list = models.BooleanField(_("Warteliste führen"), default=True)
    strict_order = models.BooleanField(
        _("Streng der Reihe nach"),
        default=False,
        help_text=_(
            "Sonst rückt eine kleinere Gruppe vor, wenn die freien Plätze für die nächste nicht reichen."
        ),
    )
    offer_hours = models.PositiveSmallIntegerField(
        _("So viele Stunden gilt ein angebotener Platz"), default=48
    )
    minimum = models.PositiveIntegerField(_("Mindestens so viele Gäste"), null=True, blank=True)
    decides_at = models.DateTimeField(_("Entscheidung am"), null=True, blank=True)
    verdict = models.CharField(max_length=11, choices=Verdict.choices, default=Verdict.OPEN, editable=False)
    age_reason = models.CharField(
        _("Warum fragen wir nach dem Alter?"),
        max_length=200,
        blank=True,
        help_text=_("Ohne Grund wird nicht gefragt. Der Grund steht in der Anmeldung."),
    )
    asks_food = models.BooleanField(_("Nach dem Essen fragen"), default=False)
    asks_support = models.BooleanField(_("Nach Unterstützung fragen"), default=True)
    note = TranslatedField(_("Hinweis zur Anmeldung"), longest=600, multiline=True)
    told_of = models.JSONField(default=dict, blank=True, editable=False)
    """Day, place and state of the event as those who registered were told last; empty when nobody was told anything."""
    changed_at = models.DateTimeField(auto_now=True)

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("Anmeldung")
        verbose_name_plural = _("Anmeldungen")
        default_permissions = ("view", "change")
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_at__isnull=True)
                | Q(closes_at__isnull=True)
                | Q(closes_at__gt=F("opens_at")),
                name="participation_plan_closes_later",
            ),
            models.CheckConstraint(
                condition=Q(largest_party__range=(1, 100)), name="participation_plan_party"
            ),
            models.CheckConstraint(
                condition=Q(offer_hours__range=(1, 720)), name="participation_plan_offer_hours"
            ),
            models.CheckConstraint(
                condition=Q(minimum__isnull=True, decides_at__isnull=True)
                | Q(minimum__gt=0, decides_at__isnull=False),
                name="participation_plan_minimum_has_a_date",
            ),
        ]

    def __str__(self) -> str:
        return str(self.event)

    @property
    def offer_period(self) -> timedelta:
        return timedelta(hours=self.offer_hours)


class SeatPool(models.Model):
    """Seats: of the whole event, of one kind of guests, of one programme item.

    `taken` is stored because the database itself must refuse the seat too many: the only writers are the actions that
    hold the lock of the plan, and a test counts the registrations against it after every kind of race.
    """

    plan = models.ForeignKey(RegistrationPlan, on_delete=models.CASCADE, related_name="pools")
    scope = models.CharField(max_length=4, choices=Scope.choices)
    kind = models.CharField(max_length=6, choices=GuestKind.choices, blank=True)
    label = TranslatedField(_("Bezeichnung"), longest=80)
    item = models.ForeignKey(
        EventItem, null=True, blank=True, on_delete=models.SET_NULL, related_name="seat_pools"
    )
    seats = models.PositiveIntegerField(
        _("Plätze"), null=True, blank=True, help_text=_("Leer heißt: ohne Grenze.")
    )
    taken = models.PositiveIntegerField(default=0, editable=False)
    stage = models.PositiveSmallIntegerField(
        _("Rückt nach als"), default=1, help_text=_("1 vor 2: wer von der Warteliste zuerst drankommt.")
    )
    position = models.PositiveSmallIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("Plätze")
        verbose_name_plural = _("Plätze")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(seats__isnull=True) | Q(taken__lte=F("seats")),
                name="participation_pool_never_more_than_there_is",
            ),
            models.CheckConstraint(
                condition=(Q(scope=Scope.KIND) & ~Q(kind="")) | (~Q(scope=Scope.KIND) & Q(kind="")),
                name="participation_pool_kind",
            ),
            models.UniqueConstraint(
                fields=["plan"], condition=Q(scope=Scope.ALL), name="participation_pool_one_for_all"
            ),
            models.UniqueConstraint(
                fields=["plan", "kind"],
                condition=Q(scope=Scope.KIND) & ~Q(kind=GuestKind.OTHER),
                name="participation_pool_one_per_kind",
            ),
        ]

    def __str__(self) -> str:
        return self.name("de").text

    def name(self, lang: str) -> LocalText:
        """Its own label, else that of its programme item, else the word for its kind (in the active language)."""
        if self.label:
            return self.label.localized(lang)
        if self.item:
            return self.item.title.localized(lang)
        word = GuestKind(self.kind).label if self.kind else Scope(self.scope).label
        return LocalText.of(str(word), lang)

    @property
    def free(self) -> int | None:
        """None: without limit."""
        return None if self.seats is None else self.seats - self.taken

    def fits(self, count: int) -> bool:
        return self.seats is None or self.taken + count <= self.seats
