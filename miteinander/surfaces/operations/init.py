"""`miteinander init`: from an empty database to a council's own installation with its first administrator.

Asks for what the flags leave open. Running it again is safe: while nobody accepted the invitation it makes a new link;
after that it refuses.
"""

import os
import re
import sys
from collections.abc import Callable, Mapping

from miteinander.env import LANGUAGE_CODES, LANGUAGES_FILE, Environment

from . import checks

FLAGS = {
    "--council": "Wie heißt der Rat? (zum Beispiel Integrationsrat Musterstadt)",
    "--town": "Wie heißt die Stadt oder Gemeinde?",
    "--languages": f"Welche Sprachen hat die Webseite? Mit Komma getrennt aus {', '.join(LANGUAGE_CODES)} (leer: alle)",
    "--admin": "Welche E-Mail-Adresse hat, wer die Installation verwaltet?",
    "--first-name": "Vorname dieser Person (leer: keiner)",
    "--last-name": "Nachname dieser Person (leer: keiner)",
    "--address": "Adresse der Webseite (leer: {address})",
}
OPTIONAL = ("--languages", "--first-name", "--last-name", "--address")
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
Ask = Callable[[str], str]


def init(environ: Mapping[str, str], given: Mapping[str, str], *, ask: Ask | None = None) -> int:
    """0 when all is there. Raises EnvironmentProblem and CannotStart, before anything is made."""
    environment = Environment.read(environ)
    checks.check_home(environment.home)
    checks.check_room(environment.home, needed=checks.ROOM_FOR_NEXT_START)
    answers = _answers(given, environment, ask or _terminal())
    languages = _languages(answers["--languages"])
    address = _address(answers["--address"] or default_address(environment))
    if not EMAIL.fullmatch(answers["--admin"]):
        raise checks.CannotStart(f"„{answers['--admin']}“ ist keine E-Mail-Adresse.")
    checks.lock_home(environment.home)
    _set_up_django()
    link = _make(answers, address)
    if languages:
        _write_languages(environment, languages)
    _say(answers, environment, languages, link)
    return 0


def default_address(environment: Environment) -> str:
    if environment.production:
        return f"https://{environment.hosts[0]}/"
    return f"http://localhost:{environment.port}/"


def _terminal() -> Ask | None:
    return (lambda question: input(f"{question} ")) if sys.stdin.isatty() else None


def _answers(given: Mapping[str, str], environment: Environment, ask: Ask | None) -> dict[str, str]:
    answers = {}
    for flag, question in FLAGS.items():
        value = given.get(flag, "").strip()
        if not value and ask:
            value = ask(question.format(address=default_address(environment))).strip()
        if not value and flag not in OPTIONAL:
            raise checks.CannotStart(f"Es fehlt die Angabe „{flag}“: {question}")
        answers[flag] = value
    return answers


def _languages(text: str) -> list[str]:
    codes = list(dict.fromkeys(code.strip() for code in text.split(",") if code.strip()))
    if unknown := [code for code in codes if code not in LANGUAGE_CODES]:
        raise checks.CannotStart(
            f"Die Sprache „{unknown[0]}“ gibt es hier nicht; zur Wahl stehen {', '.join(LANGUAGE_CODES)}."
        )
    return (codes if "de" in codes else ["de", *codes]) if codes else []


def _address(text: str) -> str:
    if not re.fullmatch(r"https?://[^/\s?#@]+/?", text):
        raise checks.CannotStart(f"„{text}“ ist keine Adresse wie https://rat.example.org/.")
    return text.rstrip("/") + "/"


def _set_up_django() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "miteinander.settings")
    import django
    from django.core.management import call_command

    from miteinander.foundation.languages.catalogues import compile_catalogues

    compile_catalogues()
    django.setup()
    call_command("migrate", interactive=False, verbosity=0)


def _make(answers: Mapping[str, str], address: str) -> str:
    """Identity and invitation in one transaction; the link for the administrator."""
    from django.db import transaction

    from miteinander.foundation.access.actions import Wish, invite
    from miteinander.foundation.access.models import User
    from miteinander.foundation.access.roles import ADMINISTRATOR
    from miteinander.foundation.interface.actions import save_identity

    with transaction.atomic():
        if User.objects.exists():
            raise checks.CannotStart(
                "Hier gibt es schon Konten; weitere Menschen lädt die Administration im Büro unter „Konten und Rollen“ ein."
            )
        save_identity(values={"name": answers["--council"], "town": answers["--town"]})
        _invitation, link = invite(
            email=answers["--admin"],
            first_name=answers["--first-name"],
            last_name=answers["--last-name"],
            wishes=[Wish(role=ADMINISTRATOR)],
            base_url=address,
        )
    return link


def _write_languages(environment: Environment, languages: list[str]) -> None:
    try:
        (environment.home / LANGUAGES_FILE).write_text(",".join(languages) + "\n", encoding="utf-8")
    except OSError as error:
        raise checks.problem_with_files(error, environment.home) from error


def _say(answers: Mapping[str, str], environment: Environment, languages: list[str], link: str) -> None:
    print(f"{answers['--council']} ist eingerichtet.")
    if languages:
        print(f"Sprachen: {', '.join(languages)} (steht in {environment.home / LANGUAGES_FILE};")
        print(f"auf weiteren Rechnern MITEINANDER_LANGUAGES={','.join(languages)} angeben).")
    print(f"Mit diesem Link öffnet {answers['--admin']} das Konto der Administration (sieben Tage, einmal):")
    print(f"  {link}")
    print("Danach laufen „miteinander serve“ und „miteinander work“.")
