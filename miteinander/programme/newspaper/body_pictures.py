"""The pictures that stand inside the words of articles."""

from collections.abc import Iterable

from miteinander.foundation.media.models import CouncilImage

from .models import Article


def images_in_bodies(articles: Iterable[Article]) -> dict[int, CouncilImage]:
    """By number, of all languages of the articles, whose texts are at hand. One query, none without pictures."""
    wanted = {
        block["value"]["image"]
        for article in articles
        for text in article.texts.all()
        for block in text.blocks
        if block["type"] == "picture" and block["value"]["image"]
    }
    return CouncilImage.objects.in_bulk(wanted) if wanted else {}
