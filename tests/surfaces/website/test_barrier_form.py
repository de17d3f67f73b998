"""Telling us about a barrier: with nothing but a browser, and whatever is typed."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client, RequestFactory, override_settings

from miteinander.foundation.access.limits import visitor_address
from miteinander.foundation.access.models import Attempt
from miteinander.foundation.audit.models import AuditEntry
from miteinander.foundation.privacy import register
from miteinander.foundation.values.clock import now
from miteinander.surfaces.website.actions import erase_old_reports, report_barrier
from miteinander.surfaces.website.models import BarrierReport

pytestmark = pytest.mark.django_db
PATH = "/de/barrierefreiheit/"
THANKS = "/de/barrierefreiheit/danke/"


def stamp_on(html):
    return re.search(r'name="stamp" value="([^"]+)"', html)[1]


def send(client, path=PATH, *, wait=10, stamp=None, **fields):
    """Fetch the form, wait as many seconds, and send it."""
    with time_machine.travel(0, tick=False) as traveller:
        found = stamp or stamp_on(client.get(path).content.decode())
        traveller.shift(wait)
        return client.post(
            path, {"what": "", "page": "", "reach": "", "website": "", "stamp": found, **fields}
        )


def test_report_without_any_address_is_kept_and_thanked_for(client):
    response = send(client, what="Der Knopf ist zu klein.", page="/de/kalender/")
    assert response.status_code == 302
    assert response["Location"] == THANKS
    report = BarrierReport.objects.get()
    assert (report.what, report.page, report.reach, report.language, report.is_open) == (
        "Der Knopf ist zu klein.", "/de/kalender/", "", "de", True,
    )  # fmt: skip
    html = client.get(THANKS).content.decode()
    assert "<h1>Danke für Ihre Meldung</h1>" in html
    assert BarrierReport.objects.count() == 1


def test_language_of_the_page_is_kept_with_the_report(client):
    send(client, "/ar/barrierefreiheit/", what="زر صغير جدًا")
    assert BarrierReport.objects.get().language == "ar"


def test_trail_names_the_report_and_never_its_words(client):
    send(client, what="Geheimes Wort", reach="mensch@example.org")
    entry = AuditEntry.objects.latest("pk")
    assert entry.record_id == str(BarrierReport.objects.get().pk)
    assert "Geheim" not in f"{entry.record_label}{entry.fields}{entry.detail}"
    assert "example.org" not in f"{entry.record_label}{entry.fields}{entry.detail}"


def test_every_field_has_its_label_and_the_trap_is_out_of_the_way(client):
    html = client.get(PATH).content.decode()
    form = html.split('<form class="page-form"')[1].split("</form>")[0]
    for ident in re.findall(r'<(?:input|textarea)[^>]*\sid="([^"]+)"', form):
        if ident != "id_stamp":
            assert f'for="{ident}"' in form
    trap = re.search(r'<div class="visually-hidden" aria-hidden="true">(.*?)</div>', form, re.S)[1]
    assert 'tabindex="-1"' in trap and 'name="website"' in trap
    assert "csrfmiddlewaretoken" in form


@pytest.mark.parametrize(
    ("referer", "expected"),
    [
        ("http://testserver/de/kalender/?q=a", "/de/kalender/"),
        ("http://elsewhere.example/de/kalender/", ""),
        ("http://testserver/de/barrierefreiheit/", ""),
        ("http://testserver/" + "a" * 500, "/" + "a" * 299),
        ("http://[", ""),
        ("", ""),
    ],
)
def test_page_is_filled_in_from_where_the_visitor_came(client, referer, expected):
    html = client.get(PATH, headers={"referer": referer}).content.decode()
    value = re.search(r'<input type="text" name="page"(?: value="([^"]*)")?', html)[1] or ""
    assert value == expected


def test_empty_form_says_what_is_missing_and_keeps_the_rest(client):
    response = send(client, reach="0214 1234", page="/de/rat/")
    html = response.content.decode()
    assert response.status_code == 422
    assert 'href="#id_what"' in html and 'role="alert"' in html
    assert html.count("Bitte schreiben Sie, was passiert ist.") == 2  # summary and field
    assert 'value="0214 1234"' in html and 'value="/de/rat/"' in html
    assert 'aria-invalid="true"' in html
    assert not BarrierReport.objects.exists()


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"what": "x" * 10_000}, "Hier passen 4000 Zeichen hinein."),
        ({"what": "gut", "page": "x" * 10_000}, "Hier passen 300 Zeichen hinein."),
        ({"what": "gut", "reach": "x" * 10_000}, "Hier passen 200 Zeichen hinein."),
        ({"what": "um\u202egedreht"}, "unsichtbare Zeichen"),
        ({"what": "Null\x00"}, "unsichtbare Zeichen"),
        ({"what": "gut", "reach": "a@example.org\r\nBcc: b@example.org"}, "unsichtbare Zeichen"),
        ({"what": "gut", "page": "/de/\x00"}, "unsichtbare Zeichen"),
        ({"what": "gut", "website": "https://spam.example"}, "Bitte lassen Sie dieses Feld leer."),
        ({"what": "   "}, "Bitte schreiben Sie, was passiert ist."),
    ],
)
def test_hostile_input_gets_a_sentence(client, fields, sentence):
    response = send(client, **fields)
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert not BarrierReport.objects.exists()


def test_what_is_typed_comes_back_escaped(client):
    html = send(client, what="</textarea><script>alert(1)</script>", website="x").content.decode()
    assert "<script>alert" not in html
    assert "&lt;/textarea&gt;&lt;script&gt;" in html


def test_filled_trap_is_shown_so_that_a_person_can_empty_it(client):
    html = send(client, what="gut", website="ausgefüllt").content.decode()
    assert '<div class="visually-hidden" aria-hidden="true">' not in html.split("<form")[-1]
    assert 'value="ausgefüllt"' in html


def test_faster_than_a_person_is_asked_again_and_then_let_through(client):
    first = send(client, wait=1, what="schnell")
    assert first.status_code == 422
    html = first.content.decode()
    assert "Bitte schicken Sie das Formular noch einmal ab." in html
    assert "schnell</textarea>" in html
    assert send(client, wait=10, stamp=stamp_on(html), what="schnell").status_code == 302


@pytest.mark.parametrize("stamp", [None, "", "form:1:forged", "x" * 5000])
def test_missing_or_forged_stamp_is_asked_again_with_a_fresh_one(client, stamp):
    sent = {} if stamp is None else {"stamp": stamp}
    response = client.post(PATH, {"what": "gut", **sent})
    html = response.content.decode()
    assert response.status_code == 422
    assert "noch einmal ab" in html
    assert stamp_on(html) != stamp
    assert send(client, stamp=None, what="gut").status_code == 302


def test_form_left_open_for_days_is_only_sent_once_more(client):
    html = send(client, wait=3 * 24 * 3600, what="lange").content.decode()
    assert "lange</textarea>" in html
    assert not BarrierReport.objects.exists()


def test_many_reports_from_one_address_are_stopped_and_others_are_not(client):
    for number in range(10):
        assert send(client, what=f"Meldung {number}").status_code == 302
    stopped = send(client, what="Meldung 11")
    assert stopped.status_code == 429
    assert "in einer Stunde" in stopped.content.decode()
    assert "Meldung 11</textarea>" in stopped.content.decode()
    assert send(Client(REMOTE_ADDR="192.0.2.7"), what="von anderswo").status_code == 302
    assert BarrierReport.objects.count() == 11


def test_address_is_kept_nowhere(client):
    client = Client(REMOTE_ADDR="192.0.2.55")
    send(client, what="gut")
    assert "192.0.2.55" not in str(BarrierReport.objects.values().get())
    assert "192.0.2.55" not in str(list(AuditEntry.objects.values()))
    assert "192.0.2.55" not in str(list(Attempt.objects.values()))  # what the limit remembers
    assert Attempt.objects.count() == 1


def test_address_behind_our_proxy_is_the_last_one_it_wrote():
    request = RequestFactory().get("/", headers={"x-forwarded-for": "198.51.100.9, 192.0.2.1"})
    assert visitor_address(request) == "127.0.0.1"
    with override_settings(SECURE_PROXY_SSL_HEADER=("HTTP_X_FORWARDED_PROTO", "https")):
        assert visitor_address(request) == "192.0.2.1"


def test_forged_form_comes_back_as_it_was_typed():
    client = Client(enforce_csrf_checks=True)
    response = client.post(PATH, {"what": "Mein langer Text", "reach": "0214 1234", "stamp": ""})
    html = response.content.decode()
    assert response.status_code == 403
    assert "Erlauben Sie dafür Cookies." in html
    assert "Mein langer Text</textarea>" in html and 'value="0214 1234"' in html
    assert not BarrierReport.objects.exists()


def test_form_works_with_its_token():
    client = Client(enforce_csrf_checks=True)
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', client.get(PATH).content.decode())[1]
    assert send(client, what="gut", csrfmiddlewaretoken=token).status_code == 302


def test_other_pages_set_no_cookie(client):
    for path in ("/de/leichte-sprache/", "/de/gebaerdensprache/", "/de/impressum/", "/de/datenschutz/"):
        assert not client.get(path).cookies
    assert set(client.get(PATH).cookies) == {"csrftoken"}


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused(client, method):
    assert getattr(client, method)(PATH).status_code == 405


def test_error_page_of_the_form_takes_a_constant_number_of_queries(client, count_queries):
    client.get(PATH)
    with count_queries() as queries:
        send(client)
    assert len(queries) == 4  # two for each of fetching and sending


# --- Keeping and forgetting -----------------------------------------------------------------------------------------


def test_reports_are_declared_with_purpose_basis_and_time():
    entry = next(entry for entry in register.entries() if entry.model is BarrierReport)
    assert {"what", "reach"} <= set(entry.fields)
    assert "6 Monate" in entry.retention and entry.purpose


def test_closed_reports_are_erased_after_six_months_and_open_ones_stay():
    def report(closed):
        made = report_barrier(what="x", page="", reach="", language="de")
        BarrierReport.objects.filter(pk=made.pk).update(closed_at=closed)
        return made.pk

    old, recent, waiting = (
        report(now() - timedelta(days=200)),
        report(now() - timedelta(days=100)),
        report(None),
    )
    assert erase_old_reports() == 1
    assert erase_old_reports() == 0
    assert set(BarrierReport.objects.values_list("pk", flat=True)) == {recent, waiting}
    assert AuditEntry.objects.filter(record_id=str(old), verb="deleted").count() == 1
