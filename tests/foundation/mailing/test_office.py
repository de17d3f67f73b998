"""The outbox in the office: who sees what, what can be sent again, and that a mail cannot harm its reader."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from miteinander.foundation.access import policies
from miteinander.foundation.audit.models import AuditEntry
from miteinander.foundation.mailing import templates
from miteinander.foundation.mailing.addresses import note_failure
from miteinander.foundation.mailing.enums import MailState
from miteinander.foundation.mailing.models import MailAddress, OutgoingMail
from miteinander.foundation.mailing.templates import MailTemplate

from .test_writing import HERE, SAMPLE

pytestmark = pytest.mark.django_db
OUTBOX = reverse("mailing:outbox")
POSTS = {"mail-resend", "mail-cancel", "mails-cancel", "address-free"}


@pytest.fixture
def desk(client, office):
    client.force_login(office)
    return client


@pytest.fixture
def reader(outsider, monkeypatch):
    """Somebody who may look into the outbox and no more."""
    names = {"wagtailadmin.access_admin", "mailing.view_outgoingmail"}
    monkeypatch.setattr(policies, "permissions", lambda user, day=None: names)
    client = Client()
    client.force_login(outsider)
    return client


@pytest.fixture
def sample(settings, monkeypatch):
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [HERE / "sample_templates"]}]
    monkeypatch.setattr(templates, "_registered", {})
    templates.register(MailTemplate("sample.greeting", "Ein Gruß", SAMPLE))


def text_of(response):
    assert response.status_code == 200, response
    return response.content.decode()


def test_outbox_lists_searches_and_filters(desk, make_mail):
    make_mail("eins@example.org", subject="Sommerfest")
    failed = make_mail("zwei@example.org", subject="Winterfest")
    OutgoingMail.objects.filter(pk=failed.pk).update(state=MailState.FAILED, error="550 nobody")

    whole, found = text_of(desk.get(OUTBOX)), text_of(desk.get(OUTBOX, {"q": "EINS@"}))
    stuck = text_of(desk.get(OUTBOX, {"stand": "failed"}))

    assert "Sommerfest" in whole and "Winterfest" in whole and "550 nobody" in whole
    assert "1 E-Mail ist nicht angekommen" in whole
    assert "Sommerfest" in found and "Winterfest" not in found
    assert "Sommerfest" not in stuck and "Winterfest" in stuck
    assert "gescheitert (1)" in whole


@pytest.mark.parametrize(
    "query", ["?q=%00", "?stand=nonsense", "?p=nonsense", "?p=-3", "?p=99999", "?q=%27%22%3Cb%3E"]
)
def test_outbox_survives_what_an_address_can_say(desk, make_mail, query):
    make_mail()
    assert "<b>" not in text_of(desk.get(OUTBOX + query))


def test_outbox_asks_the_same_number_of_queries_for_one_and_for_many(desk, make_mail, count_queries):
    make_mail()
    desk.get(OUTBOX)
    with count_queries() as few:
        desk.get(OUTBOX)
    OutgoingMail.objects.bulk_create(
        OutgoingMail(to=f"a{n}@example.org", subject="x", text="y", language="de") for n in range(60)
    )
    with count_queries() as many:
        desk.get(OUTBOX)
    assert len(few) == len(many)
    assert not any('"html"' in one["sql"] for one in many)


def test_mail_is_shown_in_a_frame_that_can_do_nothing(desk, make_mail):
    mail = make_mail(html="<p>Gruß</p><script>evil()</script><img src='https://evil.example/x.gif'>")

    page = text_of(desk.get(reverse("mailing:mail", args=[mail.pk])))
    frame = desk.get(reverse("mailing:mail-html", args=[mail.pk]))

    assert "<iframe" in page and " sandbox " in page and "evil" not in page
    policy = frame.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and policy.endswith("sandbox")
    assert "script-src" not in policy and "img-src" not in policy


def test_a_stuck_mail_is_sent_again_by_a_button(desk, make_mail):
    mail = make_mail()
    OutgoingMail.objects.update(state=MailState.UNSURE, error="?")
    address = reverse("mailing:mail", args=[mail.pk])
    assert "vielleicht doppelt" in text_of(desk.get(address))

    page = text_of(desk.post(reverse("mailing:mail-resend", args=[mail.pk]), follow=True))

    copy = OutgoingMail.objects.get(resent_from=mail)
    assert "wird noch einmal gesendet" in page and address in page
    assert reverse("mailing:mail", args=[copy.pk]) in text_of(desk.get(address))
    again = text_of(desk.post(reverse("mailing:mail-resend", args=[copy.pk]), follow=True))
    assert "lässt sich jetzt nicht noch einmal senden" in again


def test_waiting_mails_are_cancelled_one_by_one_and_many_at_once(desk, make_mail):
    one, two, three, sent = (make_mail() for _ in range(4))
    OutgoingMail.objects.filter(pk=sent.pk).update(state=MailState.SENT, sent_at=timezone.now())

    page = text_of(desk.post(reverse("mailing:mail-cancel", args=[one.pk]), follow=True))
    assert "Sie geht nicht hinaus" in page
    ticked = {"mail": [two.pk, sent.pk, "x", "9" * 30]}
    assert "1 wartende E-Mail ist abgebrochen" in text_of(
        desk.post(reverse("mailing:mails-cancel"), ticked, follow=True)
    )
    assert "wartet nicht mehr" in text_of(
        desk.post(reverse("mailing:mail-cancel", args=[sent.pk]), follow=True)
    )

    states = dict(OutgoingMail.objects.values_list("pk", "state"))
    assert states == {one.pk: "cancelled", two.pk: "cancelled", three.pk: "waiting", sent.pk: "sent"}


def test_outbox_is_filtered_by_template(desk, make_mail, sample):
    make_mail(template="sample.greeting", subject="Gruß")
    make_mail(subject="Anderes")
    page = text_of(desk.get(OUTBOX, {"vorlage": "sample.greeting"}))
    assert "Gruß" in page and "Anderes" not in page
    assert "Anderes" in text_of(desk.get(OUTBOX, {"vorlage": "nonsense"}))


def test_a_stop_is_shown_and_lifted_with_a_reason(desk, reader, make_mail):
    note_failure("gast@example.org", "550 5.1.1 nobody")
    note_failure("voll@example.org", "4.2.2", is_permanent=False)
    known = MailAddress.objects.get(address="gast@example.org")
    list_, free = reverse("mailing:address-list"), reverse("mailing:address-free", args=[known.pk])
    page = text_of(desk.get(list_))
    assert "550 5.1.1 nobody" in page and "1-mal vorläufig" in page
    assert "voll@" not in text_of(desk.get(list_, {"q": "GAST@"}))
    assert reader.get(list_).status_code == reader.post(free, {"reason": "x"}).status_code == 302

    assert "warum die Adresse" in text_of(desk.post(free, {"reason": " "}, follow=True))
    known.refresh_from_db()
    assert known.stopped_at
    assert "gehen wieder E-Mails" in text_of(
        desk.post(free, {"reason": "Tippfehler beim Anbieter"}, follow=True)
    )
    known.refresh_from_db()
    assert known.stopped_at is None
    assert (
        AuditEntry.objects.get(record_label="gast@example.org").detail
        == "mailing.lift_stop: Tippfehler beim Anbieter"
    )


def test_list_of_addresses_asks_the_same_number_of_queries_for_one_and_for_many(desk, count_queries):
    note_failure("a@example.org", "550")
    address = reverse("mailing:address-list")
    desk.get(address)
    with count_queries() as few:
        desk.get(address)
    for number in range(3):
        note_failure(f"b{number}@example.org", "550")
    with count_queries() as many:
        desk.get(address)
    assert len(few) == len(many)


def test_secrets_are_shown_in_the_demo_only(desk, make_mail, settings):
    mail = make_mail(is_secret=True, text="Ihr Code ist 123-456", html="<p>123-456</p>")
    page, frame = reverse("mailing:mail", args=[mail.pk]), reverse("mailing:mail-html", args=[mail.pk])

    settings.MAIL_SHOWS_SECRETS = True
    assert "123-456" in text_of(desk.get(page)) and desk.get(frame).status_code == 200

    settings.MAIL_SHOWS_SECRETS = False
    assert "123-456" not in text_of(desk.get(page)) and "vertraulich" in text_of(desk.get(page))
    assert desk.get(frame).status_code == 404


def test_who_only_reads_cannot_send(reader, make_mail):
    mail = make_mail()
    OutgoingMail.objects.update(state=MailState.SENT, sent_at=timezone.now() + timedelta(0))

    assert "Noch einmal senden" not in text_of(reader.get(reverse("mailing:mail", args=[mail.pk])))
    refused = reader.post(reverse("mailing:mail-resend", args=[mail.pk]))
    assert (refused.status_code, refused.headers["Location"]) == (302, "/buero/")
    assert OutgoingMail.objects.count() == 1


def test_templates_are_listed_and_previewed_in_every_language(desk, sample):
    assert "Ein Gruß" in text_of(desk.get(reverse("mailing:template-list")))
    page = text_of(desk.get(reverse("mailing:template-preview", args=["sample.greeting", "ar"])))
    frame = desk.get(reverse("mailing:template-html", args=["sample.greeting", "ar"]))
    assert "für Muster" in page
    assert 'dir="rtl"' in text_of(frame)
    for key, lang in (("sample.unheard", "de"), ("sample.greeting", "xx"), ("..", "de")):
        assert desk.get(f"{OUTBOX}vorlagen/{key}/{lang}/").status_code == 404


@pytest.mark.parametrize(
    "name",
    [
        "mail",
        "mail-html",
        "mail-resend",
        "mail-cancel",
        "mails-cancel",
        "address-list",
        "address-free",
        "outbox",
        "template-list",
        "template-preview",
        "template-html",
    ],
)
def test_outbox_is_closed_to_others(outsider, make_mail, sample, monkeypatch, name):
    mail = make_mail()
    arguments = {"outbox": [], "template-list": [], "address-list": [], "mails-cancel": []}.get(
        name, ["sample.greeting", "de"] if "template" in name else [mail.pk]
    )
    monkeypatch.setattr(policies, "permissions", lambda user, day=None: {"wagtailadmin.access_admin"})
    client = Client()
    client.force_login(outsider)
    method = client.post if name in POSTS else client.get
    answer = method(reverse(f"mailing:{name}", args=arguments))
    assert (answer.status_code, answer.headers["Location"]) == (302, "/buero/")
    assert Client().get(reverse(f"mailing:{name}", args=arguments)).status_code == 302


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_pages_that_read_refuse_to_write(desk, make_mail, method):
    mail = make_mail()
    for address in (
        OUTBOX,
        reverse("mailing:mail", args=[mail.pk]),
        reverse("mailing:mail-html", args=[mail.pk]),
    ):
        assert getattr(desk, method)(address).status_code == 405
    assert desk.get(reverse("mailing:mail-resend", args=[mail.pk])).status_code == 405
