"""Background work of the room."""

from datetime import time

from django.utils.translation import gettext_lazy as _

from miteinander.foundation.work import background, register_schedule

from . import confirmations


@background("people.ask_again")
def ask_again() -> None:
    confirmations.ask_again()


register_schedule("people.ask_again", at=time(7, 10), title=_("Vereine bitten, ihren Eintrag zu prüfen"))
