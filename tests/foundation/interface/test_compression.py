"""What travels compressed, and what does not."""

import gzip

import pytest

from tests.support.factories import make_event, make_identity

pytestmark = pytest.mark.django_db
ACCEPTS = {"HTTP_ACCEPT_ENCODING": "gzip"}


@pytest.mark.parametrize("path", ["/de/kalender/", "/kalender.atom", "/kalender.ics", "/kalender.json"])
def test_public_page_travels_compressed_and_is_the_same(client, path):
    make_identity()
    for _ in range(3):
        make_event(dates=["2099-12-06"])
    packed = client.get(path, **ACCEPTS)
    assert packed["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed["Vary"]
    plain = client.get(path)
    assert "Content-Encoding" not in plain
    assert gzip.decompress(packed.content) == plain.content


def test_office_does_not(client, office):
    client.force_login(office)
    assert "Content-Encoding" not in client.get("/buero/", **ACCEPTS)
