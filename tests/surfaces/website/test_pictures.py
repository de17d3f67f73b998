import struct

import pytest
from django.core.files.storage import InMemoryStorage

from miteinander.programme.events.actions import cancel_event, withdraw_event
from miteinander.surfaces.website import pictures
from tests.support import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def storage(monkeypatch):
    storage = InMemoryStorage()
    monkeypatch.setattr(pictures, "default_storage", storage)
    return storage


def size(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG")
    return struct.unpack(">II", png[16:24])


def test_event_has_a_picture_of_the_usual_size_drawn_once(client, storage, monkeypatch):
    event = factories.make_event(slug="fest")
    first = client.get("/bild/fest.png")
    assert first.headers["Content-Type"] == "image/png" and size(first.content) == (1200, 630)
    monkeypatch.setattr(pictures, "draw_sheet", lambda *a, **k: pytest.fail("drawn twice"))
    assert client.get("/bild/fest.png").content == first.content
    withdraw_event(event=event)
    assert client.get("/bild/fest.png").status_code == 404


def test_picture_of_an_event_speaks_the_language_of_its_page(client):
    factories.make_event(slug="fest", title={"de": "Sommerfest", "ar": "مهرجان الصيف"})
    german = client.get("/bild/fest.png").content
    assert client.get("/bild/fest.png?lang=ar").content != german
    assert client.get("/bild/fest.png?lang=quatsch").content == german
    assert "/bild/fest.png?lang=ar" in client.get("/ar/termine/fest/").content.decode()


def test_picture_of_an_event_changes_with_its_state(client):
    event = factories.make_event(slug="fest", dates=["2026-12-06 10:30"])
    before = client.get("/bild/fest.png").content
    cancel_event(event=event, reason=factories.text("Der Raum ist gesperrt."))
    assert client.get("/bild/fest.png").content != before


def test_site_has_a_picture(client):
    assert size(client.get("/bild/miteinander.png").content) == (1200, 630)
