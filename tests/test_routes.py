"""The route table: every address of our own, for every role. An address missing here fails."""

import inspect
import re
from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from tests.support import newspaper_pages
from tests.support.factories import make_event, make_identity
from tests.support.joined_world import World
from tests.support.route_table import ACCOUNT, FOREIGN, OFFICE, ONLY_POST, ROUTES, WITH_FORM

pytestmark = pytest.mark.django_db

ROLES = ("anonymous", "outsider", "office")


def own_names(patterns, prefix="") -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            module = getattr(pattern.urlconf_name, "__name__", "")
            if not module.startswith("wagtail"):
                space = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
                yield from own_names(pattern.url_patterns, space)
        elif isinstance(pattern, URLPattern):
            assert pattern.name, f"{pattern.pattern} has no name"
            yield f"{prefix}{pattern.name}"


def office_names(patterns, prefix="") -> Iterator[str]:
    """Views of our own among those of Wagtail's office; what its viewsets make of our models is Wagtail's."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from office_names(
                pattern.url_patterns, f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            )
        elif inspect.unwrap(pattern.callback).__module__.startswith("miteinander.") and not hasattr(
            pattern.callback, "view_class"
        ):
            yield f"{prefix}{pattern.name}"


@pytest.fixture
def site(db):
    World()
    make_event(slug="lesung", title="Lesung", dates=["2099-12-06"])
    make_event(slug="entwurf", title="Entwurf", state="draft", dates=["2099-12-06"])
    edition = newspaper_pages.make_edition(slug="fruehjahr")
    newspaper_pages.make_article(edition, slug="sesam", texts={"de": "Sesam", "tr": "Susam"})


@pytest.fixture
def clients(site, client, outsider, office):
    from django.test import Client

    found = {"anonymous": client, "outsider": Client(), "office": Client()}
    found["outsider"].force_login(outsider)
    found["office"].force_login(office)
    return found


def test_every_address_of_our_own_stands_in_the_table():
    names = list(own_names(get_resolver().url_patterns))
    assert sorted(names) == sorted([*ROUTES, *ACCOUNT])


def test_every_page_of_our_own_in_the_office_stands_in_the_table():
    (office,) = [entry for entry in get_resolver().url_patterns if str(entry.pattern) == "buero/"]
    assert sorted(office_names(office.url_patterns)) == sorted(OFFICE)


@pytest.mark.parametrize("name", OFFICE)
def test_office_page_answers_each_role_as_the_table_says(clients, name):
    address, *expected = OFFICE[name]
    responses = [clients[role].get(address) for role in ROLES]
    assert [response.status_code for response in responses] == expected
    assert responses[2].resolver_match.view_name == name


@pytest.mark.parametrize("name", ROUTES)
def test_address_answers_each_role_as_the_table_says(clients, name):
    address, *expected = ROUTES[name]
    responses = [clients[role].get(address) for role in ROLES]
    assert [response.status_code for response in responses] == expected
    assert responses[0].resolver_match.view_name == name
    if responses[0].status_code == 200 and address.startswith("/de/"):
        first, *others = [response.content for response in responses]
        assert len(re.findall(rb"<h1[ >]", first)) == 1
        if name not in WITH_FORM:
            assert others == [first, first], "public pages show everybody the same"


@pytest.mark.parametrize("name", ACCOUNT)
def test_account_page_answers_each_role_as_the_table_says(clients, name):
    address, *expected = ACCOUNT[name]
    responses = [clients[role].get(address) for role in ROLES]
    assert [response.status_code for response in responses] == expected
    assert responses[0].resolver_match.view_name == name
    for response in responses:
        assert response.status_code == 302 or b"<h1" in response.content
        assert "no-store" in response.headers.get("Cache-Control", "no-store")


@pytest.mark.parametrize("address", FOREIGN)
def test_office_is_closed_to_strangers(clients, address):
    responses = [clients[role].get(address) for role in ROLES]
    assert tuple(response.status_code for response in responses) == FOREIGN[address]
    for response in responses:
        if response.status_code == 302:
            assert response.headers["Location"].startswith("/buero/login/")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_pages_that_only_read_refuse_to_write(clients, method):
    for name in ROUTES.keys() - {"media", *WITH_FORM, *ONLY_POST}:
        for role in ROLES:
            response = getattr(clients[role], method)(ROUTES[name][0])
            assert response.status_code == 405, (name, role)
            assert response.headers["Allow"] == "GET, HEAD", name


@pytest.mark.parametrize("name", ROUTES)
def test_head_answers_like_get(client, site, name):
    response = client.head(ROUTES[name][0])
    assert response.status_code == ROUTES[name][1]
    assert response.content == b""


@pytest.mark.parametrize(
    ("header", "address"),
    [
        ("tr-TR,tr;q=0.9,de;q=0.5", "/tr/"),
        ("ar", "/ar/"),
        ("nl,fr;q=0.3,uk;q=0.7", "/uk/"),
        ("de-CH", "/de/"),
        ("de-simple", "/de/"),
        ("", "/de/"),
        ("*", "/de/"),
        ("zh,ja", "/de/"),
        (";;;=\x01,,q=q", "/de/"),
        ("x" * 5000, "/de/"),
    ],
)
def test_bare_address_leads_to_the_best_language(client, site, header, address):
    response = client.get("/", headers={"accept-language": header})
    assert response.headers["Location"] == address
    assert "Accept-Language" in response.headers["Vary"]
    assert not response.cookies


@pytest.mark.parametrize("address", ["/xx/", "/de/gibt-es-nicht/", "/DE/", "/de//kalender/", "/termine/entwurf.ics",
                                     "/de/termine/entwurf/", "/de/termine/%00/", "/media/images/x.png"])  # fmt: skip
def test_what_is_not_there_is_a_friendly_404(clients, address):
    for role in ROLES:
        response = clients[role].get(address)
        assert response.status_code == 404
        html = response.content.decode()
        assert "Diese Seite gibt es nicht" in html
        assert "Entwurf" not in html


@pytest.mark.parametrize(
    "path", ["../../secret-key", "%2e%2e/%2e%2e/secret-key", "/etc/passwd", "..%5csecret-key"]
)
def test_pictures_lead_to_no_other_file(client, db, settings, path):
    (settings.HOME / "secret-key").touch()
    assert client.get(f"/media/images/{path}").status_code in {400, 404}


def test_health_needs_no_more_than_the_database(client, db):
    response = client.get("/healthz")
    assert response.json() == {"status": "ok"}
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.parametrize(("is_sample", "line"), [(True, "Disallow: /\n"), (False, "Disallow: /buero/\n")])
def test_robots_stay_away_from_sample_data(client, db, is_sample, line):
    make_identity(is_sample=is_sample)
    text = client.get("/robots.txt").content.decode()
    assert text == f"User-agent: *\n{line}\nSitemap: http://testserver/sitemap.xml\n"
