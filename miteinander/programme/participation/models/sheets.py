from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from miteinander.programme.events.models import Event

from ..enums import SheetKind


class PrintedSheet(models.Model):
    """A numbered sheet of paper that comes back: made when it is printed, typed in once.

    Only `actions.sheets` writes: `reserve_numbers` when it is printed, `claim_sheet` when it is typed in.
    """

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="printed_sheets")
    kind = models.CharField(_("Art"), max_length=40, choices=SheetKind.choices)
    number = models.CharField(_("Blattnummer"), max_length=20)
    run = models.CharField(max_length=40, default="", blank=True, editable=False)
    """The printing this sheet came from; those of one run were printed together."""
    printed_at = models.DateTimeField(_("gedruckt am"), auto_now_add=True)
    entered_at = models.DateTimeField(_("eingegeben am"), null=True, blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("eingegeben von"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = _("Blatt")
        verbose_name_plural = _("Blätter")
        ordering = ["-pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["event", "number"], name="participation_sheet_number_once"),
            models.CheckConstraint(condition=~Q(number=""), name="participation_sheet_has_a_number"),
            models.CheckConstraint(
                condition=Q(entered_by__isnull=True) | Q(entered_at__isnull=False),
                name="participation_sheet_entered_when",
            ),
        ]

    def __str__(self) -> str:
        return self.number
