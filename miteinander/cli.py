"""The `miteinander` command. What a command needs is imported when it is called, so that --help is there at once."""

import os
import sys
from collections.abc import Callable
from importlib import import_module

HELP = """\
Miteinander – die Plattform, auf der ein Integrationsrat sein öffentliches Jahr führt

Aufruf: miteinander BEFEHL [ANGABEN]

  demo                          einen Beispielrat einrichten und zeigen (nur auf diesem Rechner)
  init                          einen ersten eigenen Rat einrichten; fragt nach oder nimmt die Angaben
                                --council --town --languages --admin --first-name --last-name --address
  serve [--bind ADRESSE] [--processes ZAHL]
                                den Webserver betreiben (Vorgabe: 127.0.0.1, 1)
  work                          die Hintergrundarbeit betreiben
  import DATEI … [--dry-run]    das Jahr eines Rates aus Programmdateien (YAML, XLSX, CSV) einlesen;
                                mit --dry-run nur zeigen, was sich ändern würde
  export DATEI [--kinds ARTEN]  was gespeichert ist, als Programmdatei schreiben (.xlsx, .yaml, .csv)
  template DATEI.xlsx           eine leere Programmdatei schreiben, die jede Spalte erklärt
  print DOKUMENT EINTRAG [--lang de,tr,ar] [--format a3] [--press] [-o DATEI]
                                ein Plakat, ein Blatt oder die Papiermappe als PDF; mit --list: was es gibt
  backup [ZIEL] [--keep ZAHL]   Datenbank und Dateien in ein geprüftes Archiv sichern, auch im laufenden Betrieb;
                                ZIEL ist ein Verzeichnis oder eine neue Datei (Vorgabe: MITEINANDER_HOME/backups),
                                --keep behält nur so viele der neuesten Archive
  restore DATEI [--force [--yes]]
                                eine Sicherung zurückspielen; --force ersetzt vorhandene Daten (nach Rückfrage, ohne mit --yes)
  maintenance on|off            die öffentlichen Seiten durch eine Wartungsseite ersetzen; das Büro bleibt offen
  doctor                        nachsehen, ob alles Nötige da ist
  manage …                      alles, was Django kennt, zum Beispiel: manage migrate

Angaben aus der Umgebung:
{variables}

In English: runs the year of a municipal integration council. `demo` shows a sample council on this
machine, `init` sets up your own, `serve` and `work` run web server and background work, `import` reads programme files
(`--dry-run` only shows the difference), `export` writes them, `template` writes an empty one that explains itself, `print` makes a PDF of a registered document, `backup` writes a checked archive of database and files, `restore` puts it back, `maintenance` shows the public a page that says so, `doctor` checks the installation, `manage` is Django's own command.
"""


class Misuse(Exception):
    """The command line cannot be understood; the text says how it is meant."""


def main(arguments: list[str] | None = None) -> int:
    """Exit code: 0 done, 1 could not be done (one sentence on standard error), 2 not understood, 130 interrupted."""
    from miteinander.env import EnvironmentProblem

    name, *rest = (sys.argv[1:] if arguments is None else arguments) or ["--help"]
    if name in ("--help", "-h", "help"):
        print(help_text())
        return 0
    command = COMMANDS.get(name)
    if command is None:
        return _fail(f"Den Befehl „{name}“ gibt es nicht; „miteinander --help“ zeigt alle Befehle.", 2)
    if name not in OWN_HELP and ("--help" in rest or "-h" in rest):
        print(help_text())
        return 0
    try:
        return command(rest)
    except Misuse as error:
        return _fail(f"{error}; „miteinander --help“ zeigt alle Befehle.", 2)
    except EnvironmentProblem as error:
        return _fail(str(error), 1)
    except KeyboardInterrupt:
        return _fail("Abgebrochen.", 130)
    except Exception as error:
        from miteinander.surfaces.operations.checks import CannotStart

        if isinstance(error, CannotStart):
            return _fail(str(error), 1)
        raise


def help_text() -> str:
    from miteinander.env import VARIABLES

    return HELP.format(variables="\n".join(f"  {name:<24}{meaning}" for name, meaning in VARIABLES.items()))


def _fail(sentence: str, code: int) -> int:
    print(sentence, file=sys.stderr)
    return code


def _demo(arguments: list[str]) -> int:
    from miteinander.surfaces.operations.demo import demo

    _expect_none("demo", arguments)
    return demo(os.environ)


def _init(arguments: list[str]) -> int:
    from miteinander.surfaces.operations.init import FLAGS, init

    given: dict[str, str] = {}
    rest = list(arguments)
    while rest:
        name, _, value = rest.pop(0).partition("=")
        if name not in FLAGS or not (value := value or (rest.pop(0) if rest else "")):
            raise Misuse(f"„init“ versteht „{name}“ so nicht")
        given[name] = value
    return init(os.environ, given)


def _serve(arguments: list[str]) -> int:
    from miteinander.env import Environment
    from miteinander.surfaces.operations.serving import serve

    options = {"--bind": "127.0.0.1", "--processes": "1"}
    rest = list(arguments)
    while rest:
        name, _, value = rest.pop(0).partition("=")
        if name not in options or not (value := value or (rest.pop(0) if rest else "")):
            raise Misuse(f"„serve“ versteht „{name}“ so nicht")
        options[name] = value
    if not (options["--processes"].isdecimal() and int(options["--processes"])):
        raise Misuse("„--processes“ braucht eine Zahl ab 1")
    return serve(Environment.read(os.environ), bind=options["--bind"], processes=int(options["--processes"]))


def _work(arguments: list[str]) -> int:
    from miteinander.env import Environment
    from miteinander.surfaces.operations.serving import work

    _expect_none("work", arguments)
    return work(Environment.read(os.environ))


def _import(arguments: list[str]) -> int:
    return _programme_files("run_import", arguments)


def _export(arguments: list[str]) -> int:
    return _programme_files("run_export", arguments)


def _template(arguments: list[str]) -> int:
    return _programme_files("run_template", arguments)


def _print(arguments: list[str]) -> int:
    return _with_database("foundation.typesetting.command", "run_print", arguments)


def _programme_files(name: str, arguments: list[str]) -> int:
    return _with_database("surfaces.programme_files.command", name, arguments)


def _with_database(module: str, name: str, arguments: list[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "miteinander.settings")
    import django

    django.setup()
    from django.conf import settings

    from miteinander.surfaces.operations.preparation import check_database, sentence_for

    run: Callable[[list[str]], int] = getattr(import_module(f"miteinander.{module}"), name)
    try:
        if arguments and not {"--help", "-h"} & set(arguments):
            check_database()
        return run(arguments)
    except Exception as error:
        if sentence := sentence_for(error, settings.HOME):
            return _fail(sentence, 1)
        raise


def _backup(arguments: list[str]) -> int:
    from miteinander.surfaces.operations.backup.saving import backup

    targets: list[str] = []
    keep, rest = "", list(arguments)
    while rest:
        argument = rest.pop(0)
        name, _, value = argument.partition("=")
        if name == "--keep":
            keep = value or (rest.pop(0) if rest else "")
            if not (keep.isascii() and keep.isdecimal() and int(keep)):
                raise Misuse("„--keep“ braucht eine Zahl ab 1")
        elif name.startswith("-") or targets:
            raise Misuse(f"„backup“ versteht „{name}“ so nicht")
        else:
            targets.append(argument)
    return backup(os.environ, target="".join(targets), keep=int(keep or 0))


def _restore(arguments: list[str]) -> int:
    from miteinander.surfaces.operations.backup.restoring import restore

    flags = {one for one in arguments if one.startswith("-")}
    archives = [one for one in arguments if not one.startswith("-")]
    if unknown := sorted(flags - {"--force", "--yes"}) + archives[1:]:
        raise Misuse(f"„restore“ versteht „{unknown[0]}“ so nicht")
    return restore(os.environ, archive="".join(archives), force="--force" in flags, yes="--yes" in flags)


def _maintenance(arguments: list[str]) -> int:
    from miteinander.surfaces.operations.maintenance import switch

    if arguments not in (["on"], ["off"]):
        raise Misuse("„maintenance“ braucht „on“ oder „off“")
    return switch(os.environ, on=arguments == ["on"])


def _doctor(arguments: list[str]) -> int:
    from miteinander.surfaces.operations.doctor import doctor

    _expect_none("doctor", arguments)
    return doctor(os.environ)


def _manage(arguments: list[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "miteinander.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["miteinander manage", *arguments])
    return 0


def _expect_none(name: str, arguments: list[str]) -> None:
    if arguments:
        raise Misuse(f"„{name}“ kennt die Angabe „{arguments[0]}“ nicht")


OWN_HELP = ("print", "import", "export", "template", "manage")
COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "demo": _demo,
    "init": _init,
    "serve": _serve,
    "work": _work,
    "print": _print,
    "import": _import,
    "export": _export,
    "template": _template,
    "backup": _backup,
    "restore": _restore,
    "maintenance": _maintenance,
    "doctor": _doctor,
    "manage": _manage,
}
