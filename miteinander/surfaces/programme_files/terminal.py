"""A bar on the terminal that says how far the import is."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from miteinander.surfaces.programme_files.run import Progress

WIDTH = 30
SHORTEST_PAUSE = 0.1
"""Seconds between two drawings."""


@contextmanager
def progress_bar() -> Iterator[Progress | None]:
    """A bar on standard error while the block runs; None where nobody sees it."""
    if not sys.stderr.isatty():
        yield None
        return
    bar = _Bar()
    try:
        yield bar
    finally:
        print("\r\033[K", end="", file=sys.stderr, flush=True)


class _Bar:
    def __init__(self) -> None:
        self.drawn = 0.0

    def __call__(self, done: int, total: int, kind: str) -> None:
        now = time.monotonic()
        if done < total and now - self.drawn < SHORTEST_PAUSE:
            return
        self.drawn = now
        print(f"\r\033[K{line(done, total, kind)}", end="", file=sys.stderr, flush=True)


def line(done: int, total: int, kind: str) -> str:
    filled = WIDTH * done // max(total, 1)
    return (
        f"[{'#' * filled}{'.' * (WIDTH - filled)}] {100 * done // max(total, 1):3} %  {done}/{total}  {kind}"
    )
