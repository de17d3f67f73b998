import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from miteinander.foundation.languages.registry import spoken_choices
from miteinander.programme.events.models import Event

from ..enums import AgeBand, DoorDeed
from .plan import SeatPool
from .registration import Guest


class Door(models.Model):
    """An entrance of one event; a link opens it on phones. `pools`: whom this list is for, empty for everybody."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="doors")
    label = models.CharField(_("Name der Tür"), max_length=60)
    pools = models.ManyToManyField(SeatPool, verbose_name=_("Nur für"), blank=True, related_name="doors")

    class Meta:
        verbose_name = _("Tür")
        verbose_name_plural = _("Türen")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.label


class DoorPhone(models.Model):
    """A phone that opened the link of a door; it can be locked out. Of its secret only the keyed hash is kept."""

    door = models.ForeignKey(Door, on_delete=models.CASCADE, related_name="phones")
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    label = models.CharField(_("Telefon"), max_length=60, blank=True)
    secret_digest = models.CharField(max_length=64, editable=False)
    first_seen = models.DateTimeField(auto_now_add=True)
    last_seen = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(_("gesperrt am"), null=True, blank=True)

    class Meta:
        verbose_name = _("Telefon an der Tür")
        verbose_name_plural = _("Telefone an der Tür")
        ordering = ["pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.label or str(self.pk)


class DoorEntry(models.Model):
    """One line of the door's book. `uid` is made on the phone, so the same entry sent twice is one."""

    uid = models.UUIDField(unique=True)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="door_entries")
    door = models.ForeignKey(Door, null=True, blank=True, on_delete=models.SET_NULL, related_name="entries")
    phone = models.ForeignKey(
        DoorPhone, null=True, blank=True, on_delete=models.SET_NULL, related_name="entries"
    )
    deed = models.CharField(max_length=7, choices=DoorDeed.choices)
    guest = models.ForeignKey(
        Guest, null=True, blank=True, on_delete=models.SET_NULL, related_name="door_entries"
    )
    undoes = models.UUIDField(null=True, blank=True)
    """The entry that is taken back; perhaps not arrived yet."""
    count = models.PositiveSmallIntegerField(default=1)
    language = models.CharField(_("Sprache"), max_length=15, blank=True, choices=spoken_choices)
    age_band = models.CharField(_("Alter"), max_length=6, blank=True, choices=AgeBand.choices)
    action = models.CharField(max_length=40, blank=True)
    """With the deed ACTION: the key of what another room wanted done (`door_actions`)."""
    happened_at = models.DateTimeField()
    """By the clock of the phone, as far as it can be right."""
    received_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("Eintrag an der Tür")
        verbose_name_plural = _("Einträge an der Tür")
        ordering = ["happened_at", "pk"]
        default_permissions = ()
        indexes = [models.Index(fields=["event", "deed"], name="participation_door_counts")]
        constraints = [
            models.CheckConstraint(
                condition=Q(deed=DoorDeed.UNDO, undoes__isnull=False)
                | (~Q(deed=DoorDeed.UNDO) & Q(undoes__isnull=True)),
                name="participation_undo_names_an_entry",
            ),
            models.CheckConstraint(condition=Q(count__range=(1, 200)), name="participation_door_count"),
            models.CheckConstraint(
                condition=(Q(deed=DoorDeed.ACTION) & ~Q(action=""))
                | (~Q(deed=DoorDeed.ACTION) & Q(action="")),
                name="participation_action_has_a_key",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.deed} {self.uid}"
