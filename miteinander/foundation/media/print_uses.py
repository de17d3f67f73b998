"""The registry `media.print_uses`: where a picture stands on paper, from which nothing can take it back.

A room that prints registers `register(uses_of)`: a function that takes pictures and returns the key of a picture with
each print that shows it, so that somebody can see to it when the consent is withdrawn. Its number of queries must not
depend on how many pictures it gets.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class PrintUse:
    """`label` names the print in the office's words; `url` leads to it in the office, "" for none."""

    label: str | Promise
    url: str = ""


UsesOf = Callable[[Sequence[Any]], Iterable[tuple[int, PrintUse]]]

_finders: list[UsesOf] = []


def register(uses_of: UsesOf) -> None:
    if uses_of not in _finders:
        _finders.append(uses_of)


def print_uses(images: Sequence[Any]) -> dict[int, list[PrintUse]]:
    """What was printed of each picture, under its key."""
    found: dict[int, list[PrintUse]] = {image.pk: [] for image in images}
    for uses_of in _finders:
        for pk, use in uses_of(images):
            found[pk].append(use)
    return found
