"""`/sitemap.xml` (sitemaps.org 0.9 with hreflang): every public page in every language, in several files if there are many."""

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.http import require_safe

from miteinander.civic.concept.models import Activity, CrossCuttingTask
from miteinander.civic.council.models import WorkingGroup
from miteinander.civic.people.models import Organisation
from miteinander.civic.places.models import District, Venue
from miteinander.foundation.interface import sitemap
from miteinander.foundation.interface.models import present_identity
from miteinander.foundation.interface.sitemap import Page
from miteinander.foundation.languages.registry import base_language

PAGES_IN_A_FILE = 400
"""With twelve languages 4,800 addresses and some 6 MB; the protocol allows 50,000 and 50 MB."""
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SCHEMA = "http://www.sitemaps.org/schemas/sitemap/0.9"


def site_pages() -> Iterator[Page]:
    """The pages of this room, and those that join rooms."""
    for name in ("website:home", "website:district-list"):
        yield Page(reverse(name))
    for records in (
        Activity.objects.only("slug"),
        CrossCuttingTask.objects.only("slug"),
        District.objects.only("slug"),
        Venue.objects.only("slug"),
        Organisation.objects.with_page().only("slug", "kinds"),
        WorkingGroup.objects.only("slug"),
    ):
        yield from sitemap.pages_of(records)


@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """All pages, or from PAGES_IN_A_FILE on the list of the files that hold them."""
    pages = _all_pages()
    if len(pages) <= PAGES_IN_A_FILE:
        return _response(_url_set(pages, _origin(request)))
    count = -(-len(pages) // PAGES_IN_A_FILE)
    files = (
        f"<sitemap><loc>{_origin(request)}{reverse('sitemap-part', args=[number])}</loc></sitemap>\n"
        for number in range(1, count + 1)
    )
    return _response([f'{_HEAD}<sitemapindex xmlns="{_SCHEMA}">\n', *files, "</sitemapindex>\n"])


@require_safe
def sitemap_part(request: HttpRequest, number: int) -> HttpResponse:
    pages = _all_pages()
    start = (number - 1) * PAGES_IN_A_FILE
    if not 0 <= start < len(pages):
        raise Http404
    return _response(_url_set(pages[start : start + PAGES_IN_A_FILE], _origin(request)))


def _all_pages() -> list[Page]:
    with override(base_language()):
        return sitemap.pages()


def _url_set(pages: Iterable[Page], origin: str) -> Iterator[str]:
    base = f"/{base_language()}/"
    shown = present_identity().shown_languages
    yield f'{_HEAD}<urlset xmlns="{_SCHEMA}" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
    for page in pages:
        rest = page.path.removeprefix(base)
        addresses = [(language.code, f"{origin}/{language.code}/{rest}") for language in shown]
        alternates = "".join(
            f'<xhtml:link rel="alternate" hreflang="{code}" href={quoteattr(address)}/>\n'
            for code, address in addresses
            if code != "de-simple"
        )
        changed = f"<lastmod>{page.changed.isoformat(timespec='seconds')}</lastmod>" if page.changed else ""
        for code, address in addresses:
            links = alternates if code != "de-simple" else ""
            yield f"<url><loc>{escape(address)}</loc>{changed}\n{links}</url>\n"
    yield "</urlset>\n"


def _response(parts: Iterable[str]) -> HttpResponse:
    return HttpResponse("".join(parts), content_type="application/xml; charset=utf-8")


def _origin(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"
