"""The states of what is read: lists that fill themselves, and a text read aloud."""

from ..listings import Group, Line, Listing, Table
from .parts import Values, german
from .sample import Sample


def _calendar(lang: str) -> Values:
    lines = tuple(
        Line(
            german(title, lang),
            lead=f"{day}. Dezember",
            detail="So · 10:30–13 Uhr · Haus Beispiel",
            url="/de/termine/beispiel/",
            iso=f"2026-12-{day:02d}",
        )
        for day, title in ((6, "Offenes Frühstück"), (12, "Auf Tour"))
    )
    groups = (Group(lines, "Beispielviertel", "sun", "/de/kalender/"), Group(lines[:1], "Nebenan", "teal"))
    return {"section": {"listing": Listing("calendar", "Termine", groups, note="Stand: heute.")}}


def _table(lang: str) -> Values:
    table = Table("Gruppe A", ("Mannschaft", "Punkte"), (("Rot", "6"), ("Blau", "3")))
    return {"section": {"listing": Listing("tournament", "Turnier", tables=(table,))}}


def _imprint(lang: str) -> Values:
    lines = (
        Line(german("Rat Beispielstadt", lang), lead="Herausgeber"),
        Line(german("5.000", lang), lead="Auflage"),
    )
    return {"section": {"listing": Listing("imprint", "Impressum", (Group(lines),))}}


READING: dict[str, tuple[Sample, ...]] = {
    "listing": (Sample("dates", _calendar), Sample("table", _table), Sample("imprint", _imprint)),
    "read_aloud": (Sample("offered", lambda lang: {"target": "inhalt", "lang": lang}),),
}
