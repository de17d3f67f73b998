"""What the doctor says about mail."""

from datetime import timedelta

import pytest
from django.utils import timezone

from miteinander.env import Environment
from miteinander.foundation.mailing import addresses
from miteinander.foundation.mailing.enums import MailState
from miteinander.foundation.mailing.models import OutgoingMail
from miteinander.surfaces.operations import mail_health
from tests.foundation.mailing.smtp_server import mail_server
from tests.support.factories import make_identity

pytestmark = [pytest.mark.django_db, pytest.mark.data_layer]


@pytest.fixture(autouse=True)
def sender(db):
    return make_identity(name="Rat", email="rat@example.org")


@pytest.fixture
def read(tmp_path):
    return lambda **values: Environment.read({"MITEINANDER_HOME": str(tmp_path), **values})


def write(number, **values):
    OutgoingMail.objects.bulk_create(
        OutgoingMail(to=f"g{one}@example.org", subject="a", text="b", language="de", **values)
        for one in range(number)
    )


def test_nothing_is_said_where_nothing_is_wrong(read):
    with mail_server() as server:
        environment = read(MITEINANDER_SMTP_URL=server.url, MITEINANDER_MAIL_RATE="60")
        write(100)
        assert list(mail_health.findings(environment)) == []
        assert list(mail_health.hints(environment)) == []
        assert (server.connections, server.senders, server.received) == (1, [], [])


@pytest.mark.parametrize("answers", [{"connect": "554 not today"}, {"ehlo": "close"}])
def test_a_mail_server_that_refuses_is_named(read, answers):
    with mail_server() as server:
        server.answers = answers
        [finding] = mail_health.findings(read(MITEINANDER_SMTP_URL=server.url))
    assert finding.startswith("Der Mailserver nimmt nichts an (") and "MITEINANDER_SMTP_URL" in finding


@pytest.mark.parametrize(
    "url", ["mbox:///gibt/es/nicht", "maildir:///gibt/es/nicht", "imap://a:geheim@127.0.0.1:1?tls=no", "pop3://a:geheim@127.0.0.1:1?tls=no"]
)  # fmt: skip
def test_a_mailbox_that_cannot_be_opened_is_named_without_its_password(read, url):
    [finding] = mail_health.findings(read(MITEINANDER_BOUNCE_URL=url))
    assert finding.startswith("Das Postfach für Rückläufer lässt sich nicht öffnen (")
    assert "MITEINANDER_BOUNCE_URL" in finding and "geheim" not in finding


def test_mails_that_nobody_sends_are_a_fault(read):
    write(3)
    assert list(mail_health.findings(read())) == []
    OutgoingMail.objects.update(created_at=timezone.now() - timedelta(minutes=16))
    [finding] = mail_health.findings(read())
    assert "3 E-Mails" in finding and "„miteinander work“" in finding
    OutgoingMail.objects.update(next_attempt_at=timezone.now() + timedelta(hours=1))
    assert list(mail_health.findings(read())) == [], "the mail server put them off"


def test_stopped_addresses_lost_mails_and_a_slow_rate_are_hints(read):
    addresses.note_failure("gast@example.org", "550 5.1.1")
    write(2, state=MailState.UNSURE)
    write(7_300)
    stopped, stuck, slow = mail_health.hints(read(MITEINANDER_MAIL_RATE="60"))
    assert "1 Adressen sind gesperrt" in stopped
    assert "2 E-Mails sind nicht angekommen" in stuck
    assert "7300 E-Mails" in slow and "2 Stunden" in slow
