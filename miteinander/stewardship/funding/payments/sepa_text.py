"""Text in the character set that every bank in SEPA takes (EPC217-08)."""

import re

from text_unidecode import unidecode

_GERMAN = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss", "ẞ": "SS", "€": "EUR", "&": "+"}
    | dict.fromkeys("„“”‚‘’«»\"`´", "'")
    | dict.fromkeys("–—_", "-")
)  # fmt: skip
_OTHER = re.compile(r"[^A-Za-z0-9/\-?:().,'+ ]+")


def sepa_text(text: str) -> str:
    """Umlauts in two letters, other scripts in Latin letters, one space for what remains; no slash at the ends or twice."""
    plain = _OTHER.sub(" ", unidecode(text.translate(_GERMAN)))
    return re.sub("/{2,}", "/", " ".join(plain.split())).strip("/ ")
