from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from miteinander.foundation.media.models import CouncilImage

from .event import Event


class EventReport(ClusterableModel):
    """What an event was like, written afterwards; newspaper, report and impact read it. Not public by itself."""

    event = models.OneToOneField(
        Event, verbose_name=_("Veranstaltung"), on_delete=models.CASCADE, related_name="report"
    )
    guests = models.PositiveIntegerField(
        _("Gäste"), null=True, blank=True, help_text=_("Leer: nicht gezählt. 0 heißt: es kam niemand.")
    )
    is_estimate = models.BooleanField(_("geschätzt, nicht gezählt"), default=False)
    sentences = models.TextField(
        _("Drei Sätze"),
        blank=True,
        max_length=1200,
        help_text=_("Was war? Wer kam? Was bleibt? Ohne Namen von Gästen."),
    )
    lessons = models.TextField(
        _("Was wir gelernt haben"),
        blank=True,
        max_length=2000,
        help_text=_("Steht beim nächsten Mal in der Planung."),
    )

    class Meta:
        verbose_name = _("Rückblick")
        verbose_name_plural = _("Rückblicke")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(guests__isnull=False) | models.Q(is_estimate=False),
                name="events_report_estimate_has_number",
                violation_error_message=_("Zu einer Schätzung gehört eine Zahl."),
            )
        ]

    def __str__(self) -> str:
        return str(self.event)

    def usable_photos(self) -> "list[EventPhoto]":
        """Those that may be published today. One query."""
        return [photo for photo in self.photos.select_related("image") if photo.image.is_publishable]


class EventPhoto(Orderable):
    """A picture of an event; who agreed to its publication stands with the picture itself."""

    report = ParentalKey(EventReport, on_delete=models.CASCADE, related_name="photos")
    image = models.ForeignKey(
        CouncilImage, verbose_name=_("Bild"), on_delete=models.CASCADE, related_name="event_photos"
    )

    class Meta(Orderable.Meta):
        verbose_name = _("Foto")
        verbose_name_plural = _("Fotos")
        constraints = [models.UniqueConstraint(fields=["report", "image"], name="events_photo_once")]

    def __str__(self) -> str:
        return str(self.image)
