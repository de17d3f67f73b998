"""SQLite: the online copy, its checks, and putting a new file in the place of the old one."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection, connections

from ..checks import CannotStart
from .archives import ArchiveReader, ArchiveWriter, chunks_of
from .manifest import SQLITE_ENTRY, BadArchive, Manifest, Table
from .swapping import sync_folder

PAGES = 4000
SIDE_FILES = ("-wal", "-shm", "-journal")
Note = Callable[[str], None]


def database() -> Path:
    return Path(settings.DATABASES["default"]["NAME"])


@contextmanager
def save(
    writer: ArchiveWriter, scratch: Path, note: Note
) -> Iterator[tuple[list[Table], dict[str, list[str]]]]:
    """Put the database into the archive, as it is now; inside the block Django reads that same state."""
    copy = scratch / "copy.sqlite3"
    with closing(sqlite3.connect(f"{database().as_uri()}?mode=rw", uri=True, timeout=20)) as source:
        source.isolation_level = None
        source.execute("BEGIN")  # one state for all steps: nobody's writing starts the copy anew
        source.execute("SELECT count(*) FROM sqlite_master").fetchone()
        os.close(os.open(copy, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        with closing(sqlite3.connect(copy)) as target:
            source.backup(
                target,
                pages=PAGES,
                progress=lambda _s, left, all_: note(f"Datenbank {_percent(all_ - left, all_)}"),
            )
            target.execute("PRAGMA journal_mode=DELETE")
    tables = check(copy)
    with open(copy, "rb") as file:
        os.fsync(file.fileno())
        writer.add(SQLITE_ENTRY, chunks_of(file))
    with reading_from(copy):
        yield tables, applied_migrations()
    copy.unlink()


def check(path: Path) -> list[Table]:
    """Rows of each table. Raises BadArchive when SQLite finds anything wrong."""
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as found:
            found.execute("PRAGMA trusted_schema=OFF")
            wrong = found.execute("PRAGMA integrity_check(1)").fetchone()[0]
            loose = found.execute("PRAGMA foreign_key_check").fetchone()
            names = [
                row[0]
                for row in found.execute(
                    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY name"
                )
            ]
            tables = [
                Table(
                    name=name,
                    rows=found.execute(
                        f'SELECT count(*) FROM "{name.replace(chr(34), chr(34) * 2)}"'
                    ).fetchone()[0],
                )
                for name in names
            ]
    except sqlite3.Error as error:
        raise BadArchive(
            f"Die Datenbank ist beschädigt ({error}); so entsteht keine brauchbare Sicherung."
        ) from error
    if wrong != "ok" or loose:
        detail = wrong if wrong != "ok" else f"ein Verweis aus {loose[0]} führt ins Leere"
        raise BadArchive(f"Die Datenbank ist beschädigt ({detail}); so entsteht keine brauchbare Sicherung.")
    return tables


def _percent(done: int, whole: int) -> str:
    return f"{100 * done // whole if whole else 100} %"


@contextmanager
def reading_from(path: Path) -> Iterator[None]:
    """Inside the block Django's connection is one to this file."""
    before = connection.settings_dict["NAME"]
    connections.close_all()
    connection.settings_dict["NAME"] = str(path)
    try:
        yield
    finally:
        connections.close_all()
        connection.settings_dict["NAME"] = before


def applied_migrations() -> dict[str, list[str]]:
    from django.db.migrations.recorder import MigrationRecorder

    found: dict[str, list[str]] = {}
    for app, name in sorted(MigrationRecorder(connection).applied_migrations()):
        found.setdefault(app, []).append(name)
    return found


# --- The way back ---------------------------------------------------------------------------------------------------


def draft() -> Path:
    """The new file stands beside the old one, so that one rename puts it in place."""
    return database().with_name(f".{database().name}.restore")


def discard() -> None:
    for suffix in ("", *SIDE_FILES):
        draft().with_name(draft().name + suffix).unlink(missing_ok=True)


@contextmanager
def stage(reader: ArchiveReader) -> Iterator[None]:
    """Write the draft and check it; inside the block Django works on it."""
    discard()
    reader.write_to(SQLITE_ENTRY, draft())
    found = {table.name: table.rows for table in check(draft())}
    if found != {table.name: table.rows for table in reader.manifest.tables}:
        raise BadArchive(
            "Die Datenbank im Archiv hat andere Zeilen, als sein Verzeichnis sagt; es wird nicht zurückgespielt."
        )
    with reading_from(draft()):
        yield
    _into_one_file(draft())


def bring_to(manifest: Manifest) -> None:
    """The file brings its tables along."""


def swap() -> None:
    """Put the draft in place; nothing to do when it is there already."""
    connections.close_all()
    if not draft().exists():
        return
    for suffix in SIDE_FILES:
        # The old file was closed properly by `refuse_company`; these would be taken for the new one's.
        database().with_name(database().name + suffix).unlink(missing_ok=True)
    draft().replace(database())
    sync_folder(database().parent)


def refuse_company() -> None:
    """Raises CannotStart while another process has the database open; else its file is left alone and complete."""
    if not database().exists():
        return
    connections.close_all()
    try:
        _into_one_file(database())
    except sqlite3.OperationalError as error:
        if "locked" in str(error) or "busy" in str(error):
            raise CannotStart(
                f"Ein anderer Prozess benutzt die Datenbank {database()}; bitte „miteinander serve“ und „miteinander work“ beenden und noch einmal aufrufen."
            ) from error
        raise
    except sqlite3.DatabaseError:
        pass  # damaged: that is why somebody restores


def _into_one_file(path: Path) -> None:
    """Leaving WAL needs the file for oneself, and takes what stands beside it in."""
    with closing(sqlite3.connect(path, timeout=0.5)) as found:
        if found.execute("PRAGMA journal_mode=DELETE").fetchone()[0] != "delete":
            raise sqlite3.OperationalError("database is locked")
    descriptor = os.open(path, os.O_RDONLY)
    os.fsync(descriptor)
    os.close(descriptor)
