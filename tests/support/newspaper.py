"""An edition with articles, written by the room's own actions."""

from datetime import date
from typing import Any

from miteinander.programme.newspaper.actions import (
    Words,
    add_slot,
    adopt_state,
    create_edition,
    place_article,
    save_text,
)
from miteinander.programme.newspaper.enums import ArticleState
from miteinander.programme.newspaper.models import Article, Edition, Section, Slot

from .factories import number, text

IMPRINT = {
    "publisher_name": "Integrationsrat Musterstadt",
    "publisher_address": "Musterstraße 1, 12345 Musterstadt",
    "responsible_name": "Kim Muster",
    "responsible_address": "Musterstraße 1, 12345 Musterstadt",
    "ads_responsible": "Kim Muster, Musterstraße 1, 12345 Musterstadt",
    "printer_name": "Druckerei Muster",
    "printer_address": "Musterweg 2, 12345 Musterstadt",
}


def make_edition(**values: Any) -> Edition:
    n = number()
    defaults = {
        "number": n,
        "slug": f"ausgabe-{n}",
        "title": text(f"Thema {n}"),
        "pages": 4,
        "delivery_on": date(2099, 10, 15),
        **IMPRINT,
    }
    return create_edition(values=defaults | values)


def paragraphs(*texts: str) -> list[dict[str, Any]]:
    return [{"type": "paragraph", "value": f"<p>{one}</p>"} for one in texts]


def words(title: str = "Der lange Tisch", *texts: str, **values: Any) -> Words:
    return Words(title, "", "", paragraphs(*(texts or ("Ein Satz, der da steht.",))), **values)


def make_article(
    edition: Edition | None = None,
    *,
    title: str = "",
    section: str = "culture",
    texts: dict[str, Words] | None = None,
    state: ArticleState | None = None,
    actor: Any = None,
    **values: Any,
) -> Article:
    """With a German text unless `texts` says otherwise."""
    n = number()
    article = Article(
        slug=f"beitrag-{n}",
        edition=edition,
        section=Section.objects.get(slug=section),
        **values,
    )
    article.full_clean()
    article.save()
    for language, said in (texts if texts is not None else {"de": words(title or f"Beitrag {n}")}).items():
        save_text(article=article, language=language, words=said, actor=actor)
    if state:
        adopt_state(article=article, state=state, actor=actor)
    return Article.objects.with_texts().get(pk=article.pk)


def make_slot(edition: Edition, page: int = 2, article: Article | None = None, **values: Any) -> Slot:
    slot = add_slot(page=edition.flatplan.get(number=page), values=values)
    if article is not None:
        place_article(article=article, slot=slot, language=values.get("language"))
    return Slot.objects.select_related("page__edition", "article").get(pk=slot.pk)
