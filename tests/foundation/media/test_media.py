"""Private files and described pictures."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.utils import translation
from wagtail.images.tests.utils import get_test_image_file

from miteinander.foundation.languages.text import Translated
from miteinander.foundation.media.enums import ConsentBasis
from miteinander.foundation.media.models import CouncilDocument, CouncilImage
from tests.support.accounts import make_account

pytestmark = pytest.mark.django_db
SECRET = b"Protokoll der Sitzung"


@pytest.fixture
def document():
    return CouncilDocument.objects.create(title="Protokoll", file=ContentFile(SECRET, "protokoll.txt"))


def body(answer):
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def test_document_is_private_unless_somebody_decides(document):
    assert document.is_public is False


def test_private_document_is_refused_to_the_anonymous(client, document):
    answer = client.get(document.url)
    assert answer.status_code == 403
    assert SECRET not in body(answer)


def test_private_document_is_refused_to_an_account_without_a_role(client, outsider, document):
    client.force_login(outsider)
    answer = client.get(document.url)
    assert answer.status_code == 403
    assert SECRET not in body(answer)


@pytest.mark.parametrize("role", ["member", "translator", "treasurer", "auditor"])
def test_private_document_of_no_record_is_refused_to_roles_that_keep_no_files(client, document, role):
    client.force_login(make_account(role, **({"languages": ["tr"]} if role == "translator" else {})))
    answer = client.get(document.url)
    assert answer.status_code == 403
    assert SECRET not in body(answer)


def test_private_document_is_served_to_the_office(client, office, document):
    client.force_login(office)
    answer = client.get(document.url)
    assert (answer.status_code, body(answer)) == (200, SECRET)


def test_public_document_is_served_to_everybody(client, document):
    CouncilDocument.objects.update(is_public=True)
    answer = client.get(document.url)
    assert (answer.status_code, body(answer)) == (200, SECRET)


def test_private_document_has_no_address_around_the_check(client, document):
    (Path(settings.MEDIA_ROOT) / "images").mkdir(exist_ok=True)
    name = document.file.name
    for path in (f"/media/{name}", f"/media/images/../{name}", f"/media/images/%2e%2e/{name}",
                 f"/media/images/x/../../{name}", f"/media/images//../{name}", "/media/images/"):  # fmt: skip
        answer = client.get(path)
        assert answer.status_code in (400, 404), path
        assert SECRET not in body(answer)


@pytest.fixture
def image():
    return CouncilImage.objects.create(
        title="DSC_0001.jpg",
        file=get_test_image_file(),
        consent_basis=ConsentBasis.NO_PERSONS,
        alternative=Translated.of({"de": "Ein Baum", "tr": "Bir ağaç"}),
    )


def test_alt_text_is_the_description_in_the_readers_language(image):
    with translation.override("tr"):
        assert image.default_alt_text == "Bir ağaç"
        assert 'alt="Bir ağaç"' in image.get_rendition("width-20").img_tag()
    with translation.override("fr"):
        assert image.default_alt_text == "Ein Baum"


def test_picture_of_a_page_is_served(client, image):
    rendition = image.get_rendition("width-20")
    answer = client.get(rendition.url)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("image/")
    assert body(answer)


def test_original_of_a_picture_is_not_served(client, image):
    answer = client.get(image.file.url)
    assert answer.status_code == 404
    assert b"PNG" not in body(answer)


def test_alt_text_is_never_the_file_name(image):
    image.alternative = Translated()
    assert image.default_alt_text == ""


@pytest.mark.data_layer
def test_new_image_has_an_unclear_basis():
    assert CouncilImage().consent_basis == ConsentBasis.UNCLEAR
