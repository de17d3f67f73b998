"""Checks of message catalogues. Each takes a `polib.POFile` and returns sentences, one per fault; none when all is well."""

import re
import unicodedata
from collections.abc import Collection, Iterable
from pathlib import Path

import polib

from miteinander.foundation.languages.catalogues import PLURALS, plural_count
from miteinander.foundation.languages.extraction import Message

TWO_FORMS = "nplurals=2; plural=(n != 1);"
REVIEW_STATES = ("written", "read")
SCRIPTS = {"ar": "ARABIC", "uk": "CYRILLIC", "ru": "CYRILLIC", "el": "GREEK"}
SHARE_OF_CATALOGUE, SHARE_OF_ENTRY = 0.9, 0.5
_PLACEHOLDER = re.compile(r"%\((\w+)\)[#0\- +]*\d*(?:\.\d+)?[a-zA-Z]|%%|%[sd]|\{\w*\}")
_NOT_WORDS = re.compile(r"%\(\w+\)\w|\{\w*\}|https?://\S+|\S+@\S+|<[^>]*>")


def texts_of(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def missing_and_fuzzy(catalogue: polib.POFile) -> list[str]:
    faults = []
    for entry in catalogue:
        if entry.fuzzy:
            faults.append(f"fuzzy: {entry.msgid!r}")
        if not all(text.strip() for text in texts_of(entry)):
            faults.append(f"missing: {entry.msgid!r}")
    return faults


def differs_from_sources(catalogue: polib.POFile, messages: Iterable[Message]) -> list[str]:
    """Messages of the sources that the catalogue lacks, and entries that no source has any more."""
    wanted = {(message.context, message.singular, message.plural) for message in messages}
    present = {(entry.msgctxt or "", entry.msgid, entry.msgid_plural) for entry in catalogue}
    return [f"not in the catalogue: {one!r}" for one in sorted(wanted - present)] + [
        f"not in the sources: {one!r}" for one in sorted(present - wanted)
    ]


def changed_placeholders(catalogue: polib.POFile) -> list[str]:
    """A plural form may leave out the number (Arabic "one hour"), nothing else."""
    faults = []
    for entry in catalogue:
        wanted = _placeholders(entry.msgid) | _placeholders(entry.msgid_plural or "")
        for text in texts_of(entry):
            if not text:
                continue
            found = _placeholders(text)
            may_lack = _counted(entry) if entry.msgid_plural else set()
            if not (wanted - may_lack <= found <= wanted):
                faults.append(
                    f"{entry.msgid!r} has {sorted(wanted)}, its translation {sorted(found)}: {text!r}"
                )
    return faults


def wrong_plurals(catalogue: polib.POFile, code: str) -> list[str]:
    """The header must hold the rule of the language, each plural entry exactly its number of forms."""
    faults = []
    rule = PLURALS.get(code, TWO_FORMS)
    if (given := catalogue.metadata.get("Plural-Forms", "")).split() != rule.split():
        faults.append(f"Plural-Forms is {given!r}, must be {rule!r}")
    forms = set(range(plural_count(code)))
    for entry in catalogue:
        if entry.msgid_plural and {int(form) for form in entry.msgstr_plural} != forms:
            faults.append(
                f"{entry.msgid!r} has the forms {sorted(entry.msgstr_plural)}, must have {sorted(forms)}"
            )
    return faults


def same_as_german(catalogue: polib.POFile, allowed: Collection[str]) -> list[str]:
    faults = []
    for entry in catalogue:
        german = {entry.msgid, entry.msgid_plural or entry.msgid}
        words = any(character.isalpha() for character in _NOT_WORDS.sub("", entry.msgid))
        if words and entry.msgid not in allowed and any(text in german for text in texts_of(entry)):
            faults.append(f"same as the German: {entry.msgid!r}")
    return faults


def unused_allowances(catalogue: polib.POFile, allowed: Collection[str]) -> list[str]:
    """Lines of the list of words that may equal the German, which do not (any more)."""
    equal = {
        entry.msgid
        for entry in catalogue
        if any(text in (entry.msgid, entry.msgid_plural) for text in texts_of(entry))
    }
    return [f"needs no allowance: {text!r}" for text in sorted(set(allowed) - equal)]


def wrong_script(catalogue: polib.POFile, code: str) -> list[str]:
    """Too small a share of letters of the language's script, in the catalogue or in an entry of over three words."""
    script = SCRIPTS.get(code)
    if script is None:
        return []
    faults = []
    everything = ""
    for entry in catalogue:
        for text in texts_of(entry):
            everything += text
            share = script_share(text, script)
            if len(_NOT_WORDS.sub(" ", text).split()) > 3 and share < SHARE_OF_ENTRY:
                faults.append(f"{share:.0%} {script.lower()} letters in {text!r}")
    if (share := script_share(everything, script)) < SHARE_OF_CATALOGUE:
        faults.append(f"{share:.0%} {script.lower()} letters in the catalogue")
    return faults


def script_share(text: str, script: str) -> float:
    """Which part of the letters (placeholders, addresses and tags left out) belongs to a script; 1 without letters."""
    letters = [char for char in _NOT_WORDS.sub("", text) if char.isalpha()]
    if not letters:
        return 1.0
    return sum(unicodedata.name(char, "").startswith(script) for char in letters) / len(letters)


def wrong_review_state(catalogue: polib.POFile) -> list[str]:
    state = catalogue.metadata.get("X-Review", "")
    return [] if state in REVIEW_STATES else [f"X-Review is {state!r}, must be one of {REVIEW_STATES}"]


def read_allowances(path: Path) -> dict[str, set[str]]:
    """Sections `[code]`, one message id a line; `#` starts a comment line. Raises ValueError before a section."""
    allowed: dict[str, set[str]] = {}
    section: set[str] | None = None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith("[") and line.rstrip().endswith("]"):
            section = allowed.setdefault(line.strip()[1:-1], set())
        elif section is None:
            raise ValueError(f"{path.name}, line {number}: no section yet")
        else:
            section.add(line.replace("\\n", "\n"))
    return allowed


def _placeholders(text: str) -> set[str]:
    return {found.group(0) for found in _PLACEHOLDER.finditer(text)} - {"%%"}


def _counted(entry: polib.POEntry) -> set[str]:
    """Numbers among the placeholders of a plural entry."""
    both = _placeholders(entry.msgid) | _placeholders(entry.msgid_plural)
    return {one for one in both if one.endswith("d")} or {
        one for one in both if one in {"%(count)s", "%(counter)s", "%(number)s", "%(total)s"}
    }
