"""Pictures on their way to paper: upright, as large as the sheet needs, never one that may not be shown."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from miteinander.foundation.languages.text import Translated
from miteinander.foundation.media.consents import withdraw_image
from miteinander.foundation.media.enums import ConsentBasis
from miteinander.foundation.media.models import CouncilImage
from miteinander.foundation.media.print_pictures import picture_to_print
from miteinander.foundation.values.clock import today

pytestmark = pytest.mark.django_db


def picture(width=400, height=200, **exif) -> bytes:
    found = Image.new("RGB", (width, height), (200, 60, 40))
    found.paste((20, 40, 200), (0, 0, width // 2, height))
    target = BytesIO()
    tags = Image.Exif()
    tags.update(exif.get("tags", {}))
    found.save(target, "JPEG", exif=tags)
    return target.getvalue()


def image(content: bytes | None = None, **values) -> CouncilImage:
    return CouncilImage.objects.create(
        title="Tisch",
        file=ContentFile(content or picture(), name="tisch.jpg"),
        alternative=Translated.of({"de": "Ein gedeckter Tisch", "tr": "Kurulu bir masa"}),
        credit="Studio Muster",
        **({"consent_basis": ConsentBasis.CONSENT} | values),
    )


def opened(found) -> Image.Image:
    return Image.open(BytesIO(found.content))


def test_picture_comes_with_its_words_and_its_credit():
    findings = []
    found = picture_to_print(image(), "tr", width=50, height=50, findings=findings)
    assert (found.says, found.credit, found.kind, findings) == (
        "Kurulu bir masa",
        "Studio Muster",
        "jpeg",
        [],
    )


def test_picture_is_made_no_larger_than_the_sheet_needs():
    one = image(picture(4000, 2000))
    found = picture_to_print(one, "de", width=100, height=100, findings=[])
    assert (
        (found.width, found.height) == opened(found).size == (2362, 1181)
    )  # 100 mm at 300 dpi in the shorter side
    small = picture_to_print(one, "de", width=1000, height=1000, findings=[])
    assert (small.width, small.height) == (4000, 2000)


def test_picture_stands_upright():
    """A file that came past the check still says in its EXIF data which way up it is."""
    one = image()
    default_storage.delete(one.file.name)
    default_storage.save(one.file.name, ContentFile(picture(tags={274: 6})))
    found = picture_to_print(one, "de", width=500, height=500, findings=[])
    assert (found.width, found.height) == (200, 400)
    top, bottom = (opened(found).getpixel((100, y)) for y in (20, 380))
    assert top[2] > 150 and bottom[0] > 150


@pytest.mark.parametrize("content", [b"", b"no picture", picture()[:200], b"%PDF-1.7 ..."])
def test_file_that_is_no_picture_is_a_finding(content):
    one = image()
    default_storage.delete(one.file.name)
    default_storage.save(one.file.name, ContentFile(content))
    findings = []
    assert picture_to_print(one, "de", width=50, height=50, findings=findings) is None
    assert [(found.code, found.what) for found in findings] == [("picture", "Tisch")]


def test_file_that_is_gone_is_a_finding():
    one = image()
    default_storage.delete(one.file.name)
    findings = []
    assert picture_to_print(one, "de", width=50, height=50, findings=findings) is None
    assert [found.code for found in findings] == ["picture"]


def test_picture_that_must_not_be_shown_is_never_printed():
    unclear = image(consent_basis=ConsentBasis.UNCLEAR)
    over = image(consent_until=today() - timedelta(days=1))
    withdrawn = image()
    withdraw_image(image=withdrawn)
    withdrawn.refresh_from_db()
    for one in (unclear, over, withdrawn):
        findings = []
        assert picture_to_print(one, "de", width=50, height=50, findings=findings) is None
        assert findings == []
