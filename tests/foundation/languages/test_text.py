"""Translated text: states, fallback, direction."""

import pytest
from django.utils import translation

from miteinander.foundation.languages.enums import Origin, TextState
from miteinander.foundation.languages.fields import merge
from miteinander.foundation.languages.text import META, Translated, stamp


def test_state_missing_without_text():
    assert Translated.of("Sommerfest").state("tr") == TextState.MISSING


def test_state_of_german_is_always_checked():
    assert Translated.of("Sommerfest").state("de") == TextState.CHECKED


@pytest.mark.parametrize(
    ("origin", "state"),
    [
        (Origin.MACHINE, TextState.MACHINE),
        (Origin.HUMAN, TextState.DRAFT),
        (Origin.CHECKED, TextState.CHECKED),
    ],
)
def test_state_follows_origin_while_german_stands(origin, state):
    text = Translated.of({"de": "Sommerfest", "tr": "Yaz şenliği"}, origin)
    assert text.state("tr") == state


@pytest.mark.parametrize("origin", list(Origin))
def test_state_is_outdated_after_german_changed(origin):
    text = Translated.of({"de": "Sommerfest", "tr": "Yaz şenliği"}, origin)
    assert text.with_text("de", "Winterfest").state("tr") == TextState.OUTDATED


def test_state_comes_back_when_german_is_turned_back():
    text = Translated.of({"de": "Sommerfest", "tr": "Yaz şenliği"}, Origin.CHECKED)
    there_and_back = text.with_text("de", "Winterfest").with_text("de", "Sommerfest")
    assert there_and_back.state("tr") == TextState.CHECKED


def test_state_of_text_without_stamp_is_outdated():
    assert Translated({"de": "Sommerfest", "tr": "Yaz şenliği"}).state("tr") == TextState.OUTDATED


def test_states_rank_from_worst_to_best():
    assert [state.value for state in sorted(TextState, key=lambda state: state.rank)] == [
        "missing",
        "outdated",
        "machine",
        "draft",
        "checked",
    ]


def test_with_text_leaves_the_original_alone():
    text = Translated.of({"de": "Sommerfest", "tr": "Yaz şenliği"})
    before = {key: dict(value) if key == META else value for key, value in text.items()}
    text.with_text("tr", "Festival", Origin.CHECKED)
    assert dict(text) == before


def test_with_text_stamps_only_that_language():
    text = Translated.of({"de": "A", "tr": "B", "ru": "В"}).with_text("de", "C").with_text("tr", "D")
    assert (text.state("tr"), text.state("ru")) == (TextState.DRAFT, TextState.OUTDATED)


def test_with_empty_text_removes_language_and_stamp():
    text = Translated.of({"de": "A", "tr": "B"}).with_text("tr", "")
    assert dict(text) == {"de": "A"}


def test_restamp_declares_all_up_to_date_and_keeps_their_origin():
    text = Translated.of({"de": "Somerfest", "tr": "Yaz"}, Origin.MACHINE).with_text("de", "Sommerfest")
    text.restamp()
    assert text.state("tr") == TextState.MACHINE
    assert text[META]["tr"] == ["machine", stamp("Sommerfest")]


def test_restamp_with_origin_sets_it():
    text = Translated.of({"de": "A", "tr": "B"}, Origin.MACHINE)
    text.restamp(Origin.CHECKED)
    assert text.state("tr") == TextState.CHECKED


def test_localized_shows_the_wanted_language():
    shown = Translated.of({"de": "Sommerfest", "ar": "مهرجان"}).localized("ar")
    assert (shown.text, shown.lang, shown.dir, shown.is_fallback) == ("مهرجان", "ar", "rtl", False)


def test_localized_falls_back_to_german_with_its_direction():
    shown = Translated.of({"de": "Sommerfest", "tr": "Yaz"}).localized("ar")
    assert (shown.text, shown.lang, shown.dir, shown.is_fallback) == ("Sommerfest", "de", "ltr", True)


def test_localized_falls_back_to_any_language_without_german():
    shown = Translated({"ar": "مهرجان"}).localized("fr")
    assert (shown.text, shown.lang, shown.dir, shown.is_fallback) == ("مهرجان", "ar", "rtl", True)


def test_localized_of_nothing_is_falsy_and_no_fallback():
    shown = Translated().localized("ar")
    assert not shown
    assert (shown.lang, shown.dir, shown.is_fallback) == ("ar", "rtl", False)


def test_localized_uses_the_active_language():
    text = Translated.of({"de": "Sommerfest", "tr": "Yaz"})
    with translation.override("tr"):
        assert str(text) == "Yaz"
    with translation.override(None):
        assert str(text) == "Sommerfest"


def test_meta_is_no_language():
    text = Translated.of({"de": "A", "tr": "B"})
    assert text.languages() == ["de", "tr"]
    assert text.texts() == {"de": "A", "tr": "B"}
    assert META in text


def test_text_of_empty_languages_is_falsy():
    assert not Translated({"de": "", "tr": ""})
    assert not Translated.of(None)


def test_unknown_languages_are_named():
    assert Translated({"de": "A", "xx": "B"}).unknown_languages() == {"xx"}


def test_merge_keeps_languages_that_were_not_posted():
    stored = Translated.of({"de": "A", "tr": "B"}, Origin.CHECKED)
    assert merge({"de": "A"}, stored) == stored


def test_merge_does_not_stamp_what_is_unchanged():
    stored = Translated.of({"de": "A", "tr": "B", "ru": "В"}, Origin.MACHINE)
    merged = merge({"de": "A", "tr": "B", "ru": "Г"}, stored)
    assert (merged.state("tr"), merged.state("ru")) == (TextState.MACHINE, TextState.DRAFT)


def test_merge_stamps_with_the_german_posted_beside_it_whatever_the_order():
    stored = Translated.of({"de": "A", "tr": "B"})
    merged = merge({"tr": "C", "de": "D"}, stored)
    assert merged.state("tr") == TextState.DRAFT


def test_merge_of_changed_german_makes_translations_outdated():
    merged = merge({"de": "Neu", "tr": "B"}, Translated.of({"de": "A", "tr": "B"}, Origin.CHECKED))
    assert merged.state("tr") == TextState.OUTDATED


def test_merge_ignores_posted_meta():
    merged = merge({META: "x", "de": "A"}, Translated())
    assert dict(merged) == {"de": "A"}


def test_merge_removes_a_language_posted_empty():
    assert merge({"tr": ""}, Translated.of({"de": "A", "tr": "B"})).texts() == {"de": "A"}
