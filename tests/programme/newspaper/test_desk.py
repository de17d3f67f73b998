"""Articles at the translation desk: part by part, with the states of the desk."""

import pytest

from miteinander.foundation.languages.enums import Origin, TextState
from miteinander.foundation.languages.models import TextRow
from miteinander.foundation.translation.segments import Change
from miteinander.foundation.translation.sources import source_of_kind
from miteinander.programme.newspaper import actions
from miteinander.programme.newspaper.actions import Words
from miteinander.programme.newspaper.blocks import clean_blocks
from miteinander.programme.newspaper.errors import EditionFrozen
from miteinander.programme.newspaper.models import Article
from tests.support.newspaper import make_article, make_edition, make_slot, words

pytestmark = [pytest.mark.django_db, pytest.mark.data_layer]

BLOCKS = [
    {"type": "heading", "value": "Zwischen"},
    {"type": "paragraph", "value": "<p>Ein <b>Satz</b>.</p><p>Zwei.</p>"},
    {"type": "quote", "value": {"text": "Komm herein.", "by": "ein Gast"}},
    {"type": "list", "value": ["Brot", "Salz"]},
    {"type": "table", "value": {"caption": "Wann", "lines": "Tag | Zeit\nMontag | 9"}},
    {"type": "picture", "value": {"motifs": "breakfast", "alternative": "Kacheln", "caption": ""}},
]


def german(**values):
    said = Words("Der lange Tisch", "Im Hof", "Vier Familien kochen.", clean_blocks(BLOCKS))
    return make_article(texts={"de": said}, **values)


def fresh(article):
    return Article.objects.prefetch_related("texts").get(pk=article.pk)


def segments(article, lang="tr"):
    return {one.key: one for one in source_of_kind("newspaper-article").segments(fresh(article), lang)}


def translate(article, lang, texts, origin=Origin.CHECKED):
    found = segments(article, lang)
    changes = {key: Change(text, origin, found[key].german_stamp) for key, text in texts.items()}
    source_of_kind("newspaper-article").write(record=fresh(article), lang=lang, changes=changes, actor=None)


def test_every_part_is_a_text_of_its_own():
    found = segments(german(motifs="breakfast", picture_alt={"de": "Bunte Kacheln"}))
    assert [one.german for one in found.values()] == [
        *("Im Hof", "Der lange Tisch", "Vier Familien kochen.", "Zwischen", "Ein <b>Satz</b>.\n\nZwei."),
        *(
            "Komm herein.",
            "ein Gast",
            "Brot\nSalz",
            "Wann",
            "Tag | Zeit\nMontag | 9",
            "Kacheln",
            "Bunte Kacheln",
        ),
    ]
    assert {one.state for one in found.values()} == {TextState.MISSING}


def test_a_whole_translation_is_checked_and_shown_and_half_of_one_is_held_back():
    article = german()
    found = segments(article)
    everything = {key: f"T {one.german}" for key, one in found.items()}
    half = dict(list(everything.items())[:4])
    translate(article, "tr", half)
    text = fresh(article).text("tr")
    assert text.held_back and not text.is_shown
    assert [one.language for one in fresh(article).shown_texts()] == ["de"]
    translate(article, "tr", everything)
    article = fresh(article)
    assert article.language_state("tr") == TextState.CHECKED
    assert article.text("tr").is_shown
    blocks = article.text("tr").blocks
    assert blocks[1]["value"] == "<p>T Ein <b>Satz</b>.</p><p>Zwei.</p>"
    assert blocks[4]["value"]["lines"] == "T Tag | Zeit\nMontag | 9"
    assert blocks[5]["value"] == {
        **{"image": None, "motifs": "breakfast", "alternative": "T Kacheln"},
        **{"caption": "", "credit": ""},
    }
    assert article.versions.filter(language="tr").count() == 2


def test_a_changed_german_paragraph_outdates_only_its_translation():
    article = german()
    translate(article, "tr", {key: f"T {one.german}" for key, one in segments(article).items()})
    blocks = fresh(article).text("de").blocks
    blocks[0]["value"] = "Dazwischen"
    said = Words("Der lange Tisch", "Im Hof", "Vier Familien kochen.", blocks)
    actions.save_text(article=article, language="de", words=said)
    states = {one.german: one.state for one in segments(article).values()}
    assert states["Dazwischen"] == TextState.OUTDATED
    assert states["Komm herein."] == TextState.CHECKED
    assert fresh(article).language_state("tr") == TextState.OUTDATED


def test_what_a_machine_wrote_is_not_shown_until_somebody_checked_it():
    article = german()
    everything = {key: f"T {one.german}" for key, one in segments(article).items()}
    translate(article, "tr", everything, Origin.MACHINE)
    assert fresh(article).language_state("tr") == TextState.MACHINE
    assert not fresh(article).text("tr").is_shown
    translate(article, "tr", everything, Origin.CHECKED)
    assert fresh(article).text("tr").is_shown


def test_easy_language_is_one_summary_and_not_block_by_block():
    article = german()
    assert list(segments(article, "de-simple")) == ["kicker", "title", "standfirst", "summary"]
    texts = {"kicker": "Hof", "title": "Der Tisch", "standfirst": "Wir kochen.", "summary": "Eins.\n\nZwei."}
    translate(article, "de-simple", texts)
    text = fresh(article).text("de-simple")
    assert [block["value"] for block in text.blocks] == ["<p>Eins.</p>", "<p>Zwei.</p>"]
    assert text.is_shown
    assert segments(article, "de-simple")["summary"].text == "Eins.\n\nZwei."


def test_a_text_that_came_as_a_whole_is_laid_beside_the_german():
    article = german()
    said = Words("Uzun masa", "", "", clean_blocks([{"type": "heading", "value": "Arada"}]))
    actions.save_text(article=article, language="tr", words=said)
    found = segments(article)
    assert [one.text for one in found.values() if one.text] == ["Uzun masa", "Arada"]


def test_the_desk_counts_articles_and_search_finds_their_words():
    article = make_article(
        texts={"de": words("Kirschkuchen"), "tr": words("Vişneli", made_by=Origin.MACHINE)}
    )
    rows = {
        row.language: row
        for row in TextRow.objects.filter(record_id=article.pk, content_type__model="article")
    }
    assert rows["de"].title == "kirschkuchen"
    assert rows["tr"].title == ""
    assert rows["ar"].state == TextState.MISSING


def test_the_desk_does_not_touch_what_is_released():
    edition = make_edition()
    article = german()
    make_slot(edition, 2, article, language="tr")
    type(edition).objects.update(state="released")
    with pytest.raises(EditionFrozen):
        translate(article, "tr", {"title": "Uzun masa"})
