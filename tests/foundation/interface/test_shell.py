"""The page shell: who we are, which languages there are, where the menu leads."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import RequestFactory
from django.utils import translation
from django.utils.translation import gettext_lazy

from miteinander.civic.places.models import Venue
from miteinander.foundation.interface import addresses, navigation, tiles
from miteinander.foundation.interface.models import Identity, present_identity
from miteinander.foundation.interface.shell import Shell, shell
from tests.support.factories import make_identity


def shell_of(path, lang="de"):
    with translation.override(lang):
        made = Shell(RequestFactory().get(path))
        assert made.lang == lang  # read while the language is active
    return made


# --- Identity ---------------------------------------------------------------------------------------------------------


@pytest.mark.data_layer
def test_identity_is_one_row(db):
    make_identity(name="Eins")
    make_identity(name="Zwei")
    assert [row.name for row in Identity.objects.all()] == ["Zwei"]
    with pytest.raises(ValidationError):
        Identity(name="Drei").full_clean()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE interface_identity SET id = 2")


@pytest.mark.data_layer
def test_identity_before_the_set_up_is_empty_and_unsaved(db, count_queries):
    with count_queries() as queries:
        identity = present_identity()
    assert len(queries) == 1
    assert (identity.name, str(identity.claim), identity.telephone_link) == ("Miteinander", "", "")
    assert not Identity.objects.exists()


@pytest.mark.data_layer
def test_identity_shows_and_dials_its_telephone(db):
    identity = make_identity(telephone="+492214710123")
    assert (identity.telephone_text, identity.telephone_link) == ("0221 4710123", "tel:+492214710123")


@pytest.mark.data_layer
@pytest.mark.parametrize(("field", "value"), [("telephone", "keine"), ("email", "keine"), ("name", "")])
def test_identity_refuses(db, field, value):
    with pytest.raises(ValidationError) as refused:
        make_identity(**{field: value})
    assert set(refused.value.message_dict) == {field}
    assert not Identity.objects.exists()


# --- Navigation and tiles -----------------------------------------------------------------------------------------------


def test_navigation_stands_in_order_and_place(monkeypatch):
    monkeypatch.setattr(navigation, "_entries", [])
    label = gettext_lazy("Kalender")
    for name, order, place in (("b", 20, "header"), ("c", 5, "footer"), ("a", 10, "header")):
        navigation.register(navigation.Entry(name, label, order=order, place=place))
    assert [entry.url_name for entry in navigation.entries("header")] == ["a", "b"]
    assert [entry.url_name for entry in navigation.entries("footer")] == ["c"]


def test_navigation_marks_the_page_and_the_way_to_it():
    with translation.override("de"):
        by_url = {link["url"]: link for link in navigation.links("header", "/de/kalender/")}
        assert by_url["/de/kalender/"]["current"] is True
        assert by_url["/de/rat/"]["current"] is False
        below = {link["url"]: link for link in navigation.links("header", "/de/kalender/monat/")}
        assert (below["/de/kalender/"]["current"], below["/de/kalender/"]["within"]) == (False, True)


def test_navigation_leads_to_pages_of_the_active_language():
    with translation.override("ar"):
        links = navigation.links("header", "/ar/") + navigation.links("footer", "/ar/")
    assert links
    assert all(link["url"].startswith("/ar/") for link in links)


def test_tiles_stand_in_order():
    orders = [tile.order for tile in tiles.tiles()]
    assert len(orders) == 6
    assert orders == sorted(orders)
    assert len({tile.colour for tile in tiles.tiles()}) == len(orders)


def test_address_of_a_record_comes_from_the_room_that_shows_it(monkeypatch):
    monkeypatch.setattr(addresses, "_addresses", {})
    venue = Venue(slug="haus")
    assert addresses.address_of(venue) == ""
    addresses.register(Venue, lambda record: f"/orte/{record.slug}/")
    assert addresses.address_of(venue) == "/orte/haus/"


# --- Shell ----------------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_shell_offers_the_same_page_in_every_language_with_its_filters():
    languages = {row["code"]: row for row in shell_of("/de/kalender/?q=fest&kinderbetreuung=1").languages}
    assert len(languages) == 12
    assert languages["ar"]["url"] == "/ar/kalender/?q=fest&kinderbetreuung=1"
    assert (languages["ar"]["dir"], languages["ar"]["name"]) == ("rtl", "العربية")
    assert [code for code, row in languages.items() if row["current"]] == ["de"]


@pytest.mark.parametrize("query", ["q=m%C3%BCll&x=1", "q=müll&x=1"])
def test_letters_that_come_bare_are_encoded_in_the_other_languages(client, db, query):
    html = client.get(f"/de/kalender/?{query}").content.decode()
    assert 'href="/tr/kalender/?q=m%C3%BCll&amp;x=1"' in html


@pytest.mark.django_db
def test_shell_of_easy_language_does_not_mistake_it_for_german():
    languages = {row["code"]: row["url"] for row in shell_of("/de-simple/kalender/", "de-simple").languages}
    assert (languages["de"], languages["tr"]) == ("/de/kalender/", "/tr/kalender/")


@pytest.mark.django_db
def test_shell_outside_the_languages_leads_home():
    made = shell_of("/buero/")
    assert {row["url"] for row in made.languages} >= {"/de/", "/tr/"}
    assert made.alternates == []


@pytest.mark.django_db
def test_shell_alternates_are_addresses_without_filters_and_without_easy_language():
    alternates = {row["lang"]: row["url"] for row in shell_of("/tr/kalender/?q=x", "tr").alternates}
    assert alternates["ar"] == "http://testserver/ar/kalender/"
    assert "de-simple" not in alternates
    assert shell_of("/tr/kalender/?q=x", "tr").canonical == "http://testserver/tr/kalender/"


def test_shell_direction_follows_the_language():
    assert (shell_of("/ar/", "ar").dir, shell_of("/de/").dir) == ("rtl", "ltr")
    assert shell_of("/ar/", "ar").home_url == "/ar/"


@pytest.mark.parametrize(
    ("sample", "index", "noindex"), [(True, False, True), (True, True, False), (False, False, False)]
)
def test_sample_data_are_kept_out_of_search_engines(db, settings, sample, index, noindex):
    settings.INDEX_SAMPLE = index
    make_identity(is_sample=sample)
    assert (shell_of("/de/").sample, shell_of("/de/").noindex) == (sample, noindex)


def test_shell_asks_for_the_identity_once_and_only_when_shown(db, count_queries):
    request = RequestFactory().get("/de/")
    request.user = AnonymousUser()
    with count_queries() as queries:
        made = shell(request)["shell"]
        assert made.home_url
        assert len(queries) == 0
        assert made.product_name and made.identity and not made.sample
    assert len(queries) == 1


@pytest.mark.parametrize("path", ["/de/", "/ar/kalender/", "/tr/sprechstunde/", "/de/impressum/"])
def test_readers_get_a_strict_policy_and_no_cookie(db, client, path):
    make_identity()
    answer = client.get(path)
    assert answer.status_code == 200
    assert not answer.cookies
    policy = answer.headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "script-src 'self'" in policy and "object-src 'none'" in policy and "base-uri 'none'" in policy


def test_the_office_gets_a_nonce_for_its_scripts(db, client, office):
    client.force_login(office)
    answer = client.get("/buero/")
    policy = answer.headers["Content-Security-Policy"]
    (script,) = [part for part in policy.split(";") if part.strip().startswith("script-src")]
    assert "'nonce-" in script
    assert "unsafe" not in script


def test_hostile_names_of_the_council_are_escaped(db, client):
    make_identity(name="<script>alert(1)</script>", town='"><img src=x>')
    html = client.get("/de/").content.decode()
    assert "<script>alert" not in html
    assert "<img src=x>" not in html
    assert "&lt;script&gt;alert(1)" in html
