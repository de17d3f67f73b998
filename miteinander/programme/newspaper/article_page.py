"""Everything the page of one article shows."""

from dataclasses import dataclass
from urllib.parse import quote, urljoin

from django.urls import reverse
from django.utils.translation import gettext as _

from miteinander.foundation.interface.addresses import address_of, picture_of
from miteinander.foundation.languages.dates import format_date
from miteinander.foundation.languages.registry import base_language, direction
from miteinander.foundation.languages.text import LocalText, Translated
from miteinander.foundation.values.clock import BERLIN
from miteinander.programme.events.event_page import Knot

from .article_blocks import Block, images_of, shown_blocks
from .models import Article, ArticleText, Edition
from .presentation import (
    EASY,
    MASTHEAD,
    WIDE,
    Cover,
    Picture,
    SectionMark,
    Version,
    cover,
    fallback_sentence,
    local,
    picture_of_article,
    section_mark,
    shown_texts,
    versions,
)

WORDS_A_MINUTE = 180


@dataclass(frozen=True)
class Words:
    """One language of an article. `lang` and `dir` belong to all of it."""

    lang: str
    dir: str
    name: str
    kicker: str
    title: str
    standfirst: str
    blocks: tuple[Block, ...]
    is_fallback: bool


@dataclass(frozen=True)
class Turn:
    """The article before or after this one."""

    title: LocalText
    url: str


@dataclass(frozen=True)
class ArticlePage:
    slug: str
    title: LocalText
    standfirst: LocalText
    words: Words
    easy: Words | None
    """The summary in Leichte Sprache, where the words themselves are none."""
    whole: Words | None
    """The whole text, under a summary that a reader of Leichte Sprache gets first."""
    fallback: str
    section: SectionMark
    picture: Picture
    author: str
    published: str
    published_iso: str
    minutes: int
    tags: tuple[tuple[str, str], ...]
    versions: tuple[Version, ...]
    side_by_side: str
    thread: tuple[Knot, ...]
    colour: str
    previous: Turn | None
    next: Turn | None
    cover: Cover
    edition_label: str
    share: tuple[dict[str, str], ...]
    link_picture: str
    link_picture_says: str
    """Empty for a drawing."""


def find_article(edition: str, slug: str) -> Article | None:
    """The article if everybody may read it, with all its page needs. Three queries, with a photo one more."""
    found = (
        Article.objects.published()
        .filter(slug=slug, edition__slug=edition)
        .select_related("section", "picture", "edition__activity__main_task", "activity__main_task__concept")
        .prefetch_related("texts", "picture__renditions")
        .first()
    )
    return found if found is not None and found.shown_texts() else None


def article_page(article: Article, edition: Edition, lang: str, *, address: str) -> ArticlePage:
    """Of an article from `find_article`. One query, with photos in its text two more. `address` is absolute."""
    shown = article.shown_text(lang)
    if shown is None:
        raise ValueError("an article without a public text has no page")
    texts = {text.language: text for text in article.shown_texts()}
    easy = texts.get(EASY) if shown.language != EASY else None
    whole = texts.get(base_language()) if shown.language == EASY else None
    images = images_of(text for text in (shown, easy, whole) if text)

    def words(text: ArticleText | None) -> Words | None:
        return words_of(text, article, lang, shown_blocks(text, article, lang, images)) if text else None

    own = words(shown)
    assert own is not None
    before, after = _neighbours(article, lang)
    title = local(shown.title, shown, lang)
    picture = picture_of_article(article, lang, WIDE)
    moment = edition.web_published_at
    day = min(moment.astimezone(BERLIN).date(), edition.delivery_on) if moment else edition.delivery_on
    args = (edition.slug, article.slug)
    return ArticlePage(
        slug=article.slug,
        title=title,
        standfirst=local(shown.standfirst, shown, lang),
        words=own,
        easy=words(easy),
        whole=words(whole),
        fallback=fallback_sentence(shown.language, lang),
        section=section_mark(article.section, lang),
        picture=picture,
        author=article.author,
        published=format_date(day, lang, weekday=False),
        published_iso=day.isoformat(),
        minutes=max(1, round(len((whole or shown).words.split()) / WORDS_A_MINUTE)),
        tags=tuple((tag, tag_address(tag)) for tag in article.tags),
        versions=tuple(versions(texts, shown.language, "newspaper:article-detail", *args)),
        side_by_side=reverse("newspaper:article-side-by-side", args=args) if len(texts) > 1 else "",
        thread=_thread(article, title, lang),
        colour=article.section.colour,
        previous=before,
        next=after,
        cover=cover(edition, lang),
        edition_label=f"{MASTHEAD}, {_('Ausgabe %(number)d') % {'number': edition.number}}",
        share=_share(title, address),
        link_picture=urljoin(address, picture.url or picture_of(article)),
        link_picture_says=str(picture.alternative or "") if picture.url else "",
    )


def words_of(text: ArticleText, article: Article, lang: str, blocks: list[Block]) -> Words:
    return Words(
        lang=text.language,
        dir=direction(text.language),
        name=text.language_name,
        kicker=text.kicker,
        title=text.title,
        standfirst=text.standfirst,
        blocks=tuple(blocks),
        is_fallback=text.language != lang,
    )


def tag_address(tag: str) -> str:
    return f"{reverse('newspaper:edition-list')}?schlagwort={quote(tag)}"


def _neighbours(article: Article, lang: str) -> tuple[Turn | None, Turn | None]:
    """The articles before and after it in its edition. One query."""
    titles: dict[tuple[int, str], dict[str, str]] = {}
    rows = (
        shown_texts()
        .filter(article__in=Article.objects.published().filter(edition=article.edition_id))
        .order_by("article__order", "article_id")
        .values_list("article_id", "article__slug", "language", "title")
    )
    for pk, slug, language, title in rows:
        titles.setdefault((pk, slug), {})[language] = title
    order = list(titles)
    place = order.index((article.pk, article.slug))

    def turn(at: int) -> Turn | None:
        if not 0 <= at < len(order):
            return None
        words = Translated(titles[order[at]]).localized(lang)
        args = (article.edition.slug, order[at][1])  # type: ignore[union-attr]
        return Turn(words, reverse("newspaper:article-detail", args=args))

    return turn(place - 1), turn(place + 1)


def _thread(article: Article, title: LocalText, lang: str) -> tuple[Knot, ...]:
    activity = article.activity
    if activity is None:
        return ()
    task = activity.main_task
    name = task.name or Translated.of(str(task))
    return (
        Knot(_("Konzept"), task.concept.title.localized(lang), address_of(task.concept)),
        Knot(_("Querschnittsaufgabe"), name.localized(lang), address_of(task)),
        Knot(_("Vorhaben"), activity.title.localized(lang), address_of(activity)),
        Knot(_("Beitrag"), title, ""),
    )


def _share(title: LocalText, address: str) -> tuple[dict[str, str], ...]:
    words = quote(f"{title} {address}")
    return (
        {
            "label": _("Per E-Mail weitersagen"),
            "url": f"mailto:?subject={quote(str(title))}&body={quote(address)}",
            "pictogram": "mail",
        },
        {"label": _("Per SMS weitersagen"), "url": f"sms:?&body={words}", "pictogram": "speech"},
    )
