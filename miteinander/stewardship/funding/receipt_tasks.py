"""Background work about receipts: what nobody needs any more goes."""

from datetime import time

from django.utils.translation import gettext_lazy as _

from miteinander.foundation.work import background, register_schedule

from .actions import files, payments


@background("funding.discard_forgotten")
def discard_forgotten() -> None:
    files.discard_forgotten()


@background("funding.erase_accounts")
def erase_accounts() -> None:
    payments.erase_accounts()


register_schedule(
    "funding.discard_forgotten", at=time(3, 20), title=_("Dateien löschen, die niemand als Beleg gebucht hat")
)
register_schedule(
    "funding.erase_accounts", at=time(3, 25), title=_("Kontonummern alter Überweisungen löschen")
)
