"""Where archives stand, what they are called, and that none is ever half there or written over."""

import fcntl
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO

from ..checks import CannotStart
from .swapping import sync_folder

FOLDER = "backups"
NAME = re.compile(r"miteinander-\d{8}-\d{6}Z\.zip")
SCRATCH = re.compile(r"\.miteinander-backup-[0-9a-f]{8}\.partial")
LOCK = "lock"


def target_for(given: str, home: Path, at: datetime) -> Path:
    """The path of the new archive; a folder gets a name with the moment (UTC). Raises CannotStart."""
    path = Path(given).expanduser().absolute() if given else home / FOLDER
    if not given:
        path.mkdir(parents=True, exist_ok=True, mode=0o700)
    if path.is_dir():
        path = path / f"miteinander-{at:%Y%m%d-%H%M%S}Z.zip"
    if os.path.lexists(path):
        raise CannotStart(
            f"{path} gibt es schon, und Sicherungen werden nie überschrieben; bitte einen anderen Namen angeben."
        )
    if not path.parent.is_dir():
        raise CannotStart(
            f"Das Verzeichnis {path.parent} gibt es nicht; bitte erst anlegen oder ein anderes angeben."
        )
    return path


@contextmanager
def scratch_beside(target: Path) -> Iterator[Path]:
    """A folder for what is not finished, on the same disk. What a killed run left behind is removed first."""
    for old in sorted(target.parent.iterdir()):
        if SCRATCH.fullmatch(old.name):
            _remove_if_abandoned(old)
    scratch = target.parent / f".miteinander-backup-{secrets.token_hex(4)}.partial"
    scratch.mkdir(mode=0o700)
    with open(scratch / LOCK, "wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        try:
            yield scratch
        finally:
            shutil.rmtree(scratch, ignore_errors=True)


def _remove_if_abandoned(scratch: Path) -> None:
    try:
        with open(scratch / LOCK, "ab") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(scratch, ignore_errors=True)
    except OSError:
        pass  # somebody is still writing there


def new_file(path: Path) -> IO[bytes]:
    return open(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b")


def put_in_place(draft: Path, target: Path) -> None:
    """Give the finished file its name; fails when somebody else took the name meanwhile."""
    try:
        os.link(draft, target)
    except FileExistsError:
        raise CannotStart(
            f"{target} gibt es inzwischen, und Sicherungen werden nie überschrieben; bitte noch einmal aufrufen."
        ) from None
    except OSError:  # a disk without hard links
        os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        draft.replace(target)
    sync_folder(target.parent)


def keep_newest(folder: Path, number: int) -> list[Path]:
    """Delete all but the newest archives that carry a name given here; what was deleted."""
    found = sorted(
        (path for path in folder.iterdir() if NAME.fullmatch(path.name) and path.is_file()), reverse=True
    )
    for path in found[number:]:
        path.unlink()
    return found[number:]
