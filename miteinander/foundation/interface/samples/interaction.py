"""The states of what a reader opens, closes, fills in or waits for."""

from collections.abc import Callable
from datetime import date

from django import forms

from ..forms import VisitorDateField, VisitorFileField
from .parts import Values, german
from .sample import Sample

_KINDS = {".pdf": "PDF", ".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG"}


class HandingInForm(forms.Form):
    day = VisitorDateField(
        label="Tag der Veranstaltung", earliest=date(2026, 1, 1), help_text="Zum Beispiel der erste Tag."
    )
    born = VisitorDateField(label="Geburtstag", required=False)
    sheet = VisitorFileField(
        label="Programmheft", kinds=_KINDS, megabytes=10, help_text="Das fertige Heft.", required=True
    )
    picture = VisitorFileField(label="Bild", kinds=_KINDS, megabytes=5, required=False)


def _field(name: str, **typed: str) -> Callable[[str], Values]:
    def inputs(lang: str) -> Values:
        data = {f"{name}_{key}": value for key, value in typed.items()}
        return {"field": HandingInForm(data=data or None)[name]}

    return inputs


def _empty_handing_in(lang: str) -> Values:
    return {"field": HandingInForm(data={})["sheet"]}


def _tabs(prefix: str, current: int = 0) -> Callable[[str], Values]:
    labels = (("anfahrt", "Anfahrt"), ("zugang", "Zugang"), ("raum", "Raum"))

    def inputs(lang: str) -> Values:
        tabs = [
            {
                "id": f"{prefix}-{key}",
                "label": label,
                "text": german(f"{label}: was Sie wissen müssen.", lang),
                "current": number == current,
            }
            for number, (key, label) in enumerate(labels)
        ]
        return {"label": "Zum Ort", "tabs": tabs}

    return inputs


def _dialog(name: str, **more: object) -> Callable[[str], Values]:
    return lambda lang: (
        {
            "id": name,
            "label": "Anmeldung zurückziehen",
            "title": "Möchten Sie die Anmeldung zurückziehen?",
            "text": german("Ihr Platz wird dann frei für andere.", lang),
        }
        | more
    )


def _toast(kind: str, text: str, **more: str) -> Callable[[str], Values]:
    return lambda lang: {"kind": kind, "text": german(text, lang)} | more


def _progress(name: str, text: str, value: int | None, state: str = "") -> Callable[[str], Values]:
    return lambda lang: {
        "id": name,
        "label": "Die Datei wird gelesen",
        "value": value,
        "max": 10000,
        "text": text,
        "state": state,
    }


def _cell(text: str, numeric: bool = False) -> Values:
    return {"text": text, "numeric": numeric}


def _table(name: str, *, columns: int = 2, rows: int = 3) -> Callable[[str], Values]:
    def inputs(lang: str) -> Values:
        heads = ("Stadtteil 1", "Stadtteil 2", "Stadtteil 3")[:rows]
        return {
            "id": name,
            "table": {
                "caption": "Besuche in den Stadtteilen",
                "columns": [
                    {"label": "Stadtteil", "numeric": False},
                    {"label": "Zuletzt", "numeric": False},
                    *({"label": f"Besuche {2026 - back}", "numeric": True} for back in range(columns - 1)),
                ],
                "rows": [
                    {
                        "head": german(head, lang),
                        "url": "/de/kalender/" if number == 0 else "",
                        "cells": [
                            _cell("Bürgerzentrum"),
                            *(_cell(str(back * number + 2), True) for back in range(columns - 1)),
                        ],
                    }
                    for number, head in enumerate(heads)
                ],
                "empty": "Noch kein Besuch.",
            },
        }

    return inputs


def _accordion(name: str = "", *, opened: int | None = None) -> Callable[[str], Values]:
    questions = (
        ("Muss ich mich anmelden?", "Nein. Kommen Sie einfach vorbei."),
        ("Ist es kostenlos?", "Ja.\n\nAuch Essen und Getränke kosten nichts."),
    )
    return lambda lang: {
        "name": name,
        "items": [
            {"title": german(title, lang), "text": german(text, lang), "open": number == opened}
            for number, (title, text) in enumerate(questions)
        ],
    }


INTERACTION: dict[str, tuple[Sample, ...]] = {
    "accordion": (
        Sample("closed", _accordion()),
        Sample("one open", _accordion(opened=1)),
        Sample("one at a time", _accordion("fragen", opened=0)),
    ),
    "date_field": (
        Sample("empty", _field("day")),
        Sample("filled", _field("born", day="6", month="12", year="1990")),
        Sample("no such day", _field("day", day="31", month="2", year="2026")),
        Sample("not numbers", _field("day", day="6", month="Dezember", year="2026")),
        Sample("too early", _field("day", day="6", month="12", year="1990")),
    ),
    "dialog": (
        Sample("waiting", _dialog("zurueckziehen")),
        Sample(
            "shown as a section",
            _dialog(
                "zurueckziehen-offen",
                shown=True,
                actions=[{"label": "Zurückziehen", "url": "/de/kalender/", "kind": ""}],
            ),
        ),
    ),
    "file_field": (
        Sample("empty", _field("sheet")),
        Sample("nothing chosen", _empty_handing_in),
        Sample("voluntary", _field("picture")),
    ),
    "progress": (
        Sample("running", _progress("lesen", "3.000 von 10.000 Zeilen", 3000)),
        Sample("end not known", _progress("lesen-offen", "Bitte warten Sie einen Moment.", None)),
        Sample("done", _progress("lesen-fertig", "Alle 10.000 Zeilen sind gelesen.", 10000, "done")),
        Sample("failed", _progress("lesen-fehler", "Zeile 4.711 ist nicht lesbar.", 4711, "failed")),
    ),
    "table": (
        Sample("two columns", _table("besuche")),
        Sample("wide, scrolls", _table("besuche-weit", columns=9)),
        Sample("nothing", _table("besuche-leer", rows=0)),
    ),
    "tabs": (
        Sample("first", _tabs("ort")),
        Sample("second", _tabs("ort-zwei", current=1)),
    ),
    "toast": (
        Sample("plain", _toast("", "Der Link ist kopiert.")),
        Sample("good, with a way on", _toast("good", "Gespeichert.", url="/de/kalender/", label="Ansehen")),
        Sample("error", _toast("error", "Das Speichern ging nicht. Bitte versuchen Sie es noch einmal.")),
    ),
}
