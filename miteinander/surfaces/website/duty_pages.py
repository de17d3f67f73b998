"""What the fixed pages show: the text of the record in the visitor's language, and what the software knows itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from miteinander.foundation.languages.dates import format_date
from miteinander.foundation.languages.registry import Direction, base_language, direction, site_languages
from miteinander.foundation.languages.reviews import Review, review_of
from miteinander.foundation.languages.text import LocalText
from miteinander.foundation.values.telephone import format_telephone

from .enums import PageKey
from .models import FixedPage, FixedPageText


@dataclass(frozen=True)
class ShownPage:
    """`blocks` are empty while the council has written nothing; `is_fallback` says that they are not in this language."""

    title: LocalText
    blocks: list[dict[str, Any]]
    lang: str
    dir: Direction
    is_fallback: bool = False
    as_of: str = ""
    film: str = ""
    film_url: str = ""


@dataclass(frozen=True)
class LanguageState:
    name: str
    code: str
    dir: Direction
    state: str


def shown_page(key: str) -> ShownPage:
    """One query."""
    lang = get_language() or base_language()
    texts = {
        text.language: text
        for text in FixedPageText.objects.filter(
            page__key=key, page__published=True, held_back=False, language__in={lang, base_language()}
        ).select_related("page__film")
    }
    text = texts.get(lang) or texts.get(base_language())
    if text is None:
        return ShownPage(LocalText.of(str(PageKey(key).label), lang), [], lang, direction(lang))
    used, page = text.language, text.page
    return ShownPage(
        title=LocalText.of(text.title, used, used != lang),
        blocks=[_shown(block) for block in text.blocks],
        lang=used,
        dir=direction(used),
        is_fallback=used != lang,
        as_of=format_date(page.as_of, lang, weekday=False) if page.as_of else "",
        film=_film(page),
        film_url=page.film_url,
    )


def _film(page: FixedPage) -> str:
    return str(page.film.url) if page.film and page.film.is_public else ""


def _shown(block: Mapping[str, Any]) -> dict[str, Any]:
    kind, value = block["type"], block["value"]
    if kind == "paragraph":
        value = mark_safe(value)  # cleaned when it was saved
    if kind == "list":
        value = [item["value"] for item in value]
    if kind == "contact":
        value = {
            **value,
            "telephone_text": format_telephone(value["telephone"]),
            "telephone_link": f"tel:{value['telephone']}",
        }
    return {"kind": kind, "value": value}


def language_states() -> list[LanguageState]:
    """How far the words of the interface have been read, language by language. No queries."""
    words = {
        Review.ORIGINAL: _("Original"),
        Review.MISSING: _("auf Deutsch"),
        Review.WRITTEN: _("geschrieben"),
        Review.READ: _("von einer Muttersprachlerin oder einem Muttersprachler gelesen"),
    }
    return [
        LanguageState(language.name, language.code, language.direction, words[review_of(language.code)])
        for language in site_languages()
    ]
