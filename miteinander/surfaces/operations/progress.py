"""Lines such as `[2/6] Datenbank einrichten … 8,2 s`."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass(slots=True)
class Progress:
    """Numbers the steps of one start. `note` says on a terminal how far the running step is."""

    total: int
    _number: int = 0
    _line: str = ""

    @contextmanager
    def step(self, title: str, *, skip: bool = False) -> Iterator[None]:
        """Print the line before the step and its seconds after it."""
        self._number += 1
        self._line = f"[{self._number}/{self.total}] {title} … "
        print(self._line, end="", flush=True)
        started = time.monotonic()
        yield
        if sys.stdout.isatty():
            print(f"\r\033[K{self._line}", end="")
        print("schon fertig" if skip else seconds(time.monotonic() - started), flush=True)

    def note(self, text: str) -> None:
        if sys.stdout.isatty():
            print(f"\r\033[K{self._line}{text}", end="", flush=True)


def seconds(value: float) -> str:
    return f"{value:.1f} s".replace(".", ",")
