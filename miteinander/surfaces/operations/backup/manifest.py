"""What an archive says about itself: `manifest.json`, the last entry that is written and the first that is read."""

import hashlib
import json
import secrets
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any, Self

from ..checks import CannotStart

MANIFEST = "manifest.json"
FORMAT = "miteinander-backup"
VERSION = 1
LARGEST_MANIFEST = 256 * 1024 * 1024
SQLITE_ENTRY = "database/miteinander.sqlite3"
ROUNDS = 200_000


class BadArchive(CannotStart):
    """The archive cannot be used; the text is the sentence to show."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of the archive."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """`sequence` is the next number of the key (PostgreSQL); SQLite keeps all that in its file."""

    name: str
    rows: int
    columns: list[str] = field(default_factory=list)
    sequence: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """`migrations`: app -> names that had run. `key_check` tells whether a secret key is the same, not which one."""

    created_at: str
    app_version: str
    vendor: str
    migrations: dict[str, list[str]]
    tables: list[Table]
    entries: list[Entry]
    missing_files: list[str]
    key_check: str

    def to_json(self) -> bytes:
        head = {"format": FORMAT, "format_version": VERSION}
        return json.dumps(head | asdict(self), ensure_ascii=False, indent=0, sort_keys=True).encode()

    @property
    def created(self) -> datetime:
        return datetime.fromisoformat(self.created_at)

    @property
    def size(self) -> int:
        return sum(entry.size for entry in self.entries)

    @classmethod
    def from_json(cls, content: bytes) -> Self:
        """Raises BadArchive."""
        try:
            data = json.loads(content)
            if data.pop("format") != FORMAT:
                raise ValueError
            version = data.pop("format_version")
            if version != VERSION:
                raise BadArchive(
                    f"Das Archiv hat das Format {str(version)[:20]}, diese Fassung von Miteinander liest nur {VERSION}; bitte die Fassung nehmen, mit der es geschrieben wurde."
                )
            data["tables"] = [Table(**_typed(one, name=str, rows=int)) for one in data["tables"]]
            data["entries"] = [
                Entry(**_typed(one, name=str, size=int, sha256=str)) for one in data["entries"]
            ]
            found = cls(
                **_typed(data, created_at=str, vendor=str, key_check=str, app_version=str, migrations=dict)
            )
            if found.created.tzinfo is None or any(entry.size < 0 for entry in found.entries):
                raise ValueError
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            raise BadArchive(
                "Das ist keine Sicherung von Miteinander; im Archiv fehlt ein lesbares Verzeichnis."
            ) from None
        check_names(entry.name for entry in found.entries)
        return found


def _typed(data: dict[str, Any], **kinds: type) -> dict[str, Any]:
    if not all(type(data[name]) is kind for name, kind in kinds.items()):
        raise ValueError
    return data


def check_names(names: Iterable[str]) -> None:
    """Every name is unique and stays where it belongs. Raises BadArchive."""
    seen = set()
    for name in names:
        parts = PurePosixPath(name).parts
        bad = any(sign in name for sign in ("\\", "\0")) or any(part in ("..", "/", ".") for part in parts)
        if bad or "/".join(parts) != name or parts[0] not in ("database", "files", "home") or len(parts) < 2:
            raise BadArchive(
                f"Im Archiv steht der unerlaubte Dateiname „{name[:120]!r}“; es wird nicht zurückgespielt."
            )
        if name in seen:
            raise BadArchive(f"Im Archiv steht „{name[:120]}“ zweimal; es wird nicht zurückgespielt.")
        seen.add(name)


def key_check(key: str, salt: str = "") -> str:
    """A slow hash: it can be compared, and nobody gets from it to the key."""
    salt = salt or secrets.token_hex(16)
    return f"{salt}${hashlib.pbkdf2_hmac('sha256', key.encode(), salt.encode(), ROUNDS).hex()}"


def is_same_key(key: str, check: str) -> bool:
    return secrets.compare_digest(key_check(key, check.partition("$")[0] or "-"), check)
