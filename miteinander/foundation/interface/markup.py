"""The little HTML that a paragraph of a long text may hold: bold, italic, links, line breaks."""

import re
from html import unescape

from django.utils.html import strip_tags
from wagtail.whitelist import Whitelister, allow_without_attributes, attribute_rule, check_url

_BETWEEN_PARAGRAPHS = re.compile(r"\n\s*\n")
_DROPPED = re.compile(r"<(script|style|template|iframe|object)\b.*?(</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)


class _ParagraphWhitelister(Whitelister):
    element_rules = {
        "[document]": allow_without_attributes,
        "p": allow_without_attributes,
        "br": allow_without_attributes,
        "b": allow_without_attributes,
        "strong": allow_without_attributes,
        "i": allow_without_attributes,
        "em": allow_without_attributes,
        "a": attribute_rule({"href": check_url}),
    }


def safe_paragraphs(text: str) -> str:
    """Plain text or HTML as clean `<p>` elements; everything not allowed is dropped. Doing it twice changes nothing.

    In text without `<p>` an empty line begins a new paragraph and a line break stays one.
    """
    text = _DROPPED.sub("", text.replace("\r\n", "\n").replace("\x00", "")).strip()
    if text and not re.search(r"<p\b", text):
        parts = (part.strip().replace("\n", "<br>") for part in _BETWEEN_PARAGRAPHS.split(text))
        text = "".join(f"<p>{part}</p>" for part in parts if part)
    clean: str = _ParagraphWhitelister().clean(text)
    return clean.replace("<br/>", "<br>").replace("<p></p>", "")


def words_of(html: str) -> str:
    """The text of such paragraphs without markup, for search."""
    return unescape(strip_tags(html.replace("<br>", " ").replace("</p>", " "))).strip()
