"""Invented pieces of the calendar: a week of a month, the three views."""

from datetime import date, timedelta
from typing import Any

from miteinander.foundation.languages.dates import first_weekday, weekday_abbreviation, weekday_name

from .parts import Values, german

VIEWS = [
    {"label": "Liste", "pictogram": "menu", "url": "/de/kalender/", "current": False},
    {"label": "Monat", "pictogram": "calendar", "url": "/de/kalender/monat/2026-12/", "current": True},
    {"label": "Karte", "pictogram": "place", "url": "/de/kalender/karte/", "current": False},
]
MONDAY = date(2026, 11, 30)


def month_grid(lang: str, *, empty: bool = False) -> Values:
    """One week around the first of December 2026."""
    start = MONDAY - timedelta(days=(MONDAY.weekday() - first_weekday(lang)) % 7)
    days = [start + timedelta(days=number) for number in range(7)]
    weekdays = [{"name": weekday_name(day, lang), "short": weekday_abbreviation(day, lang)} for day in days]
    week = [_day(day, lang, empty=empty) if day.month == 12 else None for day in days]
    return {"label": "Dezember 2026", "weekdays": weekdays, "weeks": [week]}


def _day(day: date, lang: str, *, empty: bool) -> Values:
    full = day.day == 2 and not empty
    return {
        "number": day.day,
        "iso": day.isoformat(),
        "name": f"{weekday_name(day, lang)}, {day.day}. 12.",
        "is_today": day.day == 1,
        "entries": [_entry(lang), _entry(lang, state="cancelled", state_label="Abgesagt")] if full else [],
        "more_text": "und 2 weitere Termine" if full else "",
        "more_url": "/de/kalender/?von=2026-12-02&bis=2026-12-02" if full else "",
    }


def _entry(lang: str, **changes: Any) -> Values:
    entry: Values = {
        "url": "/de/termine/beispiel/",
        "title": german("Offenes Frühstück", lang),
        "time": "10:30 Uhr",
        "pictogram": "breakfast",
        "colour": "coral",
        "state": "published",
        "state_label": "",
    }
    return entry | changes
