"""Many mails, several workers, and one of them killed again and again at a random moment."""

import random
import time
from collections import Counter

from django.db import close_old_connections

from miteinander.foundation.mailing.enums import OPEN, MailState
from miteinander.foundation.mailing.models import OutgoingMail
from miteinander.foundation.work import enqueue
from tests.bench.mail_sink import RunningSink
from tests.support.forked_workers import ForkedWorkers


def write_mails(number: int) -> None:
    words = "Am Samstag treffen wir uns im Park. Bitte bringen Sie etwas zu essen mit. " * 30
    OutgoingMail.objects.bulk_create(
        (
            OutgoingMail(
                to=f"gast{one}@anbieter{one % 7}.example",
                domain=f"anbieter{one % 7}.example",
                subject=f"Einladung {one}: Frühstück für alle",
                text=words,
                html=f"<!doctype html><p style='color: #1d1a33'>{words}</p><p>{words}</p>",
                language="de",
            )
            for one in range(number)
        ),
        batch_size=500,
    )
    enqueue("mailing.deliver")


def deliver_with_kills(
    workers: ForkedWorkers, sink: RunningSink, *, number: int, kills: int, seed: int
) -> Counter[str]:
    """Deliver, killing `kills` workers at random moments of the delivery; how often each mail arrived.

    Raises AssertionError when that takes longer than a busy machine needs.
    """
    dice = random.Random(seed)
    running = [workers.start() for _ in range(2)]
    deadline = time.monotonic() + 60 + number / 10
    for one in range(kills):
        share = number * (one + dice.random()) / (kills + 1)
        while sum(sink.counted().values()) < share:
            assert time.monotonic() < deadline, "waited in vain"
            time.sleep(dice.random() / 20)
        time.sleep(dice.random() / 20)
        victim = running.pop(dice.randrange(len(running)))
        workers.kill(victim)
        running.append(workers.start())
    while left := _left():
        assert time.monotonic() < deadline, f"{left} mails wait in vain"
        time.sleep(0.1)
    return sink.counted()


def _left() -> int:
    close_old_connections()
    return OutgoingMail.objects.filter(state__in=OPEN).count()


def sent() -> int:
    return OutgoingMail.objects.filter(state=MailState.SENT).count()
