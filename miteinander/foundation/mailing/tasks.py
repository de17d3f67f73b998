"""Background work of the room."""

from datetime import time, timedelta

from django.utils.translation import gettext_lazy as _

from miteinander.foundation.work import Retry, background, register_schedule

from . import actions, delivery

SECOND = timedelta(seconds=1)
UNEXPECTED = Retry(attempts=10, pauses=(SECOND, 5 * SECOND, 30 * SECOND, 120 * SECOND, 600 * SECOND))
"""For killed workers and faults of our own; what the mail server puts off has its own pauses in `delivery`."""


@background("mailing.deliver", queue="mail", retry=UNEXPECTED)
def deliver(*, mail_id: int) -> None:
    delivery.deliver_mail(mail_id=mail_id)


@background("mailing.deliver_forgotten", queue="mail")
def deliver_forgotten() -> None:
    actions.deliver_forgotten()


@background("mailing.erase_old_mails")
def erase_old_mails() -> None:
    actions.erase_old_mails()


register_schedule(
    "mailing.deliver_forgotten", every=timedelta(hours=1), title=_("Liegen gebliebene E-Mails senden")
)
register_schedule(
    "mailing.erase_old_mails", at=time(3, 20), title=_("Alte E-Mails aus dem Postausgang löschen")
)
