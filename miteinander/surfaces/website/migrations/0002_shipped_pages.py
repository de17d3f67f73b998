"""The fixed pages Miteinander brings along, with their text rows; the office changes them afterwards."""

import json
from pathlib import Path

import yaml
from django.db import migrations

from miteinander.foundation.languages.folding import fold_for_search, sort_key
from miteinander.foundation.languages.registry import site_languages
from miteinander.foundation.languages.text import stamp
from miteinander.surfaces.website.blocks import blocks_of, words_of_blocks

SHIPPED = Path(__file__).resolve().parent.parent / "data" / "pages.yaml"
KEYS = ("accessibility", "easy-language", "sign-language", "imprint", "privacy")


def add_pages(apps, schema_editor):
    FixedPage = apps.get_model("website", "FixedPage")
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="website", model="fixedpage"
    )
    shipped = yaml.safe_load(SHIPPED.read_text(encoding="utf-8"))
    for key in KEYS:
        page = FixedPage.objects.create(key=key, as_of=shipped["as_of"].get(key))
        texts = shipped["pages"].get(key)
        if texts:
            add_texts(apps, page, texts)
            add_rows(apps, content_type, page, texts)


def add_texts(apps, page, texts):
    FixedPageText = apps.get_model("website", "FixedPageText")
    german = ""
    for language, text in sorted(texts.items(), key=lambda item: item[0] != "de"):
        blocks = blocks_of(text["blocks"])
        if language == "de":
            german = stamp(f"{text['title']}\n{words_of_blocks(blocks)}")
        FixedPageText.objects.create(
            page=page,
            language=language,
            title=text["title"],
            body=json.dumps(blocks),
            made_from="" if language == "de" else german,
        )


def add_rows(apps, content_type, page, texts):
    TextRow = apps.get_model("languages", "TextRow")
    for language in site_languages():
        text = texts.get(language.code, {"title": "", "blocks": []})
        TextRow.objects.create(
            content_type=content_type,
            record_id=page.pk,
            language=language.code,
            title=fold_for_search(text["title"]),
            body=fold_for_search(words_of_blocks(blocks_of(text["blocks"]))),
            sort_key=sort_key(text["title"] or texts["de"]["title"], language.code)[:400],
            state={"de": "checked"}.get(language.code, "draft") if text["title"] else "missing",
        )


class Migration(migrations.Migration):
    dependencies = [
        ("website", "0001_fixed_pages_and_barrier_reports"),
        ("languages", "0001_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(add_pages, migrations.RunPython.noop)]
