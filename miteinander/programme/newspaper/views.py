from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_safe

from miteinander.foundation.interface.addresses import query_of
from miteinander.foundation.interface.models import present_identity
from miteinander.foundation.interface.old_slugs import find_by_old_slug, redirect_old_slug
from miteinander.foundation.interface.page_cache import kept
from miteinander.foundation.interface.qr_codes import qr_svg
from miteinander.foundation.interface.sections import styles_of
from miteinander.foundation.interface.short_links import known_address
from miteinander.foundation.languages.registry import base_language, site_codes
from miteinander.programme.events.models import EventDate
from miteinander.programme.events.presentation import event_cards

from . import atom
from .article_page import article_page, find_article
from .edition_page import archive, articles_with_tag, edition_page, find_edition
from .models import Article, Edition
from .presentation import MASTHEAD
from .screen_pdf import screen_pdf
from .side_by_side import side_by_side_page

LAUNCH = "newspaper-launch"
LONGEST_TAG = 80
NO_EDITION = _lazy("Diese Ausgabe gibt es nicht oder noch nicht.")
NO_ARTICLE = _lazy("Diesen Beitrag gibt es nicht oder nicht mehr.")


@require_safe
@kept
def edition_list(request: HttpRequest) -> HttpResponse:
    lang = get_language() or base_language()
    tag = request.GET.get("schlagwort", "").strip()[:LONGEST_TAG]
    if tag:
        found = {"tag": tag, "articles": articles_with_tag(tag, lang), "masthead": MASTHEAD}
        return render(request, "newspaper/tag.html", found)
    launch = EventDate.objects.published().upcoming().filter(event__format__slug=LAUNCH)
    editions = archive(lang)
    context: dict[str, Any] = {
        "masthead": MASTHEAD,
        "newest": editions[0] if editions else None,
        "earlier": editions[1:],
        "cards": event_cards(list(launch.with_card_data().by_time()[:1])),
        "feed": f"{reverse('newspaper-atom')}?lang={lang}",
    }
    return render(request, "newspaper/edition_list.html", context)


@require_safe
@kept
def edition_detail(request: HttpRequest, edition: str) -> HttpResponse:
    found = find_edition(edition)
    if found is None:
        if moved := redirect_old_slug(Edition.objects.published(), edition):
            return moved
        raise Http404(NO_EDITION)
    page = edition_page(found, address=request.build_absolute_uri(request.path))
    context = {
        "edition": page,
        "styles": styles_of(page.sections),
        **_short_link(request.path),
    }
    return render(request, "newspaper/edition_detail.html", context)


@require_safe
def edition_pdf(request: HttpRequest, edition: str) -> HttpResponse:
    """The released edition as its readers get it. Set once; withdrawn pictures are gone at once."""
    found = find_edition(edition)
    content = screen_pdf(found) if found is not None else None
    if found is None or content is None:
        raise Http404(NO_EDITION)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{found.slug}.pdf"'
    response["Cache-Control"] = "no-cache"
    return response


@require_safe
@kept
def article_detail(request: HttpRequest, edition: str, article: str) -> HttpResponse:
    found = find_article(edition, article)
    if found is None or found.edition is None:
        return _moved_article_or_404(request, article)
    lang = get_language() or base_language()
    page = article_page(found, found.edition, lang, address=request.build_absolute_uri(request.path))
    context = {
        "article": page,
        **_short_link(request.path),
    }
    return render(request, "newspaper/article_detail.html", context)


@require_safe
@kept
def article_side_by_side(request: HttpRequest, edition: str, article: str) -> HttpResponse:
    """Two languages of an article beside each other: `?links=` and `?rechts=`."""
    found = find_article(edition, article)
    if found is None:
        return _moved_article_or_404(request, article)
    lang = get_language() or base_language()
    wanted = (request.GET.get("links", ""), request.GET.get("rechts", ""))
    return render(
        request, "newspaper/article_side_by_side.html", {"page": side_by_side_page(found, lang, *wanted)}
    )


@require_safe
def feed_atom(request: HttpRequest) -> HttpResponse:
    wanted = request.GET.get("lang", "")
    lang = wanted if wanted in site_codes() else base_language()
    identity = present_identity()
    with override(lang):
        stream = atom.feed_of(
            lang=lang,
            title=f"{identity.product_name}: {MASTHEAD}",
            author=identity.name,
            origin=f"{request.scheme}://{request.get_host()}",
        )
    response = HttpResponse(stream, content_type="application/atom+xml; charset=utf-8")
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _short_link(path: str) -> dict[str, str]:
    """The short address and its code; nothing before the page has one (`newspaper.short_links`). One query."""
    address = known_address(path)
    return (
        {"qr": qr_svg(address, _("Code zu dieser Seite")), "short": address.split("://", 1)[-1]}
        if address
        else {}
    )


def _moved_article_or_404(request: HttpRequest, slug: str) -> HttpResponse:
    """To where the article stands now, if its edition or its own address changed."""
    published = Article.objects.published().select_related("edition")
    found = published.filter(slug=slug).first() or find_by_old_slug(published, slug)
    if found is None or found.edition is None or not found.shown_texts():
        raise Http404(NO_ARTICLE)
    address = reverse("newspaper:article-detail", args=[found.edition.slug, found.slug])
    if address == request.path:
        raise Http404(NO_ARTICLE)
    query = query_of(request)
    return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)
