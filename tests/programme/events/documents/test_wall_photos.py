"""The photograph of an event on its poster: beside the mosaic, with words and credit, only where it may be shown."""

from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from miteinander.foundation.languages.text import Translated
from miteinander.foundation.media.enums import ConsentBasis
from miteinander.foundation.media.models import CouncilImage
from miteinander.programme.events.documents.walls import picture_choices
from tests.programme.events.documents import wall_world as world
from tests.support import pdfs

pytestmark = pytest.mark.django_db

GREY = (90, 130, 170)


def photograph(width=2600, height=3200, **values) -> CouncilImage:
    target = BytesIO()
    Image.new("RGB", (width, height), GREY).save(target, "JPEG")
    defaults = {
        "alternative": Translated.of({"de": "Ein gedeckter Tisch"}),
        "credit": "Studio Muster",
        "consent_basis": ConsentBasis.CONSENT,
    }
    return CouncilImage.objects.create(
        title="Tisch", file=ContentFile(target.getvalue(), name="tisch.jpg"), **(defaults | values)
    )


@pytest.mark.parametrize("paper", ["a3", "a2"])
def test_photograph_stands_beside_the_mosaic(paper):
    event = world.make_breakfast(image=photograph())
    found = world.printed(event, "events.poster", paper, "de", bild="foto")
    assert found.findings == ()
    assert "Ein gedeckter Tisch" in pdfs.alternative_texts(found.content)
    assert "Foto: Studio Muster" in pdfs.text_of(found.content)
    page = pdfs.picture_of(found.content, width=600)
    assert all(abs(one - other) < 6 for one, other in zip(page.getpixel((150, 200)), GREY, strict=True))
    mosaic = page.crop((400, 0, 600, 400))
    assert len(mosaic.getcolors(100_000)) > 5
    assert pdfs.is_tagged(found.content)


def test_mosaic_is_the_first_choice_and_a_photograph_one_only_where_there_is_one():
    assert [key for key, _words in picture_choices(world.make_breakfast(image=photograph()).pk)] == [
        "mosaik",
        "foto",
    ]


@pytest.mark.parametrize("values", [{"consent_basis": ConsentBasis.UNCLEAR}])
def test_photograph_without_consent_is_neither_offered_nor_printed(values):
    event = world.make_breakfast(image=photograph(**values))
    assert [key for key, _words in picture_choices(event.pk)] == ["mosaik"]
    found = world.printed(event, "events.poster", "a3", "de", bild="foto")
    assert "Ein gedeckter Tisch" not in pdfs.alternative_texts(found.content)
    assert "Studio Muster" not in pdfs.text_of(found.content)


def test_small_photograph_is_a_hint_and_a_broken_one_a_finding():
    small = photograph(400, 500)
    event = world.make_breakfast(image=small)
    assert [one.code for one in world.printed(event, "events.poster", "a3", "de", bild="foto").findings] == [
        "resolution"
    ]
    default_storage.delete(small.file.name)
    default_storage.save(small.file.name, ContentFile(b"no picture"))
    broken = world.printed(event, "events.poster", "a3", "de", bild="foto")
    assert [(one.code, one.what) for one in broken.findings] == [("picture", "Tisch")]
    assert "Frühstück" in pdfs.text_of(broken.content)
