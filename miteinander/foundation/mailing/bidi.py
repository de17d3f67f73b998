"""Names, times and addresses inside sentences of the other direction (Unicode Bidirectional Algorithm, UAX 9).

What is put into a sentence is isolated, so that it cannot turn the words around it; signs that would do so on purpose are
taken out. In text these are the signs FSI and PDI, in HTML `<bdi>`.
"""

import re
import unicodedata

FSI, PDI = "\u2068", "\u2069"
TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class Isolated(str):
    """A value that stands isolated where a template writes it, and is the plain text everywhere else."""

    def __str__(self) -> str:
        return isolate(plain(self))


def plain(value: object) -> str:
    """The text without isolation."""
    return str.__str__(value) if isinstance(value, str) else str(value)


def isolate(text: str) -> str:
    """Every line of its own, because each is a paragraph of its own."""
    return "\n".join(f"{FSI}{line}{PDI}" if line.strip() else line for line in text.split("\n"))


def value_for(text: str, *, right_to_left: bool) -> str:
    """The value as a template gets it: isolated if its direction may differ from the sentence's; addresses of the web
    stay bare, because programs turn them into links."""
    clean = TURNING.sub("", plain(text))
    if clean.startswith(("http://", "https://")):
        return clean
    return Isolated(clean) if right_to_left or is_right_to_left(clean) else clean


def is_right_to_left(text: str) -> bool:
    return any(unicodedata.bidirectional(sign) in ("R", "AL", "AN") for sign in text)


def without_marks(text: str) -> str:
    return TURNING.sub("", text)


def is_balanced(line: str) -> bool:
    depth = 0
    for sign in line:
        depth += (sign == FSI) - (sign == PDI)
        if depth < 0:
            return False
    return depth == 0
