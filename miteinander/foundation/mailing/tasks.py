"""Background work of the room."""

from datetime import time, timedelta

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from miteinander.foundation.work import Retry, background, register_schedule

from . import actions, bounces, delivery

SECOND = timedelta(seconds=1)
UNEXPECTED = Retry(attempts=10, pauses=(SECOND, 5 * SECOND, 30 * SECOND, 120 * SECOND, 600 * SECOND))
"""For killed workers and faults of our own; what the mail server puts off has its own pauses in `delivery`."""


@background(delivery.WORK, queue="mail", retry=UNEXPECTED)
def deliver() -> None:
    delivery.deliver_waiting()


@background("mailing.read_bounces", queue="mail")
def read_bounces() -> None:
    if settings.BOUNCE_MAILBOX is not None:
        bounces.read_mailbox(settings.BOUNCE_MAILBOX)


@background("mailing.erase_old_mails")
def erase_old_mails() -> None:
    actions.erase_old_mails()


register_schedule(delivery.WORK, every=timedelta(minutes=1), title=_("E-Mails senden, die warten"))
register_schedule(
    "mailing.read_bounces", every=timedelta(minutes=5), title=_("Zurückgekommene E-Mails lesen")
)
register_schedule(
    "mailing.erase_old_mails", at=time(3, 20), title=_("Alte E-Mails aus dem Postausgang löschen")
)
