"""Delivering one mail: claim it, hand it over, write down what the server said.

None is lost: a mail stays open until an answer was written down. None goes out twice, but at most once more where it was
handed over and no answer came (the worker was killed in that moment, or the line broke): `unanswered` is raised before
the mail is handed over and lowered by an answer; a second time without one makes the mail "unsure", for a person.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_noop

from miteinander.foundation.work import Again, current, leases
from miteinander.foundation.work.patience import patiently

from . import message, transports
from .enums import OPEN, MailState
from .models import OutgoingMail
from .recipients import ascii_address
from .templates import one_line

CLAIMED_FOR = timedelta(minutes=10)
MOST_UNANSWERED = 2

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
PAUSES = (MINUTE, 5 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 4 * HOUR, *[8 * HOUR] * 8)
"""After each attempt that the server put off; three days in all, then the mail is given up and shown as failed."""

NO_SENDER = gettext_noop("Im Auftritt fehlt die E-Mail-Adresse, von der Nachrichten kommen.")
TOOK_OVER = gettext_noop(
    "Zweimal übergeben, und der Mailserver hat nicht geantwortet. Vielleicht ist die E-Mail angekommen."
)


class TakenOver(Exception):
    """Another worker has this mail now."""


@dataclass(frozen=True, slots=True)
class Claim:
    mail: OutgoingMail
    token: str

    def write(self, **values: Any) -> bool:
        """Whether the mail was still ours."""
        mine = OutgoingMail.objects.filter(pk=self.mail.pk, claim=self.token, state=MailState.SENDING)
        return bool(patiently(lambda: mine.update(**values)))


def deliver_mail(*, mail_id: int) -> None:
    """Deliver the mail if it waits for that. Raises Again when it must be tried later; running twice does no harm."""
    claim = _claim(mail_id)
    if claim is None:
        return
    try:
        _hand_over(claim)
    except TakenOver:
        return
    except transports.Refused as problem:
        _close(claim, MailState.FAILED, str(problem), unanswered=0)
    except transports.Unanswered as problem:
        _left_open(claim, str(problem))
    except (transports.TryLater, message.NoSender) as problem:
        text = NO_SENDER if isinstance(problem, message.NoSender) else str(problem)
        _put_off(claim, text, unanswered=claim.mail.unanswered)
    except Exception:
        claim.write(state=MailState.WAITING, claim="", claimed_by="")
        raise
    else:
        _sent(claim)


def _claim(mail_id: int) -> Claim | None:
    """Only one worker has a mail at a time. None: it needs no delivery (any more)."""
    mail = OutgoingMail.objects.filter(pk=mail_id).first()
    if mail is None or mail.state not in OPEN:
        return None
    moment = timezone.now()
    if mail.state == MailState.SENDING and _is_held(mail, moment):
        raise Again(MINUTE)
    if mail.next_attempt_at and mail.next_attempt_at > moment + MINUTE:
        raise Again(mail.next_attempt_at - moment)
    token = str(uuid4())
    mine = OutgoingMail.objects.filter(pk=mail.pk, state=mail.state, claim=mail.claim)
    taken = mine.update(
        state=MailState.SENDING,
        claim=token,
        claimed_by=current.worker_id(),
        claimed_until=moment + CLAIMED_FOR,
        attempts=F("attempts") + 1,
    )
    if not taken:
        raise Again(MINUTE)
    claim = Claim(mail, token)
    if mail.unanswered >= MOST_UNANSWERED:
        _close(claim, MailState.UNSURE, TOOK_OVER)
        return None
    return claim


def _is_held(mail: OutgoingMail, moment: datetime) -> bool:
    if mail.claimed_until is None or mail.claimed_until <= moment:
        return False
    return not mail.claimed_by or mail.claimed_by in leases.living([mail.claimed_by])


def _hand_over(claim: Claim) -> None:
    mail = claim.mail
    name, address = message.sender()
    content = message.bytes_of(mail, name=name, address=address)
    if settings.MAIL_SERVER is None:
        transports.to_file(mail.uid, content)
        return

    def before_handing_over() -> None:
        if not claim.write(unanswered=F("unanswered") + 1):
            raise TakenOver

    transports.to_server(
        settings.MAIL_SERVER,
        content,
        sender=address,
        recipient=ascii_address(mail.to),
        before_handing_over=before_handing_over,
    )


def _sent(claim: Claim) -> None:
    kept = {"text": "", "html": ""} if claim.mail.is_secret and not settings.MAIL_SHOWS_SECRETS else {}
    _close(claim, MailState.SENT, "", unanswered=0, sent_at=timezone.now(), **kept)


def _close(claim: Claim, state: MailState, error: str, **values: Any) -> None:
    claim.write(state=state, error=one_line(error), claim="", claimed_by="", next_attempt_at=None, **values)


def _left_open(claim: Claim, error: str) -> None:
    """Handed over without an answer: once more, then it is for a person to decide."""
    if claim.mail.unanswered + 1 >= MOST_UNANSWERED:
        _close(claim, MailState.UNSURE, TOOK_OVER)
    else:
        _put_off(claim, error)


def _put_off(claim: Claim, error: str, **values: Any) -> None:
    """Later, or never after the last pause. Raises Again."""
    attempts = claim.mail.attempts + 1
    if attempts > len(PAUSES):
        _close(claim, MailState.FAILED, error, **values)
        return
    pause = PAUSES[attempts - 1]
    claim.write(
        state=MailState.WAITING,
        error=one_line(error),
        claim="",
        claimed_by="",
        next_attempt_at=timezone.now() + pause,
        **values,
    )
    raise Again(pause)
