"""Hostile and clumsy files: what is kept is a fresh picture, what is refused says why, and nothing raw stays on disk."""

import struct
import zlib
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse
from PIL import Image
from wagtail.models import Collection, UploadedFile

from miteinander.foundation.media import documents, pictures
from miteinander.foundation.media.documents import SUFFIXES_OF_DOCUMENTS, checked_document
from miteinander.foundation.media.models import CouncilDocument, CouncilImage
from miteinander.foundation.media.pictures import RefusedFile, checked_picture

SECRET = b"GEHEIM-4711"


def picture(kind="JPEG", size=(40, 30), mode="RGB", **options):
    target = BytesIO()
    Image.new(mode, size, options.pop("colour", None)).save(target, kind, **options)
    return target.getvalue()


def with_place():
    exif = Image.Exif()
    exif[0x0110] = "GEHEIM-4711"  # camera
    exif[0x8825] = {1: "N", 2: (51.0, 1.0, 1.0), 3: "E", 4: (6.0, 59.0, 1.0)}
    exif[0x0112] = 6  # turned by 90 degrees
    return picture(exif=exif, comment=SECRET)


def bomb(width=60_000, height=60_000):
    """A few hundred bytes that say they are 3.6 thousand million pixels."""

    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def text_bomb():
    packed = zlib.compress(b"x" * 80_000_000)

    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    plain = picture("PNG")
    return plain[:33] + chunk(b"zTXt", b"Comment\0\0" + packed) + plain[33:]


def moving(kind):
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "green", "blue")]
    target = BytesIO()
    frames[0].save(target, kind, save_all=True, append_images=frames[1:], duration=100)
    return target.getvalue()


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!DOCTYPE html><html><script>alert(1)</script></html>"
REFUSED = {
    "svg": SVG, "svg with a head": b'<?xml version="1.0"?>' + SVG, "html": HTML, "empty": b"", "text": b"Hallo",
    "pdf": b"%PDF-1.4", "half": picture()[:200], "noise": bytes(range(256)) * 40, "bomb": bomb(),
    "long": bomb(20_001, 1), "tiff": picture("TIFF"), "bmp": picture("BMP"), "psd": b"8BPS" + b"\0" * 60,
    "eps": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n", "zip": b"PK\x03\x04" + b"\0" * 40,
}  # fmt: skip


@pytest.mark.parametrize("name", ["bild.jpg", "bild.png", "bild.svg", "bild"])
@pytest.mark.parametrize("content", REFUSED.values(), ids=REFUSED)
def test_what_is_no_picture_is_refused_whatever_it_is_called(content, name):
    with pytest.raises(RefusedFile) as refused:
        checked_picture(content, name)
    assert refused.value.messages[0].endswith(".")


def test_text_that_unpacks_to_very_much_does_not_come_along():
    content = text_bomb()
    try:
        kept = checked_picture(content, "bild.png").read()
    except RefusedFile:
        return
    assert len(kept) < 5000


def test_too_large_is_refused_before_it_is_read(monkeypatch):
    monkeypatch.setattr(pictures, "LARGEST_PICTURE", 100)
    with pytest.raises(RefusedFile, match="größer als 10 MB"):
        checked_picture(picture(), "bild.jpg")


def test_place_camera_and_comment_are_gone_and_the_picture_stands_upright():
    before = with_place()
    assert SECRET in before
    kept = checked_picture(before, "urlaub.jpg")
    content = kept.read()
    assert SECRET not in content
    with Image.open(BytesIO(content)) as found:
        assert (found.size, dict(found.getexif()), found.info.get("comment")) == ((30, 40), {}, None)


@pytest.mark.parametrize(("kind", "suffix"), list(pictures.FORMATS.items()))
def test_every_kind_is_drawn_anew_under_its_right_name(kind, suffix):
    kept = checked_picture(picture(kind) + SECRET + HTML, "../../etc/bild.exe")
    content = kept.read()
    assert kept.name == f"bild{suffix}"
    assert SECRET not in content and b"<script>" not in content
    with Image.open(BytesIO(content)) as found:
        assert (found.format, found.size) == (kind, (40, 30))


@pytest.mark.parametrize("kind", ["GIF", "WEBP"])
def test_moving_picture_becomes_its_first_still(kind):
    with Image.open(BytesIO(checked_picture(moving(kind), "bild.gif").read())) as found:
        assert getattr(found, "n_frames", 1) == 1
        red, green, _blue = found.convert("RGB").getpixel((10, 10))
    assert red > 200 and green < 60


@pytest.mark.parametrize(
    ("kind", "mode"),
    [("PNG", "RGBA"), ("PNG", "LA"), ("PNG", "P"), ("PNG", "1"), ("PNG", "I;16"), ("JPEG", "CMYK"), ("JPEG", "L"),
     ("WEBP", "RGBA"), ("GIF", "P"), ("GIF", "L")],
)  # fmt: skip
def test_every_colour_mode_survives(kind, mode):
    with Image.open(BytesIO(checked_picture(picture(kind, mode=mode), "bild.png").read())) as found:
        found.load()
        assert found.size == (40, 30)
        if mode in ("RGBA", "LA"):
            assert found.mode in ("RGBA", "LA")


def test_polyglot_is_only_a_picture_afterwards():
    kept = checked_picture(moving("GIF") + b"\n*/=1;" + HTML, "bild.gif").read()
    assert kept.startswith(b"GIF8") and b"html" not in kept.lower()


# --- Documents -----------------------------------------------------------------------------------------------------------


def package(parts, compression=ZIP_DEFLATED):
    target = BytesIO()
    with ZipFile(target, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


GOOD = {
    "brief.pdf": b"%PDF-1.7 x", "brief.docx": package({"word/document.xml": "<x/>"}),
    "liste.xlsx": package({"xl/workbook.xml": "<x/>"}), "brief.odt": package({"content.xml": "<x/>"}),
    "notiz.txt": "Grüße, 3 < 4".encode(), "bild.png": picture("PNG"), "film.mp4": b"\0\0\0\x18ftypmp42",
}  # fmt: skip
BAD = {
    "seite.html": HTML, "bild.svg": SVG, "tabelle.csv": b"a;b", "programm.exe": b"MZ", "brief.docm": GOOD["brief.docx"],
    "brief.pdf": HTML, "brief.docx": b"%PDF-1.7", "liste.xlsx": GOOD["brief.docx"], "notiz.txt": HTML,
    "leer.txt": b"", "zeichen.txt": b"a\0b", "latein.txt": b"\xff\xfe", "bild.png": SVG, "film.mp4": HTML,
    "makro.docx": package({"word/document.xml": "<x/>", "word/vbaProject.bin": "x"}),
    "makro.odt": package({"content.xml": "<x/>", "Basic/script-lc.xml": "x"}),
    "viele.docx": package({"word/document.xml": "<x/>", **{f"p{n}": "" for n in range(5001)}}),
    "kaputt.docx": GOOD["brief.docx"][:40], "brief.pdf.html": b"%PDF-1.7", "brief": b"%PDF-1.7",
}  # fmt: skip


@pytest.mark.parametrize("name", GOOD)
def test_document_that_is_what_it_says_is_kept(name):
    kept = checked_document(GOOD[name], name, SUFFIXES_OF_DOCUMENTS)
    assert kept.name == name
    if name != "bild.png":
        assert kept.read() == GOOD[name]


@pytest.mark.parametrize("name", BAD)
def test_document_that_is_not_what_it_says_is_refused_with_a_sentence(name):
    with pytest.raises(RefusedFile) as refused:
        checked_document(BAD[name], name, SUFFIXES_OF_DOCUMENTS)
    assert refused.value.messages[0].endswith(".")


def test_archive_that_unpacks_to_very_much_is_refused(monkeypatch):
    monkeypatch.setattr(documents, "MOST_UNPACKED", 10_000)
    with pytest.raises(RefusedFile, match="auspackt"):
        checked_document(package({"word/document.xml": "x" * 20_000}), "brief.docx")


# --- Every way in -----------------------------------------------------------------------------------------------------


@pytest.fixture
def desk(client, office):
    client.force_login(office)
    return client


def on_disk():
    root = Path(settings.MEDIA_ROOT)
    return [path for path in root.rglob("*") if path.is_file() and SECRET in path.read_bytes()]


def root_collection():
    return Collection.get_first_root_node().pk


@pytest.mark.django_db
def test_model_itself_keeps_nothing_unchecked():
    image = CouncilImage.objects.create(title="x", file=ContentFile(with_place(), "a.jpg"))
    assert (image.width, image.height) == (30, 40)
    assert on_disk() == []
    with pytest.raises(RefusedFile), transaction.atomic():
        CouncilDocument.objects.create(title="x", file=ContentFile(HTML + SECRET, "a.txt"))
    with pytest.raises(RefusedFile), transaction.atomic():
        CouncilImage(title="x").file.save("a.jpg", ContentFile(SVG + SECRET))
    assert on_disk() == []


@pytest.mark.django_db
def test_form_stores_the_fresh_picture(desk):
    data = {"title": "Neu", "collection": root_collection(), "consent_basis": "unclear", "tags": ""}
    upload = SimpleUploadedFile("urlaub.png", with_place(), "image/png")  # the name lies
    answer = desk.post(reverse("wagtailimages:add"), data | {"file": upload})
    assert answer.status_code == 302
    image = CouncilImage.objects.get()
    assert image.file.name.endswith(".jpg")
    assert (image.width, image.height, image.file_size) == (30, 40, image.file.size)
    assert on_disk() == []


@pytest.mark.django_db
@pytest.mark.parametrize("content", [SVG, HTML, bomb(), b""], ids=["svg", "html", "bomb", "empty"])
def test_form_says_what_is_wrong_and_keeps_what_was_typed(desk, content):
    data = {"title": "Mein Titel", "collection": root_collection(), "consent_basis": "unclear", "tags": "",
            "file": SimpleUploadedFile("bild.jpg", content, "image/jpeg")}  # fmt: skip
    answer = desk.post(reverse("wagtailimages:add"), data)
    assert answer.status_code == 200
    (message,) = answer.context["form"].errors["file"]
    assert message.endswith(".") and message in answer.content.decode()
    assert "Mein Titel" in answer.content.decode()
    assert not CouncilImage.objects.exists()


@pytest.mark.django_db
def test_upload_that_waits_for_its_form_is_fresh_already(desk):
    upload = SimpleUploadedFile("urlaub.jpg", with_place(), "image/jpeg")
    answer = desk.post(
        reverse("wagtailimages:add_multiple"),
        {"title": "Neu", "files[]": upload, "collection": root_collection()},
    )
    assert answer.json()["success"], answer.json()
    assert UploadedFile.objects.count() == 1
    assert on_disk() == []
    refused = desk.post(
        reverse("wagtailimages:add_multiple"),
        {"title": "x", "files[]": SimpleUploadedFile("x.jpg", SVG), "collection": root_collection()},
    )
    assert refused.json()["success"] is False and "JPG" in refused.json()["error_message"]


@pytest.mark.django_db
def test_document_form_says_what_is_wrong(desk):
    data = {
        "title": "Neu",
        "collection": root_collection(),
        "tags": "",
        "file": SimpleUploadedFile("a.pdf", HTML),
    }
    answer = desk.post(reverse("wagtaildocs:add"), data)
    assert "etwas anderes, als ihr Name sagt" in answer.content.decode()
    assert not CouncilDocument.objects.exists()
