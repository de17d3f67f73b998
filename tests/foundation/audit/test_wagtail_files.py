"""Every way in which Wagtail's admin writes images and documents ends in our trail and raises the content version."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection

from miteinander.foundation.media.models import CouncilDocument, CouncilImage
from tests.support.office_forms import sent

pytestmark = pytest.mark.django_db


def image_file(name="bild.png"):
    return SimpleUploadedFile(name, get_test_image_file().file.getvalue(), "image/png")


@pytest.fixture
def image():
    return CouncilImage.objects.create(title="Bild", file=get_test_image_file())


@pytest.fixture
def document():
    return CouncilDocument.objects.create(title="Datei", file=ContentFile(b"Text", "datei.txt"))


def test_image_added(desk, written):
    root = Collection.get_first_root_node().pk
    data = {"title": "Neu", "file": image_file(), "collection": root, "consent_basis": "unclear", "tags": ""}
    with written(CouncilImage, "created"):
        sent(desk, reverse("wagtailimages:add"), data)
    assert CouncilImage.objects.get().title == "Neu"


def test_image_added_by_multiple_upload_and_edited_there(desk, written):
    root = Collection.get_first_root_node().pk
    upload = {"title": "Neu", "files[]": image_file(), "collection": root}
    answer = desk.post(reverse("wagtailimages:add_multiple"), upload)
    assert answer.json()["success"], answer.json()
    waiting = answer.json()["uploaded_file_id"]  # our image has more required fields than a title
    prefix = f"uploaded-image-{waiting}-"
    fields = {"title": "Neu", "collection": root, "consent_basis": "unclear", "tags": ""}
    with written(CouncilImage, "created"):
        answer = desk.post(
            reverse("wagtailimages:create_multiple_from_uploaded_image", args=[waiting]),
            {prefix + name: value for name, value in fields.items()},
        )
    assert answer.json()["success"], answer.json()
    image = CouncilImage.objects.get()
    prefix = f"image-{image.pk}-"
    data = {"title": "Anders", "collection": root, "consent_basis": "unclear", "tags": "", "credit": "",
            "consent_note": "", "focal_point_x": "", "focal_point_y": "", "focal_point_width": "",
            "focal_point_height": ""}  # fmt: skip
    with written(CouncilImage, "changed", pk=image.pk):
        answer = desk.post(
            reverse("wagtailimages:edit_multiple", args=[image.pk]),
            {prefix + name: value for name, value in data.items()},
        )
    assert answer.json()["success"], answer.json()
    with written(CouncilImage, "deleted", pk=image.pk):
        answer = desk.post(reverse("wagtailimages:delete_multiple", args=[image.pk]))
    assert not CouncilImage.objects.exists()


def test_image_added_in_the_chooser(desk, written):
    root = Collection.get_first_root_node().pk
    data = {"image-chooser-upload-title": "Neu", "image-chooser-upload-file": image_file(),
            "image-chooser-upload-collection": root, "image-chooser-upload-consent_basis": "unclear",
            "image-chooser-upload-tags": ""}  # fmt: skip
    with written(CouncilImage, "created"):
        desk.post(reverse("wagtailimages_chooser:create"), data)
    assert CouncilImage.objects.get().title == "Neu"


def test_image_edited(desk, written, image):
    address = reverse("wagtailimages:edit", args=[image.pk])
    data = {"title": "Anders", "collection": image.collection_id, "consent_basis": "no_persons", "tags": "",
            "alternative-de": "Ein Baum", "alternative-tr": "Bir ağaç"}  # fmt: skip
    with written(CouncilImage, "changed", pk=image.pk):
        sent(desk, address, data)
    image.refresh_from_db()
    assert image.alternative.texts() == {"de": "Ein Baum", "tr": "Bir ağaç"}


def test_image_deleted(desk, written, image):
    with written(CouncilImage, "deleted", pk=image.pk):
        sent(desk, reverse("wagtailimages:delete", args=[image.pk]), {})
    assert not CouncilImage.objects.exists()


@pytest.mark.parametrize("action", ["delete", "add_tags", "add_to_collection"])
def test_images_in_bulk(desk, written, image, action):
    collection = Collection.get_first_root_node().add_child(name="Andere")
    address = reverse("wagtail_bulk_action", args=("media", "councilimage", action)) + f"?id={image.pk}"
    data = {"tags": "neu", "collection": collection.pk}
    with written(CouncilImage, "deleted" if action == "delete" else "changed", pk=image.pk):
        sent(desk, address, data)


def test_document_added_edited_deleted(desk, written):
    root = Collection.get_first_root_node().pk
    data = {"title": "Neu", "collection": root, "tags": "", "is_public": "on"}
    upload = SimpleUploadedFile("neu.txt", b"Text")
    with written(CouncilDocument, "created"):
        sent(desk, reverse("wagtaildocs:add"), data | {"file": upload})
    document = CouncilDocument.objects.get()
    assert document.is_public
    with written(CouncilDocument, "changed", pk=document.pk):
        sent(desk, reverse("wagtaildocs:edit", args=[document.pk]), data | {"title": "Anders"})
    with written(CouncilDocument, "deleted", pk=document.pk):
        sent(desk, reverse("wagtaildocs:delete", args=[document.pk]), {})
    assert not CouncilDocument.objects.exists()


def test_document_added_by_multiple_upload(desk, written):
    root = Collection.get_first_root_node().pk
    upload = SimpleUploadedFile("neu.txt", b"Text")
    with written(CouncilDocument, "created"):
        answer = desk.post(
            reverse("wagtaildocs:add_multiple"), {"title": "Neu", "files[]": upload, "collection": root}
        )
    assert answer.json()["success"], answer.json()
    assert not CouncilDocument.objects.get().is_public


@pytest.mark.parametrize("action", ["delete", "add_tags", "add_to_collection"])
def test_documents_in_bulk(desk, written, document, action):
    collection = Collection.get_first_root_node().add_child(name="Andere")
    address = reverse("wagtail_bulk_action", args=("media", "councildocument", action)) + f"?id={document.pk}"
    data = {"tags": "neu", "collection": collection.pk}
    with written(CouncilDocument, "deleted" if action == "delete" else "changed", pk=document.pk):
        sent(desk, address, data)
