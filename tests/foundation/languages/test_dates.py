"""Dates and times in every language of the site."""

from datetime import date, time

import pytest

from miteinander.foundation.languages.dates import (
    format_date,
    format_part,
    format_time,
    format_times,
    month_abbreviation,
    month_name,
    weekday_name,
)
from miteinander.foundation.languages.registry import site_codes

CODES = sorted(site_codes())
MONTHS = [date(2026, month, 6) for month in range(1, 13)]
DAYS = [date(2026, 12, day) for day in range(7, 14)]
ENGLISH_MONTHS = {f"{day:%B}" for day in MONTHS}
ENGLISH_DAYS = {f"{day:%A}" for day in DAYS}
ALIKE = {
    ("de", "April"), ("de", "August"), ("de", "September"), ("de", "November"),
    ("de-simple", "April"), ("de-simple", "August"), ("de-simple", "September"), ("de-simple", "November"),
}  # fmt: skip


@pytest.mark.parametrize("lang", [code for code in CODES if code != "en"])
def test_no_month_or_weekday_is_left_in_english(lang):
    months = {month_name(day, lang, year=False) for day in MONTHS}
    assert len(months) == 12
    assert {(lang, name) for name in months & ENGLISH_MONTHS} <= ALIKE
    days = {weekday_name(day, lang) for day in DAYS}
    assert len(days) == 7
    assert not days & ENGLISH_DAYS


@pytest.mark.parametrize("lang", [code for code in CODES if code != "en"])
def test_no_date_contains_an_english_word(lang):
    for day in MONTHS:
        words = format_date(day, lang).replace(",", " ").replace("،", " ").replace(".", " ").split()
        raw = set(words) & (ENGLISH_MONTHS | ENGLISH_DAYS)
        assert {(lang, word) for word in raw} <= ALIKE


@pytest.mark.parametrize(
    ("lang", "shown"),
    [
        ("de", "Sonntag, 6. Dezember 2026"),
        ("de-simple", "Sonntag, 6. Dezember 2026"),
        ("tr", "Pazar, 6 Aralık 2026"),
        ("uk", "неділя, 6 грудня 2026"),
        ("ru", "воскресенье, 6 декабря 2026"),
        ("pl", "niedziela, 6 grudnia 2026"),
        ("it", "domenica, 6 dicembre 2026"),
        ("el", "Κυριακή, 6 Δεκεμβρίου 2026"),
        ("fr", "dimanche, 6 décembre 2026"),
        ("en", "Sunday, 6 December 2026"),
    ],
)
def test_date_uses_the_grammar_of_the_language(lang, shown):
    assert format_date(date(2026, 12, 6), lang).lower() == shown.lower()


def test_arabic_date_uses_the_arabic_comma():
    assert "،" in format_date(date(2026, 12, 6), "ar")


def test_date_without_weekday_and_year():
    assert format_date(date(2026, 12, 6), "de", weekday=False, year=False) == "6. Dezember"
    assert "2026" not in format_date(date(2026, 12, 6), "ru", year=False)


@pytest.mark.parametrize("lang", CODES)
def test_month_abbreviations_are_short_and_distinct(lang):
    short = [month_abbreviation(day, lang) for day in MONTHS]
    assert len(set(short)) == 12
    if lang != "ar":
        assert max(map(len, short)) <= 5


def test_turkish_abbreviation_has_the_dotted_capital():
    assert month_abbreviation(date(2026, 4, 1), "tr") == "NİS"
    assert month_abbreviation(date(2026, 10, 1), "tr") == "EKİ"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2009", "2009"),
        ("2017-12", "Dezember 2017"),
        ("2017-12-11", "11. Dezember 2017"),
        ("", ""),
        ("2017-13", "2017-13"),
        ("2017-02-30", "2017-02-30"),
        ("irgendwann", "irgendwann"),
        ("a-b", "a-b"),
    ],
)
def test_part_shows_what_is_known_and_leaves_other_text(text, shown):
    assert format_part(text, "de") == shown


def test_times():
    assert format_time(time(16), "de") == "16 Uhr"
    assert format_time(time(10, 5), "de") == "10:05 Uhr"
    assert format_time(time(0), "tr") == "0:00"
    assert format_times(time(16), time(18), "de") == "16–18 Uhr"
    assert format_times(time(9, 30), time(18), "ar") == "9:30–18:00"
