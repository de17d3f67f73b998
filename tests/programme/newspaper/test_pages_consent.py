"""A picture whose consent is withdrawn or over is gone at once: from pages, feed, links for others, and the disk."""

import io
from datetime import date

import pikepdf
import pytest
from django.core.cache import caches

from miteinander.foundation.media.consents import withdraw_image
from miteinander.programme.newspaper.models import Article, Edition, FlatplanPage, Slot
from tests.support import pdfs
from tests.support.factories import make_identity
from tests.support.newspaper_pages import make_article, make_edition, make_notice, make_photo

pytestmark = pytest.mark.django_db
PLACES = (
    "/de/zeitung/",
    "/de/zeitung/fruehjahr/",
    "/de/zeitung/fruehjahr/tafel/",
    "/de/zeitung/fruehjahr/tafel/nebeneinander/",
    "/de/zeitung/?schlagwort=Tafel",
    "/zeitung.atom?lang=de",
)
WORDS = ("Ein Platz mit Tischen", "Foto: Beispiel", "Drei Gäste lachen", "Beim Abräumen")


@pytest.fixture
def kept_pages(settings):
    """As in production: pages are kept for each content version."""
    settings.CACHES = settings.CACHES | {
        "pages": {
            "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
            "LOCATION": "tests-of-consent",
        }
    }
    caches["pages"].clear()
    yield
    caches["pages"].clear()


@pytest.fixture
def photo(kept_pages):
    make_identity()
    photo = make_photo(alternative={"de": "Ein Platz mit Tischen"})
    body = [
        {"type": "paragraph", "value": "<p>Worte.</p>"},
        {"type": "picture", "value": {"image": photo.pk, "alternative": "Drei Gäste lachen", "caption": "Beim Abräumen"}},
    ]  # fmt: skip
    edition = make_edition(slug="fruehjahr")
    make_notice(edition, title="Die Tafel sucht Stühle", picture=photo)
    make_article(
        edition,
        slug="tafel",
        kind="lead",
        tags=["Tafel"],
        picture=photo,
        texts={"de": {"title": "Die Tafel", "standfirst": "Ein Abend.", "body": body}, "tr": "Sofra"},
    )
    return photo


def shown(client):
    """Which places still carry anything of the photo: its file, its description, its credit, its caption."""
    found = {}
    for place in PLACES:
        response = client.get(place)
        assert response.status_code == 200, place
        html = response.content.decode()
        assert "Die Tafel" in html, "the words stay"
        found[place] = [part for part in ("/media/images/", *WORDS) if part in html]
    return {place: parts for place, parts in found.items() if parts}


def test_before_the_photo_stands_where_it_should(client, photo):
    before = shown(client)
    assert set(before) == set(PLACES) - {"/de/zeitung/"}, "the archive shows titles only"
    assert set(WORDS) <= set(before["/de/zeitung/fruehjahr/tafel/"])
    assert "/media/images/" in before["/zeitung.atom?lang=de"]


def test_withdrawn_picture_is_gone_at_once_even_from_kept_pages(
    client, photo, django_capture_on_commit_callbacks
):
    shown(client)  # every page is kept now
    files = [rendition.file.name for rendition in photo.renditions.all()]
    storage = photo.file.storage
    assert files and all(storage.exists(name) for name in files)
    with django_capture_on_commit_callbacks(execute=True):
        withdraw_image(image=photo, note="angerufen")
    assert shown(client) == {}
    assert (
        'og:image" content="http://testserver/bild/zeitung/beitrag/tafel.png"'
        in client.get("/de/zeitung/fruehjahr/tafel/").content.decode()
    )
    assert not [name for name in files if storage.exists(name)]
    assert not photo.renditions.exists()


def test_photo_of_a_notice_goes_with_its_consent_and_the_words_stay(client, photo):
    page = "/de/zeitung/fruehjahr/"
    Article.objects.all().delete()
    assert "/media/images/" in client.get(page).content.decode()
    withdraw_image(image=photo)
    html = client.get(page).content.decode()
    assert "Die Tafel sucht Stühle" in html and "/media/images/" not in html


def test_withdrawn_picture_is_gone_from_the_screen_pdf_at_once_and_listed_for_print(client, photo):
    edition = Edition.objects.get()
    article = edition.articles.get()
    article.slots.create(page=FlatplanPage.objects.create(edition=edition, number=1, pattern="front"))
    pdf = "/de/zeitung/fruehjahr.pdf"
    before = client.get(pdf).content
    assert pictures_in(before) > 0
    assert {"Ein Platz mit Tischen", "Drei Gäste lachen"} <= set(pdfs.alternative_texts(before))
    uses = [str(use.label) for use in withdraw_image(image=photo)]
    assert [one.partition(f"{edition}, ")[2] for one in uses] == ["Beitrag „Die Tafel“", "Seite 2"]
    after = client.get(pdf).content
    assert pictures_in(after) == 0
    assert not {"Ein Platz mit Tischen", "Drei Gäste lachen"} & set(pdfs.alternative_texts(after))
    assert "Die Tafel" in pdfs.text_of(after)


def pictures_in(content: bytes) -> int:
    """How many photographs a PDF holds; drawings are no pictures."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return len({image.objgen for page in pdf.pages for image in page.get_images().values()})


def test_picture_whose_consent_ends_tonight_is_gone_tomorrow(client, photo, settings):
    settings.TODAY = date(2026, 5, 1)
    type(photo).objects.filter(pk=photo.pk).update(consent_until=date(2026, 5, 1))
    assert shown(client)
    settings.TODAY = date(2026, 5, 2)
    assert shown(client) == {}


def test_picture_without_a_basis_is_never_shown(client, photo):
    other = make_photo(consent_basis="unclear", credit="Foto: Unklar")
    Article.objects.filter(slug="tafel").update(picture=other)
    Slot.objects.update(picture=other)
    html = client.get("/de/zeitung/fruehjahr/").content.decode()
    assert "Foto: Unklar" not in html and "/media/images/" not in html
