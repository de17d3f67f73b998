"""`miteinander doctor`: is everything there that an installation needs?"""

import os
from collections.abc import Callable, Mapping

from miteinander.env import Environment

from . import checks, preparation
from .backup import last_backup

Finding = str | None
"""What is wrong, as a sentence; None: nothing."""


def doctor(environ: Mapping[str, str]) -> int:
    """Print one line for each check, and hints about mail and the last backup, which are no faults. 0 if all is well, 1 otherwise. Raises EnvironmentProblem."""
    environment = Environment.read(environ, write_key=False)
    findings = {title: check() for title, check in _checks(environment).items()}
    for title, finding in findings.items():
        print(f"✗ {title}: {finding}" if finding else f"✓ {title}")
    for hint in _mail_hints(environment):
        print(f"! E-Mail: {hint}")
    well, sentence = last_backup.hint(environment.home)
    print(f"{'✓' if well else '!'} Sicherung: {sentence}")
    return 1 if any(findings.values()) else 0


def _checks(environment: Environment) -> dict[str, Callable[[], Finding]]:
    steps = {step.name: step for step in preparation.steps_for("serve", environment)}

    def prepared(name: str) -> Callable[[], Finding]:
        return lambda: (
            None if steps[name].is_there() else "Fehlt; „miteinander serve“ oder „make demo“ richtet es ein."
        )

    def home() -> Finding:
        try:
            checks.check_home(environment.home)
            checks.check_room(environment.home, needed=checks.ROOM_FOR_NEXT_START)
        except checks.CannotStart as error:
            return str(error)
        return None

    return {
        f"Verzeichnis {environment.home}": home,
        "Datenbank": lambda: _database(environment),
        "Gemeinsamer Speicher der Anmeldung": _shared_cache,
        "E-Mail": lambda: _mail(environment),
        "Sprachen": prepared("catalogues"),
        "Schriften": prepared("fonts"),
        "Dateien für den Browser": prepared("static"),
    }


def _mail(environment: Environment) -> Finding:
    if environment.production and environment.smtp is None:
        return (
            "Es gehen keine hinaus, sie werden nur als Dateien abgelegt; bitte MITEINANDER_SMTP_URL angeben."
        )
    return " ".join(_of_mail_health("findings", environment)) or None


def _mail_hints(environment: Environment) -> list[str]:
    return _of_mail_health("hints", environment)


def _of_mail_health(name: str, environment: Environment) -> list[str]:
    """After the check of the database; nothing where that has said already what is missing."""
    from django.apps import apps
    from django.db.utils import DatabaseError

    if not apps.ready:
        return []
    from . import mail_health

    try:
        return list(getattr(mail_health, name)(environment))
    except DatabaseError:
        return []


def _shared_cache() -> Finding:
    """After the check of the database, which sets Django up."""
    from django.apps import apps

    if not apps.ready:
        return "Ohne Datenbank gibt es ihn nicht."
    from miteinander.foundation.access.shared_cache import is_shared

    if is_shared():
        return None
    return (
        "Webprozesse wissen nicht voneinander, welche Codes schon benutzt sind; bitte „miteinander manage createcachetable“ "
        "aufrufen."
    )


def _database(environment: Environment) -> Finding:
    if environment.database["ENGINE"].endswith("sqlite3") and not os.path.exists(
        environment.database["NAME"]
    ):
        return "Es gibt noch keine; bitte „miteinander manage migrate“ oder „make demo“ aufrufen."
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "miteinander.settings")
    import django
    from django.db import connection
    from django.db.utils import DatabaseError, OperationalError

    django.setup()
    try:
        missing = preparation.unapplied_migrations(connection)
    except OperationalError:
        return "Sie antwortet nicht; bitte DATABASE_URL prüfen und nachsehen, ob der Datenbankserver läuft."
    except DatabaseError:
        return "Sie ist beschädigt; bitte eine Sicherung zurückspielen."
    if missing:
        return f"{missing} Änderungen fehlen; bitte „miteinander manage migrate“ aufrufen."
    return preparation.demo_accounts(environment)
