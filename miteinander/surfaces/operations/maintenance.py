"""The switch for maintenance: a file in the home. While it is there, the public sees a page that says so."""

from collections.abc import Mapping
from pathlib import Path

from miteinander.env import Environment

from . import checks

FILE = "maintenance"


def is_on(home: Path) -> bool:
    """Costs one look at the disk."""
    return (home / FILE).exists()


def switch(environ: Mapping[str, str], *, on: bool) -> int:
    """Switch for all processes of this home at once, and say so. Raises CannotStart."""
    home = Environment.read(environ, write_key=False).home
    try:
        if on:
            home.mkdir(parents=True, exist_ok=True)
            (home / FILE).touch()
        else:
            (home / FILE).unlink(missing_ok=True)
    except OSError as error:
        raise checks.problem_with_files(error, home) from error
    print(
        "Die Webseite zeigt jetzt die Wartungsseite; das Büro bleibt offen."
        if on
        else "Die Webseite ist wieder da."
    )
    return 0
