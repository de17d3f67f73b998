"""`miteinander import FILE.yaml [FILE2 ...] [--dry-run]`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from django.utils import translation
from django.utils.translation import gettext as _

from miteinander.surfaces.programme_files.actions import import_programme

OK, ERRORS, USAGE = 0, 1, 2


class _Usage(Exception):
    pass


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise _Usage(message)


def run_import(argv: Sequence[str]) -> int:
    """Import the files named in `argv` (without the word `import`) and print the report.

    Returns 0 when everything was imported, 1 with errors (nothing was imported), 2 for wrong usage.
    """
    language = "en" if "--english" in argv else translation.get_language() or "de"
    with translation.override(language if language in ("de", "en") else "de"):
        parser = _parser()
        try:
            options = parser.parse_args(list(argv))
        except _Usage:
            print(parser.format_usage().strip(), file=sys.stderr)
            print(
                _("Nennen Sie mindestens eine Datei. Mit --help sehen Sie, was möglich ist."), file=sys.stderr
            )
            return USAGE
        except SystemExit:  # --help has printed itself
            return OK
        report = import_programme(source=options.files, dry_run=options.dry_run)
        print(report.text(), end="", file=sys.stdout if report.ok else sys.stderr)
        return OK if report.ok else ERRORS


def _parser() -> _Parser:
    parser = _Parser(
        prog="miteinander import", description=_("Übernimmt das Programm eines Jahres aus Dateien.")
    )
    parser.add_argument(
        "files", nargs="+", type=Path, metavar="FILE.yaml", help=_("Dateien mit dem Programm")
    )
    parser.add_argument("--dry-run", action="store_true", help=_("nur zeigen, was sich ändern würde"))
    parser.add_argument("--english", action="store_true", help=_("Meldungen auf Englisch"))
    return parser
