from django.db import models
from django.utils.translation import gettext_lazy as _

from miteinander.foundation.typesetting.models import KeptPrint

from .edition import Edition


class EditionPrint(KeptPrint):
    """What was printed of an edition: its pages, labels, rounds and the order for the print shop."""

    edition = models.ForeignKey(
        Edition, verbose_name=_("Ausgabe"), on_delete=models.CASCADE, related_name="prints"
    )

    class Meta(KeptPrint.Meta):
        abstract = False
        verbose_name = _("Gedrucktes einer Ausgabe")
        verbose_name_plural = _("Gedrucktes der Ausgaben")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["edition", "document", "run"], name="newspaper_print_one_per_run")
        ]
