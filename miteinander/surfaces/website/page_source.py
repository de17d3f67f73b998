"""Fixed pages at the translation desk: the title and every block of the body is a text of its own.

The German page says which texts there are. A block of a translation belongs to the German block with the same id, or,
in texts that came as a whole, to the one at the same place among blocks of its type. Blocks that belong to none stay at
the end.
"""

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from miteinander.foundation.languages.enums import Origin
from miteinander.foundation.languages.registry import base_language
from miteinander.foundation.translation.long_texts import judge, part_segment, who_made
from miteinander.foundation.translation.segments import Change, Segment

from .actions import save_translated_text
from .models import FixedPage, FixedPageText

LONGEST = {"heading": 160, "paragraph": 8000, "list": 8000, "contact": 160}
TITLE = "title"
Block = dict[str, Any]


class PageSource:
    model: type[Model] = FixedPage

    def records(self) -> QuerySet[FixedPage]:
        return FixedPage.objects.prefetch_related("texts")

    def label(self, record: FixedPage) -> str:
        return str(record)

    def segments(self, record: FixedPage, lang: str) -> list[Segment]:
        """A query, none for records of `records()`."""
        german, target = _texts_of(record, lang)
        return _segments(german, target) if german else []

    def write(self, *, record: FixedPage, lang: str, changes: Mapping[str, Change], actor: Any) -> None:
        german, target = _texts_of(record, lang)
        if german is None:
            return
        text = target or FixedPageText(page=record, language=lang)
        before = _segments(german, target)
        parts = {segment.key: segment.text for segment in before}
        made_of = {key: list(made) for key, made in _made_of(german, target, before).items()}
        for key, change in changes.items():
            parts[key] = change.text
            made_of[key] = [str(change.origin), change.made_from]
        text.title = parts[TITLE]
        text.set_blocks([*_put_together(german, parts), *_extras(german, target)])
        text.made_of = {key: made for key, made in made_of.items() if parts.get(key)}
        was_shown = target is not None and not target.held_back
        filled = any(change.origin is Origin.MACHINE for change in changes.values())
        german_parts = {segment.key: segment.german for segment in before}
        judge(text, german, german_parts, parts, keep_machine=was_shown and not filled)
        if text.blocks and not text.title:
            raise ValidationError(_("Bitte übersetzen Sie auch den Titel der Seite."))
        save_translated_text(text=text, actor=actor)


def _texts_of(page: FixedPage, lang: str) -> tuple[FixedPageText | None, FixedPageText | None]:
    texts = {text.language: text for text in page.texts.all()}
    return texts.get(base_language()), texts.get(lang)


def _segments(german: FixedPageText, target: FixedPageText | None) -> list[Segment]:
    present = dict(_places(_aligned(german, target))) if target else {}
    found = [
        _segment(TITLE, _("Titel"), "title", german.title, target.title if target else "", german, target)
    ]
    for number, block in enumerate(german.blocks, start=1):
        for key, text in _places([block]):
            label = _label(block["type"], number)
            found.append(_segment(key, label, block["type"], text, present.get(key, ""), german, target))
    return found


def _segment(
    key: str,
    label: str,
    kind: str,
    text: str,
    present: str,
    german: FixedPageText,
    target: FixedPageText | None,
) -> Segment:
    return part_segment(
        key=key,
        label=label,
        german_part=text,
        text=present,
        german=german,
        target=target,
        longest=LONGEST.get(kind, 160),
        multiline=kind in ("paragraph", "list"),
        markup=kind == "paragraph",
    )


def _made_of(
    german: FixedPageText, target: FixedPageText | None, segments: Sequence[Segment]
) -> dict[str, tuple[str, str]]:
    if target is None:
        return {}
    return {one.key: who_made(one.key, one.german, german, target) for one in segments if one.text}


def _aligned(german: FixedPageText, target: FixedPageText) -> list[Block]:
    """The blocks of a translation that belong to a German one, under its id."""
    return [{**block, "id": ident} for ident, block in _pairs(german, target).items()]


def _pairs(german: FixedPageText, target: FixedPageText) -> dict[str, Block]:
    by_id = {block["id"]: block for block in target.blocks}
    pairs = {
        block["id"]: by_id[block["id"]]
        for block in german.blocks
        if block["id"] in by_id and by_id[block["id"]]["type"] == block["type"]
    }
    left = [block for block in german.blocks if block["id"] not in pairs]
    right = [block for block in target.blocks if block["id"] not in pairs]
    matcher = SequenceMatcher(None, [one["type"] for one in left], [one["type"] for one in right], False)
    for start, other, size in matcher.get_matching_blocks():
        pairs |= {left[start + step]["id"]: right[other + step] for step in range(size)}
    return pairs


def _extras(german: FixedPageText, target: FixedPageText | None) -> list[Block]:
    if target is None:
        return []
    used = {block["id"] for block in _pairs(german, target).values()}
    return [block for block in target.blocks if block["id"] not in used]


def _places(blocks: Sequence[Block]) -> Iterator[tuple[str, str]]:
    """Key and text of everything in blocks that is to be translated."""
    for block in blocks:
        kind, value, ident = block["type"], block["value"], block["id"]
        if kind == "list":
            yield ident, "\n".join(item["value"] for item in value)
        elif kind == "contact":
            yield ident, value["label"]
        else:
            yield ident, as_plain(value) if kind == "paragraph" else value


def _put_together(german: FixedPageText, parts: Mapping[str, str]) -> Iterator[Block]:
    """Blocks in the order of the German; what is not translated is left out."""
    for block in german.blocks:
        kind, value, ident = block["type"], block["value"], block["id"]
        text = parts.get(ident, "")
        if text and kind == "list":
            yield {"type": kind, "id": ident, "value": text.split("\n")}
        elif text:
            yield {
                "type": kind,
                "id": ident,
                "value": {**value, "label": text} if kind == "contact" else text,
            }


def as_plain(html: str) -> str:
    """Paragraphs as people type them: an empty line between them, line breaks as such, bold and links as markup."""
    text = html.replace("</p><p>", "\n\n").replace("<p>", "").replace("</p>", "").replace("<br>", "\n")
    return text.replace("&amp;", "&").strip()


def _label(kind: str, number: int) -> str:
    names = {
        "heading": _("Überschrift"),
        "paragraph": _("Absatz"),
        "list": _("Liste, ein Punkt je Zeile"),
        "contact": _("Kontakt oder Link"),
    }
    return f"{number}. {names.get(kind, kind)}"
