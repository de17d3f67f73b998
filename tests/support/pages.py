"""Looking at a whole page the way a browser and a screen reader do."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

import html5lib

XHTML = "{http://www.w3.org/1999/xhtml}"
SILENT = {"script", "style", "svg", "{http://www.w3.org/2000/svg}svg"}
SPOKEN = ("aria-label", "title", "alt", "placeholder", "data-done")
_DRAWING = re.compile(r"(<svg\b[^>]*>).*?(</svg>)", re.DOTALL)


@dataclass
class Page:
    html: str
    root: Element

    @classmethod
    def parse(cls, html: str, *, drawings: bool = False) -> "Page":
        """Strictly: the first error of the markup raises. Drawings are left out unless asked for; they cost the most."""
        shown = html if drawings else _DRAWING.sub(r"\1\2", html)
        root = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(shown)
        return cls(html, root)

    def all(self, *tags: str) -> Iterator[Element]:
        return (element for element in self.root.iter() if element.tag in tags)

    def texts(self) -> Iterator[str]:
        """What a person reads or hears in a language: text nodes and spoken attributes, without names that no
        language changes (translate="no")."""
        yield from _texts(self.root)
        for element in self.root.iter():
            for name in SPOKEN:
                if value := element.get(name):
                    yield value
            if element.tag == "meta" and element.get("name") == "description":
                yield element.get("content", "")
            if element.tag == "input" and element.get("type") in {"submit", "button"}:
                yield element.get("value", "")

    def text_of(self, element: Element) -> str:
        return " ".join(" ".join(_texts(element)).split())


def _texts(element: Element) -> Iterator[str]:
    if not isinstance(element.tag, str) or element.tag in SILENT or element.get("translate") == "no":
        return
    if element.text and element.text.strip():
        yield element.text.strip()
    for child in element:
        yield from _texts(child)
        if child.tail and child.tail.strip():
            yield child.tail.strip()
