"""What a fixed page is built from. Its body is stored as plain data that templates show without further work."""

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from miteinander.foundation.interface.markup import safe_paragraphs, words_of
from miteinander.foundation.values.telephone import validate_telephone

CONTACT_PARTS = ("label", "telephone", "email", "url")


class ContactBlock(blocks.StructBlock):  # type: ignore[misc]  # Wagtail is untyped
    label = blocks.CharBlock(label=_("Name"), max_length=160)
    telephone = blocks.CharBlock(
        label=_("Telefon"), max_length=30, required=False, validators=[validate_telephone]
    )
    email = blocks.EmailBlock(label=_("E-Mail-Adresse"), required=False)
    url = blocks.URLBlock(label=_("Internet-Adresse"), required=False)

    class Meta:
        icon = "mail"
        label = _("Kontakt oder Link")


class PageBlocks(blocks.StreamBlock):  # type: ignore[misc]  # Wagtail is untyped
    heading = blocks.CharBlock(label=_("Überschrift"), max_length=160, icon="title")
    paragraph = blocks.RichTextBlock(label=_("Absatz"), features=["bold", "italic", "link"], icon="pilcrow")
    list = blocks.ListBlock(
        blocks.CharBlock(label=_("Punkt"), max_length=1000), label=_("Liste"), icon="list-ul"
    )
    contact = ContactBlock()


def clean_blocks(raw: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Stored form of a body: known blocks only, paragraphs as safe HTML, empty blocks left out.

    `raw` is a body as Wagtail stores it; a block may lack its id.
    """
    cleaned = []
    for block in raw:
        kind, value = block["type"], block["value"]
        if kind == "paragraph":
            value = safe_paragraphs(value)
        elif kind == "list":
            value = [item["value"] if isinstance(item, Mapping) else item for item in value]
            value = [
                {"type": "item", "value": text, "id": new_id(kind, text)} for text in value if text.strip()
            ]
        elif kind == "contact":
            value = {part: value.get(part) or "" for part in CONTACT_PARTS}
        elif kind != "heading":
            continue
        if value and (kind != "contact" or value["label"]):
            cleaned.append({"type": kind, "value": value, "id": block.get("id") or new_id(kind, value)})
    return cleaned


def blocks_of(items: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Stored form of what a file says: each item has one filled key, `heading`, `paragraph`, `list` or `contact`."""
    return clean_blocks(
        {"type": kind, "value": value} for item in items for kind, value in item.items() if value
    )


def new_id(kind: str, value: Any) -> str:
    """The same block gets the same id, so that an import that changes nothing writes nothing."""
    return str(uuid.uuid5(uuid.NAMESPACE_OID, f"{kind} {value}"))


def words_of_blocks(raw: Iterable[Mapping[str, Any]]) -> str:
    """All text of a body, for search."""
    words = []
    for block in raw:
        match block["type"]:
            case "paragraph":
                words.append(words_of(block["value"]))
            case "list":
                words += [item["value"] for item in block["value"]]
            case "contact":
                words.append(block["value"]["label"])
            case _:
                words.append(block["value"])
    return " ".join(words)
