from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from miteinander.programme.events.models import Event

from ..enums import FeedbackChannel
from .sheets import PrintedSheet


class Feedback(models.Model):
    """Five faces and one sentence, of nobody in particular: it points to no registration and knows only the day."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="feedback")
    face = models.PositiveSmallIntegerField(_("Gesicht"))
    """1 (very sad) to 5 (very happy)."""
    sentence = models.CharField(_("Ein Satz"), max_length=500, blank=True)
    language = models.CharField(_("Sprache"), max_length=12, blank=True)
    channel = models.CharField(max_length=5, choices=FeedbackChannel.choices, default=FeedbackChannel.WEB)
    sheet = models.ForeignKey(
        PrintedSheet, null=True, blank=True, on_delete=models.SET_NULL, related_name="feedback"
    )
    day = models.DateField(_("Tag"))

    class Meta:
        verbose_name = _("Rückmeldung")
        verbose_name_plural = _("Rückmeldungen")
        ordering = ["pk"]
        default_permissions = ("view",)
        constraints = [
            models.CheckConstraint(condition=Q(face__range=(1, 5)), name="participation_feedback_face")
        ]

    def __str__(self) -> str:
        return f"{self.face}/5"
