"""The demo's newspaper: two finished editions, and one that is being made."""

from datetime import date

import pytest

from miteinander.foundation.audit.models import AuditEntry
from miteinander.programme.newspaper import lengths
from miteinander.programme.newspaper.enums import EditionState, Light
from miteinander.programme.newspaper.models import Article, Edition, Slot
from miteinander.surfaces.operations.demo_newspaper import load_newspaper, newspaper_programme
from tests.support.factories import make_activity

LANGUAGES = ("tr", "ar", "ru", "el")
LEAST = 1500
"""Characters of each of these languages in each edition."""


def test_the_files_are_whole():
    programme = newspaper_programme()
    assert [len(programme[kind]) for kind in ("editions", "newspaper_pages")] == [2, 32]
    slugs = [one["slug"] for one in programme["articles"]]
    assert len(set(slugs)) == len(slugs)
    for edition in programme["editions"]:
        own = [one for one in programme["articles"] if one["edition"] == edition["slug"]]
        assert len(own) >= 20
        assert all("de-simple" in one["texts"] for one in own)
        assert {one["author"] for one in own} == {"Redaktion"}


@pytest.mark.django_db
def test_finished_editions_are_printed_and_online_and_loading_again_writes_nothing(settings):
    settings.TODAY = date(2026, 12, 10)
    for slug in {one["activity"] for one in newspaper_programme()["articles"]} | {"vielfalt"}:
        if slug:
            make_activity(slug=slug)
    load_newspaper(None)
    printed = Edition.objects.filter(state=EditionState.PRINTED)
    assert [one.number for one in printed.order_by("number")] == [1, 2]
    assert all(one.live and not one.missing_imprint() for one in printed)
    slots = Slot.objects.filter(page__edition__in=printed).select_related("article", "picture")
    lights = {lengths.light(slot) for slot in slots.prefetch_related("article__texts")}
    assert lights == {Light.FITS}
    for edition in printed:
        for language in LANGUAGES:
            texts = [one.text(language) for one in Article.objects.with_texts().filter(edition=edition)]
            assert sum(text.length for text in texts if text) >= LEAST, (edition.slug, language)
    assert Edition.objects.exclude(state=EditionState.PRINTED).get().articles.count() == 2
    before = AuditEntry.objects.count()
    load_newspaper(None)
    assert AuditEntry.objects.count() == before
