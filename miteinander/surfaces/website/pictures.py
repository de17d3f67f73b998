"""The pictures that other sites and messengers show beside a link: the record's mosaic, without words."""

import hashlib
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from miteinander.foundation.interface.mosaic import mosaic_svg
from miteinander.foundation.languages.registry import base_language
from miteinander.foundation.typesetting.pictures import svg_as_png
from miteinander.programme.events.models import Event
from miteinander.programme.newspaper.models import Article, Edition
from miteinander.programme.newspaper.presentation import edition_colour

from .joined.page import JoinedPage

WIDTH, HEIGHT = 1200, 630
COLUMNS, ROWS = 10, 5
DAY = 24 * 60 * 60


@require_safe
def site_picture(request: HttpRequest) -> HttpResponse:
    """The mosaic of the home page."""
    return _picture("miteinander", colour="coral", motifs="intercultural-week")


@require_safe
def event_picture(request: HttpRequest, slug: str) -> HttpResponse:
    """The mosaic of a public event."""
    event = (
        Event.objects.published()
        .select_related("format", "activity__main_task")
        .only("slug", "format__pictogram", "activity__own_colour", "activity__main_task__colour")
        .filter(slug=slug)
        .first()
    )
    if event is None:
        raise Http404(_("Diesen Termin gibt es nicht oder nicht mehr."))
    return _picture(event.slug, colour=event.activity.colour, motifs=event.format.pictogram)


@require_safe
def edition_picture(request: HttpRequest, slug: str) -> HttpResponse:
    """The mosaic of an edition that readers may see."""
    edition = Edition.objects.published().select_related("activity__main_task").filter(slug=slug).first()
    if edition is None:
        raise Http404(_("Diese Ausgabe gibt es nicht oder noch nicht."))
    return _picture(edition.slug, colour=edition_colour(edition), motifs=edition.motifs)


@require_safe
def article_picture(request: HttpRequest, slug: str) -> HttpResponse:
    """The drawing of an article that readers may see; a photo has an address of its own."""
    article = Article.objects.published().select_related("section").filter(slug=slug).first()
    if article is None:
        raise Http404(_("Diesen Beitrag gibt es nicht oder nicht mehr."))
    return _picture(article.slug, colour=article.section.colour, motifs=article.motifs)


@require_safe
def joined_picture(request: HttpRequest, slug: str, page: JoinedPage[Any]) -> HttpResponse:
    """The mosaic at the head of a joined page."""
    found = page.record_or_redirect(request, slug)
    if isinstance(found, HttpResponse):
        raise Http404(_("Diese Seite gibt es nicht oder nicht mehr."))
    head = page.head(found, base_language())
    return _picture(head.identity, colour=head.colour, motifs=head.motifs)


def _picture(identity: str, *, colour: str, motifs: str) -> HttpResponse:
    """Drawn once, then read from the storage of files."""
    svg = mosaic_svg(identity, colour=colour, motifs=motifs, columns=COLUMNS, rows=ROWS)
    name = f"images/mosaics/{hashlib.sha256(svg.encode()).hexdigest()[:32]}.png"
    if default_storage.exists(name):
        with default_storage.open(name) as stored:
            png = stored.read()
    else:
        png = svg_as_png(svg, width=WIDTH, height=HEIGHT)
        default_storage.save(name, ContentFile(png))
    response = HttpResponse(png, content_type="image/png")
    response["Cache-Control"] = f"public, max-age={DAY}"
    return response
