"""Delivering what waits: claim a batch, hand it over on one connection, write down what the server said.

None is lost: a mail stays open until an answer was written down. None goes out twice, but at most once more where it was
handed over and no answer came (the worker was killed in that moment, or the line broke): `unanswered` is raised before
the mail is handed over and lowered by an answer; a second time without one makes the mail "unsure", for a person.
"""

import logging
import time
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import DatabaseError, transaction
from django.db.models import Min
from django.utils import timezone
from django.utils.translation import gettext_noop

from miteinander.foundation.work import Again, enqueue_unless_waiting, is_waiting

from . import addresses, claims, message, transports
from .claims import MOST_UNANSWERED, TOOK_OVER, Batch
from .enums import MailState
from .models import OutgoingMail
from .recipients import ascii_address
from .templates import one_line

logger = logging.getLogger(__name__)

WORK = "mailing.deliver"
TURN = 5.0
"""Seconds after which other work of the queue gets its turn."""

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
PAUSES = (MINUTE, 5 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 4 * HOUR, *[8 * HOUR] * 8)
"""After each attempt that the server put off; three days in all, then the mail is given up and shown as failed."""

NO_SENDER = gettext_noop("Im Auftritt fehlt die E-Mail-Adresse, von der Nachrichten kommen.")
OWN_FAULT = gettext_noop(
    "Miteinander hat beim Senden einen Fehler gemacht. Näheres steht unter „Hintergrundarbeit“."
)


class TakenOver(Exception):
    """Another worker has this mail now."""


def deliver_waiting() -> None:
    """Deliver what waits, for some seconds. Running twice, and by many at once, does no harm.

    Raises Again while more waits; mails for later are found by the schedule. A fault of our own with one mail is raised
    when the others of its batch are done.
    """
    claims.free_left_behind()
    started = time.monotonic()
    with claims.quick_commits(), transports.Session(settings.MAIL_SERVER) as session:
        while (batch := claims.claim_batch()).mails:
            if batch.is_full:
                with transaction.atomic():
                    enqueue_unless_waiting(WORK)  # somebody else may help
            try:
                _deliver_batch(batch, session)
            finally:
                batch.give_back()
            if time.monotonic() - started > TURN:
                raise Again(timedelta(0))
    _come_back(batch.wait)


def _come_back(wait: float) -> None:
    """Raises Again if something is due within a minute and nobody else will look."""
    first = OutgoingMail.objects.filter(state=MailState.WAITING).aggregate(at=Min("next_attempt_at"))["at"]
    pauses = [timedelta(seconds=wait)] if wait else []
    if first is not None:
        pauses.append(max(first - timezone.now(), timedelta(seconds=1)))
    if pauses and min(pauses) < MINUTE and not is_waiting(WORK):
        raise Again(min(pauses))


def _deliver_batch(batch: Batch, session: transports.Session) -> None:
    unwanted = addresses.why_not(batch.mails)
    fault: Exception | None = None
    try:
        name, address = message.sender()
    except message.NoSender:
        for mail in batch.mails:
            _put_off(batch, mail, NO_SENDER)
        return
    for mail in batch.mails:
        if mail.pk in unwanted:
            batch.close(mail, MailState.STOPPED, error=unwanted[mail.pk], next_attempt_at=None)
            continue
        try:
            _deliver(batch, mail, session, name=name, address=address)
        except DatabaseError:
            raise
        except Exception as problem:
            logger.exception("Mail %s could not be delivered by a fault of our own.", mail.pk)
            _put_off(batch, mail, OWN_FAULT)
            fault = fault or problem
    if fault is not None:
        raise fault


def _deliver(
    batch: Batch, mail: OutgoingMail, session: transports.Session, *, name: str, address: str
) -> None:
    try:
        _hand_over(batch, mail, session, name=name, address=address)
    except TakenOver:
        return
    except transports.Refused as problem:
        if problem.is_about_address:
            addresses.note_failure(mail.to, str(problem))
        _close(batch, mail, MailState.FAILED, str(problem), unanswered=0)
    except transports.Unanswered as problem:
        _left_open(batch, mail, str(problem))
    except transports.TryLater as problem:
        _put_off(batch, mail, str(problem), unanswered=mail.unanswered)
    else:
        if mail.is_secret and not settings.MAIL_SHOWS_SECRETS:
            _close(batch, mail, MailState.SENT, "", unanswered=0, sent_at=timezone.now(), text="", html="")
        else:
            batch.sent(mail)


def _hand_over(
    batch: Batch, mail: OutgoingMail, session: transports.Session, *, name: str, address: str
) -> None:
    content = message.bytes_of(mail, name=name, address=address, attachments=mail.attachments.all())
    if settings.MAIL_SERVER is None:
        transports.to_file(mail.uid, content)
        return

    def before_handing_over() -> None:
        if not batch.mark(mail):
            raise TakenOver

    bounces = settings.BOUNCE_MAILBOX
    session.deliver(
        content,
        sender=ascii_address(bounces.address) if bounces and bounces.address else address,
        recipient=ascii_address(mail.to),
        before_handing_over=before_handing_over,
    )


def _close(batch: Batch, mail: OutgoingMail, state: MailState, error: str, **values: Any) -> None:
    batch.close(mail, state, error=one_line(error), next_attempt_at=None, **values)


def _left_open(batch: Batch, mail: OutgoingMail, error: str) -> None:
    """Handed over without an answer: once more, then it is for a person to decide."""
    if mail.unanswered + 1 >= MOST_UNANSWERED:
        _close(batch, mail, MailState.UNSURE, TOOK_OVER)
    else:
        _put_off(batch, mail, error)


def _put_off(batch: Batch, mail: OutgoingMail, error: str, **values: Any) -> None:
    """Later, or never after the last pause."""
    attempts = mail.attempts + 1
    if attempts > len(PAUSES):
        _close(batch, mail, MailState.FAILED, error, **values)
        return
    later = timezone.now() + PAUSES[attempts - 1]
    batch.close(mail, MailState.WAITING, error=one_line(error), next_attempt_at=later, **values)
