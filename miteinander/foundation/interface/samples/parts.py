"""Invented pieces the samples are put together from."""

from typing import Any

from miteinander.foundation.languages.registry import direction
from miteinander.foundation.languages.text import LocalText

Values = dict[str, Any]

LANGUAGES = (("de", "Deutsch"), ("tr", "Türkçe"), ("ar", "العربية"), ("uk", "Українська"))


def german(text: str, lang: str) -> LocalText:
    """A text that exists in German only, as a reader of `lang` gets it."""
    return LocalText(text, "de", "ltr", lang != "de")


def chip(label: str, kind: str, pictogram: str = "", lang: str = "") -> Values:
    return {
        "label": label,
        "kind": kind,
        "pictogram": pictogram,
        "lang": lang,
        "dir": direction(lang) if lang else "",
    }


CHIPS = [
    chip("Deutsch", "language", lang="de"),
    chip("العربية", "language", lang="ar"),
    chip("Dolmetschen möglich", "access", "interpreter"),
    chip("5 von 8 frei", "free"),
    chip("Abgesagt", "state", "cancelled"),
    chip("Wohnen", "topic"),
]


def event_card(lang: str, **changes: Any) -> Values:
    card: Values = {
        "url": "/de/termine/beispiel/",
        "identity": "beispiel-1",
        "colour": "coral",
        "motifs": "breakfast",
        "day": "06",
        "month": "DEZ",
        "year": "",
        "date_word": "",
        "format": "Frühstück",
        "pictogram": "breakfast",
        "title": german("Offenes Frühstück", lang),
        "when": "Sonntag, 10:30 Uhr",
        "iso": "2026-12-06T10:30:00+01:00",
        "place": "Bürgerzentrum Beispiel",
        "chips": CHIPS[:2],
        "state": "published",
        "state_label": "",
    }
    return card | changes


def shell(lang: str) -> Values:
    return {
        "identity": {
            "name": "Integrationsrat Beispielstadt",
            "claim": german("Eine Stadt. Viele Wege miteinander.", lang),
            "intro": german("Der Rat bringt Menschen zusammen.", lang),
            "street": "Beispielstraße 1",
            "postal_code": "00000",
            "town": "Beispielstadt",
            "telephone": "+49 000 0000-0",
            "telephone_text": "+49 000 0000-0",
            "telephone_link": "tel:+490000000",
            "email": "rat@example.org",
            "office_hours": german("Montag bis Donnerstag, 9 bis 16 Uhr", lang),
        },
        "product_name": "Miteinander",
        "lang": lang,
        "dir": direction(lang),
        "languages": [
            {"code": code, "name": name, "dir": direction(code), "url": f"/{code}/", "current": code == lang}
            for code, name in LANGUAGES
        ],
        "navigation": [
            {"label": "Kalender", "url": "/de/kalender/", "current": False, "within": True},
            {"label": "Der Rat", "url": "/de/rat/", "current": False},
        ],
        "footer": [{"label": "Impressum", "url": "/de/impressum/", "current": False}],
        "home_url": f"/{lang}/",
        "sample": True,
        "canonical": f"https://example.org/{lang}/",
        "alternates": [],
    }


def district_map(chosen: int | None = None) -> Values:
    counts = (0, 1, 2, 4, 6)
    return {
        "cells": [
            {
                "name": f"Stadtteil {number}",
                "url": f"/de/kalender/?stadtteil=stadtteil-{number}",
                "column": number % 3,
                "row": number // 3,
                "shade": number,
                "label": f"{count} Termine" if count else "noch kein Termin",
                "current": number == chosen,
            }
            for number, count in enumerate(counts)
        ],
        "columns": 3,
        "rows": 2,
        "title": "In Ihrem Stadtteil",
        "description": "So oft war der Rat dieses Jahr vor Ort.",
    }


def filters() -> list[Values]:
    options = [
        {"value": "", "label": "Alle", "selected": False, "lang": ""},
        {"value": "tr", "label": "Türkçe", "selected": True, "lang": "tr"},
    ]
    return [
        {"name": "q", "label": "Suchwort", "type": "search", "value": "", "options": []},
        {"name": "sprache", "label": "Sprache", "type": "select", "value": "tr", "options": options},
        {"name": "von", "label": "Von", "type": "date", "value": "2026-12-01", "options": []},
        {"name": "stufenlos", "label": "Ohne Stufen", "type": "checkbox", "value": "1", "options": []},
    ]
