"""`miteinander restore`: check everything, build the new state beside the old, then change places."""

import shutil
import sys
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from types import ModuleType
from typing import Any
from zoneinfo import ZoneInfo

from miteinander.env import Environment

from .. import checks, serving
from ..checks import CannotStart
from . import company, swapping
from .archives import ArchiveReader
from .console import Line, sentences_for_errors
from .manifest import BadArchive, Manifest, is_same_key
from .saving import HOME_FILES, set_up_database

WORD = "zurückspielen"
Ask = Callable[[str], str]


def restore(
    environ: Mapping[str, str],
    *,
    archive: str = "",
    force: bool = False,
    yes: bool = False,
    ask: Ask | None = None,
) -> int:
    """0 when the state of the archive is in place. Raises EnvironmentProblem and CannotStart; then the old state stands."""
    environment = Environment.read(environ)
    home = environment.home
    checks.check_home(home)
    with serving.Interruptible(), sentences_for_errors(home):
        _locks = (checks.lock_home(home), company.have_home_alone(home))
        database = set_up_database()
        if (home / swapping.NOTE).exists():
            database.refuse_company()
            _finish(home, database)
            print("Das unterbrochene Zurückspielen ist zu Ende geführt.")
            return 0
        if not archive:
            raise CannotStart("Es fehlt das Archiv: „miteinander restore DATEI“.")
        with ArchiveReader(Path(archive).expanduser().absolute()) as reader, Line() as line:
            _check(reader, database, line)
            _refuse_company(environment, database)
            if _holds_data(database):
                _ask_first(reader.manifest, force=force, yes=yes, ask=ask or _terminal())
            erasures = _change(reader, home, database, line)
    _say(reader.manifest, environment, erasures)
    return 0


def _check(reader: ArchiveReader, database: ModuleType, line: Line) -> None:
    """Nothing is touched before all of the archive was read and found right."""
    manifest = reader.manifest
    kind = database.__name__.rpartition(".")[2]
    if manifest.vendor != kind:
        titles = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
        raise BadArchive(
            f"Die Sicherung stammt aus {titles.get(manifest.vendor, 'einer anderen Datenbank')} und lässt sich nicht in {titles[kind]} zurückspielen; bitte DATABASE_URL entsprechend setzen."
        )
    if unknown := _unknown_migrations(manifest):
        raise BadArchive(
            f"Die Sicherung stammt aus einer neueren Fassung von Miteinander ({manifest.app_version}; hier unbekannt: {', '.join(unknown)[:200]}); bitte zuerst diese Fassung einrichten."
        )
    needed, free = (
        manifest.size,
        shutil.disk_usage(
            checks.nearest_existing(_media_folders()[0] if _media_folders() else Path.cwd())
        ).free,
    )
    if needed > free:
        raise CannotStart(
            f"Ausgepackt ist die Sicherung {needed // checks.MEGABYTE} MB groß, frei sind nur {free // checks.MEGABYTE} MB; bitte Platz schaffen."
        )
    expected = (
        {"database/miteinander.sqlite3"}
        if kind == "sqlite"
        else {f"database/{table.name}.copy" for table in manifest.tables}
    )
    if expected != {entry.name for entry in manifest.entries if entry.name.startswith("database/")}:
        raise BadArchive("Im Archiv fehlen Teile der Datenbank; es wird nicht zurückgespielt.")
    done = 0
    for entry in reader.check():
        done += entry.size
        line.show(f"Archiv prüfen {100 * done // needed if needed else 100} %")


def _unknown_migrations(manifest: Manifest) -> list[str]:
    from django.db.migrations.loader import MigrationLoader

    known = set(MigrationLoader(None).disk_migrations or ())
    return [
        f"{app}.{name}"
        for app, names in sorted(manifest.migrations.items())
        for name in names
        if (app, name) not in known
    ]


def _refuse_company(environment: Environment, database: ModuleType) -> None:
    if serving.answers(environment.port, host=environment.hosts[0]):
        raise CannotStart(
            f"Auf Port {environment.port} antwortet noch ein Webserver von Miteinander; bitte „miteinander serve“ beenden und noch einmal aufrufen."
        )
    database.refuse_company()


def _holds_data(database: ModuleType) -> bool:
    """Accounts, a trail or files; a database that was only set up is as good as empty."""
    from django.db import DatabaseError, connection

    from .stored_files import holds_files

    if database.__name__.endswith("sqlite") and not database.database().exists():
        return holds_files()
    try:
        with connection.cursor() as cursor:
            present = set(connection.introspection.table_names(cursor))
            for table in ("access_user", "audit_auditentry", "interface_identity"):
                if table in present:
                    cursor.execute(f"SELECT 1 FROM {table} LIMIT 1")
                    if cursor.fetchone():
                        return True
    except DatabaseError:
        return True  # damaged: somebody's data all the same
    finally:
        connection.close()
    return holds_files()


def _terminal() -> Ask | None:
    return (lambda question: input(f"{question} ")) if sys.stdin.isatty() else None


def _ask_first(manifest: Manifest, *, force: bool, yes: bool, ask: Ask | None) -> None:
    if not force:
        raise CannotStart(
            "Hier stehen schon Daten; „--force“ ersetzt sie durch die Sicherung. Sichern Sie sie vorher mit „miteinander backup“."
        )
    if yes:
        return
    if ask is None:
        raise CannotStart(
            "Zum Ersetzen der Daten muss jemand am Terminal zustimmen; ohne Terminal geht es mit „--force --yes“."
        )
    question = f"Alle Daten hier werden durch den Stand vom {_when(manifest)} ersetzt. Zum Fortfahren „{WORD}“ eingeben:"
    if ask(question).strip().casefold() != WORD:
        raise CannotStart("Nichts wurde geändert.")


def _when(manifest: Manifest) -> str:
    return f"{manifest.created.astimezone(ZoneInfo('Europe/Berlin')):%d.%m.%Y, %H:%M Uhr}"


def _media_folders() -> list[Path]:
    from .stored_files import kept_storages, local_folder

    return [folder for storage in kept_storages().values() if (folder := local_folder(storage)) is not None]


def _change(reader: ArchiveReader, home: Path, database: ModuleType, line: Line) -> int | None:
    """How many rows were erased again; None when that is not known."""
    manifest = reader.manifest
    old = _erasures_since(manifest.created, database)
    try:
        line.show("Dateien auspacken")
        _stage_files(reader, home, line)
        line.show("Datenbank aufbauen")
        with database.stage(reader):
            _migrate_on(manifest, line)
        database.refuse_company()
        folders = [str(folder) for folder in _media_folders()]
        swapping.begin(home, {"folders": folders, "files": list(HOME_FILES), "erasures": old or []})
    except BaseException:
        if not (home / swapping.NOTE).exists():
            _discard(home, database)
        raise
    done = _finish(home, database)
    return None if old is None else done


def _erasures_since(moment: datetime, database: ModuleType) -> list[Any] | None:
    from . import erasures

    if database.__name__.endswith("sqlite") and not database.database().exists():
        return None
    return erasures.since(moment)


def _stage_files(reader: ArchiveReader, home: Path, line: Line) -> None:
    """Files on this machine go beside the old ones; others are uploaded before the database speaks of them."""
    from .stored_files import kept_storages, local_folder, reaching

    storages = kept_storages()
    for folder in _media_folders():
        shutil.rmtree(swapping.staged_folder(folder), ignore_errors=True)
        swapping.staged_folder(folder).mkdir(parents=True)
    for number, entry in enumerate(reader.manifest.entries, 1):
        kind, _, name = entry.name.partition("/")
        line.show(f"Auspacken {number}")
        if kind == "home" and name in HOME_FILES:
            staged = swapping.staged_folder(home / name)
            staged.unlink(missing_ok=True)
            reader.write_to(entry.name, staged)
        elif kind == "files":
            alias, _, path = name.partition("/")
            if alias not in storages or not path:
                raise BadArchive(
                    f"Im Archiv sind Dateien für den Speicher „{alias[:60]}“, den es hier nicht gibt."
                )
            place = local_folder(storages[alias])
            if place is None:
                with reaching(alias, storages[alias]):
                    _upload(reader, entry.name, storages[alias], path)
            else:
                reader.write_to(entry.name, swapping.staged_folder(place) / path)


def _upload(reader: ArchiveReader, entry: str, storage: Any, name: str) -> None:
    import tempfile

    from django.core.files import File

    with tempfile.TemporaryFile() as draft:
        for chunk in reader.chunks(entry):
            draft.write(chunk)
        draft.seek(0)
        storage.delete(name)
        if (stored := storage.save(name, File(draft))) != name:
            storage.delete(stored)
            raise CannotStart(
                f"Der Dateispeicher nimmt „{name}“ unter diesem Namen nicht an; bitte seine Einstellungen prüfen."
            )


def _migrate_on(manifest: Manifest, line: Line) -> None:
    """An archive of an older version becomes one of this version, before it takes the place of anything."""
    from django.core.management import call_command
    from django.db import connection

    from ..preparation import unapplied_migrations

    if not (missing := unapplied_migrations(connection)):
        return
    line.show("Datenbank auf diese Fassung bringen")
    try:
        call_command("migrate", interactive=False, verbosity=0)
    except Exception as error:
        raise CannotStart(
            f"Die Sicherung stammt aus der älteren Fassung {manifest.app_version[:40]} und lässt sich nicht auf diese bringen ({_first_line(error)}); bitte sie mit jener Fassung zurückspielen und dann Miteinander erneuern."
        ) from error
    print(
        f"Die Sicherung stammt aus einer älteren Fassung; {missing} Änderungen der Datenbank sind nachgeholt."
    )


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:200]


def _finish(home: Path, database: ModuleType) -> int:
    from . import erasures

    done = erasures.apply(swapping.go_on(home, database))
    swapping.end(home)
    return done


def _discard(home: Path, database: ModuleType) -> None:
    """The old state stands untouched; what was built beside it goes."""
    for folder in _media_folders():
        shutil.rmtree(swapping.staged_folder(folder), ignore_errors=True)
    for name in HOME_FILES:
        swapping.staged_folder(home / name).unlink(missing_ok=True)
    database.discard()


def _say(manifest: Manifest, environment: Environment, erased: int | None) -> None:
    print(f"Zurückgespielt: der Stand vom {_when(manifest)}.")
    if erased:
        print(f"{erased} Einträge, die seitdem gelöscht worden waren, sind wieder gelöscht.")
    if erased is None:
        print(
            "Welche Personen seit dieser Sicherung gelöscht wurden, ist hier nicht bekannt; bitte diese Löschungen im Büro wiederholen."
        )
    if not is_same_key(environment.secret_key, manifest.key_check):
        print(
            "Der geheime Schlüssel ist ein anderer als bei der Sicherung: Zweite Faktoren und verschickte Links gelten nicht mehr. Mit dem alten MITEINANDER_SECRET_KEY gelten sie wieder."
        )
    for name in manifest.missing_files[:10]:
        print(f"Schon bei der Sicherung fehlte: {name.split('/', 2)[2]}")
