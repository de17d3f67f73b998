"""What the style guide at /stil/ shows: every component in every state, both directions, light and dark.

One page holds many copies of a component, so `specimen` gives each copy ids, names and landmark labels of its own.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from django.template.loader import get_template, render_to_string
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe

from miteinander.foundation.languages.registry import direction

from .enums import Colour
from .mosaic import COLOURS, MOTIFS
from .pictograms import PICTOGRAMS
from .samples import SAMPLES, Sample, shell

LANGUAGES = ("de", "ar")
"""One that runs from left to right, one that runs from right to left."""
GREETINGS = {"de": "Herzlich willkommen", "ar": "أهلاً وسهلاً", "el": "Καλώς ήρθατε", "uk": "Ласкаво просимо"}
THEMES = {"light": "hell", "dark": "dunkel"}

_OWN = re.compile(r'(\s(?:id|for|name|aria-controls|data-status)=")([^"]+)(")')
_LISTS = re.compile(r'(\saria-(?:labelledby|describedby)=")([^"]+)(")')
_ANCHOR = re.compile(r'(\shref="#)([^"]+)(")')
_LANDMARK = re.compile(
    r'(<(?:nav|section)\b[^>]*?\saria-label(?:ledby)?="|role="(?:search|region)"[^>]*?\saria-label(?:ledby)?=")([^"]+)(")'
)
_COMMENT = re.compile(r"{%\s*comment\s*%}(.*?){%\s*endcomment\s*%}", re.DOTALL)


@dataclass(frozen=True)
class Specimen:
    """A component as it stands on the page. `key` is its id, `label` says language and theme in German."""

    key: str
    label: str
    lang: str
    dir: str
    theme: str
    html: SafeString


@dataclass(frozen=True)
class State:
    key: str
    name: str
    specimens: tuple[Specimen, ...]


@dataclass(frozen=True)
class Component:
    """`about` is the comment its template opens with."""

    name: str
    about: str
    states: tuple[State, ...]


@cache
def components() -> tuple[Component, ...]:
    """All components by name. Renders some hundred templates when first asked, without a query."""
    return tuple(
        Component(name, _about(name), tuple(_states(name, samples)))
        for name, samples in sorted(SAMPLES.items())
    )


def _states(name: str, samples: tuple[Sample, ...]) -> Iterator[State]:
    for number, sample in enumerate(samples, start=1):
        key = f"{name}-{number}"
        shown = tuple(
            _specimen(name, sample, f"{key}-{lang}-{theme}", lang, theme)
            for theme in THEMES
            for lang in LANGUAGES
        )
        yield State(key, sample.name, shown)


def _specimen(name: str, sample: Sample, key: str, lang: str, theme: str) -> Specimen:
    with translation.override(lang):
        html = render_to_string(f"components/{name}.html", {"shell": shell(lang), **sample.inputs(lang)})
    way = "von rechts nach links" if direction(lang) == "rtl" else "von links nach rechts"
    label = f"{way}, {THEMES[theme]}"
    return Specimen(key, label, lang, direction(lang), theme, mark_safe(_distinct(html, key)))


def _distinct(html: str, key: str) -> str:
    """Ids, names and the labels of landmarks made unique; references follow. `key`-label is the specimen's caption."""
    html = _OWN.sub(rf"\g<1>{key}-\g<2>\g<3>", html)
    html = _ANCHOR.sub(rf"\g<1>{key}-\g<2>\g<3>", html)
    html = _LISTS.sub(
        lambda found: found[1] + " ".join(f"{key}-{one}" for one in found[2].split()) + found[3], html
    )

    def named(found: re.Match[str]) -> str:
        more = f" {key}-label" if found[1].endswith('labelledby="') else f" ({key})"
        return found[1] + found[2] + more + found[3]

    return _LANDMARK.sub(named, html)


def _about(name: str) -> str:
    source: str = get_template(f"components/{name}.html").template.source  # type: ignore[attr-defined]
    found = _COMMENT.match(source)
    return found[1].strip() if found else ""


@lru_cache
def overview() -> dict[str, Any]:
    """Colours, pictograms and motif sets by name; a motif set in the colour that suits a sheet of them."""
    tasks = list(Colour.values)
    return {
        "colours": [
            {"name": name, "value": value, "is_task": name in tasks} for name, value in COLOURS.items()
        ],
        "scripts": [(lang, direction(lang), text) for lang, text in GREETINGS.items()],
        "pictograms": PICTOGRAMS,
        "mosaics": [
            {"motifs": name, "colour": tasks[number % len(tasks)]} for number, name in enumerate(MOTIFS)
        ],
    }
