"""The office speaks the language of the account."""

import pytest

from miteinander.foundation.access.models import User

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("own", "spoken"), [("en", "en"), ("de", "de"), ("tr", "de"), ("", "de"), ("<x>", "de")]
)
def test_office_speaks_the_language_of_the_account(client, office, own, spoken):
    User.objects.filter(pk=office.pk).update(language=own)
    client.force_login(office)
    page = client.get("/buero/snippets/places/venue/")
    html = page.content.decode()
    assert page.headers["Content-Language"] == spoken
    assert f'<html lang="{spoken}"' in html
    assert ("Log out" in html) is (spoken == "en") and ("Abmelden" in html) is (spoken == "de")
    assert client.get("/tr/").headers["Content-Language"] == "tr"
