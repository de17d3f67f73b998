"""Background work of the room."""

from datetime import time

from django.utils.translation import gettext_lazy as _

from miteinander.foundation.work import background, register_schedule

from .reminders import send_reminders


@background("planning.remind")
def remind() -> None:
    send_reminders()


register_schedule("planning.remind", at=time(6, 30), title=_("An fällige Aufgaben erinnern"))
