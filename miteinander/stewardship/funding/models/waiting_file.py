from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from miteinander.foundation.media.models import CouncilDocument
from miteinander.foundation.values import clock


class WaitingFile(models.Model):
    """A photo, PDF or electronic invoice that somebody handed in and nobody booked yet. Booked, it becomes a
    `ReceiptFile`; forgotten, it goes after `actions.files.KEPT_WAITING`."""

    document = models.OneToOneField(CouncilDocument, on_delete=models.PROTECT, related_name="waiting_receipt")
    name = models.CharField(_("Datei"), max_length=120)
    sha256 = models.CharField(_("Prüfsumme"), max_length=64, unique=True)
    stored_sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField(_("Größe in Byte"))
    uploaded_at = models.DateTimeField(_("hochgeladen"), default=clock.now)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("Datei, die auf ihre Buchung wartet")
        verbose_name_plural = _("Dateien, die auf ihre Buchung warten")
        ordering = ["uploaded_at", "pk"]

    def __str__(self) -> str:
        return self.name
