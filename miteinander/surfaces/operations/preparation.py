"""Preparing an installation, step by step, each skipped when its stamp says it is done.

    python -m miteinander.surfaces.operations.preparation demo|serve|work

runs in a process of its own, so that the supervisor stays small and a Ctrl-C ends it cleanly. Exit code 1 after one
sentence on standard error. The demo's database is made under another name and put in place when it is complete.
"""

import errno
import os
import sqlite3
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote
from zoneinfo import ZoneInfo

from miteinander.env import DATABASE_FILE, Environment, EnvironmentProblem

from . import stamps
from .checks import DISK_FULL, CannotStart, problem_with_files
from .progress import Progress

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

BUILDING = f"{DATABASE_FILE}.new"
STORES = "django|wagtail|modelsearch|django_(?:tasks|tasks_db|taggit|treebeard|modelcluster)"
FONTS = r"fontpkg_\w+|fonttools|brotli"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """`stamp` hashes what the step is made from; `is_there` looks whether its result still stands."""

    name: str
    title: str
    stamp: Callable[[], str]
    is_there: Callable[[], bool]
    make: Callable[[Progress], None]

    def is_done(self, home: Path) -> bool:
        return stamps.read_stamps(home).get(self.name) == self.stamp() and self.is_there()


def steps_for(purpose: str, environment: Environment) -> list[Step]:
    """The steps before web and worker can start. `serve` and `work` never touch the database: that is `migrate`'s job."""
    files = [_catalogues(), _fonts(environment.home), _static(environment.home)]
    match purpose:
        case "demo":
            return [*files, _database(environment.home), _year(environment)]
        case "serve":
            return files
        case "work":
            return files[:1]
    raise ValueError(purpose)


def missing_steps(purpose: str, environment: Environment) -> list[Step]:
    return [step for step in steps_for(purpose, environment) if not step.is_done(environment.home)]


def prepare(purpose: str, environment: Environment) -> None:
    """Do the missing steps with a line for each. Django must not be set up yet. Raises CannotStart."""
    home = environment.home
    progress = Progress(total=len(steps_for(purpose, environment)))
    missing = {step.name for step in missing_steps(purpose, environment)}
    building = missing & {"database", "year"}
    if purpose == "demo" and building:
        _start_building(home)
    import django

    django.setup()
    for step in steps_for(purpose, environment):
        with progress.step(step.title, skip=step.name not in missing):
            if step.name in missing:
                step.make(progress)
                if step.name not in building:
                    stamps.remember_stamp(home, step.name, step.stamp())
    if building:
        _put_in_place(home)
        for step in steps_for(purpose, environment):
            if step.name in building:
                stamps.remember_stamp(home, step.name, step.stamp())
    if purpose != "demo":
        check_database()
        if sentence := demo_accounts(environment):
            raise CannotStart(sentence)


def discard_unfinished(home: Path) -> None:
    """Remove a database that was not completed."""
    for path in home.glob(f"{BUILDING}*"):
        path.unlink(missing_ok=True)


# --- The steps ------------------------------------------------------------------------------------------------------


def _catalogues() -> Step:
    def make(progress: Progress) -> None:
        from miteinander.foundation.languages.catalogues import compile_catalogues

        compile_catalogues()

    return Step(
        name="catalogues",
        title="Sprachen vorbereiten",
        stamp=lambda: stamps.stamp_of(stamps.contents(stamps.package_files("*.po"))),
        is_there=lambda: all(path.with_suffix(".mo").exists() for path in stamps.package_files("*.po")),
        make=make,
    )


def _fonts(home: Path) -> Step:
    fonts = home / "generated" / "interface" / "fonts"

    def stamp() -> str:
        return stamps.stamp_of(
            stamps.contents(stamps.package_files("interface/fonts*.py")), stamps.versions(FONTS)
        )

    def make(progress: Progress) -> None:
        from miteinander.foundation.interface.fonts import build_web_fonts

        fonts.mkdir(parents=True, exist_ok=True)
        build_web_fonts(fonts)

    return Step(
        name="fonts",
        title="Schriften für alle Sprachen erzeugen",
        stamp=stamp,
        is_there=lambda: any(fonts.glob("*.woff2")),
        make=make,
    )


def _static(home: Path) -> Step:
    def stamp() -> str:
        seen = [
            f"{path.relative_to(stamps.PACKAGE)} {path.stat().st_size} {path.stat().st_mtime_ns}"
            for path in sorted(stamps.package_files("static/**/*"))
        ]
        return stamps.stamp_of(
            _fonts(home).stamp(),
            stamps.contents(stamps.package_files("interface/style_sheet*.py")),
            stamps.versions(f"{STORES}|whitenoise|djangorestframework"),
            *seen,
        )

    def make(progress: Progress) -> None:
        from django.core.management import call_command

        from miteinander.foundation.interface.style_sheet import build_style_sheet

        build_style_sheet(home / "generated" / "interface")
        call_command("collectstatic", interactive=False, verbosity=0)

    return Step(
        name="static",
        title="Dateien für den Browser sammeln",
        stamp=stamp,
        is_there=(home / "static" / "staticfiles.json").exists,
        make=make,
    )


def _database(home: Path) -> Step:
    def make(progress: Progress) -> None:
        from django.core.management import call_command

        call_command("migrate", interactive=False, verbosity=0)

    return Step(
        name="database",
        title="Datenbank einrichten",
        stamp=lambda: stamps.stamp_of(
            stamps.contents(
                stamps.package_files("migrations/*.py") + stamps.package_files("website/data/*.yaml")
            ),
            stamps.versions(STORES),
        ),
        is_there=(home / DATABASE_FILE).exists,
        make=make,
    )


def _year(environment: Environment) -> Step:
    def stamp() -> str:
        today = environment.today or datetime.now(ZoneInfo("Europe/Berlin")).date()
        sources = [
            *stamps.package_files("operations/demo*/**/*"),
            *stamps.package_files("operations/demo_*.py"),
            *stamps.package_files("operations/sign_ins.py"),
        ]
        # The year runs around the present month, so a new month lays it out anew.
        return stamps.stamp_of(stamps.contents(sources), today.strftime("%Y-%m"))

    def make(progress: Progress) -> None:
        from miteinander.surfaces.operations.demo_year import load_demo

        load_demo(progress.note)

    return Step(
        name="year",
        title="Beispielrat und sein Jahr laden",
        stamp=stamp,
        is_there=(environment.home / DATABASE_FILE).exists,
        make=make,
    )


# --- The database of the demo ---------------------------------------------------------------------------------------


def _start_building(home: Path) -> None:
    """From now on this process works on a copy of the database, or on a new one."""
    discard_unfinished(home)
    building, current = home / BUILDING, home / DATABASE_FILE
    if current.exists():
        source, target = sqlite3.connect(current), sqlite3.connect(building)
        try:
            source.backup(target)
        finally:
            source.close()
            target.close()
    os.environ["DATABASE_URL"] = f"sqlite:///{quote(str(building))}"


def _put_in_place(home: Path) -> None:
    from django.db import connections

    connections.close_all()
    for path in (home / BUILDING, home / DATABASE_FILE):
        if path.exists():
            connection = sqlite3.connect(path)
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.close()  # the last one out removes -wal and -shm
    for suffix in ("-wal", "-shm"):
        (home / f"{DATABASE_FILE}{suffix}").unlink(missing_ok=True)  # they would belong to the old database
    (home / BUILDING).replace(home / DATABASE_FILE)


def check_database() -> None:
    """Raises CannotStart when migrations are missing."""
    from django.db import connection

    if unapplied_migrations(connection):
        raise CannotStart(
            "Die Datenbank ist noch nicht eingerichtet; bitte zuerst „miteinander manage migrate“ aufrufen."
        )


def demo_accounts(environment: Environment) -> str | None:
    """A sentence when a production database holds accounts of the demo, whose passwords everybody knows. One query."""
    from miteinander.foundation.access.models import User

    found = User.objects.filter(is_demo=True).count() if environment.production else 0
    if not found:
        return None
    return (
        f"In der Datenbank sind {found} Konten der Vorführung, deren Kennwörter bekannt sind; bitte mit einer leeren "
        "Datenbank beginnen („miteinander init“) und keine Vorführung in Betrieb nehmen."
    )


def unapplied_migrations(connection: "BaseDatabaseWrapper") -> int:
    """How many migrations are missing. A few queries."""
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def sentence_for(error: BaseException, home: Path) -> str | None:
    """What to tell people about an error that has a plain cause; None for one that has not."""
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, CannotStart | EnvironmentProblem):
            return str(seen)
        if isinstance(seen, OSError) and seen.errno in (*DISK_FULL, errno.EACCES, errno.EPERM, errno.EROFS):
            return str(problem_with_files(seen, home))
        if isinstance(seen, sqlite3.Error) and "disk is full" in str(seen):
            return str(problem_with_files(OSError(errno.ENOSPC, str(seen)), home))
        if isinstance(seen, sqlite3.Error) and ("not a database" in str(seen) or "malformed" in str(seen)):
            return (
                f"Die Datenbank in {home} ist beschädigt; bitte eine Sicherung zurückspielen "
                "oder mit einem leeren MITEINANDER_HOME von vorn beginnen."
            )
        if isinstance(seen, sqlite3.Error) and ("readonly" in str(seen) or "unable to open" in str(seen)):
            return str(problem_with_files(OSError(errno.EACCES, str(seen)), home))
        seen = seen.__cause__ or seen.__context__
    if type(error).__name__ == "OperationalError":
        return "Die Datenbank antwortet nicht; bitte DATABASE_URL prüfen und nachsehen, ob der Datenbankserver läuft."
    return None


def end_with_parent(parent: int) -> None:
    """If the process that started this one is killed, end as well and free the home for the next start."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(0.2)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def main(purpose: str) -> int:
    end_with_parent(os.getppid())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "miteinander.settings")
    home = Path(os.environ.get("MITEINANDER_HOME", "var"))
    try:
        environment = Environment.read(os.environ)
        home = environment.home
        prepare(purpose, environment)
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        sentence = sentence_for(error, home)
        print(file=sys.stdout, flush=True)
        if sentence is None:
            raise
        print(sentence, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
