"""Writers wait in a line outside SQLite, which has one writer and wakes those who wait in no order."""

import fcntl
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

_line = threading.Lock()


@contextmanager
def write_in_turn() -> Iterator[None]:
    """A transaction; on SQLite one at a time on this machine, which makes the longest waits many times shorter.

    Keep it short and do nothing in it that waits for something else.
    """
    with one_write_in_turn(), transaction.atomic():
        yield


@contextmanager
def one_write_in_turn() -> Iterator[None]:
    """The same line for a single statement, which needs no transaction around it."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    with _line, _turn_of_this_process():
        yield


@contextmanager
def _turn_of_this_process() -> Iterator[None]:
    """The kernel lets in the one that has waited longest; a process that dies gives its turn back."""
    name = str(connection.settings_dict["NAME"])
    if ":memory:" in name or "mode=memory" in name:
        yield
        return
    with open(f"{name}.turn", "ab") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        yield
