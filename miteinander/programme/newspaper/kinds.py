"""The newspaper in programme files: `editions`, `articles` with a text per language, `newspaper_pages` (the flatplan).

A page is named after its edition and its number: `herbst-2026-3`.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from miteinander.foundation.audit.actions import save_record
from miteinander.foundation.audit.enums import Verb
from miteinander.foundation.exchange import Kind, RecordError, fields, kinds, model_kind
from miteinander.foundation.interface.enums import Colour
from miteinander.foundation.interface.mosaic import MOTIFS
from miteinander.foundation.languages.registry import site_codes, site_languages

from .actions import (
    adopt_state,
    after_article_written,
    arrange_page,
    change_article,
    create_edition,
    save_edition,
    save_text,
)
from .enums import ArticleKind, ArticleState, PageFormat, Pattern, SlotKind
from .errors import NewspaperRefused
from .models import Article, Edition, FlatplanPage, Section
from .text_fields import text_fields, text_values, words_from

STATES = [state for state in ArticleState if state.rank <= ArticleState.APPROVED.rank]
IMPRINT = (
    "publisher_name", "publisher_address", "responsible_name", "responsible_address", "ads_responsible",
    "printer_name", "printer_address", "editorial_contact", "layout_credit", "deadline_note", "picture_credits",
    "issn", "paper",
)  # fmt: skip


def register() -> None:
    kinds.register(
        model_kind(
            Section,
            {
                "name": fields.Translated(required=True),
                "colour": fields.Choice(Colour.values, required=True),
                "order": fields.Integer(minimum=0, maximum=999, empty=0),
            },
            name="newspaper_sections",
        )
    )
    kinds.register(
        model_kind(
            Edition,
            {
                "number": fields.Integer(required=True, minimum=1, maximum=9999),
                "title": fields.Translated(required=True),
                "activity": fields.Reference("activities"),
                "format": fields.Choice(PageFormat.values, empty=PageFormat.A4),
                "pages": fields.Integer(minimum=4, maximum=128, empty=16),
                "print_run": fields.Integer(minimum=0, maximum=10_000_000, empty=0),
                "delivery_on": fields.Day(required=True),
                "motifs": fields.Choice(list(MOTIFS), empty="newspaper"),
                **{name: fields.Text() for name in IMPRINT},
            },
            name="editions",
            save=_save_edition,
        )
    )
    kinds.register(
        model_kind(
            Article,
            {
                "edition": fields.Reference("editions"),
                "section": fields.Reference("newspaper_sections", required=True),
                "activity": fields.Reference("activities"),
                "kind": fields.Choice(ArticleKind.values, empty=ArticleKind.REPORT),
                "state": fields.Choice([state.value for state in STATES], empty=ArticleState.IDEA),
                "order": fields.Integer(minimum=0, maximum=999, empty=0),
                "tags": fields.ListOf(fields.Text(max_length=80), longest=30),
                "author": fields.Text(),
                "languages": fields.ListOf(fields.Choice(sorted(site_codes())), ordered=False),
                "motifs": fields.Choice(list(MOTIFS), empty=""),
                "picture_alt": fields.Translated(),
                "picture_caption": fields.Translated(),
                "picture_credit": fields.Text(),
                "texts": fields.Languages({language.code: text_fields() for language in site_languages()}),
            },
            name="articles",
            reading={"state": _state, "texts": text_values},
            prefetch=["texts"],
            save=_save_article,
        )
    )
    slot = fields.Mapping(
        {
            "kind": fields.Choice(SlotKind.values, empty=SlotKind.ARTICLE),
            "article": fields.Reference("articles"),
            "language": fields.Choice(sorted(site_codes()), empty="de"),
            "length": fields.Integer(minimum=1, maximum=100_000),
            "title": fields.Translated(max_length=160),
            "text": fields.Translated(max_length=2000),
            "paid": fields.Boolean(empty=False),
            "continued_on": fields.Integer(minimum=1, maximum=128),
        }
    )
    kinds.register(
        Kind(
            name="newspaper_pages",
            fields={
                "section": fields.Reference("newspaper_sections"),
                "pattern": fields.Choice(Pattern.values, empty=Pattern.TWO_HALVES),
                "slots": fields.ListOf(slot, longest=20),
            },
            load=_load_pages,
            current=_current_page,
            save=_save_page,
        )
    )


def _save_edition(*, record: Edition | None, slug: str, actor: Any = None, **values: Any) -> Edition:
    if record is None:
        return create_edition(values={"slug": slug, **values}, actor=actor)
    try:
        return save_edition(edition=record, values=values, actor=actor)
    except NewspaperRefused as refused:
        raise RecordError({"slug": [refused.sentence]}) from refused


def _save_article(*, record: Article | None, slug: str, actor: Any = None, **values: Any) -> Article:
    texts, state = values.pop("texts", None) or {}, values.pop("state", None)
    if record is None and "languages" not in values:
        values["languages"] = [code for code, text in texts.items() if text and code != "de"]
    try:
        if record is None:
            article = save_record(record=Article(slug=slug), values=values, actor=actor)
            after_article_written(article, verb=Verb.CREATED, actor=actor)
        else:
            article = change_article(article=record, values=values, actor=actor)
        for language in sorted(texts, key=lambda code: code != "de"):
            save_text(article=article, language=language, words=words_from(texts[language]), actor=actor)
        article.refresh_from_db(fields=["state"])  # new words took an approval back
        if state and state != _state(article):
            adopt_state(article=article, state=ArticleState(state), actor=actor)
    except NewspaperRefused as refused:
        raise RecordError({"slug": [refused.sentence]}) from refused
    return article


def _state(article: Article) -> str:
    """Placing and printing follow from the pages."""
    state = ArticleState(article.state)
    return (state if state.rank <= ArticleState.APPROVED.rank else ArticleState.APPROVED).value


def _load_pages(slugs: Iterable[str]) -> dict[str, FlatplanPage]:
    wanted = set(slugs)
    editions = {slug.rpartition("-")[0] for slug in wanted}
    pages = FlatplanPage.objects.filter(edition__slug__in=editions).select_related("edition", "section")
    found = pages.prefetch_related("slots__article")
    return {slug: page for page in found if (slug := f"{page.edition.slug}-{page.number}") in wanted}


def _current_page(page: FlatplanPage) -> Mapping[str, object]:
    return {
        "section": page.section,
        "pattern": page.pattern,
        "slots": [
            {
                "kind": slot.kind,
                "article": slot.article,
                "language": slot.language,
                "length": slot.wanted_length,
                "title": slot.title,
                "text": slot.text,
                "paid": slot.is_paid,
                "continued_on": slot.continued_on,
            }
            for slot in page.slots.all()
        ],
    }


def _save_page(
    *, slug: str, record: FlatplanPage | None, values: dict[str, Any], actor: Any = None
) -> FlatplanPage:
    page = record or _load_pages([slug]).get(slug)  # pages are laid when their edition is saved
    if page is None:
        raise RecordError(
            {
                "slug": [
                    _(
                        "Diese Seite gibt es nicht. Die Adresse besteht aus der Ausgabe und der Nummer: herbst-2026-3."
                    )
                ]
            }
        )
    slots = values.pop("slots", None)
    try:
        return arrange_page(page=page, values=values, slots=slots, actor=actor)
    except NewspaperRefused as refused:
        raise RecordError({"slug": [refused.sentence]}) from refused
