"""Machine translation: off by default, marked, never over what a person wrote."""

import json
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
from django_tasks_db.models import DBTaskResult

from miteinander.civic.places.models import Venue
from miteinander.env import Environment, EnvironmentProblem, TranslationService
from miteinander.foundation.languages.enums import Origin
from miteinander.foundation.languages.text import Translated
from miteinander.foundation.translation import filling, machine
from miteinander.foundation.translation.machine.deepl import DeepL
from miteinander.foundation.translation.machine.libretranslate import LibreTranslate
from miteinander.foundation.translation.machine.placeholders import protected, restored
from miteinander.foundation.translation.machine.service import ServiceFailed
from tests.support import factories as make

pytestmark = pytest.mark.django_db


class Fake:
    name, most_at_once = "Probe", 2

    def __init__(self):
        self.asked = []

    def knows(self, lang):
        return lang == "tr"

    def translate(self, texts, lang):
        self.asked += texts
        return [f"tr {text}" for text in texts]


@pytest.fixture
def fake(monkeypatch):
    one = Fake()
    monkeypatch.setattr("miteinander.foundation.translation.filling.service", lambda: one)
    monkeypatch.setattr("miteinander.foundation.translation.office.service", lambda: one)
    return one


@contextmanager
def answering(status, body):
    """A service on this machine; yields its address and what it was asked."""
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            content = self.rfile.read(int(self.headers["Content-Length"]))
            asked.append((self.path, json.loads(content), dict(self.headers)))
            self.send_response(status)
            if status == 302:
                self.send_header("Location", "http://127.0.0.1:1/")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args):
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}", asked
        finally:
            server.shutdown()
            thread.join()


def test_off_by_default():
    assert machine.service() is None
    venue = make.make_venue()
    assert filling.fill(kind="places-venue", record_id=venue.pk, lang="tr") == 0


def test_what_is_missing_is_filled_marked_and_hidden(fake):
    venue = make.make_venue(
        name={"de": "Haus", "tr": "Ev"},
        stop="Markt",
        parking=Translated.of({"de": "Alt", "tr": "eski"}).with_text("de", "Hof"),
    )
    assert filling.fill(kind="places-venue", record_id=venue.pk, lang="tr") == 1
    stored = Venue.objects.get(pk=venue.pk)
    assert (stored.name["tr"], stored.parking["tr"]) == ("Ev", "eski"), "what a person wrote stays"
    assert (stored.stop["tr"], stored.stop.state("tr")) == ("tr Markt", "machine")
    assert stored.stop.localized("tr").text == "Markt"
    assert fake.asked == ["Markt"]
    assert filling.fill(kind="places-venue", record_id=venue.pk, lang="tr") == 0
    assert fake.asked == ["Markt"], "the second time there is nothing to ask"


def test_outdated_machine_text_is_renewed(fake):
    stop = Translated.of({"de": "Markt", "tr": "x"}, Origin.MACHINE).with_text("de", "Neuer Markt")
    venue = make.make_venue(name={"de": "a", "tr": "b"}, stop=stop)
    filling.fill(kind="places-venue", record_id=venue.pk, lang="tr")
    assert Venue.objects.get(pk=venue.pk).stop["tr"] == "tr Neuer Markt"


def test_an_answer_without_its_placeholders_is_not_kept(fake, monkeypatch):
    kind = make.make_format(name={"de": "a", "tr": "b"}, title_pattern=Translated.of("In {district}"))
    monkeypatch.setattr(fake, "translate", lambda texts, lang: ["ohne" for _text in texts])
    assert filling.fill(kind="events-format", record_id=kind.pk, lang="tr") == 0


@pytest.mark.parametrize(("kind", "lang"), [("places-venue", "ru"), ("gibts-nicht", "tr")])
def test_unknown_languages_and_kinds_ask_nobody(fake, kind, lang):
    assert filling.fill(kind=kind, record_id=make.make_venue().pk, lang=lang) == 0
    assert filling.fill(kind="places-venue", record_id=10**9, lang="tr") == 0
    assert fake.asked == []


def test_failures_that_pass_are_tried_again_others_not(fake, monkeypatch):
    def fails(temporary):
        def translate(texts, lang):
            raise ServiceFailed("x", temporary=temporary)

        return translate

    venue = make.make_venue()
    monkeypatch.setattr(fake, "translate", fails(True))
    with pytest.raises(ServiceFailed):
        filling.fill(kind="places-venue", record_id=venue.pk, lang="tr")
    monkeypatch.setattr(fake, "translate", fails(False))
    assert filling.fill(kind="places-venue", record_id=venue.pk, lang="tr") == 0


def test_the_button_hands_the_work_to_the_background(client, office, fake, page_of):
    client.force_login(office)
    venue = make.make_venue()
    assert "Fehlendes mit Probe übersetzen" in client.get(page_of(venue, "tr")).content.decode()
    assert "Probe" not in client.get(page_of(venue, "ru")).content.decode()
    client.post(f"{page_of(venue, 'tr')}maschine/")
    assert DBTaskResult.objects.filter(args_kwargs__icontains="translation.fill_by_machine").count() == 1
    assert fake.asked == []


def test_deepl_gets_text_with_guarded_placeholders():
    body = json.dumps({"translations": [{"text": 'Kahvaltı <x id="0"/> &amp; çay'}]}).encode()
    with answering(200, body) as (url, asked):
        assert DeepL(url, "key").translate(["Frühstück in {district} & Tee"], "en") == [
            "Kahvaltı {district} & çay"
        ]
    path, sent, headers = asked[0]
    assert path == "/v2/translate" and headers["Authorization"] == "DeepL-Auth-Key key"
    assert sent["text"] == ['Frühstück in <x id="0"/> &amp; Tee']
    assert (sent["source_lang"], sent["target_lang"], sent["tag_handling"]) == ("DE", "EN-GB", "xml")


def test_libretranslate():
    with answering(200, json.dumps({"translatedText": ["Ev", "Pazar"]}).encode()) as (url, asked):
        assert LibreTranslate(url).translate(["Haus", "Markt"], "tr") == ["Ev", "Pazar"]
    assert asked[0][0] == "/translate"
    assert asked[0][1] == {"q": ["Haus", "Markt"], "source": "de", "target": "tr", "format": "html"}


@pytest.mark.parametrize(
    ("status", "body", "temporary"),
    [
        (200, b"kein json", True), (200, b"[]", False), (200, b'{"translatedText": ["a", "b"]}', False),
        (200, b'{"translatedText": [1]}', False), (403, b"", False), (456, b"", False), (429, b"", True),
        (503, b"", True), (302, b"", False),
    ],
)  # fmt: skip
def test_bad_answers_become_one_kind_of_error_without_the_key(status, body, temporary):
    with answering(status, body) as (url, _asked), pytest.raises(ServiceFailed) as failed:
        LibreTranslate(url, "geheim").translate(["Haus"], "tr")
    assert failed.value.temporary is temporary
    assert "geheim" not in str(failed.value)


def test_a_service_that_is_not_there():
    with pytest.raises(ServiceFailed):
        LibreTranslate("http://127.0.0.1:1").translate(["Haus"], "tr")


@pytest.mark.parametrize("text", ["{a} und %(b)s < & {a}", "ohne", "", '<x id="5"/>'])
def test_placeholders_come_back(text):
    sent, names = protected(text)
    assert restored(sent, names) == text


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (
            "deepl://abc%3Afx@api-free.deepl.com",
            TranslationService("deepl", "https://api-free.deepl.com", "abc:fx"),
        ),
        (
            "libretranslate://mt.example.org",
            TranslationService("libretranslate", "https://mt.example.org", ""),
        ),
        (
            "libretranslate://k@mt.example.org:8443/api/",
            TranslationService("libretranslate", "https://mt.example.org:8443/api", "k"),
        ),
        (
            "libretranslate://localhost:5000?tls=no",
            TranslationService("libretranslate", "http://localhost:5000", ""),
        ),
    ],
)
def test_the_environment_names_the_service(tmp_path, value, expected):
    found = Environment.read({"MITEINANDER_HOME": str(tmp_path), "MITEINANDER_TRANSLATOR_URL": value})
    assert found.translator == expected
    assert "abc" not in repr(found.translator)


@pytest.mark.parametrize(
    "value",
    [
        "deepl", "deepl://api-free.deepl.com", "deepl://geheim@example.org", "https://geheim@api.deepl.com", "libretranslate://",
        "libretranslate://mt.example.org?tls=no", "libretranslate://a:geheim@b", "libretranslate://h:99999", "libretranslate://a b",
    ],
)  # fmt: skip
def test_a_wrong_service_is_refused_without_telling_the_key(tmp_path, value):
    with pytest.raises(EnvironmentProblem) as problem:
        Environment.read({"MITEINANDER_HOME": str(tmp_path), "MITEINANDER_TRANSLATOR_URL": value})
    assert "geheim" not in str(problem.value)
