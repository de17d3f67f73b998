"""Programme files in the office: nothing is stored before somebody takes it over, and nobody else may."""

import re

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from miteinander.civic.places.models import Borough
from miteinander.foundation.audit.models import AuditEntry
from miteinander.surfaces.programme_files import uploads

pytestmark = pytest.mark.django_db
PAGE = reverse("programme_files:overview")
APPLY = reverse("programme_files:file-apply")
CSV = b"slug;number;name\nbezirk-77;77;Neuer Bezirk\n"


@pytest.fixture(autouse=True)
def storage(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def office_client(client, office):
    client.force_login(office)
    return client


def post(client, content, name="boroughs.csv"):
    return client.post(PAGE, {"file": SimpleUploadedFile(name, content)})


def token_in(response):
    found = re.search(r'name="token" value="([^"]+)"', response.content.decode())
    return found and found[1]


def kept():
    return default_storage.listdir(uploads.FOLDER)[1] if default_storage.exists(uploads.FOLDER) else []


def test_file_is_checked_then_taken_over(office_client, office):
    response = post(office_client, CSV)
    assert "bezirk-77" in response.content.decode()
    assert not Borough.objects.filter(slug="bezirk-77").exists()
    assert len(kept()) == 1
    done = office_client.post(APPLY, {"token": token_in(response)}, follow=True)
    assert "„boroughs.csv“ ist übernommen." in done.content.decode()
    assert AuditEntry.objects.get(record_label="Neuer Bezirk").actor == office
    assert kept() == []
    again = office_client.post(APPLY, {"token": token_in(response)}, follow=True)
    assert "ist nicht mehr da" in again.content.decode()


def test_errors_are_listed_by_cell_and_nothing_is_kept(office_client):
    response = post(office_client, b"slug;number;nam\nBezirk;77;Neuer Bezirk\n")
    text = response.content.decode()
    assert "boroughs.csv, Zelle C1, boroughs: Die Spalte „nam“ gibt es nicht." in text
    assert "boroughs.csv, Zelle A2, boroughs → slug: „Bezirk“ ist kein Schlüssel." in text
    assert (token_in(response), kept()) == (None, [])


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"x" * (10 * 1024 * 1024 + 1), "boroughs.csv", "größer als 10 MB"),
        (b"MZ", "boroughs.exe", "wird nicht gelesen"),
        (b"", "boroughs.csv", ""),
    ],
)
def test_unsuitable_file_is_refused_in_the_form(office_client, content, name, sentence):
    response = post(office_client, content, name)
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert 'role="alert"' in response.content.decode()


def test_unreadable_file_is_a_sentence(office_client):
    for content, name in ((b"PK\x03\x04", "a.xlsx"), (b"\xff", "boroughs.csv"), (b"a: [", "a.yaml")):
        response = post(office_client, content, name)
        assert response.status_code == 200
        assert "Nichts wurde übernommen." in response.content.decode()


@pytest.mark.parametrize("token", ["", "x", "a:b:c", "\x00"])
def test_invented_token_finds_nothing(office_client, token):
    response = office_client.post(APPLY, {"token": token}, follow=True)
    assert "ist nicht mehr da" in response.content.decode()


def test_token_of_somebody_else_or_after_an_hour_finds_nothing(office, outsider):
    import time_machine as machine

    with machine.travel("2026-11-22 10:00+00:00", tick=False):
        token = uploads.keep(uploads.Upload("a.csv", CSV), user=office)
        assert uploads.find(token, user=office).content == CSV
        with pytest.raises(uploads.UploadGone):
            uploads.find(token, user=outsider)
    with machine.travel("2026-11-22 11:00:01+00:00", tick=False), pytest.raises(uploads.UploadGone):
        uploads.find(token, user=office)


def test_changed_file_is_not_the_one_that_was_checked(office, tmp_path):
    token = uploads.keep(uploads.Upload("a.csv", CSV), user=office)
    (tmp_path / uploads.FOLDER / kept()[0]).write_bytes(b"other")
    with pytest.raises(uploads.UploadGone):
        uploads.find(token, user=office)


def test_old_files_are_forgotten(office, tmp_path):
    import os

    uploads.forget_old()
    uploads.keep(uploads.Upload("a.csv", CSV), user=office)
    uploads.forget_old()
    assert len(kept()) == 1
    os.utime(tmp_path / uploads.FOLDER / kept()[0], (0, 0))
    uploads.forget_old()
    assert kept() == []


@pytest.mark.parametrize("suffix", ["xlsx", "yaml", "csv"])
def test_downloads(office_client, suffix):
    response = office_client.get(reverse(f"programme_files:export-{suffix}"), {"kind": "formats"})
    assert response.status_code == 200
    assert re.search(rf'filename="formats-[0-9-]+\.{suffix}"', response["Content-Disposition"])
    assert office_client.get(reverse("programme_files:template-download")).content.startswith(b"PK")
    unknown = office_client.get(
        reverse(f"programme_files:export-{suffix}"), {"kind": "nonsense"}, follow=True
    )
    assert "Die Art „nonsense“ gibt es nicht." in unknown.content.decode()


def test_only_those_who_may_do_everything(client, outsider, office):
    from django.contrib.auth.models import Permission

    addresses = [
        PAGE,
        APPLY,
        reverse("programme_files:template-download"),
        reverse("programme_files:export-yaml"),
    ]
    outsider.user_permissions.add(Permission.objects.get(codename="access_admin"))
    for user in (None, outsider):
        if user:
            client.force_login(user)
        for address in addresses:
            assert client.get(address).status_code == 302
            assert post(client, CSV).status_code == 302
    assert "Programmdateien" not in client.get(reverse("wagtailadmin_home")).content.decode()
    client.force_login(office)
    assert [client.get(address).status_code for address in addresses] == [200, 405, 200, 200]
    assert "Programmdateien" in client.get(reverse("wagtailadmin_home")).content.decode()
