from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .enums import Cause, Deed


class ErasureLog(models.Model):
    """What a run of the deletion, or a request of a person, did to one kind of record. Numbers and names of fields
    only: no value, and nothing that leads back to the person."""

    at = models.DateTimeField(_("Zeitpunkt"), auto_now_add=True, db_index=True)
    deed = models.CharField(_("was"), max_length=8, choices=Deed.choices)
    cause = models.CharField(_("warum"), max_length=5, choices=Cause.choices)
    model = models.CharField(max_length=80)
    fields = models.JSONField(_("Felder"), default=list, blank=True)
    count = models.PositiveIntegerField(_("Anzahl"))
    rule = models.CharField(_("Regel"), max_length=300, blank=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("wer"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = _("Löschnachweis")
        verbose_name_plural = _("Löschnachweise")
        ordering = ["-at", "-pk"]
        default_permissions = ("view",)
        permissions = [
            ("answer_person", _("Kann Personen Auskunft geben")),
            ("erase_person", _("Kann Daten einer Person löschen")),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(count__gt=0), name="privacy_erasurelog_did_something"),
            models.CheckConstraint(
                condition=models.Q(deed__in=Deed.values, cause__in=Cause.values),
                name="privacy_erasurelog_words",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} {self.deed} {self.model} {self.count}"
