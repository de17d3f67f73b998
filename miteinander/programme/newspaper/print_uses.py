"""Where a picture stands on paper; what a page shows of one is decided anew each time (`consents.rendition_for_web`)."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from miteinander.foundation.media.print_uses import PrintUse

from .enums import FROZEN
from .models import Article, ArticleText, Slot


def uses_in_print(image: Any) -> Iterator[PrintUse]:
    """Printed and released editions whose articles, texts or notices carry the picture. Three queries."""
    in_bodies = [
        text.article_id
        for text in ArticleText.objects.filter(article__edition__state__in=FROZEN, body__icontains='"image"')
        if any(block["type"] == "picture" and block["value"]["image"] == image.pk for block in text.blocks)
    ]
    articles = Article.objects.filter(Q(picture=image) | Q(pk__in=in_bodies), edition__state__in=FROZEN)
    for article in articles.with_texts().order_by("pk"):
        yield PrintUse(
            _("Zeitung %(edition)s, Beitrag „%(title)s“") % {"edition": article.edition, "title": article},
            reverse("newspaper_office:article", args=[article.pk]),
        )
    slots = Slot.objects.filter(picture=image, page__edition__state__in=FROZEN)
    for slot in slots.select_related("page__edition"):
        yield PrintUse(
            _("Zeitung %(edition)s, Seite %(page)d")
            % {"edition": slot.page.edition, "page": slot.page.number},
            reverse("newspaper_office:flatplan", args=[slot.page.edition_id]),
        )
