"""Everything the archive and the page of one edition show."""

from dataclasses import dataclass
from urllib.parse import urljoin

from django.urls import reverse
from django.utils.translation import get_language

from miteinander.foundation.interface import sections
from miteinander.foundation.interface.addresses import picture_of
from miteinander.foundation.interface.sections import Section
from miteinander.foundation.languages.dates import month_name
from miteinander.foundation.languages.registry import base_language
from miteinander.foundation.languages.text import LocalText

from .edition_sections import SLOT
from .enums import ArticleKind
from .models import Article, Edition
from .notices import NoticeBox, notices_of
from .presentation import (
    MASTHEAD,
    Cover,
    SectionMark,
    Teaser,
    Version,
    cover,
    edition_number,
    section_mark,
    teasers,
    versions,
    with_teaser_data,
)
from .screen_pdf import has_released_pdf

FRONT = 4
"""Teasers beside the lead, as on paper; in the reader's language as far as there are."""


@dataclass(frozen=True)
class SectionPart:
    """A section of the edition with its articles."""

    mark: SectionMark
    articles: tuple[Teaser, ...]


@dataclass(frozen=True)
class EditionPage:
    slug: str
    masthead: str
    title: LocalText
    number: str
    month: str
    pages: int
    cover: Cover
    lead: Teaser | None
    front: tuple[Teaser, ...]
    parts: tuple[SectionPart, ...]
    others: tuple[SectionPart, ...]
    """Articles that stand in another language than the page only."""
    count: int
    languages: tuple[Version, ...]
    sections: tuple[Section, ...]
    notices: tuple[NoticeBox, ...]
    pdf_url: str
    link_picture: str

    @property
    def marks(self) -> list[SectionMark]:
        return [part.mark for part in (*self.parts, *self.others)]


def find_edition(slug: str) -> Edition | None:
    """The edition if everybody may read it. One query."""
    found: Edition | None = (
        Edition.objects.published().select_related("activity__main_task").filter(slug=slug).first()
    )
    return found


def edition_page(edition: Edition, *, address: str) -> EditionPage:
    """Of an edition from `find_edition`. Four queries, up to two more with photos, and what its sections cost."""
    lang = get_language() or base_language()
    rows = list(with_teaser_data(Article.objects.published().filter(edition=edition)).order_by("order", "pk"))
    found = teasers(rows, lang)
    own = [one for one in found if not one.is_fallback]
    others = [one for one in found if one.is_fallback]
    first = own or others
    lead = next((one for one in first if one.kind == ArticleKind.LEAD), first[0] if first else None)
    beside = [one for one in (*own, *others) if one is not lead]
    front = beside[:FRONT] if len(beside) > FRONT else []
    shown = {id(one) for one in (lead, *front)}
    codes = [code for one in found for code in one.codes]
    return EditionPage(
        slug=edition.slug,
        masthead=MASTHEAD,
        title=edition.title.localized(lang),
        number=edition_number(edition),
        month=month_name(edition.delivery_on, lang),
        pages=edition.pages,
        cover=cover(edition, lang),
        lead=lead,
        front=tuple(front),
        parts=_by_section([one for one in own if id(one) not in shown]),
        others=_by_section([one for one in others if id(one) not in shown]),
        count=len(found),
        languages=tuple(versions(codes, lang, "newspaper:edition-detail", edition.slug)),
        sections=tuple(sections.sections_of(SLOT, edition)),
        notices=notices_of(edition, lang),
        pdf_url=reverse("newspaper:edition-pdf", args=[edition.slug]) if has_released_pdf(edition) else "",
        link_picture=urljoin(address, picture_of(edition)),
    )


def archive(lang: str) -> list[tuple[Cover, tuple[Teaser, ...]]]:
    """All editions readers may see, the newest first, each with a few teasers. Four queries, one more with photos."""
    editions = list(Edition.objects.published().select_related("activity__main_task"))
    rows = with_teaser_data(Article.objects.published().filter(edition__in=editions)).order_by("order", "pk")
    by_edition: dict[int | None, list[Article]] = {}
    for row in rows:
        by_edition.setdefault(row.edition_id, []).append(row)
    return [
        (_cover(edition, by_edition.get(edition.pk, []), lang), _best(by_edition.get(edition.pk, []), lang))
        for edition in editions
    ]


def articles_with_tag(tag: str, lang: str) -> list[Teaser]:
    """The newest first. Three queries, one more with photos; reads the tags of every published article."""
    wanted = tag.casefold()
    numbers = [
        pk
        for pk, tags in Article.objects.published().values_list("pk", "tags")
        if wanted in {one.casefold() for one in tags}
    ]
    rows = with_teaser_data(Article.objects.published().filter(pk__in=numbers))
    return teasers(rows.order_by("-edition__delivery_on", "order", "pk"), lang)


def newest_cover(lang: str) -> Cover | None:
    """Of the edition that came last. One query."""
    edition = Edition.objects.published().select_related("activity__main_task").first()
    return cover(edition, lang) if edition else None


def _cover(edition: Edition, articles: list[Article], lang: str) -> Cover:
    marks = {article.section.slug: section_mark(article.section, lang) for article in articles}
    return cover(edition, lang, list(marks.values()))


def _best(articles: list[Article], lang: str) -> tuple[Teaser, ...]:
    """Some in the reader's language, else whatever stands first."""
    found = teasers(articles, lang)
    return tuple(sorted(found, key=lambda one: one.is_fallback)[: FRONT + 1])


def _by_section(articles: list[Teaser]) -> tuple[SectionPart, ...]:
    parts: dict[str, list[Teaser]] = {}
    for one in articles:
        parts.setdefault(one.section.slug, []).append(one)
    return tuple(SectionPart(group[0].section, tuple(group)) for group in parts.values())
