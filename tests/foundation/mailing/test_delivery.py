"""One delivery: what the mail server says decides what becomes of the mail. In this process, with a server to talk to."""

from datetime import timedelta
from email import message_from_bytes, policy

import pytest
import time_machine
from django.utils import timezone

from miteinander.foundation.interface.models import Identity
from miteinander.foundation.mailing import delivery, files
from miteinander.foundation.mailing.enums import MailState
from miteinander.foundation.mailing.models import OutgoingMail
from miteinander.foundation.work import Again
from miteinander.foundation.work.models import WorkerLease

pytestmark = [pytest.mark.django_db, pytest.mark.data_layer]


@pytest.fixture
def smtp(settings, server, sender):
    settings.MAIL_SERVER = server.settings
    return server


@pytest.fixture
def to_files(settings, tmp_path, sender):
    settings.MAIL_SERVER = None
    settings.MAIL_FOLDER = tmp_path / "mail"
    return settings.MAIL_FOLDER


def deliver(mail):
    """How long the mail has to wait, None when it is over; the mail is read anew."""
    try:
        delivery.deliver_waiting()
    except Again:
        pass
    mail.refresh_from_db()
    return mail.next_attempt_at - timezone.now() if mail.state == MailState.WAITING else None


def test_mail_is_handed_over_once_with_text_and_html(smtp, make_mail):
    mail = make_mail(
        text="Grüße\n.\nvon uns", html="<p>Grüße aus dem Büro</p>", language="tr", subject="Çay & Kuchen"
    )

    assert deliver(mail) is None
    assert deliver(mail) is None

    [message] = smtp.messages()
    assert (mail.state, mail.attempts, mail.unanswered, mail.error) == (MailState.SENT, 1, 0, "")
    assert (smtp.recipients, smtp.senders) == (["gast@example.org"], ["rat@example.org"])
    assert message["Subject"] == "Çay & Kuchen"
    assert message["From"] == "Büro des Rates <rat@example.org>"
    assert message["To"] == "gast@example.org"
    assert message["Message-ID"] == f"<{mail.uid}@example.org>"
    assert message["Content-Language"] == "tr"
    assert message["Auto-Submitted"] == "auto-generated"
    text, html = message.iter_parts()
    assert text.get_content().splitlines() == ["Grüße", ".", "von uns"]
    assert html.get_content() == "<p>Grüße aus dem Büro</p>"
    assert smtp.received[0].isascii()
    assert max(map(len, smtp.received[0].split(b"\r\n"))) <= 998


@pytest.mark.parametrize("step", ["mail", "rcpt", "data", "end"])
def test_a_refusal_of_this_mail_ends_it(smtp, make_mail, step):
    mail = make_mail()
    smtp.answers = {step: "550 5.1.1 nobody\x00 of this name"}

    assert deliver(mail) is None

    assert (mail.state, mail.unanswered, smtp.received) == (MailState.FAILED, 0, [])
    assert "550" in mail.error and "nobody" in mail.error
    assert deliver(mail) is None
    assert smtp.connections == 1, "it is not tried again"


@pytest.mark.parametrize(
    ("step", "answer"),
    [
        ("connect", "554 not today"),
        ("connect", "close"),
        ("ehlo", "close"),
        ("mail", "451 try later"),
        ("rcpt", "450 greylisted"),
        ("rcpt", "421 too many"),
        ("rcpt", "close"),
        ("rcpt", "nonsense"),
        ("data", "452 full"),
        ("end", "451 try later"),
    ],
)
def test_what_the_server_puts_off_is_tried_again_after_growing_pauses(smtp, make_mail, step, answer):
    mail = make_mail()
    smtp.answers = {step: answer}
    pauses = []
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for _ in range(3):
            pauses.append(deliver(mail))
            assert (mail.state, mail.unanswered) == (MailState.WAITING, 0)
            assert mail.error
            clock.shift(mail.next_attempt_at - timezone.now())
        smtp.answers = {}
        assert deliver(mail) is None
    assert pauses == [timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15)]
    assert (mail.state, mail.attempts, len(smtp.received)) == (MailState.SENT, 4, 1)


def test_an_unreachable_server_is_given_up_after_three_days(settings, smtp, make_mail):
    from miteinander.env import SmtpServer

    settings.MAIL_SERVER = SmtpServer(host="127.0.0.1", port=1, security="none")
    mail = make_mail()
    begun = timezone.now()
    with time_machine.travel(begun, tick=False) as clock:
        while deliver(mail):
            clock.shift(mail.next_attempt_at - timezone.now())
        took = timezone.now() - begun
    assert mail.state == MailState.FAILED
    assert timedelta(days=2) < took < timedelta(days=4)


def test_an_answer_that_is_lost_is_repeated_once_and_then_left_to_a_person(smtp, make_mail):
    mail = make_mail()
    smtp.answers = {"end": "close"}
    with time_machine.travel(timezone.now(), tick=False) as clock:
        assert deliver(mail) == timedelta(minutes=1)
        assert (mail.state, mail.unanswered) == (MailState.WAITING, 1)
        clock.shift(timedelta(minutes=1))
        assert deliver(mail) is None
    assert (mail.state, len(smtp.received)) == (MailState.UNSURE, 2)
    assert deliver(mail) is None
    assert len(smtp.received) == 2


def test_an_answer_that_is_lost_and_then_a_delay_stays_one_lost_answer(smtp, make_mail):
    mail = make_mail()
    smtp.answers = {"end": "close"}
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for answers in ({"end": "close"}, {"rcpt": "450 later"}, {"end": "451 later"}):
            smtp.answers = answers
            clock.shift(deliver(mail))
            assert mail.unanswered == 1
        smtp.answers = {}
        assert deliver(mail) is None
    assert (mail.state, len(smtp.received)) == (MailState.SENT, 2)


def test_a_mail_that_another_living_worker_has_is_left_to_it(smtp, make_mail):
    mail = make_mail()
    later = timezone.now() + timedelta(minutes=5)
    WorkerLease.objects.create(worker_id="other", started_at=timezone.now(), expires_at=later)
    OutgoingMail.objects.update(state=MailState.SENDING, claim="x", claimed_by="other", claimed_until=later)

    deliver(mail)
    assert (mail.state, mail.claim, smtp.connections) == (MailState.SENDING, "x", 0)

    WorkerLease.objects.all().delete()  # it died
    assert deliver(mail) is None
    assert mail.state == MailState.SENT


def test_a_worker_that_lost_its_claim_hands_nothing_over(smtp, make_mail, monkeypatch):
    mail = make_mail()
    build = delivery.message.bytes_of

    def meanwhile(mail, **values):
        OutgoingMail.objects.update(claim="somebody else")
        return build(mail, **values)

    monkeypatch.setattr(delivery.message, "bytes_of", meanwhile)

    assert deliver(mail) is None

    assert (mail.claim, mail.unanswered, smtp.received) == ("somebody else", 0, [])


def test_a_fault_of_our_own_leaves_the_mail_waiting(smtp, make_mail, monkeypatch):
    mail = make_mail()

    def broken(*arguments, **values):
        raise RuntimeError("a fault of our own")

    monkeypatch.setattr(delivery.message, "bytes_of", broken)
    with pytest.raises(RuntimeError, match="of our own"):
        delivery.deliver_waiting()
    mail.refresh_from_db()
    assert (mail.state, mail.claim, smtp.received) == (MailState.WAITING, "", [])
    assert "Fehler" in mail.error


def test_without_an_address_of_the_council_mail_waits(smtp, make_mail):
    Identity.objects.update(email="")
    mail = make_mail()

    assert timedelta(0) < deliver(mail) <= timedelta(minutes=1)
    assert "Auftritt" in mail.error

    Identity.objects.update(email="neu@example.org")
    with time_machine.travel(timezone.now() + timedelta(minutes=2)):
        assert deliver(mail) is None
    assert smtp.senders == ["neu@example.org"]


def test_demo_writes_a_file_and_the_same_file_again(to_files, make_mail):
    mail = make_mail("gast@müller.example")

    assert deliver(mail) is None
    [path] = to_files.iterdir()
    OutgoingMail.objects.update(state=MailState.WAITING, sent_at=None)  # killed before it was written down
    assert deliver(mail) is None

    assert list(to_files.iterdir()) == [path] == [files.path_of(mail.uid)]
    message = message_from_bytes(path.read_bytes(), policy=policy.default)
    assert message["To"] == "gast@xn--mller-kva.example"


def test_a_folder_that_cannot_be_written_is_tried_again(to_files, make_mail):
    to_files.write_text("a file where the folder should be")
    mail = make_mail()

    assert timedelta(0) < deliver(mail) <= timedelta(minutes=1)

    assert (mail.state, bool(mail.error)) == (MailState.WAITING, True)


@pytest.mark.parametrize("shown", [True, False])
def test_a_secret_text_is_gone_when_it_is_delivered(to_files, settings, make_mail, shown):
    settings.MAIL_SHOWS_SECRETS = shown
    mail = make_mail(is_secret=True)

    deliver(mail)

    assert bool(mail.text) is bool(mail.html) is shown
    assert (
        "Schöne Grüße"
        in message_from_bytes(files.path_of(mail.uid).read_bytes(), policy=policy.default)
        .get_body(("plain",))
        .get_content()
    )


def test_mail_to_many_says_how_to_leave(smtp, make_mail):
    deliver(make_mail(template="outreach.letter", unsubscribe_url="https://example.org/abmelden/abc"))

    [message] = smtp.messages()
    assert message["List-Unsubscribe"] == "<https://example.org/abmelden/abc>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message["List-Id"] == "<outreach.letter.example.org>"
    assert message["Auto-Submitted"] == "auto-generated"


HOSTILE = [
    "Bcc: alle@example.org",
    "\r\nBcc: alle@example.org",
    "x\nBcc: alle@example.org\n\nText",
    "\x00\x0b\u2028Bcc: a@b.example",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_value_adds_a_header(smtp, make_mail, text):
    Identity.objects.update(sender_name=f'Rat" <x@example.org>,{text}'.replace("\x00", "")[:80])
    deliver(
        make_mail(
            subject=f"Gruß {text}"[:250],
            unsubscribe_url=f"https://example.org/{text}".replace("\n", " ")
            .replace("\r", " ")
            .replace("\x00", " "),
        )
    )

    [message] = smtp.messages()
    assert message["Bcc"] is None
    assert message["To"] == "gast@example.org"
    assert message["From"].addresses[0].addr_spec == "rat@example.org"
    assert len(message["From"].addresses) == 1
    assert smtp.recipients == ["gast@example.org"]
