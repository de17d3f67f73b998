"""Mails that come back: understood whatever they look like, counted once, and never a way to stop a stranger's address."""

import mailbox

import pytest
from django.utils import timezone

from miteinander.env import BounceMailbox
from miteinander.foundation.mailing import bounces
from miteinander.foundation.mailing.bounces.mailboxes import folder_name
from miteinander.foundation.mailing.enums import Bounce, MailState
from miteinander.foundation.mailing.models import DeliveryReport, MailAddress, OutgoingMail

from .mailbox_servers import Imap, Pop, mailbox_server

pytestmark = [pytest.mark.django_db, pytest.mark.data_layer]

REPORT = """From: MAILER-DAEMON@post.example
To: rat@example.org
Subject: Undelivered
Message-ID: <other@post.example>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="x"

--x
Content-Type: text/plain

Sorry.
--x
Content-Type: message/delivery-status

Reporting-MTA: dns; post.example

Final-Recipient: rfc822; {to}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 nobody of this name

--x
Content-Type: {returned}

From: rat@example.org
Subject: Hallo
Message-ID:
 <{uid}@example.org>

--x--
"""


def report(mail, *, action="failed", status="5.1.1", to="", uid="", returned="message/rfc822", add=""):
    text = REPORT.format(
        to=to or mail.to, action=action, status=status, uid=uid or mail.uid, returned=returned
    )
    return (text + add).encode()


@pytest.fixture
def mail(make_mail):
    found = make_mail("Gast@Example.org")
    OutgoingMail.objects.update(state=MailState.SENT, sent_at=timezone.now())
    return found


@pytest.mark.parametrize("returned", ["message/rfc822", "text/rfc822-headers"])
def test_a_permanent_failure_stops_the_address_and_marks_the_mail(mail, returned):
    assert bounces.take_in(report(mail, returned=returned)) == Bounce.PERMANENT

    mail.refresh_from_db()
    known = MailAddress.objects.get()
    assert (known.address, known.reason) == ("gast@example.org", "5.1.1 550 nobody of this name")
    assert known.stopped_at
    assert (mail.state, mail.error) == (MailState.BOUNCED, "5.1.1 550 nobody of this name")
    assert [(one.bounce, one.status) for one in mail.reports.all()] == [("permanent", "5.1.1")]


@pytest.mark.parametrize(
    "values",
    [
        {"status": "4.2.2"},
        {"action": "delayed", "status": "4.4.1"},
        {"status": "nonsense"},
        {"to": "neu@anderswo.example"},  # ours is forwarded there
    ],
)
def test_a_temporary_failure_is_counted_and_stops_nothing(mail, values):
    assert bounces.take_in(report(mail, **values)) == Bounce.TEMPORARY
    known = MailAddress.objects.get()
    assert (known.stopped_at, known.temporary_failures) == (None, 1)
    mail.refresh_from_db()
    assert mail.state == MailState.SENT


def test_the_same_message_counts_once(mail):
    for _ in range(3):
        assert bounces.take_in(report(mail, status="4.2.2")) == Bounce.TEMPORARY
    assert MailAddress.objects.get().temporary_failures == DeliveryReport.objects.count() == 1


def test_a_failure_that_is_not_written_down_leaves_no_trace(mail, monkeypatch):
    def broken(*arguments, **values):
        raise InterruptedError

    monkeypatch.setattr("miteinander.foundation.mailing.addresses.note_failure", broken)
    with pytest.raises(InterruptedError):
        bounces.take_in(report(mail))
    assert not DeliveryReport.objects.exists()


HOSTILE = {
    "nothing": b"",
    "no report": b"Subject: Bin im Urlaub\r\n\r\nBis Montag",
    "binary": bytes(range(256)) * 400,
    "huge": b"Subject: x\r\n\r\n" + b"a" * 3_000_000,
    "deep": b"".join(
        b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n' % (one, one) for one in range(3_000)
    ),
    "many parts": b'Content-Type: multipart/report; boundary="x"\r\n\r\n'
    + b"--x\r\nContent-Type: text/plain\r\n\r\n\r\n" * 20_000,
    "bad charset": b"Content-Type: multipart/report; boundary=\"x\"; report-type*=nix''delivery-status\r\n\r\n"
    b"--x\r\nContent-Type: message/delivery-status\r\n\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n--x--",
    "no boundary": b"Content-Type: multipart/report; report-type=delivery-status\r\n\r\nAction: failed",
    "long header": b"Content-Type: multipart/report;" + b" a=b;" * 50_000 + b"\r\n\r\n",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_report_changes_nothing(mail, name):
    assert bounces.take_in(HOSTILE[name]) == Bounce.OTHER
    assert not MailAddress.objects.exists() and not DeliveryReport.objects.exists()


@pytest.mark.parametrize(
    "values",
    [
        {"uid": "00000000-0000-4000-8000-000000000000"},
        {"uid": "------------------------------------"},
        {"action": "relayed"},
        {"action": "delivered", "status": "2.0.0"},
    ],
)
def test_nobody_stops_an_address_without_the_id_of_its_mail(mail, values):
    assert bounces.take_in(report(mail, **values)) == Bounce.OTHER
    assert not MailAddress.objects.exists()


FORGED = {
    "an address we never wrote to": {"to": "fremd@anderswo.example", "uid": "7d444840-9dc0-41d1-b245-5ffdce74fad2"},
    "our id in the wrong place": {"uid": "x", "returned": "text/plain"},
    "only the address": {"uid": "x"},
    "header injection": {"to": "gast@example.org\r\nX-Id: <{uid}@example.org>", "uid": "x"},
}  # fmt: skip


@pytest.mark.parametrize("name", FORGED)
def test_a_forged_report_stops_nobody(mail, name):
    values = {key: text.replace("{uid}", str(mail.uid)) for key, text in FORGED[name].items()}
    assert bounces.take_in(report(mail, **values)) == Bounce.OTHER
    assert not MailAddress.objects.exists()
    mail.refresh_from_db()
    assert mail.state == MailState.SENT


def test_a_report_with_a_true_id_stops_no_other_address(mail):
    """Who got one mail of ours knows its id, and could name somebody else in a report."""
    assert bounces.take_in(report(mail, to="opfer@example.org")) == Bounce.TEMPORARY
    known = MailAddress.objects.get()
    assert (known.address, known.stopped_at) == ("gast@example.org", None)


def test_reports_inside_reports_count_once_and_only_for_the_mail_that_came_back(mail, make_mail):
    other = make_mail("anders@example.org")
    inner = report(other).decode().replace('"x"', '"y"').replace("--x", "--y")
    ours = f"<{mail.uid}@example.org>\n"
    outer = report(mail).decode().replace(ours, ours + inner)
    assert bounces.take_in(outer.encode()) == Bounce.PERMANENT
    assert not MailAddress.objects.filter(address="anders@example.org").exists()


def test_a_gigantic_report_is_read_at_its_beginning(mail):
    """A returned mail with large files: the report stands before it."""
    assert bounces.take_in(report(mail, add="a" * 5_000_000)) == Bounce.PERMANENT
    assert MailAddress.objects.get().stopped_at


def test_a_report_about_ten_thousand_recipients_is_bounded(mail, count_queries):
    many = "".join(
        f"Final-Recipient: rfc822; g{one}@example.org\nAction: failed\nStatus: 5.1.1\n\n"
        for one in range(10_000)
    )
    text = report(mail).decode().replace("Final-Recipient", f"{many}Final-Recipient", 1)
    with count_queries() as queries:
        assert bounces.take_in(text.encode()) in (Bounce.TEMPORARY, Bounce.OTHER)
    assert len(queries) < 700
    assert not MailAddress.objects.stopped().exists()


@pytest.mark.parametrize("charset", ["nonsense", "utf-16", "utf-7", "idna", "rot13", "us-ascii"])
def test_words_in_a_wrong_charset_stop_the_right_address(mail, charset):
    text = report(mail).replace(
        b"Diagnostic-Code: smtp; 550 nobody of this name",
        f"Diagnostic-Code: smtp; 550 =?{charset}?B?/////w==?= ".encode() + b"\xff\xfe\x00 \xe2\x80\xae evil",
    )
    text = text.replace(
        b"Content-Type: text/plain", f'Content-Type: text/plain; charset="{charset}"'.encode()
    )
    assert bounces.take_in(text) == Bounce.PERMANENT
    known = MailAddress.objects.get()
    assert known.stopped_at and "\x00" not in known.reason and known.reason.startswith("5.1.1 550")


def test_a_folder_of_the_mailbox_may_have_umlauts():
    assert folder_name("INBOX/Rückläufer & Co") == "INBOX/R&APw-ckl&AOQ-ufer &- Co"
    assert folder_name("INBOX") == "INBOX"


@pytest.mark.parametrize("kind", ["mbox", "maildir"])
def test_reports_leave_the_mailbox_and_other_messages_stay(mail, tmp_path, kind):
    place = tmp_path / kind
    box = mailbox.mbox(place) if kind == "mbox" else mailbox.Maildir(place)
    box.add(report(mail))
    box.add(HOSTILE["no report"])
    box.close()
    where = BounceMailbox(kind=kind, place=str(place))

    assert bounces.read_mailbox(where) == 1
    assert bounces.read_mailbox(where) == 0

    left = mailbox.mbox(place) if kind == "mbox" else mailbox.Maildir(place)
    assert [one["Subject"] for one in left] == ["Bin im Urlaub"]
    left.close()
    assert MailAddress.objects.get().stopped_at


def test_a_mailbox_that_cannot_be_read_says_so(tmp_path):
    with pytest.raises(OSError, match=r"mailbox|No such file"):
        bounces.read_mailbox(BounceMailbox(kind="mbox", place=str(tmp_path / "none")))
    with pytest.raises(OSError):
        bounces.read_mailbox(
            BounceMailbox(kind="imap", place="INBOX", host="127.0.0.1", port=1, user="a", password="b")
        )


@pytest.mark.parametrize(("kind", "server"), [("imap", Imap), ("pop3", Pop)])
def test_a_mailbox_on_a_server_is_read_and_emptied_of_reports(mail, kind, server):
    box = {1: report(mail), 2: HOSTILE["no report"]}
    with mailbox_server(server, box) as port:
        where = BounceMailbox(
            kind=kind, place="INBOX", host="127.0.0.1", port=port, security="none", user="a", password="b"
        )
        assert bounces.read_mailbox(where) == 1
        assert bounces.read_mailbox(where) == 0
    assert list(box) == [2]
    assert MailAddress.objects.get().stopped_at


@pytest.mark.parametrize("kind", ["imap", "pop3"])
def test_a_report_stays_in_the_mailbox_until_it_is_written_down(mail, kind, monkeypatch):
    def broken(*arguments, **values):
        raise InterruptedError

    box = {1: report(mail)}
    with mailbox_server({"imap": Imap, "pop3": Pop}[kind], box) as port:
        where = BounceMailbox(
            kind=kind, place="INBOX", host="127.0.0.1", port=port, security="none", user="a", password="b"
        )
        with monkeypatch.context() as patch:
            patch.setattr("miteinander.foundation.mailing.addresses.note_failure", broken)
            with pytest.raises(InterruptedError):
                bounces.read_mailbox(where)
        assert list(box) == [1] and not DeliveryReport.objects.exists()
        assert bounces.read_mailbox(where) == 1
    assert not box
