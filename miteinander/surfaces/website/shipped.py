"""The pages Miteinander brings along, and how their texts reach a database: new ones after every `migrate`.

A page remembers which texts were brought to it (`FixedPage.brought`: language and fingerprint). What nobody has touched
since follows the software; what a person wrote, changed, checked or deleted stays as the person left it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from django.apps import apps as present_apps
from django.db import DEFAULT_DB_ALIAS, transaction

from miteinander.foundation.audit.models import AuditEntry, ContentVersion
from miteinander.foundation.languages.enums import Origin
from miteinander.foundation.languages.models import TextRow
from miteinander.foundation.languages.registry import base_language, site_codes
from miteinander.foundation.languages.text import stamp

from .actions import PageText, save_page
from .blocks import blocks_of, words_of_blocks
from .enums import PageKey
from .models import FixedPage, FixedPageText

PATH = Path(__file__).resolve().parent / "data" / "pages.yaml"
A_PERSONS = ""
"""Instead of a fingerprint: this language has had a text of its own."""


@dataclass(frozen=True)
class ShippedPage:
    as_of: date | None
    texts: Mapping[str, PageText]


def shipped_pages() -> dict[str, ShippedPage]:
    """What the file says, in the languages of this site; every page key is there."""
    content = yaml.safe_load(PATH.read_text(encoding="utf-8"))
    return {
        key: ShippedPage(content["as_of"].get(key), _texts(content["pages"].get(key) or {}))
        for key in PageKey.values
    }


def _texts(texts: Mapping[str, Any]) -> dict[str, PageText]:
    read = {
        language: PageText(text["title"], blocks_of(text["blocks"]), made_by=Origin.MACHINE)
        for language, text in texts.items()
        if language in site_codes()
    }
    if german := read.get(base_language()):
        made_from = stamp(f"{german.title}\n{words_of_blocks(german.blocks)}")
        read = {language: replace(text, made_from=made_from) for language, text in read.items()}
        read[base_language()] = replace(german, made_by=Origin.HUMAN)
    return read


@transaction.atomic
def bring_pages() -> list[str]:
    """Add the pages and texts this database has never had, renew those nobody touched; say which ("imprint tr").

    Two queries when there is nothing to do.
    """
    written = []
    pages = {page.key: page for page in FixedPage.objects.prefetch_related("texts")}
    for key, shipped in shipped_pages().items():
        page = pages.get(key) or save_page(key=key)
        written += [f"{key} {language}" for language in _bring_texts(page, shipped)]
    return written


def _bring_texts(page: FixedPage, shipped: ShippedPage) -> list[str]:
    stored = {text.language: text for text in page.texts.all()}
    brought = dict(page.brought)
    for language in stored.keys() - brought.keys():
        brought[language] = A_PERSONS
    wanted = {
        language: text
        for language, text in shipped.texts.items()
        if _is_free(stored.get(language), brought.get(language))
    }
    base = base_language()
    if base not in wanted and not _is_same(stored.get(base), shipped.texts.get(base)):
        wanted = {}  # the council says it in other words; a translation of ours would contradict it
    due = {
        language: text
        for language, text in wanted.items()
        if not _is_same(stored.get(language), text) or stored[language].made_from != text.made_from
    }
    if due:
        save_page(key=page.key, texts=due, in_trail=bool(page.brought or stored))
    brought |= {language: fingerprint(text.title, text.blocks) for language, text in wanted.items()}
    if brought != page.brought:
        as_of = shipped.as_of if base in due and shipped.as_of else page.as_of
        FixedPage.objects.filter(pk=page.pk).update(brought=brought, as_of=as_of)
    return list(due)


def _is_free(present: FixedPageText | None, known: str | None) -> bool:
    """Whether this language of a page is still the software's: never brought, or neither changed nor checked since."""
    if present is None or known is None:
        return present is None and known is None
    return known == fingerprint(present.title, present.blocks) and present.made_by != Origin.CHECKED


def _is_same(present: FixedPageText | None, text: PageText | None) -> bool:
    return (
        present is not None
        and text is not None
        and fingerprint(present.title, present.blocks) == fingerprint(text.title, text.blocks)
    )


def fingerprint(title: str, blocks: list[dict[str, Any]]) -> str:
    """Identifies all that a text shows; the ids of its blocks do not count."""
    return stamp(json.dumps([title, _without_ids(blocks)], ensure_ascii=False, sort_keys=True))


def _without_ids(value: Any) -> Any:
    if isinstance(value, list):
        return [_without_ids(item) for item in value]
    if isinstance(value, dict):
        return {name: _without_ids(part) for name, part in value.items() if name != "id"}
    return value


def after_migrate(*, using: str, apps: Any = present_apps, **kwargs: Any) -> None:
    """Bring the pages after `migrate`; not after `flush`, and not while some of the tables are of an earlier day."""
    if using == DEFAULT_DB_ALIAS and "plan" in kwargs and all(_is_migrated(apps, model) for model in NEEDED):
        bring_pages()


NEEDED = (FixedPage, FixedPageText, TextRow, AuditEntry, ContentVersion)


def _is_migrated(apps: Any, model: Any) -> bool:
    try:
        then = apps.get_model(model._meta.label)
    except LookupError:
        return False
    columns = [{field.column for field in one._meta.local_concrete_fields} for one in (then, model)]
    return columns[0] == columns[1]
