"""Short addresses are made when something is published; reading writes nothing."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from miteinander.foundation.interface.models import ShortLink
from miteinander.foundation.interface.short_links import known_address, make_short_links, short_address
from miteinander.programme.newspaper import actions
from miteinander.programme.newspaper.enums import ArticleState
from miteinander.programme.newspaper.models import Article, Edition
from tests.support.factories import make_identity
from tests.support.newspaper import make_article, make_edition, make_slot
from tests.support.newspaper_pages import make_article as make_bare_article
from tests.support.newspaper_pages import make_edition as make_bare_edition

pytestmark = pytest.mark.django_db
WRITES = ("INSERT", "UPDATE", "DELETE")


def paths() -> set[str]:
    return set(ShortLink.objects.values_list("path", flat=True))


@pytest.fixture
def edition() -> Edition:
    make_identity()
    edition = make_edition(slug="herbst")
    article = make_article(edition, title="Tisch", state=ArticleState.APPROVED)
    Article.objects.filter(pk=article.pk).update(slug="tisch")
    make_slot(edition, 2, Article.objects.get(pk=article.pk))
    return edition


def test_publishing_makes_the_short_addresses_and_nothing_before(edition):
    assert paths() == set()
    actions.publish_on_web(edition=edition)
    assert paths() == {"/zeitung/herbst/", "/zeitung/herbst/tisch/", "/kalender/"}
    before = dict(ShortLink.objects.values_list("path", "code"))
    actions.publish_on_web(edition=edition)
    assert dict(ShortLink.objects.values_list("path", "code")) == before


def test_what_joins_later_or_moves_has_one_too(edition):
    actions.publish_on_web(edition=edition)
    actions.save_edition(edition=edition, values={"slug": "winter"})
    assert {"/zeitung/winter/", "/zeitung/winter/tisch/"} <= paths()
    assert "/zeitung/herbst/tisch/" in paths(), "what is printed leads on for ever"
    pooled = make_article(title="Aus dem Ideenspeicher", state=ArticleState.APPROVED)
    make_slot(edition, 3, pooled)
    idea = actions.add_idea(title="Neu", values={"section": pooled.section, "edition": edition})
    assert {f"/zeitung/winter/{pooled.slug}/", f"/zeitung/winter/{idea.slug}/"} <= paths()
    actions.change_article(article=idea, values={"slug": "anders"})
    assert "/zeitung/winter/anders/" in paths()


@pytest.mark.parametrize(
    "path",
    ["/de/zeitung/", "/de/zeitung/herbst/", "/ar/zeitung/herbst/tisch/", "/tr/zeitung/herbst/tisch/nebeneinander/",
     "/zeitung.atom", "/de/zeitung/?schlagwort=Wort"],
)  # fmt: skip
@pytest.mark.parametrize("linked", [True, False])
def test_reading_writes_nothing(client, path, linked):
    make_identity()
    make_bare_article(make_bare_edition(slug="herbst"), slug="tisch")
    if linked:
        make_short_links(["/zeitung/herbst/", "/de/zeitung/herbst/tisch/"])
    with CaptureQueriesContext(
        connection,
    ) as queries:
        response = client.get(path)
    assert response.status_code == 200
    assert [one["sql"] for one in queries if one["sql"].startswith(WRITES)] == []
    shown = known_address(path)
    html = response.content.decode()
    if path.endswith(("herbst/", "tisch/")):
        assert ("Code zu" in html or 'class="short-link"' in html) == linked
        assert not linked or shown.split("://")[1] in html


def test_the_released_pdf_reads_only(client, edition):
    actions.publish_on_web(edition=edition)
    Edition.objects.filter(pk=edition.pk).update(state="released")
    with CaptureQueriesContext(connection) as queries:
        assert client.get("/de/zeitung/herbst.pdf").content.startswith(b"%PDF")
    assert [one["sql"] for one in queries if one["sql"].startswith(WRITES)] == []


def test_codes_of_many_pages_cost_one_query_when_they_are_there(count_queries):
    make_short_links(["/de/a/", "/b/", "/b/"])
    assert paths() == {"/a/", "/b/"}
    assert known_address("/tr/a/") == short_address("/a/") and known_address("/c/") == ""
    with count_queries() as queries:
        make_short_links(["/a/", "/b/"])
    assert len(queries) == 1
