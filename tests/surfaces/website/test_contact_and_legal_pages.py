"""Pages behind tiles whose room does not exist yet; imprint and privacy."""

import pytest

from miteinander.programme.events import formats
from miteinander.surfaces.website.contact_pages import PAGES
from tests.support.factories import get_format, make_district, make_event, make_identity, make_organisation

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path)
def test_contact_page_has_telephone_hours_and_the_next_dates_of_its_formats(client, page):
    make_identity(
        telephone="+492214710123", email="buero@example.org", office_hours={"de": "Montag 9 bis 12 Uhr"}
    )
    for slug in page.formats:
        make_event(title=f"Termin {slug}", format=get_format(slug), dates=["2099-12-06"])
        make_event(title="vorbei", format=get_format(slug), dates=["2001-12-06"])
        make_event(title="geplant", format=get_format(slug), dates=["2099-12-06"], state="planned")
    make_event(title="anderes", format=get_format("tournament"), dates=["2099-12-06"])
    html = client.get(f"/de/{page.path}").content.decode()
    assert f"<h1>{page.title}</h1>" in html
    assert '<a href="tel:+492214710123">' in html
    assert "Montag 9 bis 12 Uhr" in html
    for slug in page.formats:
        assert f"Termin {slug}" in html
        assert formats.behaviour(slug).landing == page.url_name
    for absent in ("vorbei", "geplant", "anderes"):
        assert absent not in html


def test_associations_are_listed_and_other_organisations_are_not(client):
    make_organisation(name="Verein Brücke", kinds=["association"], telephone="+492214710124", languages=["ar"],
                      district=make_district(name="Opladen"), about={"de": "Wir kochen."})  # fmt: skip
    make_organisation(name="Stadtanzeiger", kinds=["press"])
    make_organisation(name="Amt und Verein", kinds=["authority", "association"])
    html = client.get("/tr/vereine/").content.decode()
    assert "<bdi>Verein Brücke</bdi>" in html
    assert "<bdi>Amt und Verein</bdi>" in html
    assert "Stadtanzeiger" not in html
    assert "0221 4710124" in html
    assert '<span lang="de" dir="ltr">Wir kochen.</span>' in html
    assert "العربية" in html


def test_imprint_says_who_is_responsible_or_that_it_is_missing(client):
    make_identity()
    assert "Diese Angabe fehlt noch." in client.get("/de/impressum/").content.decode()
    make_identity(
        responsible={"de": "Die Geschäftsstelle"}, street="Weg 3", postal_code="51379", town="Musterstadt"
    )
    html = client.get("/de/impressum/").content.decode()
    assert "Diese Angabe fehlt noch." not in html
    assert "Die Geschäftsstelle" in html
    assert "Weg 3, 51379 Musterstadt" in html
    assert "Telefon" not in html.split("legal-rows")[1].split("</dl>")[0]


def test_privacy_says_what_the_site_really_does(client):
    make_identity(email="buero@example.org")
    response = client.get("/de/datenschutz/")
    html = response.content.decode()
    assert "Ein Cookie setzen wir nur auf Seiten mit einem Formular" in html
    assert not response.cookies
    assert "set-cookie" not in {name.lower() for name in response.headers}
    assert 'href="mailto:buero@example.org"' in html
