"""Placeholders as elements that a service leaves alone, and back."""

import html
import re

from ..checks import PLACEHOLDER

_ELEMENT = re.compile(r'<x id="(\d+)"\s*(?:/>|>\s*</x>)')


def protected(text: str) -> tuple[str, list[str]]:
    """The text as XML with an empty element for each placeholder, and the placeholders."""
    names: list[str] = []
    pieces = []
    end = 0
    for found in PLACEHOLDER.finditer(text):
        pieces.append(html.escape(text[end : found.start()], quote=False))
        pieces.append(f'<x id="{len(names)}"/>')
        names.append(found[0])
        end = found.end()
    pieces.append(html.escape(text[end:], quote=False))
    return "".join(pieces), names


def restored(text: str, names: list[str]) -> str:
    """Plain text again; an element that was not there before goes."""

    def name(found: re.Match[str]) -> str:
        number = int(found[1])
        return names[number] if number < len(names) else ""

    return html.unescape(_ELEMENT.sub(name, text))
