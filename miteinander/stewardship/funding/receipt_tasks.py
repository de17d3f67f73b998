"""Background work about receipts: what nobody needs any more goes."""

from datetime import time

from django.utils.translation import gettext_lazy as _

from miteinander.foundation.work import background, register_schedule

from .actions import files


@background("funding.discard_forgotten")
def discard_forgotten() -> None:
    files.discard_forgotten()


register_schedule(
    "funding.discard_forgotten", at=time(3, 20), title=_("Dateien löschen, die niemand als Beleg gebucht hat")
)
