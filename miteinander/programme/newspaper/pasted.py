"""Words from elsewhere as blocks: what a word processor puts on the clipboard, and plain text.

Of HTML only what our blocks know remains: paragraphs, headings, lists, tables, quotes, bold, italic, links. Classes,
fonts, comments for Office and empty lines go. Broken HTML is read as far as it can be.
"""

import re
from collections.abc import Iterator
from typing import Any

from bs4 import BeautifulSoup, Comment, Tag
from bs4.element import NavigableString, PageElement

from .blocks import clean_blocks, table_lines

DROPPED = (
    "script",
    "style",
    "template",
    "iframe",
    "object",
    "head",
    "meta",
    "link",
    "title",
    "xml",
    "svg",
    "img",
)
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
BLOCKS = (*HEADINGS, "p", "ul", "ol", "table", "blockquote", "div", "section", "article", "pre")
BULLET = re.compile(r"^[\s\xa0]*(?:[·•●▪o§-]|\(?\d{1,2}[.)])[\s\xa0]+")
LONGEST_HEADING = 160


def blocks_from_html(html: str) -> list[dict[str, Any]]:
    """Raises nothing, whatever the text is."""
    soup = BeautifulSoup(html.replace("\x00", ""), "html.parser")
    for node in soup.find_all(string=lambda text: isinstance(text, Comment)):
        node.extract()
    for tag in soup.find_all(DROPPED):
        tag.extract()
    for tag in soup.find_all(re.compile(r"^(o|w|v|m):")):
        tag.unwrap()
    try:
        return clean_blocks(_joined(_walk(soup)))
    except RecursionError:  # nested a thousandfold, by no word processor
        return blocks_from_text(soup.get_text(" "))


def blocks_from_text(text: str) -> list[dict[str, Any]]:
    """An empty line begins a paragraph; a line with # before it is a heading, lines with - before them are a list."""
    return clean_blocks(_joined(_of_lines(text.replace("\r\n", "\n").replace("\x00", ""))))


def _of_lines(text: str) -> Iterator[dict[str, Any]]:
    for piece in re.split(r"\n\s*\n", text):
        lines = [line.strip() for line in piece.strip().split("\n") if line.strip()]
        if not lines:
            continue
        if lines[0].startswith("#"):
            yield _heading(lines.pop(0).lstrip("# "))
        while lines:
            if lines[0].startswith(("- ", "* ", "• ")):
                yield {"type": "list", "value": [lines.pop(0)[2:].strip()]}
            else:
                words = []
                while lines and not lines[0].startswith(("- ", "* ", "• ", "#")):
                    words.append(_escaped(lines.pop(0)))
                if lines and lines[0].startswith("#"):
                    yield _heading(lines.pop(0).lstrip("# "))
                if words:
                    yield {"type": "paragraph", "value": "<p>" + "<br>".join(words) + "</p>"}


def _walk(parent: Tag) -> Iterator[dict[str, Any]]:
    inline: list[str] = []
    for child in parent.children:
        if isinstance(child, Tag) and (child.name in BLOCKS or child.find(BLOCKS)):
            yield from _paragraph("".join(inline))
            inline = []
            yield from _block(child)
        elif isinstance(child, Tag | NavigableString):
            inline.append(_inline(child))
    yield from _paragraph("".join(inline))


def _block(tag: Tag) -> Iterator[dict[str, Any]]:
    words = _text(tag)
    if tag.name in HEADINGS or "MsoTitle" in (tag.get("class") or []):
        yield _heading(words)
    elif tag.name in ("ul", "ol"):
        yield {"type": "list", "value": [_text(item)[:1000] for item in tag.find_all("li")]}
    elif tag.name == "table":
        rows = [[_text(cell) for cell in row.find_all(["td", "th"])] for row in tag.find_all("tr")]
        if rows and max(len(row) for row in rows) == 1:  # a table around the whole text
            for row in rows:
                yield from _paragraph(_escaped(row[0]) if row else "")
        elif rows:
            yield {"type": "table", "value": {"lines": table_lines(rows[0], rows[1:])[:4000]}}
    elif tag.name == "blockquote" and len(words) <= 600:
        yield {"type": "quote", "value": {"text": words, "by": ""}}
    elif tag.name == "p" and (
        "MsoListParagraph" in " ".join(tag.get("class") or []) or BULLET.match(tag.get_text())
    ):
        yield {"type": "list", "value": [BULLET.sub("", words)[:1000]]}
    elif tag.name == "p" and not tag.find(BLOCKS):
        yield from _paragraph("".join(_inline(child) for child in tag.children))
    else:
        yield from _walk(tag)


def _inline(node: PageElement) -> str:
    """Bold, italic and links of a piece of text; what is a heading by size only stays text."""
    if not isinstance(node, Tag):
        return _escaped(re.sub(r"[\s\xa0]+", " ", str(node)))
    if node.name == "br":
        return "<br>"
    inside = "".join(_inline(child) for child in node.children)
    name = {"strong": "b", "b": "b", "em": "i", "i": "i"}.get(node.name or "")
    if name and inside.strip():
        return f"<{name}>{inside}</{name}>"
    href = str(node.get("href") or "")
    if node.name == "a" and href.startswith(("https://", "http://", "mailto:", "tel:")):
        return f'<a href="{_escaped(href)}">{inside}</a>'
    return inside


def _paragraph(html: str) -> Iterator[dict[str, Any]]:
    html = re.sub(r"^(?:\s|<br>)+|(?:\s|<br>)+$", "", html)
    if html:
        yield {"type": "paragraph", "value": f"<p>{html}</p>"}


def _heading(words: str) -> dict[str, Any]:
    if len(words) <= LONGEST_HEADING:
        return {"type": "heading", "value": words}
    return {"type": "paragraph", "value": f"<p><b>{_escaped(words)}</b></p>"}


def _joined(blocks: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Items that stood as single lines become one list."""
    waiting: list[str] = []
    for block in blocks:
        if block["type"] == "list":
            waiting += block["value"]
            continue
        if waiting:
            yield {"type": "list", "value": waiting}
            waiting = []
        yield block
    if waiting:
        yield {"type": "list", "value": waiting}


def _text(tag: Tag) -> str:
    return re.sub(r"[\s\xa0]+", " ", tag.get_text(" ")).strip()


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
