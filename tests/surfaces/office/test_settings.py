"""Settings: the wordmark is checked by its content; the languages of the site."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from miteinander.foundation.interface.models import Identity
from tests.support import factories as make
from tests.support.office_forms import form_of, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, office, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    client.force_login(office)
    reverse("wagtailadmin_home")
    make.make_identity()
    return client


def picture(kind="PNG", size=(60, 40), **options):
    target = io.BytesIO()
    Image.new("RGB", size, (200, 30, 30)).save(target, kind, **options)
    return target.getvalue()


def upload(desk, name, content):
    address = url(Identity, "edit", 1)
    data = form_of(desk, address).dict()
    return desk.post(address, data | {"wordmark": SimpleUploadedFile(name, content)})


def test_a_wordmark_is_drawn_anew_and_stands_on_every_page(desk):
    exif = Image.Exif()
    exif[0x010E] = "geheimer Ort"
    answer = upload(desk, "marke.jpg", picture("JPEG", exif=exif))
    assert answer.status_code == 302, answer.context["form"].errors
    identity = Identity.objects.get()
    assert identity.wordmark.name.startswith("images/wordmark/")
    assert b"geheimer Ort" not in identity.wordmark.read()
    assert f'src="{identity.wordmark.url}"' in desk.get("/de/").content.decode()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("marke.png", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        ("marke.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("marke.html", b"<script>alert(1)</script>"),
        ("marke.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 50),
        ("marke.png", b"GIF89a<script>"),
    ],
)
def test_anything_but_a_picture_is_refused_beside_its_field(desk, name, content):
    answer = upload(desk, name, content)
    assert answer.status_code == 200
    assert answer.context["form"].errors["wordmark"]
    assert not Identity.objects.get().wordmark


def test_the_languages_of_the_site_are_listed(desk):
    html = desk.get(reverse("office:language-list")).content.decode()
    assert "Türkçe" in html and "Leichte Sprache" in html and "MITEINANDER_LANGUAGES" in html


def test_a_hidden_language_is_offered_nowhere_and_german_stays(desk):
    address = url(Identity, "edit", 1)
    data = form_of(desk, address)
    assert (
        'value="de"'
        not in desk.get(address).content.decode().partition("hidden_languages")[2].partition("</fieldset>")[0]
    )
    data.setlist("hidden_languages", ["tr", "ar"])
    assert desk.post(address, dict(data.lists())).status_code == 302
    assert Identity.objects.get().hidden_languages == ["tr", "ar"]
    home = desk.get("/de/").content.decode()
    assert 'hreflang="uk"' in home and 'hreflang="tr"' not in home and "Türkçe" not in home
    assert "noindex" not in home
    assert "/tr/" not in desk.get("/sitemap.xml").content.decode()
    assert desk.get("/", headers={"Accept-Language": "tr,uk;q=0.5"})["Location"] == "/uk/"
    hidden = desk.get("/tr/")
    assert hidden.status_code == 200 and 'name="robots" content="noindex"' in hidden.content.decode()
    assert "noch nicht gezeigt" in desk.get(reverse("office:language-list")).content.decode()


def test_german_cannot_be_hidden(desk):
    address = url(Identity, "edit", 1)
    data = form_of(desk, address)
    data.setlist("hidden_languages", ["de"])
    assert desk.post(address, dict(data.lists())).status_code == 200
    assert Identity.objects.get().hidden_languages == []
