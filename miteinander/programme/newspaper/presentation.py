"""What pages show of editions and articles: plain values in the visitor's language, ready for a template."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from miteinander.foundation.interface.addresses import address_of
from miteinander.foundation.languages.dates import month_name
from miteinander.foundation.languages.enums import Origin
from miteinander.foundation.languages.registry import Direction, base_language, site_languages
from miteinander.foundation.languages.text import LocalText
from miteinander.foundation.media.consents import rendition_for_web
from miteinander.foundation.media.models import CouncilImage

from .models import Article, ArticleText, Edition, Section
from .querysets import ArticleQuerySet

MASTHEAD = "Vielfalt"
EASY = "de-simple"
WIDE, NARROW = "width-1200|format-webp-lossy", "width-640|format-webp-lossy"
"""How large photos are sent: at the head of a page, and beside a text."""


@dataclass(frozen=True, slots=True)
class SectionMark:
    """A section with the mosaic that marks it."""

    slug: str
    name: LocalText
    colour: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo (`url`) or, without one, a mosaic drawn from `identity`. Widths in pixels."""

    identity: str
    colour: str
    motifs: str = ""
    url: str = ""
    width: int = 0
    height: int = 0
    alternative: LocalText | None = None
    caption: LocalText | None = None
    credit: str = ""

    @property
    def is_photo(self) -> bool:
        return bool(self.url)


@dataclass(frozen=True, slots=True)
class Version:
    """The same article or edition in a language, by the language's own name."""

    code: str
    name: str
    dir: Direction
    url: str
    current: bool = False
    count: int = 0


@dataclass(frozen=True, slots=True)
class Teaser:
    """An article on another page than its own. `lang` and `dir` are those of its words."""

    url: str
    section: SectionMark
    kicker: LocalText
    title: LocalText
    standfirst: LocalText
    picture: Picture
    kind: str
    codes: tuple[str, ...]
    is_fallback: bool


@dataclass(frozen=True, slots=True)
class Cover:
    """The front page of an edition, small."""

    url: str
    masthead: str
    number: str
    title: LocalText
    month: str
    identity: str
    colour: str
    motifs: str
    marks: tuple[SectionMark, ...] = ()


def shown_texts() -> "QuerySet[ArticleText]":
    """Texts readers may see; agrees with `ArticleText.is_shown`."""
    return ArticleText.objects.filter(held_back=False).exclude(made_by=Origin.MACHINE)


def with_teaser_data(articles: ArticleQuerySet) -> ArticleQuerySet:
    """What teasers show, without the bodies; two queries beside its own, and one more for photos."""
    texts = ArticleText.objects.defer("body", "made_of")
    return articles.select_related("section", "picture", "edition", "activity__main_task").prefetch_related(
        Prefetch("texts", texts), "picture__renditions"
    )


def teasers(articles: Iterable[Article], lang: str) -> list[Teaser]:
    """Articles loaded by `with_teaser_data`, without those that say nothing readers may see yet."""
    return [found for article in articles if (found := teaser(article, lang)) is not None]


def teaser(article: Article, lang: str) -> Teaser | None:
    shown = article.shown_text(lang)
    if shown is None or article.edition is None:
        return None
    return Teaser(
        url=article_address(article),
        section=section_mark(article.section, lang),
        kicker=local(shown.kicker, shown, lang),
        title=local(shown.title, shown, lang),
        standfirst=local(shown.standfirst, shown, lang),
        picture=picture_of_article(article, lang, NARROW),
        kind=article.kind,
        codes=tuple(text.language for text in article.shown_texts()),
        is_fallback=shown.language != lang,
    )


def local(words: str, text: ArticleText, lang: str) -> LocalText:
    return LocalText.of(words, text.language, text.language != lang)


def section_mark(section: Section, lang: str) -> SectionMark:
    return SectionMark(section.slug, section.name.localized(lang), section.colour)


def picture_of_article(article: Article, lang: str, spec: str) -> Picture:
    """The photo if it may be shown, else a drawing: of the chosen motifs, or plain by identity."""
    drawn = Picture(article.slug, article.section.colour, article.motifs)
    words = {
        "alternative": article.picture_alt.localized(lang),
        "caption": article.picture_caption.localized(lang),
        "credit": article.credit,
    }
    if article.picture is None:
        return Picture(drawn.identity, drawn.colour, drawn.motifs, **words) if article.motifs else drawn
    return photo(article.picture, spec, drawn, lang, **words) or drawn


def photo(
    image: CouncilImage | None,
    spec: str,
    drawn: Picture,
    lang: str,
    *,
    alternative: LocalText,
    caption: LocalText,
    credit: str,
) -> Picture | None:
    """None for a picture that must not be shown (`media.consents`): then its words are not shown either."""
    rendition = rendition_for_web(image, spec)
    if rendition is None or image is None:
        return None
    return Picture(
        drawn.identity, drawn.colour, "",
        url=rendition.url, width=rendition.width, height=rendition.height,
        alternative=alternative or image.alternative.localized(lang), caption=caption, credit=credit or image.credit,
    )  # fmt: skip


def article_address(article: Article) -> str:
    """The path of its page in the active language. Causes a query unless `edition` is loaded."""
    return reverse("newspaper:article-detail", args=[article.edition.slug, article.slug])  # type: ignore[union-attr]


def edition_address(edition: Edition) -> str:
    return reverse("newspaper:edition-detail", args=[edition.slug])


def edition_number(edition: Edition) -> str:
    return _("Ausgabe %(number)d") % {"number": edition.number}


def edition_colour(edition: Edition) -> str:
    """Causes queries unless `activity__main_task` is loaded."""
    return edition.activity.colour if edition.activity else "blue"


def cover(edition: Edition, lang: str, marks: Sequence[SectionMark] = ()) -> Cover:
    """Of an edition loaded with `activity__main_task`."""
    return Cover(
        url=edition_address(edition),
        masthead=MASTHEAD,
        number=edition_number(edition),
        title=edition.title.localized(lang),
        month=month_name(edition.delivery_on, lang),
        identity=edition.slug,
        colour=edition_colour(edition),
        motifs=edition.motifs,
        marks=tuple(marks),
    )


def versions(codes: Iterable[str], lang: str, url_name: str, *args: str) -> list[Version]:
    """The languages in `codes` in the order of the site, each with the address of the page in it."""
    wanted = list(codes)
    found = []
    for language in site_languages():
        if language.code in wanted:
            with override(language.code):
                url = reverse(url_name, args=args)
            count = wanted.count(language.code)
            found.append(
                Version(language.code, language.name, language.direction, url, language.code == lang, count)
            )
    return found


def language_name(code: str) -> str:
    return next((language.name for language in site_languages() if language.code == code), code)


def activity_link(article: Article, lang: str) -> tuple[LocalText, str] | None:
    if article.activity is None:
        return None
    return article.activity.title.localized(lang), address_of(article.activity)


def fallback_sentence(shown: str, wanted: str) -> str:
    """Said above a text that stands in another language than the page."""
    if shown == wanted:
        return ""
    if shown == base_language():
        return _("Diesen Beitrag gibt es noch nicht in Ihrer Sprache. Sie lesen ihn auf Deutsch.")
    return _("Diesen Beitrag gibt es noch nicht in Ihrer Sprache. Sie lesen ihn auf %(language)s.") % {
        "language": language_name(shown)
    }
