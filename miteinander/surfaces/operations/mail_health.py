"""What `miteinander doctor` says about mail; with Django set up and a database that answers."""

import re
from collections.abc import Iterator
from datetime import timedelta

from django.utils import timezone

from miteinander.env import BounceMailbox, Environment, SmtpServer
from miteinander.foundation.mailing import message, transports
from miteinander.foundation.mailing.bounces import mailboxes
from miteinander.foundation.mailing.models import MailAddress, OutgoingMail

PUNCTUAL = timedelta(minutes=15)
LONG = 120
"""Minutes."""


def findings(environment: Environment) -> Iterator[str]:
    """Faults, one sentence each. Talks to the mail server and to the mailbox, at most half a minute each."""
    if environment.smtp is not None:
        yield from _sender(environment.smtp)
    if environment.bounces is not None:
        yield from _mailbox(environment.bounces)
    late = OutgoingMail.objects.due(timezone.now() - PUNCTUAL).filter(
        created_at__lt=timezone.now() - PUNCTUAL
    )
    if environment.mail_rates.is_empty and (number := late.count()):
        yield (
            f"Seit einer Viertelstunde warten {number} E-Mails, und niemand sendet sie; bitte nachsehen, ob "
            "„miteinander work“ läuft."
        )


def hints(environment: Environment) -> Iterator[str]:
    """What somebody should know, and what is no fault of the installation."""
    if stopped := MailAddress.objects.stopped().count():
        yield (
            f"{stopped} Adressen sind gesperrt, weil E-Mails unzustellbar zurückkamen; im Büro stehen sie unter "
            "„Postausgang“, „Adressen, die nicht gehen“."
        )
    if stuck := OutgoingMail.objects.stuck().count():
        yield f"{stuck} E-Mails sind nicht angekommen oder ungewiss; im Büro stehen sie im „Postausgang“."
    rate, waiting = environment.mail_rates.overall, OutgoingMail.objects.open().count()
    if rate and waiting > LONG * rate:
        yield (
            f"Es warten {waiting} E-Mails; mit {rate} je Minute (MITEINANDER_MAIL_RATE) dauert das "
            f"{waiting // rate // 60} Stunden."
        )


def _sender(server: SmtpServer) -> Iterator[str]:
    try:
        message.sender()
    except message.NoSender:
        yield "Im Auftritt fehlt die E-Mail-Adresse, von der Nachrichten kommen; bis sie dort steht, geht nichts hinaus."
    try:
        transports.greet(server)
    except transports.TryLater as error:
        yield f"Der Mailserver nimmt nichts an ({_short(error)}); bitte MITEINANDER_SMTP_URL prüfen."


def _mailbox(where: BounceMailbox) -> Iterator[str]:
    try:
        with mailboxes.open_mailbox(where):
            pass
    except OSError as error:
        yield f"Das Postfach für Rückläufer lässt sich nicht öffnen ({_short(error)}); bitte MITEINANDER_BOUNCE_URL prüfen."


def _short(error: Exception) -> str:
    return re.sub(r"^\[Errno \d+\] ", "", " ".join(str(error).split()))[:150]
