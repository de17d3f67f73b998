"""Pages are kept for each content version, language and day, and never longer."""

from datetime import date

import pytest
from django.core.cache import caches
from django.http import HttpResponse
from django.utils.translation import override

from miteinander.foundation.audit.actions import raise_content_version
from miteinander.foundation.interface.page_cache import kept

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(settings):
    settings.CACHES = settings.CACHES | {
        "pages": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "tests-of-pages"}
    }
    settings.TODAY = date(2026, 5, 1)
    caches["pages"].clear()
    made = []

    @kept
    def page(request, status=200, cookie=False):
        made.append(request.path)
        response = HttpResponse(f"Seite {len(made)}", status=status)
        if cookie:
            response.set_cookie("x", "y")
        return response

    page.made = made
    yield page
    caches["pages"].clear()


def test_page_is_made_once_until_something_changes(rf, page, settings, count_queries):
    first = page(rf.get("/de/zeitung/"))
    with count_queries() as queries:
        assert page(rf.get("/de/zeitung/")).content == first.content == b"Seite 1"
    assert len(queries) == 1
    raise_content_version()
    assert page(rf.get("/de/zeitung/")).content == b"Seite 2"
    settings.TODAY = date(2026, 5, 2)
    assert page(rf.get("/de/zeitung/")).content == b"Seite 3"
    with override("tr"):
        assert page(rf.get("/de/zeitung/")).content == b"Seite 4"
    assert page(rf.get("/de/zeitung/?schlagwort=x")).content == b"Seite 5"
    assert page(rf.get("/de/zeitung/", headers={"host": "localhost"})).content == b"Seite 6"
    assert page(rf.get("/de/zeitung/")).content == b"Seite 3"


def test_browser_that_has_the_page_is_told_so(rf, page):
    etag = page(rf.get("/de/zeitung/"))["ETag"]
    for sent in (etag, f"W/{etag}"):
        again = page(rf.get("/de/zeitung/", headers={"if-none-match": sent}))
        assert (again.status_code, again.content) == (304, b"")
    raise_content_version()
    assert page(rf.get("/de/zeitung/", headers={"if-none-match": etag})).status_code == 200


@pytest.mark.parametrize("arguments", [{"status": 404}, {"status": 301}, {"cookie": True}])
def test_what_is_no_plain_page_is_not_kept(rf, page, arguments):
    for _time in range(2):
        assert "ETag" not in page(rf.get("/de/zeitung/x/"), **arguments).headers
    assert len(page.made) == 2
