"""Fixed pages in programme files: `pages`, each with a text per language."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from miteinander.foundation.exchange import Kind, RecordError, fields, kinds
from miteinander.foundation.languages.registry import site_languages

from .actions import PageText, save_page
from .blocks import CONTACT_PARTS, blocks_of
from .enums import PageKey
from .models import FixedPage


def _text_fields() -> fields.Mapping:
    contact = {
        "label": fields.Text(max_length=160, required=True),
        "telephone": fields.Telephone(),
        "email": fields.Email(),
        "url": fields.URL(),
    }
    block = {
        "heading": fields.Text(max_length=160),
        "paragraph": fields.Paragraph(),
        "list": fields.ListOf(fields.Text(max_length=1000), longest=100),
        "contact": fields.Mapping(contact),
    }
    return fields.Mapping(
        {
            "title": fields.Text(max_length=160, required=True),
            "blocks": fields.ListOf(fields.Block(block), longest=200),
        }
    )


def register() -> None:
    kinds.register(
        Kind(
            name="pages",
            fields={
                "published": fields.Boolean(empty=True),
                "as_of": fields.Day(),
                "film_url": fields.URL(),
                "texts": fields.Languages({language.code: _text_fields() for language in site_languages()}),
            },
            load=_load,
            current=_current,
            save=_save,
            known=lambda: PageKey.values,
            slug_length=30,
        )
    )


def _load(slugs: Iterable[str]) -> dict[str, FixedPage]:
    return {page.key: page for page in FixedPage.objects.filter(key__in=slugs).prefetch_related("texts")}


def _current(page: FixedPage) -> dict[str, object]:
    texts = {
        text.language: {"title": text.title, "blocks": [_item(block) for block in text.blocks]}
        for text in page.texts.all()
        if not text.held_back
    }
    return {"published": page.published, "as_of": page.as_of, "film_url": page.film_url, "texts": texts}


def _item(block: Mapping[str, Any]) -> dict[str, Any]:
    kind, value = block["type"], block["value"]
    if kind == "list":
        value = [item["value"] for item in value]
    if kind == "contact":
        value = {part: value.get(part) or "" for part in CONTACT_PARTS}
    return {kind: value}


def _save(*, slug: str, record: FixedPage | None, values: dict[str, Any], actor: Any = None) -> FixedPage:
    if slug not in PageKey.values:
        raise RecordError(
            {
                "slug": [
                    _("Diese feste Seite gibt es nicht. Es gibt: %(keys)s.")
                    % {"keys": ", ".join(PageKey.values)}
                ]
            }
        )
    columns = dict(values)
    texts = {
        language: PageText(
            (text or {}).get("title", ""), blocks_of(_filled((text or {}).get("blocks") or ()))
        )
        for language, text in (columns.pop("texts", None) or {}).items()
    }
    return save_page(key=slug, values=columns, texts=texts, actor=actor)


def _filled(items: Iterable[Mapping[str, Any]]) -> Iterable[dict[str, Any]]:
    """Without the empty parts that reading adds; an empty contact is a mapping of nothing."""
    for item in items:
        yield {
            kind: value
            for kind, value in item.items()
            if (any(value.values()) if isinstance(value, Mapping) else value)
        }
