"""Files of the share kit: pictures with words, and the QR code to print or to post."""

from io import BytesIO

from django.core.cache import caches
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe
from PIL import Image

from miteinander.foundation.interface.qr_codes import qr_rows, qr_svg
from miteinander.foundation.interface.short_links import short_address
from miteinander.foundation.languages.registry import site_codes
from miteinander.foundation.typesetting import documents
from miteinander.foundation.typesetting.documents import CannotPrint, Wish
from miteinander.foundation.typesetting.press import Press
from miteinander.foundation.typesetting.printing import draw_wish, sheets_of
from miteinander.foundation.typesetting.rendering import sheets_key

from ..models import Event
from ..share_kit import PICTURES, picture_formats
from .detail import NOT_FOUND

HOUR = 3600
MODULE = 24
"""Pixels: sharp on a sheet of A4."""


@require_safe
def share_picture(request: HttpRequest, slug: str, format: str, lang: str) -> HttpResponse:
    """The event as a picture with words. Drawn once for the same words; constant queries."""
    wanted = {one.key: one for one in picture_formats()}.get(format)
    if wanted is None or lang not in site_codes():
        raise Http404(NOT_FOUND)
    wish = Wish(_public(slug), (lang,), wanted)
    document = documents.document(PICTURES)
    try:
        with override(lang):
            key = sheets_key(sheets_of(document, wish), title="", lang=lang, press=Press())
        cache = caches["renditions"]
        png = cache.get(f"share-{key}")
        if png is None:
            png = draw_wish(document, wish)
            cache.set(f"share-{key}", png, HOUR)
    except CannotPrint as error:
        raise Http404(str(error)) from error
    return _lasting(HttpResponse(png, content_type="image/png"))


@require_safe
def share_qr(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """The QR code of the short address as SVG or PNG, with its quiet zone. Two queries."""
    if kind not in ("svg", "png"):
        raise Http404(NOT_FOUND)
    _public(slug)
    address = short_address(reverse("events:event-detail", args=[slug]))
    if kind == "svg":
        svg = qr_svg(address, _("QR-Code: %(address)s") % {"address": address})
        drawing = svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
        return _lasting(HttpResponse(drawing, content_type="image/svg+xml"))
    rows = qr_rows(address)
    picture = Image.new("1", (len(rows), len(rows)))
    picture.putdata([0 if dark else 255 for row in rows for dark in row])
    target = BytesIO()
    picture.resize((len(rows) * MODULE, len(rows) * MODULE), Image.Resampling.NEAREST).save(target, "PNG")
    return _lasting(HttpResponse(target.getvalue(), content_type="image/png"))


def _public(slug: str) -> int:
    pk: int | None = Event.objects.published().filter(slug=slug).values_list("pk", flat=True).first()
    if pk is None:
        raise Http404(NOT_FOUND)
    return pk


def _lasting(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = f"public, max-age={HOUR}"
    return response
