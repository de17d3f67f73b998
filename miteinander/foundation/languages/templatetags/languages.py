"""Showing translated text with the right language, direction and an honest note where it is German only."""

import re
import unicodedata
from typing import Any

from django import template
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _

from ..registry import spoken_languages
from ..text import LocalText, Translated

register = template.Library()
_SENTENCE_END = re.compile(r"(?<=[.!?؟])\s+")
_TIMES = re.compile(r"\d{1,2}(?::\d{2})?–\d{1,2}(?::\d{2})?(?:\sUhr)?")


def _local(value: Any) -> LocalText:
    if isinstance(value, LocalText):
        return value
    if isinstance(value, Translated):
        return value.localized()
    return LocalText(str(value or ""), "", "ltr")


def _is_foreign(text: str) -> bool:
    return not any(unicodedata.bidirectional(char) in {"R", "AL"} for char in text)


def fallback_note(lang: str) -> str:
    if lang == "de":
        return _("auf Deutsch")
    known = spoken_languages().get(lang)
    return known.name if known else lang


@register.simple_tag
def local(value: Any, note: bool = True) -> SafeString:
    """The text, escaped; a fallback carries its own language, direction and a visible note.

    A name without a letter of a page from right to left is isolated, so that "e. V." keeps its last dot.
    """
    text = _local(value)
    if not text:
        return SafeString("")
    if not text.is_fallback:
        return (
            bidi(text.text)
            if get_language_bidi() and _is_foreign(text.text)
            else conditional_escape(text.text)
        )
    shown = format_html('<span lang="{}" dir="{}">{}</span>', text.lang, text.dir, text.text)
    if note:
        shown += format_html(' <span class="fallback-note">{}</span>', fallback_note(text.lang))
    return shown


@register.simple_tag
def local_paragraphs(value: Any) -> SafeString:
    """Plain text as paragraphs (a blank line separates them)."""
    text = _local(value)
    paragraphs = [part.strip() for part in text.text.replace("\r\n", "\n").split("\n\n") if part.strip()]
    if text.is_fallback:
        template_ = '<p lang="{}" dir="{}">{}</p>'
        note = format_html('<p class="fallback-note">{}</p>', fallback_note(text.lang))
        return note + format_html_join("\n", template_, ((text.lang, text.dir, part) for part in paragraphs))
    return format_html_join("\n", "<p>{}</p>", ((part,) for part in paragraphs))


@register.filter
def bidi(value: Any) -> SafeString:
    """Isolate a name, number or time from the direction of the text around it."""
    if not value:
        return mark_safe("")
    return mark_safe(f"<bdi>{conditional_escape(value)}</bdi>")


@register.simple_tag
def local_sentences(value: Any) -> SafeString:
    """Each sentence of a short text in a span of its own, so that a large heading breaks between them."""
    text = _local(value)
    sentences = format_html_join(
        " ", '<span class="sentence">{}</span>', ((part,) for part in _SENTENCE_END.split(text.text.strip()))
    )
    if not text.is_fallback:
        return sentences
    return format_html('<span lang="{}" dir="{}">{}</span>', text.lang, text.dir, sentences)


@register.filter
def bidi_when(value: Any) -> SafeString:
    """As `bidi`, for a date in words: "9–13 Uhr" stays on one line."""
    return mark_safe(_TIMES.sub(r'<span class="no-break">\g<0></span>', bidi(value)))  # bidi has escaped it


@register.filter
def bidi_list(values: Any) -> SafeString:
    """Names one after another with the comma of the language, each isolated from the others."""
    comma = "، " if get_language() in {"ar", "fa"} else ", "
    return format_html_join(comma, "<bdi>{}</bdi>", ((value,) for value in values))
