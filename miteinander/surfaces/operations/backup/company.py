"""Who else works in this home: web and worker share it, putting a backup back wants it alone."""

import fcntl
import os
from pathlib import Path

from ..checks import CannotStart

FILE = ".working"


def share_home(home: Path) -> int | None:
    """Hold the home together with others, until the process ends. None where nothing can be written.

    Raises CannotStart while somebody has it alone.
    """
    try:
        home.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(home / FILE, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError as error:
        os.close(descriptor)
        raise CannotStart(
            f"In {home} wird gerade eine Sicherung zurückgespielt; bitte warten, bis das fertig ist."
        ) from error
    return descriptor


def have_home_alone(home: Path) -> int:
    """Raises CannotStart while web, worker or a backup run on this home."""
    descriptor = os.open(home / FILE, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(descriptor)
        raise CannotStart(
            f"In {home} läuft Miteinander noch; bitte „miteinander serve“, „miteinander work“ und laufende Sicherungen beenden und noch einmal aufrufen."
        ) from error
    return descriptor
