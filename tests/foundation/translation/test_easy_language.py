"""Hints for Leichte Sprache."""

import time

import pytest

from miteinander.foundation.translation.easy_language import HintKind, find_hints, is_explained, sentences


def kinds(text):
    return {hint.kind.value for hint in find_hints(text)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Das Fest ist am 3. Oktober um 12.30 Uhr. Kommen Sie!", set()),
        ("Wir laden alle Menschen ein.", set()),
        ("Das Fest wird vom Rat organisiert.", {"passive"}),
        ("Die Anmeldungen werden geprüft.", {"passive"}),
        ("Der Termin wurde verschoben.", {"passive"}),
        ("Wir werden das Fest besuchen.", set()),
        ("Es wird kalt.", set()),
        ("Das Haus des Rates ist groß.", {"genitive"}),
        ("Die Mitarbeiter der Stadt helfen.", {"genitive"}),
        ("Wegen der Hitze ist zu.", {"genitive"}),
        ("Die Stadt hilft der Frau.", set()),
        ("Bringen Sie z. B. Kuchen mit.", {"abbreviation"}),
        ("Bringen Sie z.\u202fB. Kuchen mit.", {"abbreviation"}),
        ("Die GEMA schickt eine Rechnung.", {"abbreviation"}),
        ("Das Kommunale Zentrum (KI) hilft. Das KI ist im Rathaus.", set()),
        ("KI heißt: Kommunales Zentrum.", set()),
        ("Kapitel XIV kommt jetzt.", set()),
        ("Die Volkshochschule ist offen.", {"long-word"}),
        ("Die Volks·hoch·schule ist offen.", set()),
        (
            "Wir treffen uns und dann essen wir und dann singen wir alle zusammen sehr laut.",
            {"long-sentence"},
        ),
        ("", set()),
    ],
)
def test_hints(text, expected):
    assert kinds(text) == expected


def test_a_hint_says_what_and_how_much():
    (hint,) = find_hints("Das Fest wird vom Rat organisiert.")
    assert (hint.kind, hint.found) == (HintKind.PASSIVE, "wird … organisiert")
    (hint,) = find_hints("eins " * 13)
    assert hint.count == 13


def test_markup_is_no_text_and_a_new_line_ends_a_sentence():
    assert sentences("Erste Zeile\nZweite Zeile: Dritte. Vierte") == [
        "Erste Zeile",
        "Zweite Zeile",
        "Dritte",
        "Vierte",
    ]
    assert kinds('<p>Kommen Sie <b>mit</b>.<br>Es gibt <a href="/GEMA/">Tee</a></p>') == set()


def test_an_abbreviation_is_explained_anywhere_in_the_text():
    assert is_explained("KI", "Am Ende: KI (Kommunales Zentrum)")
    assert not is_explained("KI", "Das KI hilft (immer)")


@pytest.mark.parametrize(
    "text", ["a" * 200_000, "der " * 60_000, "(" * 50_000, "<" * 50_000, "AB " * 9_000, "z. B" * 9_000]
)
def test_hostile_text_takes_no_time(text):
    begin = time.perf_counter()
    find_hints(text)
    assert time.perf_counter() - begin < 2
