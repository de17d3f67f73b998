"""Folded text and alphabetical order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from miteinander.foundation.languages.folding import fold, fold_for_search, one_line, search_words, sort_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("MÜHLE", "mühle"),
        ("Straße", "STRASSE"),
        ("ıspanak", "İspanak"),
        ("ISPARTA", "ısparta"),
        ("İzmir", "izmir"),
        ("Łódź", "lodz"),
        ("ΑΘΉΝΑ", "αθηνα"),
        ("Καλημέρα", "καλημερα"),
        ("λόγος", "ΛΟΓΟΣ"),
        ("مُحَمَّد", "محمد"),
        ("مـــرحبا", "مرحبا"),
        ("مدرسة", "مدرسه"),
        ("مستشفى", "مستشفي"),
        ("کتابخانهٔ علی", "كتابخانه علي"),
        ("مى\u200cخواهم", "میخواهم"),
        ("Dvořák", "dvorak"),
        ("Đorđe", "dorde"),
        ("ë", "Ë"),
        ("  viele \n Worte ", "viele worte"),
        ("Bürger·haus", "Bürgerhaus"),
        ("Kin\u00adder", "Kinder"),
        ("\u2067Anna\u2069", "anna"),
        ("Mu\u0308hle", "Mühle"),
    ],
)
def test_fold_makes_spellings_meet(one, other):
    assert fold(one) == fold(other)


def test_fold_keeps_different_words_apart():
    assert len({fold(word) for word in ("Mühle", "Müller", "Mohl", "Мюллер")}) == 4


@given(st.text())
def test_fold_of_folded_text_changes_nothing(text):
    once = fold(text)
    assert fold(once) == once


@pytest.mark.parametrize("spelling", ["Küppersteg", "Kueppersteg", "Kuppersteg", "KÜPPERSTEG", "kupperSTEG"])
def test_search_finds_every_spelling_of_an_umlaut_in_the_indexed_text(spelling):
    indexed = fold_for_search("Bürgerhaus Küppersteg")
    words = set(fold_for_search(spelling).split())
    assert any(word in indexed for word in words)


def test_search_text_of_a_decomposed_umlaut_has_both_spellings():
    assert fold_for_search("Mu\u0308hle") == "muhle muehle"


def test_search_words_are_given_in_both_spellings():
    assert search_words("Über  den \u200f Rhein") == [{"uber", "ueber"}, {"den"}, {"rhein"}]


@pytest.mark.parametrize("word", ["الفطور", "والفطور", "بالفطور", "للفطور", "فُطُور", "اَلْفَطُور"])
def test_arabic_article_hides_no_word(word):
    assert search_words(word) == [{"فطور"}]


@pytest.mark.parametrize("word", ["ال", "الم", "لله", "باب"])
def test_short_arabic_words_stay_whole(word):
    assert search_words(word) == [{word}]


def test_search_text_without_umlauts_is_written_once():
    assert fold_for_search("Rheindorf") == "rheindorf"


@pytest.mark.parametrize(
    ("lang", "ordered"),
    [
        (
            "tr",
            [
                "Ceviz",
                "Çay",
                "Davul",
                "Gül",
                "Ğ",
                "Halı",
                "Isparta",
                "İzmir",
                "Ok",
                "Öykü",
                "Su",
                "Şehir",
                "Un",
                "Ünlü",
            ],
        ),
        ("pl", ["Lato", "Łódka", "Mama", "Sad", "Ślad", "Zebra", "Źródło", "Żaba"]),
        ("uk", ["Ганок", "Ґанок", "Дім", "Є", "Жук", "Зима", "Истина", "Івана", "Їжак", "Йод"]),
        ("ru", ["Елка", "Ёлка", "Жук", "Йод", "Яма"]),
        ("sq", ["Cak", "Çaj", "Dita", "Era", "Ëndërr", "Fat"]),
        ("de", ["Apfel", "Äpfel", "Birne", "Straße", "Zoo"]),
        ("el", ["Άλφα", "Βήτα", "Γάμμα", "Ωμέγα"]),
        ("ar", ["أحمد", "باب", "تاج"]),
        ("fr", ["Eau", "Été", "Zoo"]),
    ],
)
def test_sort_key_orders_as_the_alphabet_does(lang, ordered):
    shuffled = sorted(ordered, key=lambda word: word[::-1])
    assert sorted(shuffled, key=lambda word: sort_key(word, lang)) == ordered


@pytest.mark.parametrize("lang", ["tr", "pl", "uk", "de", "ar"])
def test_sort_key_puts_a_word_before_its_continuation(lang):
    assert sort_key("ab", lang) < sort_key("ab c", lang) < sort_key("abc", lang)


def test_sort_key_does_not_care_for_case():
    assert sorted(["b", "A", "a", "B"], key=lambda word: sort_key(word, "de"))[0].lower() == "a"
    assert sort_key("ÇAY", "tr") == sort_key("çay", "tr")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("  Fest \t im\nPark ", "Fest im Park"),
        ("Fest\x00\x83\u202e\ufdd0\uffff\ud800im Park", "Fest im Park"),
        ("می\u200cروم", "می\u200cروم"),
        ("a" * 500, "a" * 20),
        ("\x00" * 500, ""),
    ],
)
def test_one_line_shows_only_what_can_be_seen(typed, shown):
    assert one_line(typed, 20) == shown
