"""What the desk says of a long text whose parts are translated one by one: of each part, and of the whole.

`made_of` of a translation holds, by the key of a German part, who made it and the stamp of that German.
"""

from collections.abc import Mapping
from typing import Protocol

from miteinander.foundation.languages.enums import Origin, TextState
from miteinander.foundation.languages.text import stamp

from .segments import Segment


class LongText(Protocol):
    """One language of it."""

    made_by: str
    made_from: str
    made_of: dict[str, list[str]]
    held_back: bool

    @property
    def stamp(self) -> str: ...


def part_segment(
    *,
    key: str,
    label: str,
    german_part: str,
    text: str,
    german: LongText,
    target: LongText | None,
    longest: int,
    multiline: bool,
    markup: bool,
) -> Segment:
    origin, made_from = who_made(key, german_part, german, target) if target and text else ("", "")
    return Segment(
        key=key,
        label=label,
        german=german_part,
        text=text,
        state=state_of_part(text, origin, made_from == stamp(german_part)),
        longest=longest,
        is_machine=bool(text) and origin == Origin.MACHINE,
        multiline=multiline,
        markup=markup,
    )


def who_made(key: str, german_part: str, german: LongText, target: LongText) -> tuple[str, str]:
    """Who made a part and from which German; where nothing was noted, what holds for the whole text."""
    if key in target.made_of:
        origin, made_from = target.made_of[key]
        return origin, made_from
    return target.made_by, stamp(german_part) if target.made_from == german.stamp else ""


def state_of_part(text: str, origin: str, is_current: bool) -> TextState:
    if not text:
        return TextState.MISSING
    if not is_current:
        return TextState.OUTDATED
    states = {Origin.MACHINE.value: TextState.MACHINE, Origin.CHECKED.value: TextState.CHECKED}
    return states.get(str(origin), TextState.DRAFT)


def judge(
    text: LongText,
    german: LongText,
    german_parts: Mapping[str, str],
    parts: Mapping[str, str],
    *,
    keep_machine: bool = False,
) -> None:
    """What holds for the whole text follows from its parts: the worst of them. `keep_machine`: the public sees it, and
    nothing a machine wrote was added (a text that came with the software stays while people improve it)."""
    origins = {made[0] for made in text.made_of.values()}
    complete = all(parts.get(key) for key in german_parts)
    if all(
        key in text.made_of and text.made_of[key][1] == stamp(words) for key, words in german_parts.items()
    ):
        text.made_from = german.stamp
    elif text.made_from == german.stamp:
        text.made_from = ""
    by_machine = Origin.MACHINE.value in origins
    if by_machine:
        text.made_by = Origin.MACHINE
    else:
        text.made_by = Origin.CHECKED if origins == {Origin.CHECKED.value} else Origin.HUMAN
    text.held_back = not complete or (by_machine and not keep_machine)
