import struct

import pytest
from django.core.files.storage import InMemoryStorage

from miteinander.programme.events.actions import withdraw_event
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
    monkeypatch.setattr(pictures, "svg_as_png", lambda *a, **k: pytest.fail("drawn twice"))
    assert client.get("/bild/fest.png").content == first.content
    withdraw_event(event=event)
    assert client.get("/bild/fest.png").status_code == 404


def test_site_has_a_picture(client):
    assert size(client.get("/bild/miteinander.png").content) == (1200, 630)
