"""What the body of an article is built from, as plain data: `type`, `value`, `id`.

| type | value |
|---|---|
| paragraph | safe HTML: `<p>`, `<b>`, `<i>`, `<a>`, `<br>` |
| heading | text |
| quote | `text`, `by` |
| box | `title`, `text` (safe HTML) |
| list | items with `value` |
| table | `caption`, `lines`: a line per row, cells between bars, the first row is the head |
| picture | `image` (number of a CouncilImage or None), `motifs`, `alternative`, `caption`, `credit` |
| link | `text`, `to` (a path of this site, or an address) |
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock
from wagtail.rich_text import RichText

from miteinander.foundation.interface.markup import safe_paragraphs, words_of
from miteinander.foundation.interface.mosaic import MOTIFS
from miteinander.foundation.languages.text import stamp

PARTS: dict[str, tuple[str, ...]] = {
    "quote": ("text", "by"),
    "box": ("title", "text"),
    "table": ("caption", "lines"),
    "picture": ("image", "motifs", "alternative", "caption", "credit"),
    "link": ("text", "to"),
}
"""The parts of the blocks that have several."""
NEEDED = {"quote": "text", "box": "text", "table": "lines", "link": "text"}
HTML_PARTS = {("box", "text")}


def motif_choices() -> list[tuple[str, str]]:
    """Names of the sets of motifs a picture can be drawn from."""
    return [(name, name) for name in MOTIFS]


def check_target(value: str) -> None:
    """A page of this site, or a web or mail address; nothing that a browser would run."""
    if not value.startswith(("/", "https://", "http://", "mailto:", "tel:")) or value.startswith("//"):
        raise ValidationError(_("Bitte geben Sie eine Adresse an, die mit / oder https:// beginnt."))


class QuoteBlock(blocks.StructBlock):  # type: ignore[misc]  # Wagtail is untyped
    text = blocks.TextBlock(label=_("Zitat"), rows=2, max_length=600)
    by = blocks.CharBlock(label=_("von"), max_length=120, required=False)

    class Meta:
        icon = "openquote"
        label = _("Zitat")


class RichWords(blocks.RichTextBlock):  # type: ignore[misc]  # Wagtail is untyped
    """Rich text whose line breaks the editor can read: it stumbles over `<br>` without a slash."""

    def get_form_state(self, value: Any) -> Any:
        source = getattr(value, "source", "")
        return super().get_form_state(RichText(source.replace("<br>", "<br/>")))

    def deconstruct(self) -> Any:
        """As what it is stored: migrations need not know this class."""
        _path, args, kwargs = super().deconstruct()
        return "wagtail.blocks.RichTextBlock", args, kwargs


class BoxBlock(blocks.StructBlock):  # type: ignore[misc]  # Wagtail is untyped
    title = blocks.CharBlock(label=_("Titel"), max_length=160, required=False)
    text = RichWords(label=_("Text"), features=["bold", "italic", "link"])

    class Meta:
        icon = "placeholder"
        label = _("Kasten")


class TableBlock(blocks.StructBlock):  # type: ignore[misc]  # Wagtail is untyped
    caption = blocks.CharBlock(label=_("Überschrift der Tabelle"), max_length=160, required=False)
    lines = blocks.TextBlock(
        label=_("Zeilen"),
        rows=4,
        max_length=4000,
        help_text=_("Eine Zeile je Reihe, Felder durch | getrennt. Die erste Zeile ist der Kopf."),
    )

    class Meta:
        icon = "table"
        label = _("Tabelle")


class PictureBlock(blocks.StructBlock):  # type: ignore[misc]  # Wagtail is untyped
    image = ImageChooserBlock(label=_("Bild"), required=False)
    motifs = blocks.ChoiceBlock(label=_("oder gezeichnet aus"), choices=motif_choices, required=False)
    alternative = blocks.CharBlock(label=_("Bildbeschreibung"), max_length=300, required=False)
    caption = blocks.CharBlock(label=_("Bildunterschrift"), max_length=300, required=False)
    credit = blocks.CharBlock(label=_("Bildnachweis"), max_length=120, required=False)

    class Meta:
        icon = "image"
        label = _("Bild")


class LinkBlock(blocks.StructBlock):  # type: ignore[misc]  # Wagtail is untyped
    text = blocks.CharBlock(label=_("Text"), max_length=160)
    to = blocks.CharBlock(label=_("Adresse"), max_length=300, validators=[check_target])

    class Meta:
        icon = "link"
        label = _("Link")


class ArticleBlocks(blocks.StreamBlock):  # type: ignore[misc]  # Wagtail is untyped
    paragraph = RichWords(label=_("Absatz"), features=["bold", "italic", "link"], icon="pilcrow")
    heading = blocks.CharBlock(label=_("Zwischentitel"), max_length=160, icon="title")
    quote = QuoteBlock()
    box = BoxBlock()
    list = blocks.ListBlock(
        blocks.CharBlock(label=_("Punkt"), max_length=1000), label=_("Liste"), icon="list-ul"
    )
    table = TableBlock()
    picture = PictureBlock()
    link = LinkBlock()


def clean_blocks(raw: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Stored form of a body: known blocks only, HTML made safe, empty blocks left out. Twice changes nothing.

    `raw` is a body as Wagtail stores it; a block may lack its id. The same block gets the same id, counted where it
    stands twice, so that an import that changes nothing writes nothing.
    """
    cleaned: list[dict[str, Any]] = []
    taken: set[str] = set()
    for block in raw:
        value = _clean_value(block["type"], block["value"])
        if not value:
            continue
        ident = str(block.get("id") or "")
        if not ident or ident in taken:
            ident = _new_id(block["type"], value, taken)
        taken.add(ident)
        cleaned.append({"type": block["type"], "value": value, "id": ident})
    return cleaned


def _clean_value(kind: str, value: Any) -> Any:
    """Empty for a block that says nothing, or of a kind nobody knows."""
    if kind == "paragraph":
        return safe_paragraphs(str(value))
    if kind == "heading":
        return str(value).strip()
    if kind == "list":
        texts = [str(item["value"] if isinstance(item, Mapping) else item).strip() for item in value]
        return [
            {"type": "item", "value": text, "id": stamp(f"{place} {text}")}
            for place, text in enumerate(texts)
            if text
        ]
    if kind not in PARTS:
        return None
    parts = {name: _clean_part(kind, name, value.get(name)) for name in PARTS[kind]}
    if kind == "picture":
        return parts if parts["image"] or parts["motifs"] else None
    return parts if parts[NEEDED[kind]] else None


def _clean_part(kind: str, name: str, value: Any) -> Any:
    if name == "image":
        return value or None
    if (kind, name) in HTML_PARTS:
        return safe_paragraphs(str(value or ""))
    return str(value or "").strip()


def _new_id(kind: str, value: Any, taken: set[str]) -> str:
    number = 0
    while (ident := stamp(f"{kind} {value} {number}")) in taken:
        number += 1
    return ident


def words_of_blocks(raw: Iterable[Mapping[str, Any]]) -> str:
    """All text of a body, for search and for counting."""
    return " ".join(word for block in raw for word in _words(block["type"], block["value"]) if word)


def _words(kind: str, value: Any) -> list[str]:
    match kind:
        case "paragraph":
            return [words_of(value)]
        case "heading":
            return [value]
        case "list":
            return [item["value"] for item in value]
        case "quote":
            return [value["text"], value["by"]]
        case "box":
            return [value["title"], words_of(value["text"])]
        case "table":
            return [value["caption"], value["lines"].replace("|", " ")]
        case "picture":
            return [value["caption"]]
        case _:
            return [value["text"]]


def table_rows(lines: str) -> tuple[list[str], list[list[str]]]:
    """Head and rows of a table, all of the same number of cells. Bars on both sides of a line are its frame."""
    rows = [_cells(line.strip()) for line in lines.splitlines() if line.strip()]
    widest = max((len(row) for row in rows), default=0)
    filled = [row + [""] * (widest - len(row)) for row in rows]
    return (filled[0], filled[1:]) if filled else ([], [])


def _cells(line: str) -> list[str]:
    if len(line) > 1 and line.startswith("|") and line.endswith("|"):
        line = line[1:-1]
    return [cell.strip() for cell in line.split("|")]


def table_lines(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """The other way round; a bar inside a cell becomes a slash."""
    return "\n".join(
        _line([cell.replace("|", "/").replace("\n", " ") for cell in row]) for row in (head, *rows)
    )


def _line(cells: Sequence[str]) -> str:
    line = " | ".join(cells)
    return f"| {line} |" if cells and not cells[0] and not cells[-1] else line


def plain_text(raw: Iterable[Mapping[str, Any]]) -> str:
    """A body as people type it: # before headings, - before items, an empty line between pieces."""
    pieces = []
    for block in raw:
        kind, value = block["type"], block["value"]
        if kind == "heading":
            pieces.append(f"# {value}")
        elif kind == "list":
            pieces.append("\n".join(f"- {item['value']}" for item in value))
        elif kind == "paragraph":
            pieces += [words_of(part) for part in value.split("</p>") if part]
        else:
            pieces.append(" ".join(word for word in _words(kind, value) if word))
    return "\n\n".join(pieces)
