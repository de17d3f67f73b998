"""From a template to a row of the outbox: languages, headers, addresses, the transaction, the same mail only once."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core import mail as django_mail
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.db import transaction
from django.utils import timezone, translation
from django_tasks_db.models import DBTaskResult

from miteinander.foundation.audit.models import AuditEntry
from miteinander.foundation.languages.registry import site_codes
from miteinander.foundation.mailing import actions, files, templates
from miteinander.foundation.mailing.attachments import Attachment
from miteinander.foundation.mailing.bidi import without_marks
from miteinander.foundation.mailing.enums import MailState
from miteinander.foundation.mailing.models import OutgoingMail
from miteinander.foundation.mailing.recipients import UnusableAddress, ascii_address, clean_address
from miteinander.foundation.mailing.templates import MailTemplate, UnknownTemplate
from miteinander.foundation.work import entries
from tests.support.factories import make_district, make_identity
from tests.support.pages import Page

pytestmark = [pytest.mark.django_db, pytest.mark.data_layer]
HERE = Path(__file__).parent
SAMPLE = {"name": "Muster", "link": "https://example.org/termine/fest/?a=1&b=2"}


@pytest.fixture(autouse=True)
def sample(settings, monkeypatch):
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [HERE / "sample_templates"]}]
    monkeypatch.setattr(templates, "_registered", {})
    templates.register(MailTemplate("sample.greeting", "Gruß", SAMPLE))
    templates.register(MailTemplate("sample.free", "Freies", {"subject": "a", "text": "b"}))
    make_identity(name="Integrationsrat Musterstadt", email="rat@example.org", telephone="+492140")


def send(**values):
    return actions.send_mail(
        **{"template": "sample.greeting", "to": "gast@example.org", "lang": "de", "context": SAMPLE, **values}
    )


def deliveries():
    return [one for one in DBTaskResult.objects.all() if entries.name_of(one) == "mailing.deliver"]


# --- Templates --------------------------------------------------------------------------------------------------------


def test_template_gives_subject_text_and_html_in_the_language(subtests):
    for language in sorted(site_codes()):
        with subtests.test(language):
            mail = send(lang=language)
            with translation.override(language):
                calendar = translation.gettext("Kalender")
            assert mail.subject == f"{calendar} für Muster"
            assert without_marks(mail.text) == (
                "Liebe Frau Muster,\nwillkommen beim Integrationsrat Musterstadt.\n\n" + SAMPLE["link"]
            )
            assert ("\u2068Muster\u2069" in mail.text) == (language == "ar")
            page = Page.parse(
                mail.html.replace('width="100%" ', "")
                .replace(' cellpadding="0" cellspacing="0" border="0"', "")
                .replace(' align="center"', "")
            )
            direction = "rtl" if language == "ar" else "ltr"
            assert (page.root.get("dir"), page.root.get("lang")) == (direction, language.partition("-")[0])
            [link] = page.all("a")
            assert (link.get("href"), link.get("dir")) == (SAMPLE["link"], "ltr")
            assert (mail.language, mail.state) == (language, MailState.WAITING)


def test_an_unknown_language_is_german_and_the_language_of_the_request_stays():
    with translation.override("tr"):
        assert send(lang="xx").language == "de"
        assert translation.get_language() == "tr"


def test_what_people_typed_is_text_and_never_markup():
    mail = send(
        template="sample.free", context={"subject": "<b>A & B</b>", "text": "<script>x</script> & 'so'"}
    )
    assert (mail.subject, mail.text) == ("<b>A & B</b>", "<script>x</script> & 'so'")
    assert "<script>" not in mail.html and "&lt;script&gt;x" in mail.html and "<b>A" not in mail.html


@pytest.mark.parametrize(
    "name", ["A\nBcc: x@example.org", "A\r\n\r\nText", "A\x00\x1b", "A\u2028B", "x" * 999]
)
def test_a_value_in_the_subject_stays_in_the_subject(name):
    mail = send(context={**SAMPLE, "name": name})
    assert mail.subject.startswith("Kalender für ") and len(mail.subject) <= 250
    assert mail.subject.isprintable()
    assert mail.text.startswith("Liebe Frau ")


@pytest.mark.parametrize("context", [{"subject": "", "text": "x"}, {"subject": "x", "text": " \n"}, {}])
def test_a_mail_without_words_is_not_sent(context):
    with pytest.raises(ValueError, match="no subject or no text"):
        send(template="sample.free", context=context)
    assert not OutgoingMail.objects.exists()


def test_template_registry_refuses_strangers_and_doubles():
    with pytest.raises(UnknownTemplate, match=r"Known: sample\.free, sample\.greeting"):
        send(template="sample.unheard")
    with pytest.raises(ValueError, match="twice"):
        templates.register(MailTemplate("sample.free", "Anderes"))
    with pytest.raises(ValueError, match=r"room\.verb"):
        templates.register(MailTemplate("../secret", "x"))


def test_mail_to_many_needs_a_way_out():
    templates.register(MailTemplate("sample.list", "x", is_list=True))
    with pytest.raises(ValueError, match="unsubscribe_url"):
        send(template="sample.list")


# --- The outbox -------------------------------------------------------------------------------------------------------


def test_mail_and_its_delivery_are_rows_of_the_callers_transaction():
    with pytest.raises(InterruptedError), transaction.atomic():
        send()
        raise InterruptedError
    assert not OutgoingMail.objects.exists() and not deliveries()

    district = make_district(name="Hafen")
    mail = send(about=district)

    [entry] = deliveries()
    assert (entry.args_kwargs["args"], entry.queue_name) == (["mailing.deliver", {}], "mail")
    assert (mail.about, mail.about_label) == (f"places.district:{district.pk}", "Hafen")


def test_the_same_key_sends_once():
    first = send(dedupe_key="reminder:7")
    second = send(dedupe_key="reminder:7", context={**SAMPLE, "name": "Anders"})
    send(dedupe_key="reminder:8")
    send()
    send()
    assert first == second
    assert (OutgoingMail.objects.count(), len(deliveries())) == (4, 1)


def test_the_same_key_in_another_transaction_is_found_by_the_constraint(monkeypatch):
    first = send(dedupe_key="once")
    present = type(OutgoingMail.objects.all()).first
    answers = iter([None])
    monkeypatch.setattr(type(OutgoingMail.objects.all()), "first", lambda self: next(answers, present(self)))
    assert send(dedupe_key="once") == first


def test_sending_costs_a_constant_number_of_queries(count_queries):
    for wanted in (5, 4):  # the first enqueues the delivery, the second sees that it waits
        with count_queries() as queries:
            send(dedupe_key=f"x{wanted}")
        assert len([one for one in queries if "SAVEPOINT" not in one["sql"]]) == wanted


# --- Addresses --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "ascii_"),
    [
        ("gast@example.org", "gast@example.org"),
        ("  Gast.Name+fest@Example.ORG ", "Gast.Name+fest@example.org"),
        ("info@müller.example", "info@xn--mller-kva.example"),
        ("info@MÜLLER.example", "info@xn--mller-kva.example"),
        ("info@straße.example", "info@xn--strae-oqa.example"),
        ("info@мир.example", "info@xn--h1ahn.example"),
        ("info@مثال.example", "info@xn--mgbh0fb.example"),
        ("a@mu\u0308ller.example", "a@xn--mller-kva.example"),
    ],
)
def test_addresses_with_umlauts_in_the_domain_travel_in_ascii(typed, ascii_):
    assert ascii_address(clean_address(typed)) == ascii_


@pytest.mark.parametrize(
    "typed",
    ["", "gast", "@example.org", "gast@", "a b@example.org", "gast@example.org\nBcc: b@example.org", "a@b@c.org",
     "a@example.org, b@example.org", "Gast <gast@example.org>", "müller@example.org", "a@-x.example", "a@x..example",
     "a@exa mple.org", "a@example.org\r", "a\x00@example.org", "a@ex\u2028ample.org", "a@" + "x" * 250 + ".org",
     "a@ü" + "ü" * 80 + ".example", '"a b"@example.org', "a@[127.0.0.1]", "a@x\u200d.example"],
)  # fmt: skip
def test_what_is_no_address_is_refused(typed):
    if typed.strip() == "a@example.org":
        assert clean_address(typed) == "a@example.org"
        return
    with pytest.raises(UnusableAddress):
        clean_address(typed)
    with pytest.raises(UnusableAddress):
        send(to=typed)
    assert not OutgoingMail.objects.exists()


# --- Again, forgotten, erased -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", ["failed", "unsure", "sent", "stopped", "cancelled", "bounced"])
def test_a_closed_mail_is_sent_again_as_a_copy_that_points_to_it(office, state):
    mail = send(attachments=[Attachment("termin.ics", "text/calendar", b"BEGIN:VCALENDAR")])
    sent_at = timezone.now() if state in ("sent", "bounced") else None
    OutgoingMail.objects.update(state=state, attempts=7, unanswered=2, error="550", sent_at=sent_at)

    copy = actions.resend_mail(mail=mail, actor=office)

    assert (copy.subject, copy.to, copy.html, copy.resent_from) == (mail.subject, mail.to, mail.html, mail)
    assert (copy.state, copy.attempts, copy.unanswered, copy.error) == (MailState.WAITING, 0, 0, "")
    assert copy.uid != mail.uid
    assert [bytes(one.content) for one in copy.attachments.all()] == [b"BEGIN:VCALENDAR"]
    mail.refresh_from_db()
    assert mail.state == state
    assert not OutgoingMail.objects.stuck().exists()
    assert AuditEntry.objects.get(detail="mailing.resend").actor == office
    with pytest.raises(actions.NotNow, match="on its way"):
        actions.resend_mail(mail=copy)


def test_only_what_waits_and_was_never_handed_over_is_cancelled(office):
    waiting, doubtful, sending = send(), send(), send()
    OutgoingMail.objects.filter(pk=doubtful.pk).update(unanswered=1)
    OutgoingMail.objects.filter(pk=sending.pk).update(state=MailState.SENDING)
    assert actions.cancel_mails(ids=[waiting.pk, doubtful.pk, sending.pk, 99], actor=office) == 1
    waiting.refresh_from_db()
    assert waiting.state == MailState.CANCELLED
    with pytest.raises(actions.NotNow):
        actions.cancel_mail(mail=waiting)
    assert AuditEntry.objects.filter(detail="mailing.cancel", actor=office).count() == 1


def test_a_secret_that_is_gone_cannot_be_sent_again():
    mail = send()
    OutgoingMail.objects.update(state=MailState.SENT, sent_at=timezone.now(), text="", html="")
    with pytest.raises(ValueError, match="not kept"):
        actions.resend_mail(mail=mail)


def test_old_mails_and_those_of_a_person_are_erased_with_their_files(settings, tmp_path):
    settings.MAIL_FOLDER = tmp_path
    old, open_, young, person = send(), send(), send(), send(to="Person@example.org")
    for mail in (old, open_, young, person):
        files.write_file(mail.uid, b"x")
    long_ago = timezone.now() - timedelta(days=91)
    OutgoingMail.objects.filter(pk__in=[old.pk, open_.pk]).update(created_at=long_ago)
    OutgoingMail.objects.exclude(pk=open_.pk).update(state=MailState.FAILED)

    assert actions.erase_old_mails() == 1
    assert actions.erase_old_mails() == 0
    assert actions.erase_mails_to(address=" person@EXAMPLE.org ") == 1

    assert set(OutgoingMail.objects.all()) == {open_, young}
    assert {path.stem for path in tmp_path.iterdir()} == {str(open_.uid), str(young.uid)}


# --- Mails of Wagtail and the accounts --------------------------------------------------------------------------------


@pytest.fixture
def outbox_backend(settings):
    settings.EMAIL_BACKEND = "miteinander.foundation.mailing.backend.OutboxBackend"


def test_mails_of_others_end_in_the_outbox_with_our_frame(outbox_backend):
    message = EmailMultiAlternatives(
        "Neues\nKennwort", "Ihr Link:\n\nhttps://example.org/x/", "webmaster@localhost",
        ["Frau A <a@example.org>"], bcc=["b@example.org"], reply_to=["c@example.org"],
    )  # fmt: skip
    message.attach_alternative("<script>evil()</script>", "text/html")
    with translation.override("ar"):
        assert message.send() == 1

    first, second = OutgoingMail.objects.order_by("to")
    assert (first.to, second.to) == ("a@example.org", "b@example.org")
    assert (first.subject, first.language, first.reply_to) == ("Neues Kennwort", "ar", "c@example.org")
    assert first.is_secret and "script" not in first.html and 'dir="rtl"' in first.html
    assert len(deliveries()) == 1
    assert not hasattr(django_mail, "outbox") or django_mail.outbox == []


def test_mails_of_others_with_a_bad_address_fail_unless_they_may_be_lost(outbox_backend):
    with pytest.raises(UnusableAddress):
        EmailMessage("a", "b", None, ["a@example.org", "nobody"]).send()
    assert not OutgoingMail.objects.exists()
    assert EmailMessage("a", "b", None, ["nobody"]).send(fail_silently=True) == 0
    with pytest.raises(ValueError, match="files"):
        EmailMessage("a", "b", None, ["a@example.org"], attachments=[("x.txt", "x", "text/plain")]).send()


# --- The registry of the installation ---------------------------------------------------------------------------------


def test_every_registered_template_can_be_written_in_every_language(monkeypatch, subtests):
    monkeypatch.undo()
    for template in templates.mail_templates():
        for language in sorted(site_codes()):
            with subtests.test(f"{template.key} {language}"):
                written = templates.write(template, lang=language, context=template.sample)
                assert "{{" not in written.subject + written.text
                assert str(template.purpose)
