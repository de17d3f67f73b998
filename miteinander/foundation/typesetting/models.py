"""How the office prints, large prints on their way, and the pattern of what was printed."""

import hashlib
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from miteinander.foundation.values.clock import now

from .enums import JobState

SLOW = timedelta(minutes=10)
FOLDER = "prints"
"""Below the private storage; no address of the web leads here."""


def by_content(_record: Any, name: str) -> str:
    return f"{FOLDER}/{name}"


class PrintSettings(models.Model):
    """How this council prints; one row."""

    crop_marks = models.DecimalField(
        _("Abstand der Schnittmarken (mm)"),
        max_digits=3,
        decimal_places=1,
        default=3,
        validators=[MinValueValidator(0), MaxValueValidator(10)],
        help_text=_("Vom Rand des fertigen Blattes. Fragen Sie die Druckerei; meist sind es 3 mm."),
    )
    profile = models.BinaryField(editable=True, blank=True, default=b"")
    profile_name = models.CharField(_("Farbprofil"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("Druckeinstellungen")
        verbose_name_plural = _("Druckeinstellungen")
        default_permissions = ("change",)
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="typesetting_settings_one_row")]

    def __str__(self) -> str:
        return str(_("Druckeinstellungen"))

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.pk = 1
        super().save(*args, **kwargs)


def print_settings() -> PrintSettings:
    """The row without the profile's bytes, or an unsaved one with the defaults. One query."""
    return PrintSettings.objects.defer("profile").filter(pk=1).first() or PrintSettings(pk=1)


class KeptPrint(models.Model):
    """What was printed of a subject, as evidence. A room adds the relation `subject` to its record.

    `contents`: what the file holds, [{"document", "title", "format", "copies", "numbers", "pages"}]; the same for one
    sheet and for a kit. Equal files are stored once. A sheet with names is noted without its file.
    """

    document = models.CharField(_("Blatt"), max_length=80)
    title = models.CharField(_("Titel"), max_length=300)
    run = models.PositiveIntegerField(_("Lauf"))
    languages = models.JSONField(_("Sprachen"), default=list)
    format = models.CharField(_("Format"), max_length=40, blank=True)
    options = models.JSONField(default=dict, blank=True)
    contents = models.JSONField(_("Inhalt"), default=list)
    copies = models.PositiveIntegerField(_("Auflage"), default=1)
    pages = models.PositiveIntegerField(_("Seiten"), default=0)
    for_print = models.BooleanField(_("für die Druckerei"), default=False)
    crop_marks = models.DecimalField(
        _("Schnittmarken (mm)"), max_digits=3, decimal_places=1, null=True, blank=True
    )
    profile_name = models.CharField(_("Farbprofil"), max_length=120, blank=True)
    findings = models.JSONField(_("Hinweise"), default=list, blank=True)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField(_("Größe"), default=0)
    file = models.FileField(_("Datei"), upload_to=by_content, max_length=200, blank=True)
    job = models.UUIDField(null=True, blank=True, unique=True)
    """The large print it came from: kept once however often the work runs."""
    printed_at = models.DateTimeField(_("gedruckt am"))
    printed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        abstract = True
        ordering = ["-printed_at", "-pk"]

    def __str__(self) -> str:
        return self.title

    def read(self) -> bytes:
        """The exact file. Raises ValidationError when it is not what was printed, or is gone."""
        try:
            with self.file.open("rb") as file:
                content: bytes = file.read()
        except (OSError, ValueError):
            raise ValidationError(_("Die Datei ist nicht mehr da.")) from None
        if hashlib.sha256(content).hexdigest() != self.sha256:
            raise ValidationError(_("Die Datei ist nicht mehr die, die gedruckt wurde."))
        return content


class PrintJob(models.Model):
    """A large print on its way: what was ordered, how far it is, and for some days the result."""

    id = models.UUIDField(primary_key=True, editable=False)
    about = models.CharField(max_length=40)
    subject = models.PositiveBigIntegerField()
    order = models.JSONField()
    state = models.CharField(max_length=10, choices=JobState.choices, default=JobState.WAITING)
    sheets = models.PositiveIntegerField(default=0)
    refusal = models.CharField(max_length=300, blank=True)
    is_personal = models.BooleanField(default=False)
    title = models.CharField(max_length=300, blank=True)
    findings = models.JSONField(default=list, blank=True)
    contents = models.JSONField(default=list, blank=True)
    file = models.FileField(upload_to=by_content, max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    ordered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    ordered_at = models.DateTimeField(_("beauftragt am"))
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("großer Druck")
        verbose_name_plural = _("große Drucke")
        default_permissions = ()
        ordering = ["-ordered_at"]

    def __str__(self) -> str:
        return self.title or str(self.pk)

    @property
    def is_open(self) -> bool:
        return self.state in (JobState.WAITING, JobState.SETTING)

    @property
    def is_slow(self) -> bool:
        """Longer on its way than any print takes: the work may have stopped."""
        return self.is_open and self.ordered_at < now() - SLOW
