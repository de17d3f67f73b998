"""Placed pages are kept under everything they were made from, so that an edit places its own pages anew and no others."""

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Any

MOST = 1500


class Mark:
    """A value as part of keys: its hash is worked out once."""

    __slots__ = ("_hash", "value")

    def __init__(self, value: Hashable) -> None:
        self.value = value
        self._hash = hash(value)

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Mark) and (self.value is other.value or self.value == other.value)


_kept: OrderedDict[Hashable, Any] = OrderedDict()
_lock = Lock()


def kept(key: Hashable) -> Any:
    """What was kept under a key, or None."""
    with _lock:
        found = _kept.get(key)
        if found is not None:
            _kept.move_to_end(key)
        return found


def keep(key: Hashable, value: Any) -> None:
    with _lock:
        _kept[key] = value
        while len(_kept) > MOST:
            _kept.popitem(last=False)


def forget_all() -> None:
    """For benchmarks and tests of the first time."""
    with _lock:
        _kept.clear()
