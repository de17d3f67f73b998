"""Taking reports in: once each, with what they change, in one transaction; then they are removed from the mailbox."""

import hashlib
from dataclasses import replace

from django.db import IntegrityError, transaction
from django.utils import timezone

from miteinander.env import BounceMailbox

from .. import addresses
from ..enums import SENT, Bounce, MailState
from ..models import DeliveryReport, OutgoingMail
from ..recipients import UnusableAddress, normalised
from ..templates import one_line
from . import mailboxes
from .reports import Report, read_report

MOST_CANDIDATES = 10
MOST = 500
"""Messages of one run; the others wait for the next."""


def read_mailbox(mailbox: BounceMailbox) -> int:
    """Read what is new and say how many were about mails of ours. Running twice does no harm: a message that was taken
    in and not removed, because the worker was killed between, is known by its content.

    Messages that are no delivery reports stay where they are, for a person. Raises OSError when the mailbox cannot be
    read.
    """
    ours = 0
    with mailboxes.open_mailbox(mailbox) as opened:
        for number, (key, content) in enumerate(opened.messages()):
            if number >= MOST:
                break
            found = take_in(content)
            opened.done(key, is_report=found is not Bounce.OTHER)
            ours += found is not Bounce.OTHER
    return ours


@transaction.atomic
def take_in(content: bytes) -> Bounce:
    """Write down what the message says; what the worst of its reports says is returned. The second time nothing is
    written."""
    digest = hashlib.sha256(content).hexdigest()
    known = DeliveryReport.objects.filter(digest=digest).first()
    if known is not None:
        return Bounce(known.bounce)
    matched = [found for report in read_report(content) if (found := _matched(report)) is not None]
    worst = next((one for one in matched if one[0].bounce == Bounce.PERMANENT), None)
    report, mail = worst or next((one for one in matched if one[0].bounce == Bounce.TEMPORARY), (None, None))
    if report is None or mail is None:
        return Bounce.OTHER
    try:
        with transaction.atomic():
            DeliveryReport.objects.create(
                digest=digest, mail=mail, bounce=report.bounce, status=report.status
            )
    except IntegrityError:  # another worker reads the same mailbox
        return report.bounce
    for one, about in matched:
        _apply(one, about)
    return report.bounce


def _matched(report: Report) -> tuple[Report, OutgoingMail] | None:
    """The report with the mail it is about, found by its Message-ID, which nobody can guess: so nobody can stop an
    address by a forged report. Came it back from another address, ours is forwarded there: it counts, and stops nothing.
    """
    if report.bounce == Bounce.OTHER or not report.uids:
        return None
    found = OutgoingMail.objects.filter(uid__in=report.uids[:MOST_CANDIDATES]).defer("text", "html")
    mails = sorted(found, key=lambda mail: report.uids.index(mail.uid))
    if not mails:
        return None
    meant = next((mail for mail in mails if report.recipient and _is_same(report.recipient, mail.to)), None)
    if report.recipient and meant is None:
        report = replace(report, bounce=Bounce.TEMPORARY)
    return report, meant or mails[0]


def _is_same(one: str, other: str) -> bool:
    try:
        return normalised(one) == normalised(other)
    except UnusableAddress:
        return False


def _apply(report: Report, mail: OutgoingMail) -> None:
    is_permanent = report.bounce == Bounce.PERMANENT
    addresses.note_failure(mail.to, report.words, is_permanent=is_permanent)
    if not is_permanent:
        return
    mine = OutgoingMail.objects.filter(pk=mail.pk)
    back = {"state": MailState.BOUNCED, "error": one_line(report.words), "next_attempt_at": None, "claim": ""}
    mine.filter(state__in=SENT).update(**back)
    mine.filter(state__in=[MailState.UNSURE, MailState.FAILED]).update(**back, sent_at=timezone.now())
