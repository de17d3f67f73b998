"""From one source a text and an HTML version: facts, button, code, directions, attachments; nobody's words break out."""

from email import message_from_bytes, policy

import pytest

from miteinander.foundation.mailing import actions, message, templates
from miteinander.foundation.mailing.attachments import LARGEST, MOST, Attachment, UnusableAttachment
from miteinander.foundation.mailing.bidi import TURNING, is_balanced
from miteinander.foundation.mailing.frame import paragraph
from miteinander.foundation.mailing.templates import MailTemplate
from tests.support.factories import make_identity
from tests.support.pages import Page

from .test_writing import HERE

pytestmark = [pytest.mark.django_db, pytest.mark.data_layer]
VALUES = {
    "title": "Frühstück",
    "name": "Muster",
    "note": "Bitte klingeln.",
    "when": "Samstag, 10:30–12:00",
    "where": "Park",
    "what": "",
    "url": "https://rat.example/a/?b=1&c=2",
    "number": "AB-12 34",
}


@pytest.fixture(autouse=True)
def invitation(settings, monkeypatch):
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [HERE / "sample_templates"]}]
    monkeypatch.setattr(templates, "_registered", {})
    templates.register(MailTemplate("sample.invitation", "Einladung", VALUES))
    make_identity(name="Rat", email="rat@example.org")


def write(lang="de", **values):
    return templates.write(templates.find("sample.invitation"), lang=lang, context=VALUES | values)


def test_text_and_html_say_the_same():
    written = write()
    assert written.text == (
        "Guten Tag Muster,\n\nBitte klingeln.\n\nWann: Samstag, 10:30–12:00\nWo: Park\n\n"
        "Anmeldung ansehen:\nhttps://rat.example/a/?b=1&c=2\n\nIhre Nummer: AB-12 34\n\nBis bald"
    )
    page = Page.parse(written.html)
    assert [page.text_of(one) for one in page.all("th")] == ["Wann", "Wo"]
    [button] = page.all("a")
    assert (button.get("href"), page.text_of(button)) == (VALUES["url"], "Anmeldung ansehen")
    assert ">AB-12 34</bdi>" in written.html


def test_html_is_light_and_dark_and_asks_for_nothing_from_elsewhere():
    html = write().html
    assert "prefers-color-scheme: dark" in html and 'name="color-scheme" content="light dark"' in html
    assert "<img" not in html and "<script" not in html and "<link" not in html and "@import" not in html


@pytest.mark.parametrize("lang", ["de", "ar"])
@pytest.mark.parametrize("name", ["Muster", "محمد مثال", "A\u202eevil\u2069\u2069", "a\n\u2068b\nc"])
def test_what_is_put_in_cannot_turn_the_sentence_around(lang, name):
    written = write(lang, name=name, where=name)
    assert all(is_balanced(line) for line in written.text.split("\n"))
    assert written.html.count("<bdi>") == written.html.count("</bdi>") - written.html.count('<bdi dir="ltr"')
    assert not set("\u202e\u202a\u2066\u2067") & set(written.text + written.html)
    if lang == "ar":
        assert "\u2068Samstag, 10:30–12:00\u2069" in written.text and 'dir="rtl"' in written.html
    elif name == "Muster":
        assert not TURNING.search(written.text)
    assert not TURNING.search(written.subject)


@pytest.mark.parametrize(
    "value", ["[0:0]", "<b>x</b>", "{% button url 'x' %}", "{{ mail_recorder.key }}", "a\n\n\n\nb"]
)
def test_words_stay_words(value):
    written = write(name=value, where=value, note=value, title=value.replace("\n", " "))
    page = Page.parse(written.html)
    assert len(list(page.all("a"))) == 1 and "<b>" not in written.html
    assert len(list(page.all("th"))) == 2


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "", "//x.example", "https://x.example/ y", "mailto:a@b.example"]
)
def test_a_button_leads_to_the_web_or_nowhere(url):
    with pytest.raises(ValueError, match="address of the web"):
        write(url=url)


# --- Attachments ------------------------------------------------------------------------------------------------------


def sent_with(*attachments, text="Grüße"):
    mail = actions.send_mail(
        template="sample.invitation", to="gast@example.org", lang="de", context=VALUES | {"note": text},
        attachments=attachments, reply_to="antwort@example.org",
    )  # fmt: skip
    content = message.bytes_of(
        mail, name="Büro", address="rat@example.org", attachments=mail.attachments.all()
    )
    assert content.isascii() and max(map(len, content.split(b"\r\n"))) <= 998
    assert b"\n" not in content.replace(b"\r\n", b"")
    return message_from_bytes(content, policy=policy.default)


def test_a_calendar_entry_goes_along():
    content = "BEGIN:VCALENDAR\r\nMETHOD:PUBLISH\r\nSUMMARY:Frühstück\r\nEND:VCALENDAR\r\n".encode()
    mail = sent_with(
        Attachment("termin.ics", "text/calendar", content), Attachment("bild.png", "image/png", b"\x89\x00")
    )
    calendar, picture = mail.iter_attachments()
    assert (calendar.get_content_type(), calendar.get_filename()) == ("text/calendar", "termin.ics")
    assert calendar.get_param("method") == "PUBLISH"
    assert calendar.get_payload(decode=True) == content
    assert picture.get_payload(decode=True) == b"\x89\x00"
    assert "Grüße" in mail.get_body(("plain",)).get_content() and mail.get_body(("html",))
    assert mail["Reply-To"] == "antwort@example.org"


@pytest.mark.parametrize(
    "text", ["Приветствуем вас " * 80, "مرحبا " * 200, "x" * 5_000, "€" * 3_000, "a = b\nFrom x\n.\n=20"]
)
def test_every_script_arrives_as_it_was_written(text):
    assert text.strip() in sent_with(text=text).get_body(("plain",)).get_content().replace("\r\n", "\n")


@pytest.mark.parametrize("name", ["Fähre.pdf", "x\r\nBcc: a@b.example.pdf", 'a"; filename="b.exe.pdf', "../../etc/x.pdf", "\u202efdp.exe.pdf", "a" * 300 + ".pdf"])  # fmt: skip
def test_a_file_name_adds_nothing(name):
    [one] = sent_with(Attachment(name, "application/pdf", b"x")).iter_attachments()
    found = one.get_filename()
    assert found.endswith(".pdf") and len(found) <= 100
    assert not set(found) & set('"/\\\r\n;:\u202e')
    assert one["Bcc"] is None


@pytest.mark.parametrize(
    "attachments",
    [
        [Attachment("a.bin", "application/octet-stream", b"x" * (LARGEST + 1))],
        [Attachment("a.bin", "application/octet-stream", b"x")] * (MOST + 1),
        [Attachment("a", "text/plain\r\nBcc: x", b"x")],
        [Attachment("a", "message/rfc822", b"x")],
        [Attachment("\u202e..", "text/plain", b"x")],
    ],
)
def test_too_many_too_large_or_no_file_is_refused(attachments):
    with pytest.raises(UnusableAttachment):
        sent_with(*attachments)
    assert not actions.OutgoingMail.objects.exists()


def test_a_time_is_not_torn_apart_at_the_end_of_a_line():
    html = str(paragraph("السبت، \u206810:00–13:00\u2069 \u2068Saal 1\u2069"))
    assert '<bdi style="white-space: nowrap;">10:00–13:00</bdi> <bdi>Saal 1</bdi>' in html
