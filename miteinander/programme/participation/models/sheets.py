from django.db import models
from django.utils.translation import gettext_lazy as _

from miteinander.programme.events.models import Event


class Sheet(models.Model):
    """A sheet of paper that was typed in; its number makes sure that it happens once."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="sheets")
    kind = models.CharField(_("Art"), max_length=40)
    number = models.CharField(_("Blattnummer"), max_length=20)
    entered_at = models.DateTimeField(_("eingegeben am"), auto_now_add=True)

    class Meta:
        verbose_name = _("Blatt")
        verbose_name_plural = _("Blätter")
        ordering = ["-pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["event", "kind", "number"], name="participation_sheet_entered_once"
            )
        ]

    def __str__(self) -> str:
        return self.number
