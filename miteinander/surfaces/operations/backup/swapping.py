"""The moment of change: what was staged takes its place, in steps that bear being repeated.

A note in the home says that a change has begun. As long as it stands, nothing else starts; the next
`miteinander restore` goes on with it, so a power cut leaves the old state or the new one and never a mixture.
"""

import json
import os
import shutil
from pathlib import Path
from types import ModuleType
from typing import Any

from ..checks import CannotStart

NOTE = "restore-in-progress.json"
STAGED, REPLACED = ".restore", ".replaced"


def refuse_unfinished(home: Path) -> None:
    """Raises CannotStart while a change has begun and not ended."""
    if (home / NOTE).exists():
        raise CannotStart(
            "Eine Sicherung ist erst halb zurückgespielt; „miteinander restore“ ohne weitere Angaben führt es zu Ende."
        )


def staged_folder(folder: Path) -> Path:
    """Beside the folder it will replace, on the same disk."""
    return folder.with_name(f".{folder.name}{STAGED}")


def begin(home: Path, plan: dict[str, Any]) -> None:
    """From here on there is only forward. `plan`: "folders" (paths to replace), "files" (names in the home), "erasures"."""
    draft = home / f".{NOTE}"
    with open(draft, "w", encoding="utf-8") as file:
        json.dump(plan, file)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(home / NOTE)
    sync_folder(home)


def go_on(home: Path, database: ModuleType) -> list[list[Any]]:
    """Every step that is left, then the erasures to apply again; `end` closes."""
    plan = json.loads((home / NOTE).read_text("utf-8"))
    for name in plan["folders"]:
        _replace_folder(Path(name))
    for name in plan["files"]:
        if (staged := staged_folder(home / name)).exists():
            staged.replace(home / name)
    database.swap()
    return list(plan["erasures"])


def end(home: Path) -> None:
    plan = json.loads((home / NOTE).read_text("utf-8"))
    (home / NOTE).unlink()
    sync_folder(home)
    for name in plan["folders"]:
        shutil.rmtree(_replaced(Path(name)), ignore_errors=True)


def _replace_folder(folder: Path) -> None:
    staged, replaced = staged_folder(folder), _replaced(folder)
    if not staged.exists():
        return  # done before the interruption
    if folder.exists():
        shutil.rmtree(replaced, ignore_errors=True)
        folder.rename(replaced)
    staged.rename(folder)
    sync_folder(folder.parent)


def _replaced(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}{REPLACED}")


def sync_folder(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
