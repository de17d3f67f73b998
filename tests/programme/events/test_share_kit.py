"""Passing an event on: the section of its page, the files behind it, the page in the office."""

import re
from dataclasses import dataclass
from datetime import date
from html import unescape
from io import BytesIO

import pytest
import zxingcpp
from PIL import Image

from miteinander.foundation.interface.short_links import path_behind
from miteinander.foundation.typesetting import documents
from miteinander.foundation.typesetting.documents import Document
from miteinander.foundation.typesetting.formats import OPEN_GRAPH, SQUARE, STORY
from miteinander.programme.events.documents.handout_data import Handout
from miteinander.programme.events.documents.handouts import handout
from miteinander.programme.events.share_kit import PICTURES
from tests.support import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(settings):
    settings.TODAY = date(2026, 11, 22)


@pytest.fixture
def pictures():
    """The sheet of the pictures; another room's, so a card stands in for it where it is not registered."""
    try:
        documents.document(PICTURES)
        yield
        return
    except KeyError:
        pass
    documents.register(
        Document(
            key=PICTURES,
            title="Bild",
            data=Handout, formats=(SQUARE, STORY, OPEN_GRAPH),
            template="/programme/events/documents/card.typ",
            read=lambda wish: [handout(wish, columns=6, rows=2, with_own=True)], allowed=lambda user, pk: True,
        )
    )  # fmt: skip
    yield
    documents.unregister(PICTURES)


def make_reading(**values):
    make.make_identity(name="Integrationsrat Musterstadt")
    values = {
        "title": {"de": "Lesung & mehr", "ar": "قراءة", "de-simple": "Lesung"},
        "summary": {
            "de": "Zwei Stunden Geschichten.",
            "ar": "ساعتان من القصص.",
            "de-simple": "Wir lesen vor.",
        },
        "slug": "lesung",
    } | values
    dates = values.pop("dates", [{"from": "2026-12-06 15:00", "to": "2026-12-06 17:00"}])
    return make.make_event(
        dates=dates, venues=[make.make_venue(name="Bücherei", street="Weg 1")], price=0, **values
    )


def section(client, lang="de") -> str:
    html = client.get(f"/{lang}/termine/lesung/").content.decode()
    found = re.search(r'<section class="share-kit.*?</details>\s*</section>', html, re.DOTALL)
    return found[0] if found else ""


def words(html: str) -> list[str]:
    return [
        unescape(one) for one in re.findall(r'<p class="share-kit-words"[^>]*>(.*?)</p>', html, re.DOTALL)
    ]


def test_page_offers_texts_for_each_channel_without_a_script(client):
    make_reading()
    html = section(client)
    assert re.findall(r"<h4>(.*?)</h4>", html) == [
        "Bildbeschreibung zum Mitschicken", "Für Messenger", "Für einen Beitrag im Netz", "Für eine E-Mail", "Für die Zeitung", "Leichte Sprache",
    ]  # fmt: skip
    alternative, messenger, post, mail, press, easy = words(html)
    assert "Lesung" in alternative
    (link,) = set(re.findall(r"http://localhost:\d+/t/\w+", html))
    assert path_behind(link.rsplit("/", 1)[-1]) == "/termine/lesung/"
    for text in (messenger, post, mail, press):
        assert "Lesung & mehr" in text and "6. Dezember 2026" in text and "Bücherei" in text and link in text
    assert "\n" not in press and "Integrationsrat Musterstadt" in press
    assert mail.startswith("Guten Tag,") and "Zwei Stunden Geschichten." in mail
    assert easy.splitlines()[:3] == ["Lesung", "Wir lesen vor.", "Wann?"]
    buttons = re.findall(r"<button[^>]*>", html)
    assert buttons and all(" hidden>" in one and "data-copy=" in one for one in buttons)
    assert unescape(re.findall(r'data-copy="([^"]*)"', html)[2]) == messenger


def test_page_without_the_sheet_has_no_pictures(client, monkeypatch):
    monkeypatch.delitem(documents._documents, PICTURES, raising=False)
    make_reading()
    html = section(client)
    assert "share-kit-pictures" not in html and html.count("<img") == 1
    assert client.get("/bild/lesung-quadrat-de.png").status_code == 404


def test_arabic_page_says_its_texts_from_the_right(client):
    make_reading()
    html = section(client, "ar")
    assert 'lang="ar" dir="rtl"' in html and len(words(html)) == 5
    assert "قراءة" in words(html)[0] and '<a href="http' in html and 'dir="ltr"' in html


def test_over_and_hidden_events_are_not_passed_on(client):
    make_reading(dates=["2026-11-01"])
    assert section(client) == ""
    make_reading(slug="entwurf", state="draft")
    for address in ("/bild/qr/entwurf.svg", "/bild/qr/entwurf.png", "/bild/entwurf-quadrat-de.png"):
        assert client.get(address).status_code == 404


def test_cancelled_event_says_so_in_every_text(client):
    make_reading(state="cancelled")
    for text in words(section(client)):
        assert "Abgesagt: Der Raum ist gesperrt." in text or text.startswith(
            "Fällt aus: Der Raum ist gesperrt."
        )
        assert "laden Sie ein" not in text


def test_hostile_title_stays_text(client):
    make_reading(title='"><script>alert(1)</script>')
    html = section(client)
    assert "<script" not in html and '"><script>alert(1)</script>' in words(html)[0]


@pytest.mark.parametrize("kind", ["svg", "png"])
def test_code_leads_to_the_page(client, kind):
    make_reading()
    response = client.get(f"/bild/qr/lesung.{kind}")
    assert response.headers["Cache-Control"] == "public, max-age=3600"
    if kind == "svg":
        from miteinander.foundation.typesetting.pictures import svg_as_png

        assert response.content.startswith(b'<svg xmlns="http://www.w3.org/2000/svg"')
        png = svg_as_png(response.content.decode(), width=600, height=600)
    else:
        png = response.content
    (code,) = zxingcpp.read_barcodes(Image.open(BytesIO(png)).convert("RGB"))
    assert (
        client.get(code.text.removeprefix("http://localhost:8000")).headers["Location"]
        == "/de/termine/lesung/"
    )
    assert client.get("/bild/qr/lesung.gif").status_code == 404


@dataclass(frozen=True)
class Size:
    format: str
    width: int
    height: int


@pytest.mark.parametrize(
    "size",
    [Size("quadrat", 1080, 1080), Size("story", 1080, 1920), Size("link-bild", 1200, 630)],
    ids=lambda one: one.format,
)
def test_pictures_have_their_size_and_are_drawn_once(client, pictures, count_queries, monkeypatch, size):
    make_reading()
    address = f"/bild/lesung-{size.format}-ar.png"
    first = client.get(address)
    assert first.headers["Content-Type"] == "image/png"
    assert Image.open(BytesIO(first.content)).size == (size.width, size.height)
    monkeypatch.setattr("miteinander.programme.events.views.share.draw_wish", None)
    assert client.get(address).content == first.content, "from the cache"
    assert client.get(f"/bild/lesung-{size.format}-xx.png").status_code == 404
    html = section(client, "ar")
    assert f'src="{address}"' in html and "قراءة" in re.findall(r'alt="([^"]*)"', html)[1]


def test_office_shows_all_languages_and_says_what_is_not_public(client, office, count_queries):
    client.force_login(office)
    event = make_reading(state="draft")
    html = client.get(f"/buero/termine/{event.pk}/teilen/").content.decode()
    assert "noch nicht veröffentlicht" in html and "/bild/qr/" not in html
    assert re.findall(r'<textarea[^>]* lang="([\w-]+)"', html) == ["de"] * 4 + ["ar"] * 4 + ["de-simple"]
    assert 'dir="rtl"' in html
    assert client.get(f"/buero/termine/{event.pk}/teilen/?lang=unbekannt").status_code == 200
