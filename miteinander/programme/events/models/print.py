from django.db import models
from django.utils.translation import gettext_lazy as _

from miteinander.foundation.typesetting.models import KeptPrint

from .event import Event


class EventPrint(KeptPrint):
    """What was printed of an event: its posters, sheets and paper kits."""

    event = models.ForeignKey(
        Event, verbose_name=_("Veranstaltung"), on_delete=models.CASCADE, related_name="prints"
    )

    class Meta(KeptPrint.Meta):
        abstract = False
        verbose_name = _("Gedrucktes")
        verbose_name_plural = _("Gedrucktes")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["event", "document", "run"], name="events_print_one_per_run")
        ]
