"""How a text stands in a file: `title`, `kicker`, `standfirst` and a `body` of blocks with one key each.

`{p: text}`, `{h: text}`, `{quote: text, by: text}`, `{box: {title, text}}`, `{list: [text]}`,
`{table: {caption, head: [text], rows: [[text]]}}`, `{picture: {motifs, alternative, caption, credit}}`,
`{link: {text, to}}`.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError

from miteinander.foundation.exchange import FieldError, fields
from miteinander.foundation.interface.mosaic import MOTIFS

from .actions import Words
from .blocks import check_target, clean_blocks, table_lines, table_rows
from .models import Article

KINDS = {"p": "paragraph", "h": "heading"}
SHORT = {kind: short for short, kind in KINDS.items()}


class Target(fields.Text):
    def of_text(self, text: str) -> str:
        address = super().of_text(text)
        try:
            check_target(address)
        except ValidationError as error:
            raise FieldError(str(error.messages[0])) from error
        return address


def text_fields() -> fields.Mapping:
    """The fields of one language."""
    line = fields.Text(max_length=300)
    block = {
        "p": fields.Paragraph(),
        "h": fields.Text(max_length=160),
        "quote": fields.Text(max_length=600),
        "by": fields.Text(max_length=120),
        "box": fields.Mapping({"title": fields.Text(max_length=160), "text": fields.Paragraph()}),
        "list": fields.ListOf(fields.Text(max_length=1000), longest=100),
        "table": fields.Mapping(
            {
                "caption": fields.Text(max_length=160),
                "head": fields.ListOf(line, longest=12),
                "rows": fields.ListOf(fields.ListOf(line, longest=12), longest=100),
            }
        ),
        "picture": fields.Mapping(
            {
                "motifs": fields.Choice(list(MOTIFS), empty=""),
                "alternative": line,
                "caption": line,
                "credit": fields.Text(max_length=120),
            }
        ),
        "link": fields.Mapping({"text": fields.Text(max_length=160), "to": Target(max_length=300)}),
    }
    return fields.Mapping(
        {
            "kicker": fields.Text(max_length=120),
            "title": fields.Text(max_length=160, required=True),
            "standfirst": fields.Text(max_length=1200),
            "body": fields.ListOf(fields.Block(block, beside=["by"]), longest=1000),
        }
    )


def words_from(value: Mapping[str, Any] | None) -> Words:
    """What a file says of one language; nothing for one that was emptied."""
    found = value or {}
    return Words(
        found.get("title") or "",
        found.get("kicker") or "",
        found.get("standfirst") or "",
        clean_blocks(_raw(found.get("body") or ())),
    )


def _raw(items: Iterable[Mapping[str, Any]]) -> Iterable[dict[str, Any]]:
    for item in items:
        for name, value in item.items():
            if name == "by" or not _says_something(value):
                continue
            if name == "quote":
                value = {"text": value, "by": item.get("by") or ""}
            elif name == "table":
                value = {
                    "caption": value.get("caption"),
                    "lines": table_lines(value.get("head") or [], value.get("rows") or []),
                }
            yield {"type": KINDS.get(name, name), "value": value}


def _says_something(value: Any) -> bool:
    """Reading fills in the parts that a block does not have with nothing."""
    return any(value.values()) if isinstance(value, Mapping) else bool(value)


def text_values(article: Article) -> dict[str, object]:
    """The present texts in the form of the file. No query with `texts` prefetched."""
    return {
        text.language: {
            "kicker": text.kicker,
            "title": text.title,
            "standfirst": text.standfirst,
            "body": [_item(block["type"], block["value"]) for block in text.blocks],
        }
        for text in article.texts.all()
        if text.is_shown
    }


def _item(kind: str, value: Any) -> dict[str, Any]:
    if kind == "quote":
        return {"quote": value["text"], "by": value["by"]}
    if kind == "list":
        value = [item["value"] for item in value]
    elif kind == "table":
        head, rows = table_rows(value["lines"])
        value = {"caption": value["caption"], "head": head, "rows": rows}
    elif kind == "picture":
        value = {name: part for name, part in value.items() if name != "image"}
    return {SHORT.get(kind, kind): value}
