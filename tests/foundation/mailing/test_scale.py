"""Rates across processes, one connection for many, stopped addresses, and what people chose not to get."""

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from miteinander.env import MailRates
from miteinander.foundation.mailing import actions, addresses, claims, delivery, kinds, preferences, templates
from miteinander.foundation.mailing.enums import MailState
from miteinander.foundation.mailing.kinds import MailKind
from miteinander.foundation.mailing.models import MailAddress, OptOut, OutgoingMail
from miteinander.foundation.mailing.templates import MailTemplate
from miteinander.foundation.work import Again

from .test_writing import HERE, SAMPLE

pytestmark = [pytest.mark.django_db, pytest.mark.data_layer]


@pytest.fixture
def smtp(settings, server, sender):
    settings.MAIL_SERVER = server.settings
    return server


@pytest.fixture
def letters(settings, monkeypatch):
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [HERE / "sample_templates"]}]
    settings.WAGTAILADMIN_BASE_URL = "https://rat.example"
    monkeypatch.setattr(templates, "_registered", {})
    monkeypatch.setattr(kinds, "_registered", {})
    kinds.register(MailKind("newsletter", "Newsletter"))
    kinds.register(MailKind("reminders", "Erinnerungen"))
    templates.register(MailTemplate("sample.greeting", "Gruß", SAMPLE, kind="newsletter"))
    templates.register(MailTemplate("sample.free", "Freies"))


def deliver():
    try:
        delivery.deliver_waiting()
    except Again as again:
        return again.after.total_seconds()
    return None


def states():
    return dict(OutgoingMail.objects.values_list("to", "state"))


def letter(to="gast@example.org", lang="de"):
    return actions.send_mail(template="sample.greeting", to=to, lang=lang, context=SAMPLE)


# --- Many on one connection -------------------------------------------------------------------------------------------


def test_a_batch_goes_over_one_connection_and_a_refusal_in_it_stops_nobody_else(smtp, make_mail):
    for number in range(5):
        make_mail(f"a{number}@example.org")
    smtp.answers, smtp.once = {"rcpt": "550 5.1.1 nobody"}, True
    assert deliver() is None
    assert sorted(states().values()) == ["failed"] + ["sent"] * 4
    assert (smtp.connections, len(smtp.received)) == (1, 4)
    assert MailAddress.objects.stopped().count() == 1


def test_a_server_that_hangs_up_between_mails_is_called_again(smtp, make_mail):
    session_ends = iter(["", "421 enough"])
    smtp.answer = lambda step: next(session_ends, "") if step == "mail" else ""
    make_mail("a@example.org")
    make_mail("b@example.org")
    assert deliver() is None
    assert set(states().values()) == {"sent"}
    assert smtp.connections == 2


def test_what_one_worker_could_not_try_is_as_if_never_taken(smtp, make_mail):
    mail = make_mail()
    batch = claims.claim_batch()
    assert claims.claim_batch().mails == []
    batch.give_back()
    mail.refresh_from_db()
    assert (mail.state, mail.attempts, mail.claim) == (MailState.WAITING, 0, "")


def test_claiming_costs_the_same_for_one_and_for_many(make_mail, count_queries):
    make_mail()
    with count_queries() as few:
        claims.claim_batch()
    for number in range(3):
        make_mail(f"a{number}@example.org")
    with count_queries() as many:
        assert len(claims.claim_batch().mails) == 3
    assert len(few) == len(many)


def test_what_one_person_waits_for_goes_before_what_goes_to_many(letters, make_mail):
    letter("viele@example.org")
    make_mail("eine@example.org")
    assert [mail.to for mail in claims.claim_batch().mails] == ["eine@example.org", "viele@example.org"]


# --- Rates ------------------------------------------------------------------------------------------------------------


def test_a_provider_gets_no_more_than_its_rate_and_holds_up_nobody_else(settings, smtp, make_mail):
    settings.MAIL_RATES = MailRates(0, 0, {"gross.example": "gross.example"}, {"gross.example": 6})
    for number in range(4):
        make_mail(f"a{number}@gross.example")
    for number in range(4):
        make_mail(f"a{number}@klein.example")
    DBTaskResult.objects.all().delete()  # nobody else will look
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for arrived in (5, 6, 7, 8):
            pause = deliver()
            assert len(smtp.received) == arrived
            assert deliver() == pause, "nothing goes before its time, whoever asks"
            if arrived < 8:
                assert pause == pytest.approx(10, abs=0.1)
                clock.shift(pause + 0.01)
    assert set(states().values()) == {"sent"}
    assert OutgoingMail.objects.filter(attempts=1).count() == 8, "waiting for its turn is no attempt"


def test_the_overall_rate_holds_for_all_providers_together(settings, smtp, make_mail):
    settings.MAIL_RATES = MailRates(overall=30)
    for number in range(20):
        make_mail(f"a@anbieter{number}.example")
    with time_machine.travel(timezone.now(), tick=False) as clock:
        deliver()
        first = len(smtp.received)
        assert 4 <= first <= 6, "what ten seconds allow at once"
        clock.shift(10)
        deliver()
    assert len(smtp.received) == pytest.approx(first + 5, abs=1)


# --- Stopped addresses, opted out --------------------------------------------------------------------------------------


def test_nothing_goes_to_a_stopped_address_until_the_stop_is_lifted(smtp, make_mail, office):
    addresses.note_failure("GAST@example.org", "550 5.1.1")
    make_mail("gast@Example.org")
    assert deliver() is None
    mail = OutgoingMail.objects.get()
    assert (mail.state, mail.error, smtp.received) == (MailState.STOPPED, addresses.IS_STOPPED, [])

    addresses.lift_stop(address=MailAddress.objects.get(), reason="Postfach geleert", actor=office)
    actions.resend_mail(mail=mail, actor=office)
    deliver()
    assert smtp.recipients == ["gast@example.org"]


def test_who_opted_out_gets_no_letters_but_what_is_needed(smtp, letters, make_mail):
    preferences.stop_kind(address="gast@example.org", kind="newsletter")
    needed, unwanted = make_mail(), letter()
    deliver()
    needed.refresh_from_db()
    unwanted.refresh_from_db()
    assert (needed.state, unwanted.state) == (MailState.SENT, MailState.STOPPED)
    assert unwanted.error == addresses.OPTED_OUT


@pytest.mark.parametrize("lang", ["de", "ar"])
def test_a_letter_says_how_to_leave_and_one_click_does_it(smtp, letters, lang):
    mail = letter(lang=lang)
    deliver()
    [message] = smtp.messages()
    url = message["List-Unsubscribe"].strip("<>")
    assert url.startswith(f"https://rat.example/{lang}/e-mails/") and url in mail.text
    assert f'href="{url}"' in mail.html
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = url.removeprefix("https://rat.example")
    client = Client(enforce_csrf_checks=True)

    page = client.get(path)
    assert page.status_code == 200 and not OptOut.objects.exists(), "looking changes nothing"
    assert "gast@example.org" in page.content.decode() and not page.cookies
    assert client.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert client.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert [(one.address.address, one.kind) for one in OptOut.objects.all()] == [
        ("gast@example.org", "newsletter")
    ]


def test_one_click_is_offered_over_https_only(smtp, letters, settings):
    """RFC 8058, 3.1; without it the link still stands in the header and in the text."""
    settings.WAGTAILADMIN_BASE_URL = "http://rat.example"
    letter()
    deliver()
    [message] = smtp.messages()
    assert message["List-Unsubscribe"].startswith("<http://rat.example/de/e-mails/")
    assert message["List-Unsubscribe-Post"] is None
    assert message["List-Id"] == "<newsletter.example.org>" and message["Precedence"] == "bulk"


def test_what_nobody_may_stop_has_no_way_out(smtp, letters, make_mail):
    make_mail()
    deliver()
    [message] = smtp.messages()
    assert not [name for name in message if name.startswith("List-")]
    assert message["Auto-Submitted"] == "auto-generated"


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("List-Unsubscribe=One-Click", "application/x-www-form-urlencoded"),
        ('--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n', "multipart/form-data; boundary=x"),
    ],
)  # fmt: skip
def test_one_click_comes_in_both_forms_without_cookie_session_or_language(letters, body, kind):
    """RFC 8058, 3.2: the mail program posts by itself, to the address of the header and nowhere else."""
    path = preferences.link_for(address="gast@example.org", kind="newsletter", lang="tr").removeprefix(
        "https://rat.example"
    )
    answer = Client(enforce_csrf_checks=True).post(path, body, content_type=kind)
    assert (answer.status_code, answer.content, dict(answer.cookies)) == (200, b"", {})
    assert preferences.stopped_kinds("gast@example.org") == {"newsletter"}


def test_one_button_stops_only_the_kind_of_the_mail(letters):
    path = preferences.link_for(address="gast@example.org", kind="newsletter", lang="de").removeprefix(
        "https://rat.example"
    )
    page = Client(enforce_csrf_checks=True).post(path, {"stop": "newsletter"}).content.decode()
    assert preferences.stopped_kinds("gast@example.org") == {"newsletter"}
    assert 'name="stop"' not in page
    Client().post(path, {"stop": "nonsense", "kind": ["newsletter", "reminders"]})
    assert preferences.stopped_kinds("gast@example.org") == set()


def test_the_page_keeps_what_somebody_chose(letters):
    path = preferences.link_for(address="Gast@example.org", kind="newsletter", lang="tr").removeprefix(
        "https://rat.example"
    )
    client = Client(enforce_csrf_checks=True)
    client.post(path, {"kind": ["newsletter", "nonsense"]})
    assert preferences.stopped_kinds("gast@example.org") == {"reminders"}
    client.post(path, {"all": "1"})
    assert preferences.stopped_kinds("gast@example.org") == {"reminders", "newsletter"}
    client.post(path, {"kind": ["newsletter", "reminders"]})
    assert preferences.stopped_kinds("gast@example.org") == set()


@pytest.mark.parametrize("change", ["x", "{token}x", "x" * 2_000, "%00", "{token}%0d%0aBcc"])
def test_a_link_that_nobody_signed_opens_nothing(letters, change):
    link = preferences.link_for(address="gast@example.org", kind="newsletter", lang="de")
    token = link.rstrip("/").rpartition("/")[2]
    answer = Client().post(f"/de/e-mails/{change.replace('{token}', token)}/", {"all": "1"})
    assert answer.status_code in (404, 410)
    assert not OptOut.objects.exists()


def test_a_template_of_an_unknown_kind_is_refused(letters):
    with pytest.raises(ValueError, match="nobody registered"):
        templates.register(MailTemplate("sample.other", "x", kind="nonsense"))
