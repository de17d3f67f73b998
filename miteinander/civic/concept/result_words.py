"""Words for sentences of results: titles as data, lists, days. In the active language."""

import unicodedata
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from miteinander.foundation.languages.dates import format_date
from miteinander.foundation.languages.registry import base_language

LONGEST_TITLE = 160
JOINERS = "\u200c\u200d"
"""Scripts and emoji need them."""

INNER_MARKS = str.maketrans('„“”"«»', "‚‘’’‹›")


def plain(text: str) -> str:
    """One line without signs that nobody sees, whatever somebody typed."""
    return " ".join("".join(map(_seen, text)).split())


def _seen(sign: str) -> str:
    if sign in JOINERS:
        return sign
    return {"Cc": " ", "Cf": "", "Cs": "", "Co": ""}.get(unicodedata.category(sign), sign)


def quoted(title: object) -> str:
    """A title in quotation marks; marks inside become single ones, an endless one is cut."""
    text = plain(str(title)).translate(INNER_MARKS)
    if len(text) > LONGEST_TITLE:
        text = f"{text[: LONGEST_TITLE - 1].rstrip()}…"
    return pgettext("title in a sentence", "„%(title)s“") % {"title": text}


def listed(words: Sequence[str]) -> str:
    """ "A, B und C"."""
    if len(words) < 2:
        return "".join(words)
    return _("%(others)s und %(last)s") % {"others": ", ".join(words[:-1]), "last": words[-1]}


def day_words(day: date) -> str:
    """For example "12. Mai 2026"."""
    return format_date(day, get_language() or base_language(), weekday=False)


def number_words(number: int | Decimal) -> str:
    """With the marks of the language: "1.200", "4,3"."""
    return str(number_format(number, use_l10n=True, force_grouping=True))
