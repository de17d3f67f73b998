"""The parts of an article's text that are translated one by one: title, and whatever stands in its blocks.

A block of a translation belongs to the German block with the same id, or, in texts that came as a whole, to the one at
the same place among blocks of its type. Leichte Sprache is a summary of its own: its body is one part.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.utils.translation import gettext as _

from .blocks import words_of_blocks
from .models import ArticleText

Block = Mapping[str, Any]
HEAD = ("kicker", "title", "standfirst")
EASY = "de-simple"
SUMMARY = "summary"
TRANSLATED_PARTS: dict[str, tuple[str, ...]] = {
    "quote": ("text", "by"),
    "box": ("title", "text"),
    "table": ("caption", "lines"),
    "picture": ("alternative", "caption"),
    "link": ("text",),
}


@dataclass(frozen=True)
class Part:
    """One text of a body: `key` is the id of its block, with the name of the part where the block has several."""

    key: str
    kind: str
    text: str
    number: int = 0

    @property
    def label(self) -> str:
        names = {
            "kicker": _("Dachzeile"),
            "title": _("Überschrift"),
            "standfirst": _("Vorspann"),
            "paragraph": _("Absatz"),
            "heading": _("Zwischentitel"),
            "list": _("Liste, ein Punkt je Zeile"),
            "quote.text": _("Zitat"),
            "quote.by": _("Zitat von"),
            "box.title": _("Titel des Kastens"),
            "box.text": _("Text des Kastens"),
            "table.caption": _("Überschrift der Tabelle"),
            "table.lines": _("Tabelle, eine Zeile je Reihe, Felder durch | getrennt"),
            "picture.alternative": _("Bildbeschreibung"),
            "picture.caption": _("Bildunterschrift"),
            "link.text": _("Text des Links"),
            SUMMARY: _("Zusammenfassung in Leichter Sprache"),
        }
        name = names.get(self.kind, self.kind)
        return f"{self.number}. {name}" if self.number else name

    @property
    def longest(self) -> int:
        return {"kicker": 120, "title": 160, "standfirst": 1200, "heading": 160, "quote.text": 600}.get(
            self.kind, 8000 if self.multiline else 300
        )

    @property
    def multiline(self) -> bool:
        return self.kind in (
            "standfirst",
            "paragraph",
            "list",
            "box.text",
            "table.lines",
            "quote.text",
            SUMMARY,
        )

    @property
    def markup(self) -> bool:
        return self.kind in ("paragraph", "box.text")


def parts_of(text: ArticleText, language: str) -> list[Part]:
    """What is to be translated into `language`; only what is not empty."""
    head = [Part(name, name, getattr(text, name)) for name in HEAD]
    if language == EASY:
        body = [Part(SUMMARY, SUMMARY, words_of_blocks(text.blocks))]
    else:
        body = list(block_parts(text.blocks))
    return [part for part in (*head, *body) if part.text]


def block_parts(blocks: Iterable[Block]) -> Iterator[Part]:
    for number, block in enumerate(blocks, start=1):
        kind, value, ident = block["type"], block["value"], block["id"]
        if kind == "list":
            yield Part(ident, kind, "\n".join(item["value"] for item in value), number)
        elif kind in TRANSLATED_PARTS:
            for name in TRANSLATED_PARTS[kind]:
                text = as_plain(value[name]) if (kind, name) == ("box", "text") else value[name]
                yield Part(f"{ident}.{name}", f"{kind}.{name}", text, number)
        else:
            yield Part(ident, kind, as_plain(value) if kind == "paragraph" else value, number)


def present_parts(german: ArticleText, target: ArticleText | None, language: str) -> dict[str, str]:
    """By the keys of the German parts, what the translation says."""
    if target is None:
        return {}
    head = {name: getattr(target, name) for name in HEAD}
    if language == EASY:
        return head | {SUMMARY: as_summary(target.blocks)}
    pairs = paired(german.blocks, target.blocks)
    return head | {
        part.key: part.text
        for part in block_parts([{**block, "id": ident} for ident, block in pairs.items()])
    }


def put_together(
    german: ArticleText, target: ArticleText | None, parts: Mapping[str, str], language: str
) -> list[dict[str, Any]]:
    """Blocks in the order of the German; what is not translated is left out, what belongs to no German stays at the end."""
    if language == EASY:
        return [
            {"type": "paragraph", "value": text}
            for text in parts.get(SUMMARY, "").split("\n\n")
            if text.strip()
        ]
    built = [block for one in german.blocks if (block := _translated(one, parts))]
    if target is None:
        return built
    used = {block["id"] for block in paired(german.blocks, target.blocks).values()}
    return [*built, *(block for block in target.blocks if block["id"] not in used)]


def _translated(block: Block, parts: Mapping[str, str]) -> dict[str, Any] | None:
    kind, ident = block["type"], block["id"]
    if kind not in TRANSLATED_PARTS:
        text = parts.get(ident, "")
        value: Any = text.split("\n") if kind == "list" else text
        return {"type": kind, "id": ident, "value": value} if text else None
    own = {name: parts.get(f"{ident}.{name}", "") for name in TRANSLATED_PARTS[kind]}
    if not any(own.values()) and kind != "picture":
        return None
    return {"type": kind, "id": ident, "value": {**block["value"], **own}}


def paired(german: Sequence[Block], target: Sequence[Block]) -> dict[str, Block]:
    """The blocks of a translation by the id of the German block they belong to."""
    by_id = {block["id"]: block for block in target}
    pairs = {
        block["id"]: by_id[block["id"]]
        for block in german
        if block["id"] in by_id and by_id[block["id"]]["type"] == block["type"]
    }
    left = [block for block in german if block["id"] not in pairs]
    taken = {block["id"] for block in pairs.values()}
    right = [block for block in target if block["id"] not in taken]
    matcher = SequenceMatcher(None, [one["type"] for one in left], [one["type"] for one in right], False)
    for start, other, size in matcher.get_matching_blocks():
        pairs |= {left[start + step]["id"]: right[other + step] for step in range(size)}
    return pairs


def as_plain(html: str) -> str:
    """Paragraphs as people type them: an empty line between them, line breaks as such, bold and links as markup."""
    text = html.replace("</p><p>", "\n\n").replace("<p>", "").replace("</p>", "").replace("<br>", "\n")
    return text.replace("&amp;", "&").strip()


def as_summary(blocks: Iterable[Block]) -> str:
    """A body as one plain text, an empty line between its blocks."""
    return "\n\n".join(part.text for part in block_parts(blocks) if part.text)
