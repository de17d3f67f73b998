"""The registry `media.print_uses`: where a picture stands on paper, from which nothing can take it back.

A room that prints registers `register(uses_of)`: a function that takes the picture and returns what was printed, so that
somebody can see to it when the consent is withdrawn.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class PrintUse:
    """`label` names the print in the office's words; `url` leads to it in the office, "" for none."""

    label: str | Promise
    url: str = ""


UsesOf = Callable[[Any], Iterable[PrintUse]]

_finders: list[UsesOf] = []


def register(uses_of: UsesOf) -> None:
    if uses_of not in _finders:
        _finders.append(uses_of)


def print_uses(image: Any) -> list[PrintUse]:
    return [use for uses_of in _finders for use in uses_of(image)]
