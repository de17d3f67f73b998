"""What a translation must keep of its German: placeholders and, in texts with markup, the elements."""

import re
from collections import Counter
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .segments import Segment

PLACEHOLDER = re.compile(r"\{[A-Za-z_][A-Za-z0-9_]*\}|%\([A-Za-z_][A-Za-z0-9_]*\)[sd]")
TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_HREF = re.compile(r"""href\s*=\s*["']([^"']*)["']""", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Fault:
    sentence: Promise
    names: str = ""

    def __str__(self) -> str:
        return str(self.sentence) % {"names": self.names} if self.names else str(self.sentence)


def placeholders(text: str) -> Counter[str]:
    return Counter(PLACEHOLDER.findall(text))


def clean_text(text: str, *, multiline: bool) -> str:
    """As it is stored: without control characters and space around it, in one line if the field has one."""
    plain = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    return plain if multiline else " ".join(plain.split("\n"))


def faults_of(segment: Segment, text: str) -> list[Fault]:
    """Why the text cannot be the translation of the segment. An empty text has no faults: it means none."""
    if not text:
        return []
    faults = []
    if len(text) > segment.longest:
        faults.append(Fault(_("Der Text ist zu lang. Erlaubt sind %(names)s Zeichen."), str(segment.longest)))
    wanted, found = placeholders(segment.german), placeholders(text)
    if missing := wanted - found:
        faults.append(Fault(_("Diese Platzhalter fehlen: %(names)s."), ", ".join(sorted(missing))))
    if extra := found - wanted:
        faults.append(
            Fault(_("Diese Platzhalter gibt es im Deutschen nicht: %(names)s."), ", ".join(sorted(extra)))
        )
    if segment.markup and _elements(segment.german) != _elements(text):
        faults.append(
            Fault(_("Die Auszeichnungen in spitzen Klammern müssen dieselben sein wie im deutschen Text."))
        )
    return faults


def _elements(text: str) -> Counter[str]:
    """Elements of a text with where its links lead; the order is the language's own."""
    tags = TAG.findall(text)
    names = Counter(tag.strip("<>/ ").split()[0].lower() for tag in tags if not tag.startswith("</"))
    names.update(f"href {address}" for tag in tags for address in _HREF.findall(tag))
    return names
