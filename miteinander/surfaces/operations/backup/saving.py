"""`miteinander backup`: everything that must not be lost, as of one moment, while web and workers go on."""

import os
import time
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import ModuleType
from typing import IO

from miteinander.env import LANGUAGES_FILE, Environment

from ..checks import MEGABYTE, CannotStart
from ..progress import seconds
from ..serving import Interruptible
from . import company, last_backup, places, swapping
from .archives import ArchiveReader, ArchiveWriter, chunks_of
from .console import Line, sentences_for_errors
from .manifest import Entry, Manifest, Table, key_check

HOME_FILES = (LANGUAGES_FILE,)


def backup(environ: Mapping[str, str], *, target: str = "", keep: int = 0) -> int:
    """0 when the archive stands and was read back. Raises EnvironmentProblem and CannotStart; then nothing stands."""
    environment = Environment.read(environ)
    started, at = time.monotonic(), datetime.now(UTC).replace(microsecond=0)
    with Interruptible(), sentences_for_errors(environment.home):
        database = set_up_database()
        swapping.refuse_unfinished(environment.home)
        _lock = company.share_home(environment.home)
        path = places.target_for(target, environment.home, at)
        if keep and not places.NAME.fullmatch(path.name):
            raise CannotStart(
                "„--keep“ räumt nur in einem Verzeichnis auf; bitte ein Verzeichnis statt eines Dateinamens angeben."
            )
        with sentences_for_errors(path.parent), places.scratch_beside(path) as scratch, Line() as line:
            draft = scratch / "archive.zip"
            with places.new_file(draft) as file:
                manifest = write_archive(file, scratch, database, environment, at, line)
            _read_back(draft, line)
            places.put_in_place(draft, path)
        last_backup.remember(environment.home, at, path)
        removed = places.keep_newest(path.parent, keep) if keep else []
    _say(path, manifest, removed, time.monotonic() - started)
    return 0


def set_up_database() -> ModuleType:
    """Django is set up and the database answers: the module that knows its kind. Raises CannotStart."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "miteinander.settings")
    import django

    django.setup()
    from django.db import connection

    from . import postgresql, sqlite

    connection.settings_dict["OPTIONS"].pop("pool", None)  # one connection is enough, and none may linger

    return sqlite if connection.vendor == "sqlite" else postgresql


def write_archive(
    file: IO[bytes], scratch: Path, database: ModuleType, environment: Environment, at: datetime, line: Line
) -> Manifest:
    """The database first: every file its state names was stored before it."""
    _refuse_nothing(database)
    with ArchiveWriter(file, at) as writer:
        with database.save(writer, scratch, line.show) as (tables, migrations):
            wanted = sorted(set(_named_files()))
        stored = set(_write_files(writer, line))
        _write_home(writer, environment.home)
        manifest = Manifest(
            created_at=at.isoformat(),
            app_version=app_version(),
            vendor=database.__name__.rpartition(".")[2],
            migrations=migrations,
            tables=tables,
            entries=sorted(writer.entries, key=lambda entry: entry.name),
            missing_files=[name for name in wanted if name not in stored],
            key_check=key_check(environment.secret_key),
        )
        writer.finish(manifest)
        return manifest


def app_version() -> str:
    try:
        return version("miteinander")
    except PackageNotFoundError:
        return "unbekannt"


def _refuse_nothing(database: ModuleType) -> None:
    from django.db import connection

    if database.__name__.endswith("sqlite") and not database.database().exists():
        raise CannotStart(
            "Es gibt noch keine Datenbank und damit nichts zu sichern; bitte MITEINANDER_HOME und DATABASE_URL prüfen."
        )
    if "django_migrations" not in connection.introspection.table_names():
        raise CannotStart("Die Datenbank ist leer; bitte MITEINANDER_HOME und DATABASE_URL prüfen.")


def _named_files() -> Iterator[str]:
    from django.db import DatabaseError

    from .stored_files import named_in_database

    try:
        yield from (entry_name(alias, name) for alias, name in named_in_database())
    except DatabaseError as error:
        raise CannotStart(
            "Der Datenbank fehlen Änderungen dieser Fassung; bitte zuerst „miteinander manage migrate“ aufrufen."
        ) from error


def entry_name(alias: str, name: str) -> str:
    return f"files/{alias}/{name}"


def _write_files(writer: ArchiveWriter, line: Line) -> Iterator[str]:
    """A file that vanishes before it is opened is left out; whether a record misses it is found out at the end."""
    from .stored_files import kept_storages, names_in, reaching

    for alias, storage in kept_storages().items():
        with reaching(alias, storage):
            for number, name in enumerate(names_in(storage), 1):
                line.show(f"Dateien {number}")
                try:
                    source = storage.open(name)
                except FileNotFoundError:
                    continue
                with source:
                    yield writer.add(entry_name(alias, name), chunks_of(source)).name


def _write_home(writer: ArchiveWriter, home: Path) -> None:
    for name in HOME_FILES:
        if (home / name).is_file():
            writer.add(f"home/{name}", [(home / name).read_bytes()])


def _read_back(path: Path, line: Line) -> None:
    with ArchiveReader(path) as reader:
        whole, done = reader.manifest.size, 0
        entry: Entry
        for entry in reader.check():
            done += entry.size
            line.show(f"Prüfen {100 * done // whole if whole else 100} %")


def _say(path: Path, manifest: Manifest, removed: list[Path], took: float) -> None:
    files = sum(entry.name.startswith("files/") for entry in manifest.entries)
    size = f"{path.stat().st_size / MEGABYTE:.1f}".replace(".", ",")
    print(
        f"Gesichert und geprüft: {path} ({size} MB, {_rows(manifest.tables)} Zeilen, {files} Dateien, {seconds(took)})."
    )
    print(
        "Das Archiv enthält personenbezogene Daten; nur dieses Benutzerkonto darf es lesen. Bewahren Sie es verschlüsselt auf."
    )
    print(
        "Der geheime Schlüssel ist nicht darin; bewahren Sie ihn getrennt auf, ohne ihn gelten zweite Faktoren und Links nicht mehr."
    )
    for name in manifest.missing_files[:10]:
        print(f"Achtung, diese Datei nennt die Datenbank, aber es gibt sie nicht: {name.split('/', 2)[2]}")
    if len(manifest.missing_files) > 10:
        print(f"… und {len(manifest.missing_files) - 10} weitere.")
    for old in removed:
        print(f"Alte Sicherung gelöscht: {old.name}")


def _rows(tables: list[Table]) -> int:
    return sum(table.rows for table in tables)
