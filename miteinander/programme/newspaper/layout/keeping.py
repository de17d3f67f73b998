"""Placed pages are kept under everything they were made from, so that an edit places its own pages anew and no others."""

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Any

MOST = 1500
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
