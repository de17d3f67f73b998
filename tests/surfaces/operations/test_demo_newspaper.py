"""The demo's newspaper: two finished editions, and one that is being made."""

import re
from datetime import date
from itertools import combinations

import pytest

from miteinander.foundation.audit.models import AuditEntry
from miteinander.programme.newspaper import actions, lengths
from miteinander.programme.newspaper.enums import ArticleState, EditionState, Light
from miteinander.programme.newspaper.models import Article, Edition, Slot
from miteinander.surfaces.operations import demo_newspaper
from miteinander.surfaces.operations.demo_newspaper import load_newspaper, newspaper_programme
from tests.support import pdfs
from tests.support.factories import make_activity, make_identity, text
from tests.support.newspaper import make_article, make_edition, make_slot

FILLER = re.compile(r"lorem|ipsum|blindtext|platzhalter|todo|xxx|\\bfolgt\\b.*\\btext\\b", re.IGNORECASE)
LONG = 60
"""Characters from which two equal paragraphs are a repetition, not a habit."""
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


def paragraphs(article, language):
    """Everything of one text that is read as sentences."""
    text = article["texts"][language]
    yield text.get("standfirst") or ""
    for block in text.get("body") or ():
        for kind, value in block.items():
            if kind in ("p", "quote"):
                yield from value.split("\n\n")
            elif kind == "box":
                yield value["text"]
            elif kind == "list":
                yield from value


def test_nothing_is_said_twice_and_nothing_only_fills():
    seen: dict[str, str] = {}
    titles = set()
    for article in newspaper_programme()["articles"]:
        for language, words in article["texts"].items():
            assert (language, words["title"]) not in titles, words["title"]
            titles.add((language, words["title"]))
            for paragraph in paragraphs(article, language):
                said = " ".join(paragraph.split())
                assert not FILLER.search(said), (article["slug"], said[:80])
                if len(said) < LONG:
                    continue
                assert said not in seen, (article["slug"], seen[said], said[:80])
                seen[said] = article["slug"]
    assert len(seen) > 300


def test_no_two_articles_share_much_of_their_words():
    """Five words in a row are a phrase. Where to find us is the same in both editions, all else is told once."""
    phrases, service = {}, set()
    for article in newspaper_programme()["articles"]:
        words = " ".join(paragraphs(article, "de")).split()
        phrases[article["slug"]] = {tuple(words[at : at + 5]) for at in range(len(words) - 4)}
        if article["kind"] == "service":
            service.add(article["slug"])
    assert all(phrases.values())
    for one, other in combinations(phrases, 2):
        shared = len(phrases[one] & phrases[other]) / min(len(phrases[one]), len(phrases[other]))
        assert shared <= (0.15 if {one, other} <= service else 0.05), (one, other)


def make_activities(settings):
    settings.TODAY = date(2026, 12, 10)
    for slug in {one["activity"] for one in newspaper_programme()["articles"]} | {"vielfalt"}:
        if slug:
            make_activity(slug=slug)


@pytest.mark.django_db
def test_finished_editions_are_printed_and_online_and_loading_again_writes_nothing(settings, client):
    make_identity(is_sample=True)
    make_activities(settings)
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
    for edition in printed:
        check_marked(client, edition)


def check_marked(client, edition):
    """Every page of the paper says that it is a sample, and so does every page on the web."""
    content = client.get(f"/de/zeitung/{edition.slug}.pdf").content
    assert pdfs.page_count(content) == edition.pages
    unmarked = [page for page in range(edition.pages) if "Musterausgabe" not in pdfs.text_of(content, page)]
    assert unmarked == []
    article = Article.objects.published().filter(edition=edition).first()
    for path in (f"/de/zeitung/{edition.slug}/", f"/de/zeitung/{edition.slug}/{article.slug}/"):
        assert "Das ist ein Beispiel" in client.get(path).content.decode()


@pytest.mark.django_db
def test_a_home_of_an_older_miteinander_and_of_a_curious_visitor_gets_the_editions(settings):
    make_activities(settings)
    own = make_edition(number=2, slug="eigene", title=text("Eigenes"))
    older = make_edition(number=7, slug="fruehjahr-2026", title=text("Alt"), pages=20)
    make_slot(older, page=18)
    strayed = make_article(own, title="Verirrt", state=ArticleState.APPROVED)
    Article.objects.filter(pk=strayed.pk).update(slug=newspaper_programme()["articles"][0]["slug"])
    slot = make_slot(own, page=2, article=strayed)
    actions.adopt_printed(edition=own, on=date(2026, 3, 1))
    actions.adopt_printed(edition=older, on=date(2026, 3, 1))
    load_newspaper(None)
    found = {one.number: one for one in Edition.objects.all()}
    assert {number: one.slug for number, one in found.items()} == {
        1: "fruehjahr-2026",
        2: "herbst-2026",
        8: "eigene",
        9: "naechste-ausgabe",
    }
    assert [found[number].state for number in (1, 2)] == [EditionState.PRINTED] * 2
    assert found[1].flatplan.count() == found[1].pages == 16
    assert found[8].title.base == "Eigenes"
    strayed.refresh_from_db()
    slot.refresh_from_db()
    assert strayed.edition == found[1]
    assert slot.article is None  # the page of the other edition does not keep what left it
    before = AuditEntry.objects.count()
    load_newspaper(None)
    assert AuditEntry.objects.count() == before


@pytest.mark.django_db
def test_a_file_that_does_not_import_still_says_where(settings, monkeypatch):
    make_activities(settings)
    broken = newspaper_programme()
    broken["articles"][0]["section"] = "gibt-es-nicht"
    monkeypatch.setattr(demo_newspaper, "newspaper_programme", lambda: broken)
    with pytest.raises(demo_newspaper.NewspaperIncomplete, match="gibt-es-nicht"):
        load_newspaper(None)
