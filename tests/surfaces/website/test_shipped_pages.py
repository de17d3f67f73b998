"""Texts of fixed pages that come with the software: how they reach a database, and what they leave alone."""

from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command

from miteinander.foundation.audit.actions import content_version
from miteinander.foundation.audit.models import AuditEntry
from miteinander.foundation.languages.enums import Origin, TextState
from miteinander.foundation.languages.models import TextRow
from miteinander.surfaces.website import shipped
from miteinander.surfaces.website.actions import PageText, save_page
from miteinander.surfaces.website.blocks import blocks_of
from miteinander.surfaces.website.models import FixedPage, FixedPageText

pytestmark = pytest.mark.django_db
KEY = "easy-language"


def never_had(*languages, key=KEY):
    """The database as it was before the software brought these languages."""
    page = FixedPage.objects.get(key=key)
    page.texts.filter(language__in=languages).delete()
    page.brought = {code: mark for code, mark in page.brought.items() if code not in languages}
    page.save()
    return page


def text_of(language, key=KEY):
    return FixedPageText.objects.filter(page__key=key, language=language).first()


def written(title, *paragraphs):
    return PageText(title, blocks_of([{"paragraph": paragraph} for paragraph in paragraphs]))


@pytest.fixture
def say(monkeypatch):
    """`say(de=..., tr=...)`: the next version of the software says this on the page."""
    pages = shipped.shipped_pages()

    def change(**texts):
        made_from = FixedPageText(title=texts["de"].title)
        made_from.set_blocks(texts["de"].blocks)
        others = {
            language: PageText(text.title, text.blocks, Origin.MACHINE, made_from.stamp)
            for language, text in texts.items()
            if language != "de"
        }
        new = shipped.ShippedPage(pages[KEY].as_of, {"de": texts["de"], **others})
        monkeypatch.setattr(shipped, "shipped_pages", lambda: {**pages, KEY: new})

    return change


# --- Adding ---------------------------------------------------------------------------------------------------------


def test_added_language_reaches_an_existing_database_with_the_next_migrate(client):
    page = never_had("tr", "el")
    before = content_version()
    call_command("migrate", verbosity=0, interactive=False)
    assert text_of("tr").title == "Kolay dil"
    assert text_of("tr").state(text_of("de")) == TextState.MACHINE
    assert content_version() == before + 1
    entry = AuditEntry.objects.latest("pk")
    assert (entry.actor, entry.record_id, entry.fields) == (None, str(page.pk), ["el", "tr"])
    kind = ContentType.objects.get_for_model(FixedPage)
    row = TextRow.objects.get(content_type=kind, record_id=page.pk, language="el")
    assert row.state == "machine" and row.body
    assert "fallback-note" not in client.get("/el/leichte-sprache/").content.decode().split("<main")[1]


def test_second_run_changes_nothing(count_queries):
    never_had("fr", key="accessibility")
    assert shipped.bring_pages() == ["accessibility fr"]
    before = content_version()
    with count_queries() as queries:
        assert shipped.bring_pages() == []
    assert len(queries) == 4  # the pages, their texts, and the edges of the transaction
    assert content_version() == before


def test_page_that_is_missing_is_added_with_its_date():
    FixedPage.objects.filter(key__in=("accessibility", "imprint")).delete()
    done = shipped.bring_pages()
    assert len(done) == 12 and all(one.startswith("accessibility ") for one in done)
    assert FixedPage.objects.get(key="accessibility").as_of.year == 2026
    assert FixedPage.objects.get(key="imprint").brought == {}


def test_withdrawn_page_takes_the_text_and_stays_withdrawn(client):
    never_had("it")
    save_page(key=KEY, values={"published": False})
    assert shipped.bring_pages() == [f"{KEY} it"]
    assert not FixedPage.objects.get(key=KEY).published
    assert "Leichte Sprache»" not in client.get("/it/leichte-sprache/").content.decode()


def test_language_the_site_does_not_offer_waits(monkeypatch):
    never_had("tr")
    monkeypatch.setattr(shipped, "site_codes", lambda: frozenset({"de", "it"}))
    assert shipped.bring_pages() == []
    monkeypatch.undo()
    assert shipped.bring_pages() == [f"{KEY} tr"]


# --- Leaving alone --------------------------------------------------------------------------------------------------


def test_edited_text_stays(say):
    save_page(key=KEY, texts={"tr": written("Kendi sözlerimiz", "Bizim metnimiz")})
    assert shipped.bring_pages() == []
    say(de=written("Neu", "Neu"), tr=written("Yeni", "Yeni"))
    assert shipped.bring_pages() == [f"{KEY} de"]
    assert text_of("tr").title == "Kendi sözlerimiz"
    assert text_of("tr").state(text_of("de")) == TextState.OUTDATED


def test_deleted_text_stays_deleted():
    save_page(key=KEY, texts={"tr": PageText()})
    assert shipped.bring_pages() == []
    assert text_of("tr") is None


def test_text_the_council_wrote_before_ours_came_stays_even_after_it_is_deleted():
    never_had("tr")
    save_page(key=KEY, texts={"tr": written("Kendi sözlerimiz", "Bizim metnimiz")})
    assert shipped.bring_pages() == []
    assert text_of("tr").title == "Kendi sözlerimiz"
    save_page(key=KEY, texts={"tr": PageText()})
    assert shipped.bring_pages() == []


@pytest.mark.parametrize(
    "change",
    [
        lambda text: setattr(text, "title", "Anders"),
        lambda text: text.set_blocks([*text.blocks[:-1]]),
        lambda text: text.set_blocks(
            [
                {**block, "value": {**block["value"], "email": "neu@example.org"}}
                if block["type"] == "contact"
                else block
                for block in text.blocks
            ]
        ),
    ],
    ids=["title", "blocks", "only an address"],
)
def test_no_translation_of_ours_beside_german_words_of_the_council(change):
    never_had("tr", key="accessibility")
    german = text_of("de", "accessibility")
    change(german)
    german.save()
    assert shipped.bring_pages() == []
    assert text_of("tr", "accessibility") is None


# --- Renewing what nobody touched -----------------------------------------------------------------------------------


def test_untouched_texts_follow_the_software(say):
    say(de=written("Neu", "Neu"), tr=written("Yeni", "Yeni"))
    assert shipped.bring_pages() == [f"{KEY} de", f"{KEY} tr"]
    assert (text_of("de").title, text_of("tr").title) == ("Neu", "Yeni")
    assert text_of("tr").state(text_of("de")) == TextState.MACHINE
    assert text_of("ar").state(text_of("de")) == TextState.OUTDATED
    assert shipped.bring_pages() == []


def test_translation_that_stays_right_when_the_german_is_mended_counts_as_current(say):
    turkish = text_of("tr")
    say(de=written("Neu", "Neu"), tr=PageText(turkish.title, turkish.blocks))
    shipped.bring_pages()
    assert text_of("tr").state(text_of("de")) == TextState.MACHINE


def test_text_that_a_person_checked_stays(say):
    FixedPageText.objects.filter(pk=text_of("tr").pk).update(made_by=Origin.CHECKED)
    say(de=written("Neu", "Neu"), tr=written("Yeni", "Yeni"))
    shipped.bring_pages()
    assert text_of("tr").title == "Kolay dil"


def test_saving_in_the_office_without_a_change_is_no_change():
    """The form gives blocks other ids."""
    text = text_of("de")
    before = shipped.fingerprint(text.title, text.blocks)
    text.set_blocks({**block, "id": f"{number}"} for number, block in enumerate(text.blocks))
    assert shipped.fingerprint(text.title, text.blocks) == before


# --- When it runs ---------------------------------------------------------------------------------------------------


def test_nothing_is_brought_by_flush_or_into_another_database(monkeypatch):
    runs = []
    monkeypatch.setattr(shipped, "bring_pages", lambda: runs.append(1))
    shipped.after_migrate(using="default", sender=None)
    shipped.after_migrate(using="other", sender=None, plan=[])
    assert runs == []
    shipped.after_migrate(using="default", sender=None, plan=[])
    assert runs == [1]


def test_nothing_is_brought_while_a_table_is_of_an_earlier_day(monkeypatch):
    from django.db.migrations.loader import MigrationLoader

    loader = MigrationLoader(None)
    runs = []
    monkeypatch.setattr(shipped, "bring_pages", lambda: runs.append(1))
    for name in ("0001_fixed_pages_and_barrier_reports", "0002_shipped_pages"):
        state = loader.project_state(("website", name))
        shipped.after_migrate(using="default", apps=state.apps, plan=[])
    assert runs == []


def test_database_of_the_first_texts_gets_the_others_and_keeps_what_was_deleted_there(monkeypatch):
    migration = import_module("miteinander.surfaces.website.migrations.0003_brought_texts")
    assert {language for marks in migration.FIRST.values() for language in marks} == {"de", "de-simple"}
    first = {
        page.key: {language: page.brought[language] for language in ("de", "de-simple")}
        for page in FixedPage.objects.filter(key__in=migration.FIRST)
    }
    monkeypatch.setattr(migration, "FIRST", first)
    FixedPage.objects.update(brought={})
    FixedPageText.objects.exclude(language="de").delete()
    migration.remember_first(apps, None)
    done = shipped.bring_pages()
    assert len(done) == 3 * 10
    assert text_of("tr") and not text_of("de-simple")


def test_new_database_remembers_nothing_before_the_texts_come():
    migration = import_module("miteinander.surfaces.website.migrations.0003_brought_texts")
    FixedPage.objects.update(brought={})
    FixedPageText.objects.all().delete()
    migration.remember_first(apps, None)
    assert set(map(str, FixedPage.objects.values_list("brought", flat=True))) == {"{}"}
    assert len(shipped.bring_pages()) == 3 * 12
    assert not AuditEntry.objects.exists()
