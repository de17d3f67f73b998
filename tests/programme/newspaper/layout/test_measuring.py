from dataclasses import replace

import pytest

from miteinander.programme.newspaper.layout.grid import GRIDS
from miteinander.programme.newspaper.layout.measuring import Flow, Measures, words_of
from miteinander.programme.newspaper.layout.styles import cased
from tests.support.paper import SENTENCES, text


@pytest.mark.parametrize("lang", sorted(SENTENCES))
def test_the_rest_of_a_paragraph_breaks_as_it_did_before(lang):
    known = Measures(GRIDS["tabloid"])
    flow = Flow(words_of(text(lang, 9, 3)), lang, "rtl" if lang == "ar" else "ltr", 49)
    whole = known.flow(flow)
    assert whole.lines > 6 and whole.ends[-1] == len(flow.words)
    assert list(whole.ends) == sorted(whole.ends)
    checked = 0
    for line, end in enumerate(whole.ends[:-1]):
        if not whole.parted[line]:
            rest = known.flow(replace(flow, words=flow.words[end:]))
            assert rest.ends == tuple(one - end for one in whole.ends[line + 1 :])
            checked += 1
    assert checked


def test_arabic_is_never_parted_inside_a_word():
    known = Measures(GRIDS["tabloid"])
    assert not any(known.flow(Flow(words_of(text("ar", 9)), "ar", "rtl", 49)).parted)


def test_a_word_without_a_place_to_break_takes_lines_of_its_own():
    known = Measures(GRIDS["tabloid"])
    flow = Flow(("Siehe", "https://rat.example/" + "x" * 90, "und", "weiter"), "de", "ltr", 49)
    found = known.flow(flow)
    assert found.ends[-1] == 4
    assert found.lines >= 3


def test_a_question_is_asked_once():
    known = Measures(GRIDS["tabloid"])
    flow = Flow(words_of(text("de", 4, 77)), "de", "ltr", 49)
    known.flow(flow)
    rounds = known.rounds
    known.flow(flow)
    Measures(GRIDS["tabloid"]).flow(flow)
    assert known.rounds == rounds


def test_another_grid_asks_anew():
    assert Measures(GRIDS["tabloid"]).version != Measures(GRIDS["a4"]).version


def test_headlines_say_whether_their_words_fit():
    known = Measures(GRIDS["tabloid"])
    words = "Donaudampfschifffahrtsgesellschaft"
    known.height(words, "de", "ltr", 49, "title-44")
    known.ask(())
    assert not known.height(words, "de", "ltr", 49, "title-44").fits
    known.height(words, "de", "ltr", 209, "title-14")
    known.ask(())
    assert known.height(words, "de", "ltr", 209, "title-14").fits


def test_capitals_are_those_of_the_language():
    assert cased("kicker", "tr", "istanbul ışık") == "İSTANBUL IŞIK"
    assert cased("kicker", "el", "Συμβούλιο Ένταξης") == "ΣΥΜΒΟΥΛΙΟ ΕΝΤΑΞΗΣ"
    assert cased("body", "de", "Straße") == "Straße"
