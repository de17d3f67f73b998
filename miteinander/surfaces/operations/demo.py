"""`miteinander demo`: from an empty directory to a council's year on the web."""

import shutil
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from miteinander.env import Environment

from . import checks, preparation, serving, stamps
from .backup.swapping import refuse_unfinished
from .progress import seconds
from .sign_ins import SIGN_INS
from .supervisor import Supervisor


def demo(environ: Mapping[str, str]) -> int:
    """Prepare what is missing, then keep web and worker running until a signal.

    Before anything is made it looks whether it can succeed. A first start that fails takes away what it made.
    Raises EnvironmentProblem and CannotStart; 0 after a signal, 1 if a step failed or a program would not start.
    """
    environment = Environment.read(environ, write_key=False)
    _refuse_real_data(environ, environment)
    home = environment.home
    first = not stamps.read_stamps(home)
    checks.check_home(home)
    checks.check_room(home, needed=checks.ROOM_FOR_FIRST_START if first else checks.ROOM_FOR_NEXT_START)
    checks.check_port(environment.port)
    before = set(home.iterdir()) if home.exists() else None
    lock = checks.lock_home(home)
    refuse_unfinished(home)
    prepared = False
    try:
        preparation.discard_unfinished(home)
        prepared = _prepare(environment, lock) == 0
    finally:
        if not prepared:
            preparation.discard_unfinished(home)
            if first:
                _take_away(home, before)
    return _run(environment) if prepared else 1


def _refuse_real_data(environ: Mapping[str, str], environment: Environment) -> None:
    if environment.production:
        raise checks.CannotStart(
            "Die Vorführung lädt Beispieldaten und läuft nur auf diesem Rechner; bitte MITEINANDER_HOSTS weglassen "
            "oder für den Betrieb „miteinander serve“ aufrufen."
        )
    if environ.get("DATABASE_URL", "").strip():
        raise checks.CannotStart(
            "Die Vorführung lädt Beispieldaten und nimmt dafür ihre eigene SQLite-Datenbank; bitte DATABASE_URL weglassen."
        )


def _prepare(environment: Environment, lock: int) -> int:
    started = time.monotonic()
    if not preparation.missing_steps("demo", environment):
        serving.say(f"Alles ist eingerichtet (geprüft in {seconds(time.monotonic() - started)}).")
        return 0
    return serving.run_preparation("demo", serving.children_environ(environment), keep_open=[lock])


def _take_away(home: Path, before: set[Path] | None) -> None:
    """Everything in the home that was not there before; the home too, if this start made it."""
    if before is None:
        shutil.rmtree(home, ignore_errors=True)
        return
    for path in set(home.iterdir()) - before:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def _run(environment: Environment) -> int:
    logs = environment.home / "log"
    try:
        logs.mkdir(exist_ok=True)
        for name in ("web.log", "work.log"):
            (logs / name).write_bytes(b"")
    except OSError as error:
        raise checks.problem_with_files(error, logs) from error
    serving.say("Webserver und Hintergrundarbeit starten …")
    started = time.monotonic()
    code = Supervisor(
        programs=[
            serving.web_program(environment, log=logs / "web.log"),
            serving.worker_program(environment, log=logs / "work.log"),
        ],
        say=serving.say,
        is_ready=lambda: serving.answers(environment.port),
        on_ready=lambda: serving.say(welcome(environment.port, time.monotonic() - started)),
    ).run()
    if code:
        print(
            f"Miteinander ließ sich nicht starten; was geschehen ist, steht in {logs}, "
            "und ein leeres MITEINANDER_HOME beginnt von vorn.",
            file=sys.stderr,
        )
    else:
        serving.say("Miteinander ist beendet.")
    return code


def welcome(port: int, took: float) -> str:
    """What to open first, and who can sign in."""
    address = f"http://localhost:{port}/"
    people = [f"    {person.role}: {person.email}   Kennwort: {person.password}" for person in SIGN_INS]
    return "\n".join(
        [
            f"Miteinander läuft (nach {seconds(took)}).",
            f"  Webseite:  {address}",
            f"  Büro:      {address}buero/",
            "  Anmeldung im Büro (nur für die Vorführung; den Code zeigt die Anmeldeseite):",
            *people,
            "Beenden mit Strg+C.",
        ]
    )
