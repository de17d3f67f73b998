"""What a person at a terminal sees: one line that changes, and one sentence when something cannot be done."""

import errno
import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from ..checks import DISK_FULL, CannotStart


@dataclass(slots=True)
class Line:
    """Silent where nobody looks; else renewed ten times a second at most, and gone at the end."""

    _shown: float = 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        if sys.stdout.isatty():
            print("\r\033[K", end="", flush=True)

    def show(self, text: str) -> None:
        now = time.monotonic()
        if sys.stdout.isatty() and now - self._shown >= 0.1:
            self._shown = now
            print(f"\r\033[K{text} …", end="", flush=True)


@contextmanager
def sentences_for_errors(place: Path) -> Iterator[None]:
    """Errors of disk and database become CannotStart."""
    from django.db import DatabaseError

    try:
        yield
    except OSError as error:
        raise CannotStart(_sentence(error, place)) from error
    except (sqlite3.Error, DatabaseError) as error:
        text = str(error)
        if "disk is full" in text or "disk I/O error" in text:
            raise CannotStart(_sentence(OSError(errno.ENOSPC, text), place)) from error
        if "readonly" in text or "unable to open" in text:
            raise CannotStart(_sentence(OSError(errno.EACCES, text), place)) from error
        if "not a database" in text or "malformed" in text:
            raise CannotStart(
                "Die Datenbank ist beschädigt; bitte die letzte gute Sicherung zurückspielen."
            ) from error
        raise CannotStart(
            f"Die Datenbank macht nicht mit ({text.splitlines()[0] if text else type(error).__name__}); bitte DATABASE_URL und den Datenbankserver prüfen."
        ) from error


def _sentence(error: OSError, place: Path) -> str:
    where = error.filename if isinstance(error.filename, str) else place
    if error.errno in (*DISK_FULL, errno.EFBIG):
        return f"Der Datenträger von {place} ist voll oder lässt so große Dateien nicht zu; bitte Platz schaffen und noch einmal aufrufen, es ist nichts Halbes zurückgeblieben."
    return f"Mit {where} geht das nicht ({error.strerror or error}); bitte die Rechte prüfen oder einen anderen Ort angeben."
