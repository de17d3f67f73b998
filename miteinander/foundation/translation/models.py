from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _


class Reading(models.Model):
    """Somebody of the target group read the text of a record in one language and understood it.

    `made_of` is the stamp of all its texts then; another stamp now means that it was changed since.
    """

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    record_id = models.BigIntegerField()
    language = models.CharField(max_length=15)
    reader = models.CharField(
        _("gelesen von"),
        max_length=120,
        help_text=_("Ein Name oder eine Prüfgruppe, so wie es die Person möchte."),
    )
    read_on = models.DateField(_("gelesen am"))
    note = models.TextField(_("Anmerkung"), blank=True, max_length=2000)
    made_of = models.CharField(max_length=8, editable=False)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("Prüfung durch die Zielgruppe")
        verbose_name_plural = _("Prüfungen durch die Zielgruppe")
        ordering = ["-read_on", "-pk"]
        indexes = [
            models.Index(fields=["content_type", "record_id", "language"], name="translation_reading_record")
        ]
        constraints = [
            models.CheckConstraint(condition=~models.Q(reader=""), name="translation_reading_says_who")
        ]

    def __str__(self) -> str:
        return f"{self.content_type_id}/{self.record_id}/{self.language} {self.read_on}"


class CheckedImport(models.Model):
    """A translation file that was checked and not taken over yet. `entries`: [{kind, record, key, german, text}]."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=200)
    language = models.CharField(max_length=15)
    entries = models.JSONField(default=list)
    made_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.name} ({self.language})"
