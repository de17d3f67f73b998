"""Where a picture stands on paper; what a page shows of one is decided anew each time (`consents.rendition_for_web`)."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from miteinander.foundation.media.print_uses import PrintUse

from .enums import FROZEN
from .models import Article, ArticleText, Slot


def uses_in_print(images: Sequence[Any]) -> Iterator[tuple[int, PrintUse]]:
    """Printed and released editions whose articles, texts or notices carry the pictures. Four queries at most."""
    wanted = {image.pk for image in images}
    shown: dict[int, set[int]] = {}
    for text in ArticleText.objects.filter(article__edition__state__in=FROZEN, body__icontains='"image"'):
        in_body = {block["value"]["image"] for block in text.blocks if block["type"] == "picture"}
        shown.setdefault(text.article_id, set()).update(in_body & wanted)
    in_bodies = [pk for pk, pictures in shown.items() if pictures]
    articles = Article.objects.filter(Q(picture__in=wanted) | Q(pk__in=in_bodies), edition__state__in=FROZEN)
    for article in articles.with_texts().order_by("pk"):
        use = PrintUse(
            _("Zeitung %(edition)s, Beitrag „%(title)s“") % {"edition": article.edition, "title": article},
            reverse("newspaper_office:article", args=[article.pk]),
        )
        for pk in sorted(wanted):
            if pk == article.picture_id or pk in shown.get(article.pk, ()):
                yield pk, use
    slots = Slot.objects.filter(picture__in=wanted, page__edition__state__in=FROZEN)
    for slot in slots.select_related("page__edition"):
        use = PrintUse(
            _("Zeitung %(edition)s, Seite %(page)d")
            % {"edition": slot.page.edition, "page": slot.page.number},
            reverse("newspaper_office:flatplan", args=[slot.page.edition_id]),
        )
        if pk := slot.picture_id:
            yield pk, use
