"""The pictures that other sites and messengers show beside a link: of an event its title and day beside its mosaic,
of other records the mosaic alone."""

import hashlib
from collections.abc import Callable
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from miteinander.foundation.interface.mosaic import mosaic_svg
from miteinander.foundation.languages.registry import base_language, site_codes
from miteinander.foundation.typesetting.documents import Wish, document
from miteinander.foundation.typesetting.formats import OPEN_GRAPH
from miteinander.foundation.typesetting.pictures import svg_as_png
from miteinander.foundation.typesetting.press import Press
from miteinander.foundation.typesetting.printing import sample_sentence, sheets_of
from miteinander.foundation.typesetting.rendering import draw_sheet, sheets_key
from miteinander.programme.events.models import Event

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
    """A public event in the language `lang` of the address; its own sheet, laid out for the place beside a link."""
    event = Event.objects.published().filter(slug=slug).only("pk").first()
    if event is None:
        raise Http404(_("Diesen Termin gibt es nicht oder nicht mehr."))
    wanted = request.GET.get("lang", "")
    lang = wanted if wanted in site_codes() else base_language()
    with override(lang):
        sheet = sheets_of(document("events.social"), Wish(event.pk, (lang,), OPEN_GRAPH))[0]
        sample = sample_sentence()
    key = sheets_key([sheet], title="", lang=lang, press=Press(), sample=sample)
    return _kept(f"images/links/{key[:32]}.png", lambda: draw_sheet(sheet, lang=lang, sample=sample))


@require_safe
def joined_picture(request: HttpRequest, slug: str, page: JoinedPage[Any]) -> HttpResponse:
    """The mosaic at the head of a joined page."""
    found = page.record_or_redirect(request, slug)
    if isinstance(found, HttpResponse):
        raise Http404(_("Diese Seite gibt es nicht oder nicht mehr."))
    head = page.head(found, base_language())
    return _picture(head.identity, colour=head.colour, motifs=head.motifs)


def _picture(identity: str, *, colour: str, motifs: str) -> HttpResponse:
    svg = mosaic_svg(identity, colour=colour, motifs=motifs, columns=COLUMNS, rows=ROWS)
    name = f"images/mosaics/{hashlib.sha256(svg.encode()).hexdigest()[:32]}.png"
    return _kept(name, lambda: svg_as_png(svg, width=WIDTH, height=HEIGHT))


def _kept(name: str, draw: Callable[[], bytes]) -> HttpResponse:
    """Drawn once, then read from the storage of files."""
    if default_storage.exists(name):
        with default_storage.open(name) as stored:
            png = stored.read()
    else:
        png = draw()
        default_storage.save(name, ContentFile(png))
    response = HttpResponse(png, content_type="image/png")
    response["Cache-Control"] = f"public, max-age={DAY}"
    return response
