"""What has been prepared in a home, and from what, so that the next start can skip it.

A stamp is the hash of everything a step was made from. No Django here: a second start reads only these.
"""

import hashlib
import json
import re
import site
import sysconfig
from collections.abc import Iterable
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2]
STAMP_FILE = "prepared.json"


def read_stamps(home: Path) -> dict[str, str]:
    """Step -> stamp; empty when nothing was prepared or the file is damaged."""
    try:
        content = json.loads((home / STAMP_FILE).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(step): str(stamp) for step, stamp in content.items()} if isinstance(content, dict) else {}


def remember_stamp(home: Path, step: str, stamp: str) -> None:
    """Add one stamp; the file is replaced as a whole."""
    stamps = {**read_stamps(home), step: stamp}
    draft = home / f".{STAMP_FILE}"
    draft.write_text(json.dumps(stamps, indent=1, sort_keys=True) + "\n", "utf-8")
    draft.replace(home / STAMP_FILE)


def stamp_of(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:24]


def contents(paths: Iterable[Path]) -> str:
    """A hash of the files' names and bytes."""
    digest = hashlib.sha256()
    for path in sorted(paths):
        data = path.read_bytes()
        digest.update(f"{path.relative_to(PACKAGE)}\0{len(data)}\0".encode() + data)
    return digest.hexdigest()


def package_files(pattern: str) -> list[Path]:
    """Files of our package below any directory, such as `static/**/*`."""
    return [
        path for path in PACKAGE.glob(f"**/{pattern}") if path.is_file() and "__pycache__" not in path.parts
    ]


def versions(names: str) -> str:
    """Name and version of the installed distributions that match the pattern, read from directory names alone."""
    wanted = re.compile(rf"(?:{names})-\d.*\.dist-info", re.IGNORECASE)
    places = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib"), *site.getsitepackages()}
    return " ".join(
        sorted(
            {
                entry.name
                for place in places
                for entry in Path(place).glob("*.dist-info")
                if wanted.fullmatch(entry.name)
            }
        )
    )
