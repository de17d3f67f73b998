"""Which words of a title stand large."""

import pytest

from miteinander.foundation.languages.registry import direction
from miteinander.foundation.languages.text import LocalText
from miteinander.programme.events.documents.headlines import headline, parted, says_already


@pytest.mark.parametrize(
    ("title", "format_name", "expected"),
    [
        ("Offenes interkulturelles Frühstück", "Offenes Frühstück", ("Offenes interkulturelles", "Frühstück", "")),
        ("Interkulturelle Bürgersprechstunde", "Sprechstunde", ("Interkulturelle", "Bürgersprechstunde", "")),
        ("Europafest im Schlosspark", "Fest", ("", "Europafest", "im Schlosspark")),
        ("Öffentliche Sitzung des Rates", "Sitzung", ("Öffentliche", "Sitzung", "des Rates")),
        ("Elterncafé: Kaffee, Kita, Klassenzimmer", "Weitere Veranstaltung", ("", "Elterncafé", "Kaffee, Kita, Klassenzimmer")),
        ("Wo drückt der Schuh? Spaziergang mit dem Rat", "Auf Tour", ("", "Wo drückt der Schuh?", "Spaziergang mit dem Rat")),
        ("Lesung am Tisch: Briefe", "Lesung", ("", "Lesung", "am Tisch: Briefe")),
        ("Телефон, сон і домашні завдання: вечір без повчань", "Вечір розмов", ("", "Телефон, сон і домашні завдання", "вечір без повчань")),
        ("Zeugnis lesen ohne Schrecken", "Workshop", ("", "Zeugnis lesen ohne Schrecken", "")),
        ("Frühstück", "Frühstück", ("", "Frühstück", "")),
        ("", "Frühstück", ("", "", "")),
        (":", "", ("", ":", "")),
        ("10:30 Uhr", "", ("", "10:30 Uhr", "")),
    ],
)  # fmt: skip
def test_strong_words(title, format_name, expected):
    assert parted(title, format_name) == expected


@pytest.mark.parametrize(
    "title",
    [
        "Kino: ohne: Worte",
        "Wer? Was? Wo?",
        "a\nb: c",
        "Fest " * 60,
        "Fest：Essen und Musik",
        "🎉 Fest! 🎉 im Hof",
        "x" * 60,
    ],
)
def test_no_word_is_lost_or_moved(title):
    def letters(text):
        return [letter for letter in text if not letter.isspace() and letter not in ":："]

    assert letters(" ".join(parted(title, "Fest"))) == letters(title)


def test_nouns_come_first_in_some_languages():
    assert parted("Colazione aperta per tutti", "Colazione aperta", noun_first=True)[1] == "Colazione"
    assert parted("Colazione aperta per tutti", "Colazione aperta")[1] == "aperta"


def test_kicker_is_left_out_where_the_title_says_it():
    assert says_already("Offenes interkulturelles Frühstück", "Offenes Frühstück")
    assert not says_already("Zeugnis lesen ohne Schrecken", "Workshop")

    def local(text, lang="de"):
        return LocalText(text, lang, direction(lang))

    found = headline(
        local("Offenes Frühstück"),
        local("Offenes Frühstück"),
        local("Offenes Frühstück"),
        local("Tischgespräche"),
    )
    assert found.kicker.text == "Tischgespräche"
    other = headline(local("فطور مفتوح", "ar"), local("Offenes Frühstück"), local("Offenes Frühstück"))
    assert other.kicker.text == "" and other.strong.text == "فطور مفتوح"
