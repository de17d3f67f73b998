"""A delivery whose worker is killed, and workers that deliver at the same time: nothing lost, nothing twice."""

import pytest
from django.db import close_old_connections

from miteinander.foundation.mailing.enums import MailState
from miteinander.foundation.mailing.models import OutgoingMail
from tests.bench.mail_sink import RunningSink
from tests.support.forked_workers import forked_workers_at
from tests.support.workers import wait_until, workers_at

from .killing import deliver_with_kills, sent, write_mails

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.data_layer]


@pytest.fixture
def workers(tmp_path, server, sender):
    with workers_at(tmp_path / "home", MITEINANDER_SMTP_URL=server.url) as found:
        yield found


def is_(mail, state):
    close_old_connections()
    mail.refresh_from_db()
    return mail.state == state


def test_killed_before_the_mail_was_handed_over_it_arrives_once(workers, server, make_mail):
    mail = make_mail()
    server.answers, server.once = {"rcpt": "hold"}, True
    first = workers.start()
    wait_until(server.holding.is_set)
    assert is_(mail, MailState.SENDING)

    workers.kill(first)
    workers.start()

    wait_until(lambda: is_(mail, MailState.SENT))
    assert len(server.received) == 1
    assert (mail.attempts, mail.unanswered) == (2, 0)


def test_killed_before_the_answer_it_is_sent_once_more_and_never_again(workers, server, make_mail):
    mail, lost = make_mail(), make_mail("weg@example.org")
    OutgoingMail.objects.filter(pk=lost.pk).update(state=MailState.FAILED)  # later
    server.answers, server.once = {"end": "hold"}, True
    first = workers.start()
    wait_until(server.holding.is_set)
    workers.kill(first)
    second = workers.start()
    wait_until(lambda: is_(mail, MailState.SENT))
    workers.kill(second)

    assert len(server.received) == 2
    first_id, second_id = [message["Message-ID"] for message in server.messages()]
    assert first_id == second_id, "so that the receiver can see that it is the same mail"


def test_killed_twice_before_the_answer_it_is_left_to_a_person(workers, server, make_mail):
    mail = make_mail()
    server.answers = {"end": "hold"}
    for number in (1, 2):
        process = workers.start()
        wait_until(lambda so_many=number: len(server.received) == so_many and server.holding.is_set())
        server.holding.clear()
        workers.kill(process)
    server.answers = {}
    workers.start()

    wait_until(lambda: is_(mail, MailState.UNSURE))
    assert len(server.received) == 2
    assert "Vielleicht" in mail.error


def test_two_workers_deliver_every_mail_once(workers, server, make_mail):
    wanted = {f"gast{number}@example.org" for number in range(30)}
    for address in sorted(wanted):
        make_mail(address)
    workers.start()
    workers.start()

    wait_until(lambda: OutgoingMail.objects.filter(state=MailState.SENT).count() == 30)

    assert sorted(server.recipients) == sorted(wanted)


def test_workers_killed_at_random_moments_lose_nothing_and_repeat_only_what_was_in_their_hands(
    tmp_path, sender
):
    """2,000 mails and more kills: `python -m tests.bench.bench_mail`."""
    number, kills = 300, 6
    write_mails(number)
    with (
        RunningSink() as sink,
        forked_workers_at(tmp_path / "home", MITEINANDER_SMTP_URL=sink.url) as workers,
    ):
        arrived = deliver_with_kills(workers, sink, number=number, kills=kills, seed=20261130)

    assert len(arrived) == number == sent()
    assert max(arrived.values()) <= 2
    assert sum(arrived.values()) - number <= kills
