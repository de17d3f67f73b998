"""Dates and times in the languages of the site.

Formatting dates is most of what a page with 50 events costs, so every function here is cached by its arguments.
All take local dates and times (Europe/Berlin); `lang` is a code of the site.
"""

from datetime import date, time
from functools import lru_cache

from django.utils import dateformat, translation

_DAY_PATTERNS = {
    "de": "j. F Y",
    "de-simple": "j. F Y",
    "ru": "j E Y",
    "uk": "j E Y",
    "pl": "j E Y",
    "el": "j E Y",
}
_SHORT_DAY_PATTERNS = {"de": "j. F", "de-simple": "j. F", "ru": "j E", "uk": "j E", "pl": "j E", "el": "j E"}
_CLOCK = {"de": "{} Uhr", "de-simple": "{} Uhr"}
_CACHED = 20_000


@lru_cache(_CACHED)
def _formatted(day: date, pattern: str, lang: str) -> str:
    with translation.override(lang):
        return str(dateformat.format(day, pattern))


def format_date(day: date, lang: str, *, weekday: bool = True, year: bool = True) -> str:
    """For example "Sonntag, 6. Dezember 2026"."""
    pattern = (_DAY_PATTERNS if year else _SHORT_DAY_PATTERNS).get(lang, "j F Y" if year else "j F")
    text = _formatted(day, pattern, lang)
    if not weekday:
        return text
    comma = "، " if lang in {"ar", "fa"} else ", "
    return f"{weekday_name(day, lang)}{comma}{text}"


def weekday_name(day: date, lang: str) -> str:
    return _formatted(day, "l", lang)


def weekday_abbreviation(day: date, lang: str) -> str:
    """For the head of a column, for example "So"."""
    text = _formatted(day, "D", lang).rstrip(".")
    return text[:1].upper() + text[1:]


def first_weekday(lang: str) -> int:
    """With which day a week begins, Monday being 0 (Unicode CLDR, supplemental data, `firstDay`)."""
    return 5 if lang in {"ar", "fa"} else 0


def date_order(lang: str) -> tuple[str, ...]:
    """In which order a day is written with numbers (Unicode CLDR, `dateFormats`, short)."""
    return ("year", "month", "day") if lang in {"fa", "hu", "zh-Hans"} else ("day", "month", "year")


def month_name(day: date, lang: str, *, year: bool = True) -> str:
    """For example "Dezember 2026", as a heading."""
    text = _formatted(day, "F Y" if year else "F", lang)
    return text[:1].upper() + text[1:]


def month_abbreviation(day: date, lang: str) -> str:
    """At most four letters for the date on a card, upper case where the script has it; Arabic in full."""
    if lang in {"ar", "fa"}:
        return _formatted(day, "F", lang)
    text = _formatted(day, "M" if lang != "el" else "b", lang).rstrip(".")
    return (_turkish_upper(text) if lang == "tr" else text.upper())[:5]


def _turkish_upper(text: str) -> str:
    return text.replace("i", "İ").replace("ı", "I").upper()


def format_part(text: str, lang: str) -> str:
    """A year, month or day given as "2009", "2017-12" or "2017-12-11"; other text as it is."""
    numbers = text.split("-")
    try:
        if len(numbers) == 2:
            return month_name(date(int(numbers[0]), int(numbers[1]), 1), lang)
        return format_date(date.fromisoformat(text), lang, weekday=False) if len(numbers) == 3 else text
    except ValueError:
        return text


def format_time(clock: time, lang: str) -> str:
    """For example "10:30 Uhr", "16 Uhr"."""
    return _CLOCK.get(lang, "{}").format(_clock(clock, lang))


def format_times(start: time, end: time, lang: str) -> str:
    """For example "16–18 Uhr"; in right-to-left text the start stands on the right."""
    return _CLOCK.get(lang, "{}").format(f"{_clock(start, lang)}–{_clock(end, lang)}")


def _clock(clock: time, lang: str) -> str:
    if lang in _CLOCK and clock.minute == 0:
        return str(clock.hour)
    return f"{clock.hour}:{clock.minute:02d}"
