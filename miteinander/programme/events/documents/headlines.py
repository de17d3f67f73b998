"""One strong line: which words of a title stand large on a sheet, which before and which after them.

The languages know nothing of this module and it knows no grammar: it goes by the marks in the title and by the
format's name, which stands in every language ("Offenes Frühstück": "Offenes interkulturelles **Frühstück**").
"""

import re
from dataclasses import dataclass

from miteinander.foundation.languages.text import LocalText

MOST_STRONG = 4
"""Words among which one is looked for that is stronger than the others; twice as many without a colon."""
NOUN_FIRST = frozenset({"it", "fr", "sq"})
"""Languages of the site that say "breakfast open": the first word of a format's name is the one that names it."""
SHORTEST_STEM = 4
"""Letters; shorter words (articles, prepositions) never say what it is about."""
_PARTS = re.compile(r"^(?P<head>.{2,40}?)(?P<mark>[:：]|(?<=[?!؟]))\s+(?P<rest>\S.*)$", re.DOTALL)


@dataclass(frozen=True)
class Headline:
    """A title in up to three sizes; the three in this order are the title, but for a colon between them.

    `kicker` is the format's name, empty where the title says it.
    """

    lang: str
    dir: str
    kicker: LocalText
    lead: LocalText
    strong: LocalText
    tail: LocalText


def headline(title: LocalText, format_name: LocalText, *kickers: LocalText) -> Headline:
    """The strong word follows the format's name; the kicker is the first of `kickers` that the title does not say."""

    def part(text: str) -> LocalText:
        return LocalText(text, title.lang, title.dir, title.is_fallback)

    joined = title.dir == "rtl"  # Arabic letters hang together; a title in three sizes would tear them apart
    named = format_name.text if format_name.lang == title.lang and not joined else ""
    lead, strong, tail = parted(title.text, named, noun_first=title.lang in NOUN_FIRST)
    new = [one for one in kickers if one.lang == title.lang and not says_already(title.text, one.text)]
    return Headline(
        title.lang,
        title.dir,
        new[0] if new else part(""),
        part(lead),
        part(strong),
        part(tail),
    )


def parted(title: str, kicker: str, *, noun_first: bool = False) -> tuple[str, str, str]:
    """Lead, strong words and tail."""
    stems = _stems(kicker) if noun_first else _stems(kicker)[::-1]
    if found := _PARTS.match(title):
        head = found["head"].split()
        lead, strong, tail = (
            _around_format(head, stems) if len(head) <= MOST_STRONG else ("", found["head"], "")
        )
        # what stood on the two sides of the colon stays apart where a tail comes between
        return lead, strong, f"{tail}{found['mark']} {found['rest']}" if tail else found["rest"]
    words = title.split()
    return _around_format(words, stems) if len(words) <= 2 * MOST_STRONG else ("", title, "")


def says_already(title: str, kicker: str) -> bool:
    """Whether half of the kicker's long words or more stand in the title, alone or within a longer word."""
    stems = _stems(kicker)
    return 2 * sum(stem in title.casefold() for stem in stems) >= len(stems)


def _around_format(words: list[str], stems: list[str]) -> tuple[str, str, str]:
    """The strong word is the one that holds a word of the format's name ("Stadtteilfest": "Fest")."""
    for stem in stems:
        places = [n for n, word in enumerate(words) if stem in word.casefold()]
        if places and len(words) > 1:
            at = places[-1]
            return " ".join(words[:at]), words[at], " ".join(words[at + 1 :])
    return "", " ".join(words), ""


def _stems(kicker: str) -> list[str]:
    return [word.casefold() for word in kicker.split() if len(word) >= SHORTEST_STEM]
