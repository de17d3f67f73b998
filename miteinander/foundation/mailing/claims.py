"""Which worker has which mails: taken in batches, given back when it is dead, each change only by its holder."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.db import connection, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_noop

from miteinander.foundation.work import current, leases
from miteinander.foundation.work.patience import patiently

from . import rates
from .enums import MailState
from .models import OutgoingMail

BATCH = 100
CLAIMED_FOR = timedelta(minutes=10)
MOST_UNANSWERED = 2

TOOK_OVER = gettext_noop(
    "Zweimal übergeben, und der Mailserver hat nicht geantwortet. Vielleicht ist die E-Mail angekommen."
)


MINE = " WHERE id = %s AND claim = %s AND state = 'sending'"
MARK = "UPDATE mailing_outgoingmail SET unanswered = unanswered + 1" + MINE
DONE = (
    "UPDATE mailing_outgoingmail SET state = 'sent', sent_at = %s, unanswered = 0, claim = '', claimed_by = '', "
    "error = '', next_attempt_at = NULL" + MINE
)
"""The two writes that every mail costs: put together by the ORM each time they take as long as the mail itself."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Mails that only this worker has. `is_full`: more may wait. `wait`: seconds until a mail may go that has to wait for
    its turn; 0 if none has."""

    mails: list[OutgoingMail]
    token: str
    is_full: bool
    wait: float

    def write(self, mail: OutgoingMail, **values: Any) -> bool:
        """Whether the mail was still ours."""
        mine = OutgoingMail.objects.filter(pk=mail.pk, claim=self.token, state=MailState.SENDING)
        return bool(patiently(lambda: mine.update(**values)))

    def mark(self, mail: OutgoingMail) -> bool:
        """It is about to be handed over. Whether it was still ours."""
        return self._quickly(MARK, [mail.pk, self.token])

    def sent(self, mail: OutgoingMail) -> bool:
        at = connection.ops.adapt_datetimefield_value(timezone.now())
        return self._quickly(DONE, [at, mail.pk, self.token])

    def _quickly(self, statement: str, values: list[Any]) -> bool:
        def write() -> bool:
            with connection.cursor() as cursor:
                cursor.execute(statement, values)
                return bool(cursor.rowcount)

        return patiently(write)

    def close(self, mail: OutgoingMail, state: MailState, **values: Any) -> bool:
        return self.write(mail, state=state, claim="", claimed_by="", **values)

    def give_back(self) -> None:
        """What was not tried is as if it had never been taken."""
        mine = OutgoingMail.objects.filter(claim=self.token, state=MailState.SENDING)
        free = {"state": MailState.WAITING, "claim": "", "claimed_by": "", "attempts": F("attempts") - 1}
        patiently(lambda: mine.update(**free))


@transaction.atomic
def claim_batch() -> Batch:
    """The next mails, as many as the rates allow. Three queries, more where there are rates."""
    moment = timezone.now()
    full, wait = rates.full_domains()
    waiting = OutgoingMail.objects.due(moment)
    if full:
        waiting = waiting.exclude(domain__in=full)
    rows = waiting.select_for_update(skip_locked=True).prefetch_related("attachments")
    found = list(rows[:BATCH])
    mails = found
    if found and rates.is_limited():
        may, late = rates.take(mail.domain for mail in found)
        mails = [mail for mail, goes in zip(found, may, strict=True) if goes]
        wait = min(filter(None, (wait, late)), default=0.0)
    token = str(uuid4())
    OutgoingMail.objects.filter(pk__in=[mail.pk for mail in mails]).update(
        state=MailState.SENDING,
        claim=token,
        claimed_by=current.worker_id(),
        claimed_until=moment + CLAIMED_FOR,
        attempts=F("attempts") + 1,
    )
    return Batch(mails, token, len(found) == BATCH, wait)


def free_left_behind() -> int:
    """Give mails back whose worker is dead; for a person those that were handed over twice without an answer.

    One query when nobody has mails.
    """
    held = OutgoingMail.objects.filter(state=MailState.SENDING)
    holders = set(held.order_by().values_list("claimed_by", flat=True).distinct())
    if not holders:
        return 0
    dead = holders - leases.living(holders) - {""}
    left = held.filter(Q(claimed_by__in=dead) | Q(claimed_until__lte=timezone.now()))
    free = {"claim": "", "claimed_by": ""}
    unsure = left.filter(unanswered__gte=MOST_UNANSWERED)
    return int(unsure.update(state=MailState.UNSURE, error=TOOK_OVER, next_attempt_at=None, **free)) + int(
        left.filter(unanswered__lt=MOST_UNANSWERED).update(state=MailState.WAITING, **free)
    )


@contextmanager
def quick_commits() -> Iterator[None]:
    """PostgreSQL answers before the disk does, as SQLite is set up too: a killed worker loses nothing by that, and a
    database machine without current only the last answers, so that those mails go out once more."""
    if connection.vendor != "postgresql" or connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit TO off")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SET synchronous_commit TO DEFAULT")
