"""The blocks of a text as a page shows them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from miteinander.foundation.languages.registry import site_codes
from miteinander.foundation.languages.text import LocalText
from miteinander.foundation.media.models import CouncilImage

from .blocks import table_rows
from .models import Article, ArticleText
from .presentation import NARROW, Picture, photo

_OWN_LINK = re.compile(r'(?<=href=")/(?!/)[^"]*')


@dataclass(frozen=True, slots=True)
class Block:
    """`kind` as in `blocks`; `value` is safe HTML, text, a list, a `Picture`, or a mapping of parts."""

    kind: str
    value: Any


def images_of(texts: Iterable[ArticleText]) -> dict[int, CouncilImage]:
    """The photos inside these texts, by number. Two queries, none without photos."""
    numbers = {
        block["value"]["image"]
        for text in texts
        for block in text.blocks
        if block["type"] == "picture" and block["value"]["image"]
    }
    if not numbers:
        return {}
    found = CouncilImage.objects.filter(pk__in=numbers).prefetch_related("renditions")
    return {image.pk: image for image in found}


def shown_blocks(
    text: ArticleText, article: Article, lang: str, images: Mapping[int, CouncilImage]
) -> list[Block]:
    """What a reader of `lang` sees; photos that must not be shown are left out with their words."""
    found = []
    for block in text.blocks:
        value = _shown(block["type"], block["value"], text, article, lang, images)
        if value is not None:
            found.append(Block(block["type"], value))
    return found


def _shown(
    kind: str, value: Any, text: ArticleText, article: Article, lang: str, images: Mapping[int, CouncilImage]
) -> Any:
    match kind:
        case "paragraph":
            return own_links(value, lang)
        case "box":
            return {"title": value["title"], "text": own_links(value["text"], lang)}
        case "list":
            return [item["value"] for item in value]
        case "table":
            head, rows = table_rows(value["lines"])
            return {"caption": value["caption"], "head": head, "rows": rows}
        case "link":
            return {"text": value["text"], "to": in_language(value["to"], lang)}
        case "picture":
            return _picture(value, text, article, lang, images)
        case _:
            return value


def _picture(
    value: Mapping[str, Any],
    text: ArticleText,
    article: Article,
    lang: str,
    images: Mapping[int, CouncilImage],
) -> Picture | None:
    def said(words: str) -> LocalText:
        return LocalText.of(words, text.language, text.language != lang)

    words = {
        "alternative": said(value["alternative"]),
        "caption": said(value["caption"]),
        "credit": value["credit"],
    }
    motifs = value["motifs"] or ""
    drawn = Picture(f"{article.slug}-{motifs}", article.section.colour, motifs)
    if motifs:
        return Picture(drawn.identity, drawn.colour, motifs, **words)
    return photo(images.get(value["image"]), NARROW, drawn, lang, **words)


def own_links(html: str, lang: str) -> SafeString:
    """Paragraphs as `blocks` keeps them (cleaned), whose links to this site lead to the reader's language."""
    return mark_safe(_OWN_LINK.sub(lambda found: in_language(found[0], lang), html))


def in_language(address: str, lang: str) -> str:
    """A path of this site without language gets the reader's."""
    if not address.startswith("/") or address.split("/")[1] in site_codes():
        return address
    return f"/{lang}{address}"
