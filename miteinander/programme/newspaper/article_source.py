"""Articles at the translation desk: every part of the text, and what is said of the picture, is a text of its own."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from miteinander.foundation.audit.actions import save_texts
from miteinander.foundation.languages.registry import base_language
from miteinander.foundation.translation.long_texts import judge, part_segment, who_made
from miteinander.foundation.translation.segments import Change, Segment, segment_of

from .actions import save_translated_text
from .models import Article, ArticleText
from .parts import Part, parts_of, present_parts, put_together

OF_PICTURE = ("picture_alt", "picture_caption")


class ArticleSource:
    model: type[Model] = Article

    def records(self) -> QuerySet[Article]:
        return Article.objects.prefetch_related("texts")

    def label(self, record: Article) -> str:
        return str(record)

    def segments(self, record: Article, lang: str) -> list[Segment]:
        """A query, none for records of `records()`."""
        german, target = record.text(base_language()), record.text(lang)
        of_text = _segments(german, target, lang) if german else []
        of_picture = [
            segment_of(
                getattr(record, name),
                lang,
                key=name,
                label=str(record._meta.get_field(name).verbose_name),  # type: ignore[union-attr]
                longest=300,
                multiline=False,
            )
            for name in OF_PICTURE
            if getattr(record, name).base
        ]
        return [*of_text, *of_picture]

    def write(self, *, record: Article, lang: str, changes: Mapping[str, Change], actor: Any) -> None:
        of_picture = {
            name: getattr(record, name).with_text(
                lang, change.text, change.origin, made_from=change.made_from
            )
            for name, change in changes.items()
            if name in OF_PICTURE
        }
        if of_picture:
            save_texts(record=record, texts=of_picture, actor=actor)
        of_text = {key: change for key, change in changes.items() if key not in OF_PICTURE}
        german, target = record.text(base_language()), record.text(lang)
        if german is not None and of_text:
            _write_text(record, german, target, lang, of_text, actor)


def _write_text(
    article: Article,
    german: ArticleText,
    target: ArticleText | None,
    lang: str,
    changes: Mapping[str, Change],
    actor: Any,
) -> None:
    places = parts_of(german, lang)
    text = target or ArticleText(article=article, language=lang)
    parts = dict(present_parts(german, target, lang))
    made_of = {
        part.key: list(who_made(part.key, part.text, german, target))
        for part in places
        if target and parts.get(part.key)
    }
    for key, change in changes.items():
        parts[key] = change.text
        made_of[key] = [str(change.origin), change.made_from]
    blocks = put_together(german, target, parts, lang)
    text.kicker, text.title, text.standfirst = (
        parts.get(name, "") for name in ("kicker", "title", "standfirst")
    )
    text.set_blocks(blocks)
    text.made_of = {key: made for key, made in made_of.items() if parts.get(key)}
    judge(text, german, {part.key: part.text for part in places}, parts)
    if text.blocks and not text.title:
        raise ValidationError(_("Bitte übersetzen Sie auch die Überschrift des Beitrags."))
    save_translated_text(text=text, actor=actor)


def _segments(german: ArticleText, target: ArticleText | None, lang: str) -> list[Segment]:
    present = present_parts(german, target, lang)
    return [_segment(part, present.get(part.key, ""), german, target) for part in parts_of(german, lang)]


def _segment(part: Part, text: str, german: ArticleText, target: ArticleText | None) -> Segment:
    return part_segment(
        key=part.key,
        label=part.label,
        german_part=part.text,
        text=text,
        german=german,
        target=target,
        longest=part.longest,
        multiline=part.multiline,
        markup=part.markup,
    )
