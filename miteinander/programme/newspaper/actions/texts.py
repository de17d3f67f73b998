"""The words of an article, one language at a time; every save keeps a version."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Max

from miteinander.foundation.audit.actions import after_write
from miteinander.foundation.audit.enums import Verb
from miteinander.foundation.languages.enums import Origin
from miteinander.foundation.languages.registry import base_language

from ..blocks import clean_blocks
from ..enums import ArticleState
from ..errors import Overtaken
from ..models import Article, ArticleText, ArticleVersion
from .flatplan import keep_title, settle_state
from .frozen import check_text_open


@dataclass(frozen=True)
class Words:
    """One language of an article as it shall stand. Without title and blocks there is no text in this language.

    `made_from`: stamp of the German it was made from; empty: the German that stands there.
    """

    title: str = ""
    kicker: str = ""
    standfirst: str = ""
    blocks: list[dict[str, Any]] = field(default_factory=list)
    made_by: Origin = Origin.HUMAN
    made_from: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.title or self.standfirst or self.blocks)


def words_of(text: ArticleText | ArticleVersion) -> Words:
    return Words(text.title, text.kicker, text.standfirst, list(text.blocks))


@transaction.atomic
def save_text(
    *,
    article: Article,
    language: str,
    words: Words,
    seen: int | None = None,
    actor: Any = None,
    from_outside: bool = False,
) -> bool:
    """Write one language and say whether anything differed.

    `seen`: the number of the version the form was opened with. New German takes an approval back. Raises Overtaken,
    EditionFrozen, ValidationError.
    """
    mine = _locked(article)
    check_text_open(mine, language)
    if seen is not None and seen != last_version(mine, language):
        raise Overtaken
    present = mine.texts.filter(language=language).first()
    if words.is_empty:
        return _remove(mine, present, actor)
    blocks = clean_blocks(words.blocks)
    if present and _same(present, words, blocks):
        return False
    record = present or ArticleText(article=mine, language=language)
    record.title, record.kicker, record.standfirst = words.title, words.kicker, words.standfirst
    record.made_by, record.made_of, record.held_back = words.made_by, {}, False
    record.set_blocks(blocks)
    record.made_from = "" if language == base_language() else words.made_from or _german_stamp(mine)
    record.full_clean()
    record.save()
    _after(mine, record, actor, from_outside=from_outside)
    return True


@transaction.atomic
def save_translated_text(*, text: ArticleText, actor: Any = None) -> None:
    """Write one language as the translation desk put it together; without any words the row goes.

    Raises EditionFrozen, ValidationError.
    """
    article = _locked(text.article)
    check_text_open(article, text.language)
    if not text.title and not text.blocks:
        _remove(article, text if text.pk else None, actor)
        return
    text.full_clean()
    text.save()
    _after(article, text, actor)


@transaction.atomic
def restore_version(*, version: ArticleVersion, actor: Any = None) -> bool:
    """Make an earlier version the present one; as every save it becomes a version of its own."""
    return save_text(article=version.article, language=version.language, words=words_of(version), actor=actor)


def last_version(article: Article, language: str) -> int:
    """0 when nothing was saved yet. One query."""
    return article.versions.filter(language=language).aggregate(last=Max("number"))["last"] or 0


def _locked(article: Article) -> Article:
    return Article.objects.select_for_update(of=("self",)).select_related("edition").get(pk=article.pk)


def _same(present: ArticleText, words: Words, blocks: Iterable[Mapping[str, Any]]) -> bool:
    return (
        (present.title, present.kicker, present.standfirst) == (words.title, words.kicker, words.standfirst)
        and present.blocks == list(blocks)
        and present.made_from == (words.made_from or present.made_from)
        and (present.made_by == words.made_by or not words.made_from)
    )


def _german_stamp(article: Article) -> str:
    german = article.texts.filter(language=base_language()).first()
    return german.stamp if german else ""


def _remove(article: Article, present: ArticleText | None, actor: Any) -> bool:
    if present is None:
        return False
    language = present.language
    present.delete()
    after_write(record=article, verb=Verb.CHANGED, actor=actor, fields=[language])
    return True


def _after(article: Article, text: ArticleText, actor: Any, *, from_outside: bool = False) -> None:
    ArticleVersion.objects.create(
        article=article,
        language=text.language,
        number=last_version(article, text.language) + 1,
        made_by=actor if getattr(actor, "pk", None) else None,
        from_outside=from_outside,
        kicker=text.kicker,
        title=text.title,
        standfirst=text.standfirst,
        blocks=text.blocks,
    )
    if text.language == base_language():
        _after_german(article, actor)
    after_write(record=article, verb=Verb.CHANGED, actor=actor, fields=[text.language])


def _after_german(article: Article, actor: Any) -> None:
    """An idea becomes a draft; what was approved has to be approved again."""
    article.edited_by = actor if getattr(actor, "pk", None) else None
    if article.state == ArticleState.IDEA:
        article.state = ArticleState.DRAFT
    elif ArticleState(article.state).rank > ArticleState.EDITED.rank:
        article.state, article.approved_by, article.approved_at = ArticleState.EDITED, None, None
    article.save(update_fields=["state", "edited_by", "approved_by", "approved_at", "changed_at"])
    settle_state(article)
    keep_title(article)
