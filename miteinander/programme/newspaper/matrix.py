"""Where an edition stands: articles by language, pages with their lights. Read by the office's pages."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from miteinander.foundation.languages.enums import TextState
from miteinander.foundation.languages.registry import Language, base_language, site_languages

from . import lengths
from .enums import Light
from .models import Article, Edition, FlatplanPage, Slot


@dataclass(frozen=True)
class Cell:
    language: Language
    state: TextState
    is_wanted: bool
    length: int

    @property
    def is_shown(self) -> bool:
        return self.is_wanted or self.state != TextState.MISSING


@dataclass(frozen=True)
class Row:
    article: Article
    cells: Sequence[Cell]
    pages: Sequence[int]


def rows_of(articles: Sequence[Article], languages: Sequence[Language]) -> list[Row]:
    """No query for articles with `texts` and `slots__page` prefetched."""
    return [
        Row(
            article,
            [_cell(article, language) for language in languages],
            sorted({slot.page.number for slot in article.slots.all()}),
        )
        for article in articles
    ]


def _cell(article: Article, language: Language) -> Cell:
    wanted = language.code == base_language() or language.code in article.languages
    return Cell(
        language,
        article.language_state(language.code),
        wanted,
        lengths.expected_length(article, language.code) if wanted else 0,
    )


def languages_in(articles: Sequence[Article]) -> list[Language]:
    """Those some article has or wants, in the order of the site."""
    used = {
        code
        for article in articles
        for code in (*article.languages, *(t.language for t in article.texts.all()))
    }
    return [language for language in site_languages() if language.code in used | {base_language()}]


def articles_of(edition: Edition) -> list[Article]:
    """In their order, with texts and places. Four queries."""
    found = edition.articles.select_related("section", "picture").prefetch_related("texts", "slots__page")
    return list(found.order_by("order", "pk"))


@dataclass(frozen=True)
class PlacedSlot:
    slot: Slot
    light: Light
    length: int

    @property
    def name(self) -> str:
        slot = self.slot
        if slot.article:
            return str(slot.article)
        return slot.lost_article or slot.title.localized().text or str(slot.get_kind_display())


@dataclass(frozen=True)
class PlannedPage:
    page: FlatplanPage
    slots: Sequence[PlacedSlot]

    @property
    def light(self) -> Light:
        return min((one.light for one in self.slots), key=lambda light: light.rank, default=Light.EMPTY)


def pages_of(edition: Edition) -> dict[int, PlannedPage]:
    """By number, with the light of every slot. Four queries."""
    pages = edition.flatplan.select_related("section").prefetch_related("slots__article__texts")
    return {page.number: PlannedPage(page, [_placed(slot) for slot in page.slots.all()]) for page in pages}


def _placed(slot: Slot) -> PlacedSlot:
    length = (
        lengths.expected_length(slot.article, slot.language)
        if slot.article
        else lengths.length_of_notice(slot)
    )
    return PlacedSlot(slot, lengths.light(slot), length)


def light_counts(pages: dict[int, PlannedPage]) -> list[tuple[Light, int]]:
    counted: Counter[Any] = Counter(one.light for page in pages.values() for one in page.slots)
    counted[Light.EMPTY] += sum(not page.slots for page in pages.values())
    return [(light, counted[light]) for light in Light if counted[light]]
