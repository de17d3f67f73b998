"""The released edition as a PDF: there for everybody once it is released, and never before."""

from datetime import timedelta

import pytest

from miteinander.foundation.typesetting import documents
from miteinander.foundation.typesetting.documents import CannotPrint, Document
from miteinander.foundation.typesetting.formats import A4, TABLOID
from miteinander.foundation.values.clock import now
from miteinander.programme.newspaper.models import Edition
from miteinander.programme.newspaper.screen_pdf import DOCUMENT
from tests.foundation.typesetting.trial import Note, note
from tests.support.factories import make_identity
from tests.support.newspaper_pages import make_article, make_edition

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(monkeypatch):
    """A stand-in for the layout: a sheet that says for which edition it was set."""
    asked = []

    def read(wish):
        edition = Edition.objects.get(pk=wish.subject)
        asked.append((edition.slug, wish.format.key))
        if edition.slug == "leer":
            raise CannotPrint("Es fehlen Seiten.")
        return [note(Note(f"Ausgabe {edition.slug}")).data]

    document = Document(
        key=DOCUMENT,
        title="Ausgabe",
        data=object,
        formats=(A4, TABLOID),
        template="/foundation/typesetting/sheets/trial.typ",
        read=read,
        allowed=lambda user, pk: False,
        about="edition",
    )
    monkeypatch.setattr(documents, "_documents", {DOCUMENT: document})
    make_identity()
    return asked


def test_released_edition_is_read_as_pdf_in_its_own_format(client, asked):
    make_article(make_edition(slug="fruehjahr", format="tabloid"))
    response = client.get("/tr/zeitung/fruehjahr.pdf")
    assert response.status_code == 200 and response.content.startswith(b"%PDF-")
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'inline; filename="fruehjahr.pdf"'
    assert asked == [("fruehjahr", "tabloid")]
    assert 'href="/tr/zeitung/fruehjahr.pdf"' in client.get("/tr/zeitung/fruehjahr/").content.decode()


@pytest.mark.parametrize(
    "values",
    [
        {"state": "planned"},
        {"state": "in_work"},
        {"web_published_at": None},
        {"web_published_at": now() + timedelta(days=1)},
    ],
)
def test_what_is_not_released_and_public_is_not_even_set(client, office, asked, values):
    make_article(make_edition(slug="geheim", **values))
    client.force_login(office)
    assert client.get("/de/zeitung/geheim.pdf").status_code == 404
    assert "geheim.pdf" not in client.get("/de/zeitung/geheim/").content.decode()
    assert asked == []


def test_edition_that_cannot_be_set_is_a_friendly_404(client, asked):
    make_edition(slug="leer")
    response = client.get("/de/zeitung/leer.pdf")
    assert response.status_code == 404 and "<h1" in response.content.decode()


def test_without_a_layout_there_is_no_pdf_and_no_link(client, monkeypatch):
    monkeypatch.setattr(documents, "_documents", {})
    make_identity()
    make_article(make_edition(slug="fruehjahr"))
    assert client.get("/de/zeitung/fruehjahr.pdf").status_code == 404
    assert "fruehjahr.pdf" not in client.get("/de/zeitung/fruehjahr/").content.decode()
