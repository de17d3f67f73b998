"""What must hold before anything is made: a writable home, room on the disk, a free port, nobody else at work.

Each check returns nothing or raises `CannotStart`, whose text is one German sentence that says what to do.
No Django here: the checks run before it is loaded.
"""

import errno
import fcntl
import os
import shutil
import socket
import tempfile
from pathlib import Path

MEGABYTE = 1_000_000
ROOM_FOR_FIRST_START = 300 * MEGABYTE
ROOM_FOR_NEXT_START = 50 * MEGABYTE
LOCK_FILE = ".in-use"

DISK_FULL = (errno.ENOSPC, errno.EDQUOT)


class CannotStart(Exception):
    """Starting makes no sense now; the text is the sentence to show."""


def check_home(home: Path) -> None:
    """The home is, or can become, a directory in which files can be written. Makes nothing that stays."""
    place = nearest_existing(home)
    if not place.is_dir():
        raise CannotStart(
            f"{place} ist eine Datei und kein Verzeichnis; bitte mit MITEINANDER_HOME ein anderes Verzeichnis angeben."
        )
    try:
        with tempfile.TemporaryFile(dir=place):
            pass
    except OSError as error:
        raise problem_with_files(error, place) from error


def check_room(home: Path, *, needed: int) -> None:
    """At least `needed` bytes are free where the home is or will be."""
    free = shutil.disk_usage(nearest_existing(home)).free
    if free < needed:
        raise CannotStart(
            f"Auf dem Datenträger von {home} sind nur {free // MEGABYTE} MB frei, gebraucht werden {needed // MEGABYTE} MB; "
            "bitte Platz schaffen oder mit MITEINANDER_HOME ein Verzeichnis auf einem anderen Datenträger angeben."
        )


def check_port(port: int) -> None:
    """Nobody listens on the port, under any address that `localhost` may mean."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except PermissionError as error:
            raise CannotStart(
                f"Port {port} darf nur die Systemverwaltung öffnen; bitte einen Port ab 1024 nehmen: MITEINANDER_PORT=8000."
            ) from error
        except OSError as error:
            raise _port_taken(port) from error
    if _answers("::1", port):
        raise _port_taken(port)


def _answers(address: str, port: int) -> bool:
    try:
        with socket.create_connection((address, port), timeout=1):
            return True
    except OSError:
        return False


def _port_taken(port: int) -> CannotStart:
    other = port + 1 if port < 65535 else 8000
    return CannotStart(
        f"Port {port} ist schon belegt; bitte das andere Programm beenden oder einen anderen Port angeben, "
        f"zum Beispiel MITEINANDER_PORT={other}."
    )


def lock_home(home: Path) -> int:
    """Make the home if needed and keep it for this process and those that inherit the returned descriptor."""
    try:
        home.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(home / LOCK_FILE, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise problem_with_files(error, home) from error
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(descriptor)
        raise CannotStart(
            f"In {home} läuft Miteinander schon; bitte erst dort beenden (Strg+C) oder mit MITEINANDER_HOME ein anderes Verzeichnis angeben."
        ) from error
    return descriptor


def nearest_existing(path: Path) -> Path:
    """The path itself or the first of its parents that exists."""
    return next(place for place in (path, *path.parents) if os.path.lexists(place))


def problem_with_files(error: OSError, place: Path) -> CannotStart:
    """The sentence for a failed write below `place`."""
    if error.errno in DISK_FULL:
        return CannotStart(
            f"Der Datenträger von {place} ist voll; bitte Platz schaffen und noch einmal starten, es ist nichts Halbes zurückgeblieben."
        )
    return CannotStart(
        f"In {place} lässt sich nicht schreiben ({error.strerror or error}); "
        "bitte mit MITEINANDER_HOME ein Verzeichnis angeben, in das Sie schreiben dürfen."
    )
