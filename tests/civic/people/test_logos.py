"""Logos of organisations: what is kept of a file, and what is refused."""

from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from miteinander.civic.people.logos import LogoFormField, checked_logo, harmless_svg, logo_kind_and_size
from miteinander.civic.people.models import Organisation
from miteinander.foundation.media.pictures import RefusedFile
from tests.support import factories as make

HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 40 20" '
)


def svg(inner: str, attributes: str = "") -> bytes:
    return f"{HEAD}{attributes}>{inner}</svg>".encode()


def png(size=(200, 100), kind="PNG") -> bytes:
    target = BytesIO()
    Image.new("RGB", size, "navy").save(target, kind)
    return target.getvalue()


HOSTILE = {
    "script": "<script>alert(1)</script>",
    "handler": '<rect width="9" height="9" onclick="alert(1)"/>',
    "outside link": '<use xlink:href="https://evil.example/x.svg#a"/>',
    "script link": '<use href="javascript:alert(1)"/>',
    "outside fill": '<rect width="9" height="9" fill="url(https://evil.example/p.svg#a)"/>',
    "style import": "<style>@import 'https://evil.example/x.css';</style>",
    "style url": "<style>rect{fill:url( https://evil.example/x )}</style>",
    "foreign": '<foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml" src="https://evil.example"/></foreignObject>',
    "animation": '<set attributeName="href" to="javascript:alert(1)"/>',
    "other names": '<x:script xmlns:x="http://www.w3.org/1999/xhtml">alert(1)</x:script>',
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_acts_or_fetches_is_taken_out(name):
    kept = harmless_svg(svg(f'{HOSTILE[name]}<path d="M0 0h40v20z"/>', 'onload="alert(1)"'))
    for word in ("evil.example", "alert", "script", "onload", "onclick", "iframe", "@import"):
        assert word not in kept
    assert 'd="M0 0h40v20z"' in kept, "what draws stays"


def test_own_references_and_styles_stay():
    kept = harmless_svg(
        svg(
            '<style>.a{fill:#123456}</style><defs><path id="p" d="M0 0h9v9z"/></defs><use xlink:href="#p" class="a"/>'
        )
    )
    assert "#123456" in kept and 'xlink:href="#p"' in kept
    assert logo_kind_and_size(kept.encode()) == ("svg", 1000, 500)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<svg",
        b"\xff\xfe<svg/>",
        b'<!DOCTYPE svg [<!ENTITY a "aaaa">]><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>',
        b'<svg viewBox="0 0 9 9"/>',
        b'<svg xmlns="http://www.w3.org/2000/svg"/>',
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 0 9"/>',
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 nan 9"/>',
        svg("<text>Stiftung</text>"),
        svg('<image href="data:image/png;base64,AAAA"/>'),
        svg("<g>" * 50 + "</g>" * 50),
        svg('<path d="M0 0"/>' * 5001),
        svg(
            '<g id="a"><use href="#b"/></g><g id="b"><use href="#c"/></g><path id="c" d="M0 0"/><use href="#a"/>'
        ),
        svg("<!--" + "x" * 1024 * 1024 + "-->"),
    ],
)
def test_unusable_drawing_is_refused_with_what_to_do(content):
    with pytest.raises(RefusedFile) as refused:
        checked_logo(content, "logo.svg")
    assert "Speichern" in str(refused.value) or "Wandeln" in str(refused.value)


def test_picture_is_drawn_anew_and_others_are_refused():
    kept = checked_logo(png() + b"<script>alert(1)</script>", "../../logo.png")
    assert kept.name == "logo.png" and b"script" not in kept.read()
    assert logo_kind_and_size(png()) == ("png", 200, 100)
    assert logo_kind_and_size(png(kind="JPEG")) == ("jpeg", 200, 100)
    for content, name in ((png(kind="GIF"), "logo.gif"), (b"%PDF-1.7", "logo.pdf"), (b"nichts", "logo.png")):
        with pytest.raises(RefusedFile):
            checked_logo(content, name)


@pytest.mark.django_db
def test_no_way_leads_past_the_check():
    organisation = make.make_organisation()
    organisation.logo.save("logo.svg", ContentFile(svg('<script>alert(1)</script><path d="M0 0h9v9z"/>')))
    with Organisation.objects.get(pk=organisation.pk).logo.open() as file:
        assert b"script" not in file.read()
    with pytest.raises(RefusedFile):
        organisation.logo.save("logo.html", ContentFile(b"<html>"))


@pytest.mark.django_db
def test_field_of_the_office_checks_before_it_keeps_and_shows_the_logo(client, office):
    with pytest.raises(RefusedFile, match="Wandeln Sie sie in Pfade um"):
        LogoFormField().clean(SimpleUploadedFile("logo.svg", svg("<text>Muster</text>")))
    organisation = make.make_organisation()
    organisation.logo = LogoFormField().clean(
        SimpleUploadedFile("logo.svg", svg('<path d="M0 0h9v9z" onclick="x()"/>'))
    )
    organisation.save()
    organisation.refresh_from_db()
    assert organisation.logo.name.startswith("logos/logo") and organisation.logo_width == 20
    client.force_login(office)
    shown = client.get(f"/buero/snippets/people/organisation/edit/{organisation.pk}/").content.decode()
    assert 'src="data:image/svg+xml;base64,' in shown
    assert f'href="/media/{organisation.logo.name}"' not in shown, "it has no address of its own"
    organisation.logo.storage.delete(organisation.logo.name)
    shown = client.get(f"/buero/snippets/people/organisation/edit/{organisation.pk}/").content.decode()
    assert "Die Datei des Logos fehlt" in shown
