from django.db import models
from django.utils.translation import gettext_lazy as _

from miteinander.foundation.typesetting.models import KeptPrint

from .fund import Fund


class FundPrint(KeptPrint):
    """What was printed of a source of money: its request, its data sheet."""

    fund = models.ForeignKey(
        Fund, verbose_name=_("Geldquelle"), on_delete=models.CASCADE, related_name="prints"
    )

    class Meta(KeptPrint.Meta):
        abstract = False
        verbose_name = _("Gedrucktes einer Geldquelle")
        verbose_name_plural = _("Gedrucktes der Geldquellen")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["fund", "document", "run"], name="funding_print_one_per_run")
        ]
