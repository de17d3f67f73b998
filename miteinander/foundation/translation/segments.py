"""One text of a record, as the desk, files and machines see it."""

from dataclasses import dataclass

from miteinander.foundation.languages.enums import Origin, TextState
from miteinander.foundation.languages.text import Translated, stamp

OPEN_STATES = (TextState.MISSING, TextState.OUTDATED)
"""What waits for a translator."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A German text and what it is in one other language.

    `key` names it within its record and stays the same while the text is there. `longest` counts characters. `markup`:
    the text holds HTML elements that the translation must hold too.
    """

    key: str
    label: str
    german: str
    text: str
    state: TextState
    longest: int
    is_machine: bool = False
    multiline: bool = False
    markup: bool = False

    @property
    def german_stamp(self) -> str:
        return stamp(self.german)

    @property
    def text_stamp(self) -> str:
        return stamp(self.text)

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES

    @property
    def may_be_filled(self) -> bool:
        """Whether nothing that a person wrote would be lost by replacing the text."""
        return not self.text or self.is_machine


@dataclass(frozen=True, slots=True)
class Change:
    """What a text shall be, where it comes from, and the stamp of the German it was made from."""

    text: str
    origin: Origin
    made_from: str


def segment_of(
    value: Translated, lang: str, *, key: str, label: str, longest: int, multiline: bool
) -> Segment:
    return Segment(
        key=key,
        label=label,
        german=value.base,
        text=value.get(lang, ""),
        state=value.state(lang),
        longest=longest,
        is_machine=value.is_machine(lang),
        multiline=multiline,
    )
