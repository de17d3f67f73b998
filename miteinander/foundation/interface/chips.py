"""Short facts in pills: what `components/chip.html` shows."""

from collections.abc import Iterable
from dataclasses import dataclass

from miteinander.foundation.languages.registry import spoken_languages


@dataclass(frozen=True)
class Chip:
    """A short fact on a card. `kind`: language, access, free, places, state or topic."""

    label: str
    kind: str
    pictogram: str = ""
    lang: str = ""
    dir: str = ""


def spoken_chips(codes: Iterable[str]) -> list[Chip]:
    """Languages that people speak, by their own names; unknown codes are left out."""
    known = spoken_languages()
    return [
        Chip(known[code].name, "language", "", code, known[code].direction) for code in codes if code in known
    ]
