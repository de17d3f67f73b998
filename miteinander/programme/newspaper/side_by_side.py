"""Two languages of an article beside each other, for people who learn one of them."""

from dataclasses import dataclass

from django.urls import reverse

from miteinander.foundation.languages.registry import base_language
from miteinander.foundation.languages.text import LocalText

from .article_blocks import images_of, shown_blocks
from .article_page import Words, words_of
from .models import Article, ArticleText
from .presentation import SectionMark, local, section_mark


@dataclass(frozen=True)
class SideBySidePage:
    title: LocalText
    section: SectionMark
    colour: str
    article_url: str
    left: Words
    right: Words | None
    codes: tuple[tuple[str, str, str], ...]
    """The languages to choose from: code, own name, direction."""


def side_by_side_page(article: Article, lang: str, left: str = "", right: str = "") -> SideBySidePage:
    """Of an article from `find_article`; what is not there is replaced by what is. Two queries with photos, else none.

    Without a wish: German beside the reader's language, or beside the first other one.
    """
    texts = {text.language: text for text in article.shown_texts()}
    first = left if left in texts else (base_language() if base_language() in texts else next(iter(texts)))
    rest = [code for code in texts if code != first]
    second = right if right in rest else (lang if lang in rest else next(iter(rest), ""))
    images = images_of(texts[code] for code in (first, second) if code)

    def words(text: ArticleText) -> Words:
        return words_of(text, article, lang, shown_blocks(text, article, lang, images))

    shown = article.shown_text(lang) or texts[first]
    return SideBySidePage(
        title=local(shown.title, shown, lang),
        section=section_mark(article.section, lang),
        colour=article.section.colour,
        article_url=reverse("newspaper:article-detail", args=[article.edition.slug, article.slug]),  # type: ignore[union-attr]
        left=words(texts[first]),
        right=words(texts[second]) if second else None,
        codes=tuple((text.language, text.language_name, text.direction) for text in texts.values()),
    )
