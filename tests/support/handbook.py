"""Which pictures the handbook has, and how each is made."""

import re
from dataclasses import dataclass
from pathlib import Path

HANDBOOK = Path(__file__).resolve().parents[2] / "docs" / "handbook"
FOLDER = HANDBOOK / "bilder"
LARGEST = 120_000
"""Bytes of one picture."""
OFFICE = "buero@example.org"
EVENTS = "/buero/snippets/events/event/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A page of the demo; `link` is a CSS selector of the link on it to follow; without `email` nobody is signed in."""

    path: str
    link: str = ""
    email: str = OFFICE
    width: int = 1100
    height: int = 760


PICTURES = {
    "anmelden": Picture(path="/konto/anmelden/?lang=de", email=""),
    "startseite": Picture(path="/buero/", height=900),
    "jahr": Picture(path="/buero/jahr/", height=900),
    "planen": Picture(path="/buero/termine/planen/"),
    "noch-einmal": Picture(
        path="/buero/termine/planen/", link="main a[href*='/noch-einmal/']:has-text('Frühstück')"
    ),
    "veranstaltungen": Picture(path=EVENTS),
    "veranstaltung": Picture(path=f"{EVENTS}?state=published", link="main a[href*='/event/edit/']"),
    "rueckblick": Picture(path="/buero/snippets/events/eventreport/", link="main .title-wrapper a"),
    "meine-aufgaben": Picture(path="/buero/aufgaben/"),
    "tag-frei": Picture(path="/buero/ist-der-tag-frei/?tag=2026-12-24"),
    "uebersetzen": Picture(path="/buero/uebersetzen/?sprache=tr"),
    "nebeneinander": Picture(
        path="/buero/uebersetzen/", link="main a[href*='/naechster/']", email="uebersetzung@example.org"
    ),
    "konten": Picture(path="/buero/konten/"),
    "startseite-telefon": Picture(path="/buero/", width=360, height=720),
}

POSTERS = {"plakat-de": ("de",), "plakat-ar": ("ar", "de"), "plakat-uk": ("uk", "de")}
"""Printed by `tests/support/handbook_posters.py`: name -> languages, the first leads."""


def named_pictures() -> dict[str, list[str]]:
    """Chapter -> names of the pictures it shows, in order."""
    chapters = sorted(HANDBOOK.glob("[0-9]*.md"))
    return {
        path.name: re.findall(r"!\[[^\]]+\]\(bilder/([a-z-]+)\.png\)", path.read_text()) for path in chapters
    }
