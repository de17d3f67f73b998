"""The HTML of a paragraph as the layout takes it: plain words, and which of them stand out."""

import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from itertools import groupby

from .layout.data import Face

_WORD = re.compile(r"[^ \t\r\n]+")
_BOLD, _ITALIC = ("b", "strong"), ("i", "em")
Look = tuple[bool, bool, str]
_PLAIN: Look = (False, False, "")


def rich_paragraphs(html: str) -> list[tuple[str, tuple[Face, ...]]]:
    """Text and faces of every paragraph; a line break begins a new one. Empty ones are left out.

    A word has one look: that of most of its letters, so that a full stop behind a bold word is bold.
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return [(_text(one), _faces(one)) for one in reader.paragraphs if _text(one)]


def rich_text(html: str) -> tuple[str, tuple[Face, ...]]:
    """All paragraphs as one text, whose words a space parts."""
    words: list[str] = []
    faces: list[Face] = []
    for text, own in rich_paragraphs(html):
        begun = len(words)
        faces += [replace(face, first=face.first + begun, last=face.last + begun) for face in own]
        words += _WORD.findall(text)
    return " ".join(words), tuple(faces)


def _text(letters: list[tuple[str, Look]]) -> str:
    return "".join(letter for letter, _look in letters).strip()


def _faces(letters: list[tuple[str, Look]]) -> tuple[Face, ...]:
    if all(look == _PLAIN for _letter, look in letters):
        return ()
    text = "".join(letter for letter, _look in letters)
    looks = [look for _letter, look in letters]
    of_words = [
        Counter(looks[found.start() : found.end()]).most_common(1)[0][0] for found in _WORD.finditer(text)
    ]
    faces: list[Face] = []
    first = 0
    for look, words in groupby(of_words):
        last = first + len(list(words))
        if look != _PLAIN:
            faces.append(Face(first, last, *look))
        first = last
    return tuple(faces)


class _Reader(HTMLParser):
    """Letters with their looks, by paragraph. What is stored was cleaned by `markup.safe_paragraphs`."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.paragraphs: list[list[tuple[str, Look]]] = [[]]
        self.bold = self.italic = 0
        self.leads = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("p", "br"):
            self.paragraphs.append([])
        self.bold += tag in _BOLD
        self.italic += tag in _ITALIC
        if tag == "a":
            self.leads = dict(attrs).get("href") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "p":
            self.paragraphs.append([])
        self.bold = max(0, self.bold - (tag in _BOLD))
        self.italic = max(0, self.italic - (tag in _ITALIC))
        if tag == "a":
            self.leads = ""

    def handle_data(self, data: str) -> None:
        look = (self.bold > 0, self.italic > 0, self.leads)
        self.paragraphs[-1] += [(letter, look) for letter in data]
