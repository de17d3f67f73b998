"""Articles: from the idea through the states, and what people say about them."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from miteinander.foundation.audit.actions import after_write, delete_record, save_record, write_entry
from miteinander.foundation.audit.enums import Verb
from miteinander.foundation.languages.enums import TextState
from miteinander.foundation.languages.registry import base_language, site_languages
from miteinander.foundation.values.clock import now

from ..enums import ArticleState
from ..errors import LanguagesMissing, NoGermanText, NotThisStep, SecondPersonNeeded
from ..models import Article, ArticleComment
from ..short_links import link_article
from .flatplan import keep_title, settle_state
from .frozen import check_open
from .texts import Words, save_text

NEXT: Mapping[ArticleState, tuple[ArticleState, ...]] = {
    ArticleState.IDEA: (ArticleState.DRAFT,),
    ArticleState.DRAFT: (ArticleState.EDITED,),
    ArticleState.EDITED: (ArticleState.TRANSLATED, ArticleState.DRAFT),
    ArticleState.TRANSLATED: (ArticleState.EDITED,),
    ArticleState.APPROVED: (ArticleState.EDITED,),
    ArticleState.PLACED: (ArticleState.EDITED,),
}
"""Steps of `move_article`; into APPROVED leads `approve_article`, into PLACED `place_article`."""

UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"})


@transaction.atomic
def add_idea(*, title: str, values: Mapping[str, Any], note: str = "", actor: Any = None) -> Article:
    """An idea with its working title; without `edition` it waits in the pool. Raises EditionFrozen, ValidationError."""
    check_open(values.get("edition"))
    slug = values.get("slug") or free_slug(title)
    article = save_record(record=Article(slug=slug), values=dict(values), actor=actor)
    after_article_written(article, verb=Verb.CREATED, actor=actor)
    save_text(article=article, language=base_language(), words=Words(title=title), actor=actor)
    Article.objects.filter(pk=article.pk).update(state=ArticleState.IDEA)
    article.refresh_from_db()
    if note:
        add_comment(article=article, text=note, author=actor)
    return article


def free_slug(title: str) -> str:
    """An address nobody has. A query or a few."""
    stem = slugify(title.translate(UMLAUTS))[:80] or "beitrag"
    slug, number = stem, 1
    while Article.objects.filter(slug=slug).exists():
        number += 1
        slug = f"{stem}-{number}"
    return slug


@transaction.atomic
def change_article(*, article: Article, values: Mapping[str, Any], actor: Any = None) -> Article:
    """Everything but words and state. Raises EditionFrozen, ValidationError."""
    check_open(article.edition)
    check_open(values.get("edition"))
    saved = save_record(record=article, values=values, actor=actor)
    after_article_written(saved, verb=Verb.CHANGED, actor=actor)
    return saved


def after_article_written(record: Article, *, verb: Verb, actor: Any) -> None:
    """What follows every write, also by the office's form (registered with `audit.writers`): slots of another edition
    let go, its address has a short one."""
    foreign = record.slots.exclude(page__edition=record.edition_id)
    if foreign.update(article=None, kept_title=""):
        settle_state(record)
    link_article(record)


@transaction.atomic
def move_article(*, article: Article, to: ArticleState, actor: Any = None) -> Article:
    """One step, as `NEXT` says. Raises NotThisStep, NoGermanText, LanguagesMissing, EditionFrozen."""
    mine = _locked(article)
    check_open(mine.edition)
    if to not in NEXT.get(ArticleState(mine.state), ()):
        raise NotThisStep
    if to != ArticleState.DRAFT and not _german(mine):
        raise NoGermanText
    if to == ArticleState.TRANSLATED and (missing := missing_languages(mine)):
        raise LanguagesMissing(missing)
    return _set_state(mine, to, actor)


@transaction.atomic
def approve_article(*, article: Article, alone: bool = False, actor: Any = None) -> Article:
    """Say that the words may go to print. Who edited last needs `alone`, and the trail notes it.

    Raises NoGermanText, NotThisStep, LanguagesMissing, SecondPersonNeeded, EditionFrozen.
    """
    mine = _locked(article)
    check_open(mine.edition)
    if mine.state not in (ArticleState.EDITED, ArticleState.TRANSLATED):
        raise NotThisStep
    if not _german(mine):
        raise NoGermanText
    if missing := missing_languages(mine):
        raise LanguagesMissing(missing)
    by_same = mine.edited_by_id is not None and mine.edited_by_id == getattr(actor, "pk", None)
    if by_same and not alone:
        raise SecondPersonNeeded
    mine.approved_by = actor if getattr(actor, "pk", None) else None
    mine.approved_at = now()
    approved = _set_state(mine, ArticleState.APPROVED, actor, detail="alone" if by_same else "")
    settle_state(approved)
    return approved


def missing_languages(article: Article) -> list[str]:
    """Names of the wanted languages that readers would not get: missing, outdated, or a machine's. One query."""
    article._prefetched_objects_cache = {}  # type: ignore[attr-defined]  # the texts may just have changed
    texts = {text.language: text for text in article.texts.all()}
    german = texts.get(base_language())
    names = []
    for language in article.wanted_languages():
        if language == base_language():
            continue
        text = texts.get(language)
        state = text.state(german) if text else TextState.MISSING
        if text is None or not text.is_shown or state in (TextState.MISSING, TextState.OUTDATED):
            names.append(text.language_name if text else _name(language))
    return names


def _name(language: str) -> str:
    return next((one.name for one in site_languages() if one.code == language), language)


@transaction.atomic
def add_comment(*, article: Article, text: str, language: str = "", author: Any = None) -> ArticleComment:
    """Raises ValidationError. The trail names the article, never the words."""
    comment = ArticleComment(
        article=article,
        text=text,
        language=language,
        author=author if getattr(author, "pk", None) else None,
    )
    comment.full_clean()
    comment.save()
    write_entry(record=article, verb=Verb.OTHER, actor=author, detail="newspaper.comment")
    return comment


@transaction.atomic
def resolve_comment(*, comment: ArticleComment, is_resolved: bool = True, actor: Any = None) -> None:
    comment.resolved_at = now() if is_resolved else None
    comment.save(update_fields=["resolved_at"])
    write_entry(record=comment.article, verb=Verb.OTHER, actor=actor, detail="newspaper.comment")


@transaction.atomic
def delete_article(*, article: Article, actor: Any = None) -> None:
    """Its slots keep its title and say that it is gone. Raises EditionFrozen."""
    check_open(article.edition)
    before_article_deleted(article, actor=actor)
    delete_record(record=article, actor=actor)


def before_article_deleted(record: Article, *, actor: Any) -> None:
    """Where every delete of an article begins, also the office's."""
    keep_title(record)


def _locked(article: Article) -> Article:
    return Article.objects.select_for_update(of=("self",)).select_related("edition").get(pk=article.pk)


def _german(article: Article) -> bool:
    text = article.texts.filter(language=base_language()).first()
    return text is not None and text.length > 0


def _set_state(article: Article, state: ArticleState, actor: Any, detail: str = "") -> Article:
    article.state = state
    if state.rank < ArticleState.APPROVED.rank:
        article.approved_by, article.approved_at = None, None
    article.save(update_fields=["state", "approved_by", "approved_at", "changed_at"])
    after_write(
        record=article, verb=Verb.CHANGED, actor=actor, fields=["state"], detail=detail or state.value
    )
    return article


@transaction.atomic
def adopt_state(*, article: Article, state: ArticleState, actor: Any = None) -> Article:
    """A state up to "approved" as a programme file says it, without the steps before. Raises EditionFrozen,
    NoGermanText, NotThisStep."""
    mine = _locked(article)
    check_open(mine.edition)
    if state.rank > ArticleState.APPROVED.rank:
        raise NotThisStep
    if state.rank > ArticleState.DRAFT.rank and not _german(mine):
        raise NoGermanText
    if state == ArticleState.APPROVED:
        mine.approved_by = actor if getattr(actor, "pk", None) else None
        mine.approved_at = now()
    adopted = _set_state(mine, state, actor)
    settle_state(adopted)
    return adopted
