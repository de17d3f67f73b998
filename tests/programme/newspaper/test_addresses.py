"""Addresses of editions and articles that another page has already."""

from collections.abc import Iterator

import pytest
from django.core.exceptions import ValidationError
from django.urls import get_resolver, resolve, reverse

from miteinander.programme.newspaper import actions
from miteinander.programme.newspaper.models import Edition
from miteinander.programme.newspaper.models.edition import TAKEN_SLUGS
from miteinander.surfaces.programme_files.actions import import_programme
from tests.support.accounts import make_account
from tests.support.factories import make_identity
from tests.support.newspaper import make_article, make_edition

pytestmark = pytest.mark.django_db


def words_below(prefix: str) -> Iterator[str]:
    """The fixed words that follow the prefix in an address of ours."""
    for pattern in get_resolver().url_patterns:
        yield from (
            route.removeprefix(prefix).split("/")[0]
            for route in _routes(pattern)
            if route.startswith(prefix) and not route.removeprefix(prefix).startswith("<")
        )


def _routes(pattern, before: str = "") -> Iterator[str]:
    route = getattr(pattern.pattern, "_route", "")
    for inner in getattr(pattern, "url_patterns", ()):
        yield from _routes(inner, before + route)
    if not hasattr(pattern, "url_patterns"):
        yield before + route


def test_every_fixed_word_below_the_newspaper_is_refused_for_an_edition():
    fixed = set(words_below("zeitung/")) - {""}
    assert fixed == TAKEN_SLUGS
    assert {"abo", "mitschreiben"} <= fixed


@pytest.mark.parametrize("slug", ["abo", "mitschreiben", "Abo"])
def test_an_edition_is_refused_an_address_of_another_page_with_a_sentence(slug):
    with pytest.raises(ValidationError) as refused:
        make_edition(slug=slug)
    assert "andere Seite der Zeitung" in refused.value.message_dict["slug"][0]
    assert not Edition.objects.exists()
    kept = make_edition()
    with pytest.raises(ValidationError):
        actions.save_edition(edition=kept, values={"slug": slug})


def test_the_office_says_it_at_the_field(client):
    make_identity()
    client.force_login(make_account("editor"))
    reverse("wagtailadmin_home")
    edition = make_edition()
    address = reverse(Edition.snippet_viewset.get_url_name("edit"), args=[edition.pk])
    values = {name: getattr(edition, name) for name in ("number", "format", "pages", "print_run", "motifs")}
    values |= {"slug": "abo", "title-de": "Thema", "delivery_on": "2099-10-15", "bleed": 3, "mark_offset": 3,
               "binding": "stapled"}  # fmt: skip
    answer = client.post(address, values)
    assert "andere Seite der Zeitung" in answer.context["form"].errors["slug"][0]


def test_a_programme_file_says_it_and_writes_nothing():
    record = {"slug": "abo", "number": "7", "title": "Post", "delivery_on": "2099-10-15"}
    report = import_programme(source=[{"programme": "1", "editions": [record]}])
    assert any("andere Seite der Zeitung" in str(problem) for problem in report.problems)
    assert not Edition.objects.exists()


@pytest.mark.parametrize("slug", sorted(TAKEN_SLUGS | {"nebeneinander", "danke", "code"}))
def test_no_word_is_taken_below_an_edition(slug):
    """So articles may be called what they like."""
    article = make_article(make_edition())
    article.slug = slug
    article.full_clean()
    for name in ("article-detail", "article-side-by-side"):
        address = reverse(f"newspaper:{name}", args=[article.edition.slug, slug])
        assert resolve(address).view_name == f"newspaper:{name}"
