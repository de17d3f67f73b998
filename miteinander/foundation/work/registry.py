"""Which function stands behind a name of background work."""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from .retrying import DEFAULT, Retry

Function = Callable[..., None]
F = TypeVar("F", bound=Function)

NAME = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*")


class UnknownWork(LookupError):
    """No function is registered under this name."""


class UnsuitableArgument(TypeError):
    """An argument of background work is not plain JSON."""


@dataclass(frozen=True, slots=True)
class Work:
    name: str
    function: Function
    queue: str
    retry: Retry = DEFAULT


_registered: dict[str, Work] = {}


def register(name: str, function: Function, *, queue: str = "default", retry: Retry = DEFAULT) -> None:
    """Make `function` known as `name` ("room.verb").

    It runs at least once and perhaps again: its worker may die in the middle, or after the last line and before the
    queue knows. So the second run must do no harm: look first what is done already, in the transaction that does it.
    A failure is tried again as `retry` says.

    Raises ValueError for a malformed name or one that another function has.
    """
    if not NAME.fullmatch(name):
        raise ValueError(f"Background work is named room.verb, not {name!r}")
    known = _registered.get(name)
    if known is not None and known.function is not function:
        raise ValueError(f"Background work {name!r} is registered twice")
    _registered[name] = Work(name, function, queue, retry)


def background(name: str, *, queue: str = "default", retry: Retry = DEFAULT) -> Callable[[F], F]:
    """`register` as a decorator, for the functions of a room's `tasks.py`."""

    def remember(function: F) -> F:
        register(name, function, queue=queue, retry=retry)
        return function

    return remember


def find(name: str) -> Work:
    """Raises UnknownWork."""
    try:
        return _registered[name]
    except KeyError:
        raise UnknownWork(
            f"No background work is registered as {name!r}. Known: {', '.join(sorted(_registered)) or 'none'}"
        ) from None


def check_arguments(arguments: Mapping[str, object]) -> None:
    """Plain JSON only: None, bool, int, finite float, str, and lists and str-keyed dicts of these.

    Stricter than `json.dumps`, which turns tuples into lists and numbers as keys into text without a word.
    Raises UnsuitableArgument.
    """
    for key, value in arguments.items():
        _check(value, key)


def _check(value: object, where: str) -> None:
    kind = type(value)  # no subclasses: a SafeString or an enum member would come back as something else
    if value is None or kind in (bool, int, str):
        return
    if isinstance(value, float) and kind is float and math.isfinite(value):
        return
    if isinstance(value, list) and kind is list:
        for number, item in enumerate(value):
            _check(item, f"{where}[{number}]")
        return
    if isinstance(value, dict) and kind is dict and all(type(key) is str for key in value):
        for key, item in value.items():
            _check(item, f"{where}.{key}")
        return
    raise UnsuitableArgument(f"Argument {where} is not plain JSON: {value!r}")
