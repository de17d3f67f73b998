"""`miteinander import FILE [FILE2 ...] [--dry-run]`, `miteinander export FILE` and `miteinander template FILE.xlsx`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import NoReturn

from django.utils import translation
from django.utils.translation import gettext as _

from miteinander.foundation.exchange import FieldError
from miteinander.foundation.exchange.writing import Unwritable
from miteinander.surfaces.programme_files.actions import import_programme
from miteinander.surfaces.programme_files.export import export_content, template_content, write_file
from miteinander.surfaces.programme_files.terminal import progress_bar

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
    with _language(argv):
        parser = _parser()
        options = _options(parser, argv)
        if isinstance(options, int):
            return options
        with progress_bar() as progress:
            report = import_programme(source=options.files, dry_run=options.dry_run, progress=progress)
        print(report.text(), end="", file=sys.stdout if report.ok else sys.stderr)
        return OK if report.ok else ERRORS


def run_export(argv: Sequence[str]) -> int:
    """Write what is stored into the file named in `argv`: 0 written, 1 not written, 2 wrong usage."""
    with _language(argv):
        options = _options(_export_parser(), argv)
        if isinstance(options, int):
            return options
        names = [name.strip() for name in options.kinds.split(",") if name.strip()]
        return _written(options.file, lambda: export_content(name=options.file.name, kinds=names))


def run_template(argv: Sequence[str]) -> int:
    """Write the template into the file named in `argv`: 0 written, 1 not written, 2 wrong usage."""
    with _language(argv):
        options = _options(_template_parser(), argv)
        if isinstance(options, int):
            return options
        if options.file.suffix.lower() != ".xlsx":
            print(
                _("Die Vorlage ist eine XLSX-Datei. Nennen Sie einen Namen, der auf .xlsx endet."),
                file=sys.stderr,
            )
            return USAGE
        return _written(options.file, template_content)


def _written(path: Path, content: Callable[[], bytes]) -> int:
    try:
        write_file(path, content())
    except FieldError as error:
        print(error.sentences(), file=sys.stderr)
        return USAGE
    except Unwritable as error:
        print(error, file=sys.stderr)
        return ERRORS
    except OSError as error:
        reason = {"file": path, "reason": error.strerror or type(error).__name__}
        print(_("%(file)s lässt sich nicht schreiben: %(reason)s.") % reason, file=sys.stderr)
        return ERRORS
    print(_("%(file)s ist geschrieben.") % {"file": path})
    return OK


def _language(argv: Sequence[str]) -> AbstractContextManager[None]:
    language = "en" if "--english" in argv else translation.get_language() or "de"
    return translation.override(language if language in ("de", "en") else "de")


def _options(parser: _Parser, argv: Sequence[str]) -> argparse.Namespace | int:
    try:
        return parser.parse_args(list(argv))
    except _Usage:
        print(parser.format_usage().strip(), file=sys.stderr)
        print(_("Nennen Sie mindestens eine Datei. Mit --help sehen Sie, was möglich ist."), file=sys.stderr)
        return USAGE
    except SystemExit:  # --help has printed itself
        return OK


def _parser() -> _Parser:
    parser = _Parser(
        prog="miteinander import", description=_("Übernimmt das Programm eines Jahres aus Dateien.")
    )
    parser.add_argument(
        "files", nargs="+", type=Path, metavar="FILE", help=_("Dateien mit dem Programm: YAML, XLSX oder CSV")
    )
    parser.add_argument("--dry-run", action="store_true", help=_("nur zeigen, was sich ändern würde"))
    parser.add_argument("--english", action="store_true", help=_("Meldungen auf Englisch"))
    return parser


def _export_parser() -> _Parser:
    parser = _Parser(
        prog="miteinander export", description=_("Schreibt, was gespeichert ist, in eine Programmdatei.")
    )
    parser.add_argument("file", type=Path, metavar="FILE", help=_("endet auf .xlsx, .yaml oder .csv"))
    parser.add_argument(
        "--kinds", default="", metavar="events,venues", help=_("nur diese Arten, mit Komma getrennt")
    )
    parser.add_argument("--english", action="store_true", help=_("Meldungen auf Englisch"))
    return parser


def _template_parser() -> _Parser:
    parser = _Parser(
        prog="miteinander template",
        description=_("Schreibt eine leere Programmdatei, die jede Spalte erklärt."),
    )
    parser.add_argument("file", type=Path, metavar="FILE.xlsx", help=_("endet auf .xlsx"))
    parser.add_argument("--english", action="store_true", help=_("Meldungen auf Englisch"))
    return parser
