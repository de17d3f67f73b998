"""`miteinander print`: one document of one subject as a file. Sentences are German, as all of the command."""

import sys
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import override

from miteinander.foundation.languages.registry import base_language, site_codes, site_languages

from .composing import Composed, compose, set_composed
from .documents import CannotPrint, Document, document, documents
from .findings import Level
from .keeping import keep_print
from .orders import KIT, Order, Part
from .printing import draw_wish, not_set
from .rendering import NotSet, Printed
from .subjects import NoSubject, subject, subjects

USAGE = """\
Aufruf: miteinander print DOKUMENT EINTRAG [--lang de,tr,ar] [--format a3] [--option NAME=WERT]
                          [--press [--marks MM]] [--copies ZAHL] [--keep] [-o DATEI]
        miteinander print kit EINTRAG …      die Papiermappe
        miteinander print --list             alle Dokumente mit Formaten

EINTRAG ist die Kurzbezeichnung aus der Adresse (zum Beispiel „fest-im-park“) oder die Nummer; bei Eintrittskarte,
        Zettel und Bescheinigung der Code der Anmeldung.
--press   für die Druckerei: Druckfarben, Beschnitt, mit ihrem Farbprofil, wenn eins hinterlegt ist
--marks   Schnittmarken, so viele Millimeter vom Rand
--keep    als Nachweis unter „Gedrucktes“ aufheben
-o        die Datei (Vorgabe: nach Dokument und Sprachen benannt, im jetzigen Verzeichnis); - schreibt auf die Ausgabe
"""


class Problem(Exception):
    """The sentence says what to type instead."""


@dataclass
class Asked:
    words: list[str] = field(default_factory=list)
    languages: tuple[str, ...] = ()
    format: str = ""
    options: dict[str, str] = field(default_factory=dict)
    for_print: bool = False
    marks: float | None = None
    copies: int = 0
    keeps: bool = False
    target: str = ""
    lists: bool = False


def run_print(arguments: Sequence[str]) -> int:
    """Exit code: 0 printed, 1 something is missing or wrong, 2 not understood."""
    if {"--help", "-h"} & set(arguments):
        print(USAGE, end="")
        return 0
    with override(base_language()):
        try:
            asked = understood(arguments)
        except Problem as problem:
            print(f"{problem}\n\n{USAGE}", file=sys.stderr, end="")
            return 2
        if asked.lists:
            print(listing(), end="")
            return 0
        try:
            return _print(asked)
        except (Problem, CannotPrint) as problem:
            print(problem, file=sys.stderr)
            return 1
        except NotSet as error:
            print(f"{not_set()}\n{error}", file=sys.stderr)
            return 1


def understood(arguments: Sequence[str]) -> Asked:
    """Raises Problem."""
    asked, rest = Asked(), list(arguments)
    while rest:
        name, equals, value = rest.pop(0).partition("=")
        if name in ("--press", "--keep", "--list"):
            asked.for_print |= name == "--press"
            asked.keeps |= name == "--keep"
            asked.lists |= name == "--list"
            continue
        if not name.startswith("-") or name == "-":
            asked.words.append(name + equals + value)
            continue
        if not (value := value or (rest.pop(0) if rest else "")):
            raise Problem(f"Nach „{name}“ fehlt die Angabe.")
        _take(asked, name, value)
    if not asked.lists and len(asked.words) != 2:
        raise Problem("„print“ braucht genau ein Dokument und einen Eintrag.")
    if asked.marks is not None and not asked.for_print:
        raise Problem("Schnittmarken gibt es nur für die Druckerei: bitte „--press“ dazuschreiben.")
    return asked


def _take(asked: Asked, name: str, value: str) -> None:
    match name:
        case "--lang":
            asked.languages = tuple(dict.fromkeys(filter(None, value.split(","))))
        case "--format":
            asked.format = value.lower()
        case "--option":
            key, equals, chosen = value.partition("=")
            if not equals:
                raise Problem("„--option“ braucht NAME=WERT.")
            asked.options[key] = chosen
        case "--marks":
            asked.marks = _number(name, value, most=10)
        case "--copies":
            asked.copies = int(_number(name, value, least=1, most=5000))
        case "-o" | "--output":
            asked.target = value
        case _:
            raise Problem(f"„print“ kennt die Angabe „{name}“ nicht.")


def _number(name: str, value: str, *, least: float = 0, most: float) -> float:
    try:
        number = float(value.replace(",", "."))
    except ValueError:
        number = -1
    if not least <= number <= most:
        raise Problem(f"„{name}“ braucht eine Zahl von {least:g} bis {most:g}, nicht „{value}“.")
    return number


def listing() -> str:
    lines = []
    for one in documents():
        formats = ", ".join(shape.key for shape in one.formats)
        lines.append(f"{one.key:<36}{one.title!s:<40}{formats}")
        for option in one.options:
            lines.append(f"{'':<36}--option {option.key}=…  {option.title}")
    lines.append(f"{KIT:<36}Papiermappe: alle Blätter eines Eintrags in einem PDF")
    return "\n".join(lines) + "\n"


def _print(asked: Asked) -> int:
    order = order_of(asked)
    if asked.keeps and subject(order.about).prints is None:
        raise Problem("Blätter mit Namen werden nicht aufgehoben: bitte ohne „--keep“.")
    about = subject(order.about).describe(order.subject, None)
    order_id = uuid.uuid4()
    if not order.is_kit and (one := document(order.key)).format(order.parts[0].format).for_screen:
        content = draw_wish(one, order.wish(order.parts[0]))
        return _write(content, asked.target or _file_name(order, "png"))
    composed = compose(order, run=order_id.hex, about=about.title, details=about.details)
    printed = set_composed(composed, order)
    for missing in composed.missing:
        print(f"Fehlt in der Mappe: {missing.title}: {missing.missing}", file=sys.stderr)
    _tell(printed)
    if asked.keeps:
        _keep(order, order_id, composed, printed)
    return _write(printed.content, asked.target or _file_name(order, "pdf"))


def order_of(asked: Asked) -> Order:
    """Raises Problem with what there is instead of what is unknown."""
    key, typed = asked.words
    if unknown := [code for code in asked.languages if code not in site_codes()]:
        known = ", ".join(one.code for one in site_languages())
        raise Problem(f"Die Sprache „{unknown[0]}“ gibt es hier nicht. Es gibt: {known}.")
    if key == KIT:
        return _kit_order(asked, typed, asked.languages or (base_language(),))
    try:
        one = document(key)
    except KeyError:
        known = ", ".join([*(found.key for found in documents()), KIT])
        raise Problem(f"Das Dokument „{key}“ gibt es nicht. Es gibt: {known}.") from None
    if len(asked.languages) > one.most_languages:
        raise Problem(f"Auf „{one.title}“ passen höchstens {one.most_languages} Sprachen.")
    pk = _found(one.about, typed)
    languages = asked.languages or subject(one.about).describe(pk, None).languages[:1]
    return Order(
        about=one.about,
        subject=pk,
        languages=languages,
        parts=(Part(one.key, _format(one, asked.format), asked.copies or 1),),
        options=_options(one, pk, asked.options),
        for_print=asked.for_print,
        crop_marks=asked.marks,
    )


def _kit_order(asked: Asked, typed: str, languages: tuple[str, ...]) -> Order:
    if asked.for_print or asked.format:
        raise Problem("Die Papiermappe wird im Büro gedruckt: ohne „--press“ und „--format“.")
    if len(languages) > 3:
        raise Problem("Auf die Blätter einer Mappe passen höchstens 3 Sprachen.")
    about = next((one.key for one in subjects() if one.prints and _knows(one.key, typed)), "")
    if not about:
        raise Problem(f"Den Eintrag „{typed}“ gibt es nicht.")
    pk = _found(about, typed)
    held = [one for one in documents(about) if one.kit is not None and one.kit(pk)]
    if not held:
        raise CannotPrint("Für diesen Eintrag gehört noch kein Blatt in die Mappe.")
    parts = tuple(
        Part(one.key, one.formats[0].key, asked.copies or (one.copies(pk) if one.copies else 1))
        for one in held
    )
    return Order(about=about, subject=pk, languages=languages, parts=parts, is_kit=True)


def _knows(about: str, typed: str) -> bool:
    try:
        subject(about).find(typed)
    except NoSubject:
        return False
    return True


def _found(about: str, typed: str) -> int:
    try:
        return subject(about).find(typed)
    except NoSubject:
        raise Problem(
            f"Den Eintrag „{typed}“ gibt es nicht. Die Kurzbezeichnung steht am Ende der Adresse seiner Seite."
        ) from None


def _format(one: Document, key: str) -> str:
    try:
        return one.format(key).key
    except KeyError:
        known = ", ".join(shape.key for shape in one.formats)
        raise Problem(f"„{one.title}“ gibt es nicht im Format „{key}“. Es gibt: {known}.") from None


def _options(one: Document, pk: int, asked: dict[str, str]) -> dict[str, str]:
    known = {option.key: [value for value, _words in option.choices(pk)] for option in one.options}
    for key, value in asked.items():
        if key not in known:
            there_are = ", ".join(known) or "keine"
            raise Problem(f"„{one.title}“ kennt die Wahl „{key}“ nicht. Es gibt: {there_are}.")
        if value not in known[key]:
            raise Problem(f"„{value}“ gibt es bei „{key}“ nicht. Es gibt: {', '.join(known[key])}.")
    return asked


def _tell(printed: Printed) -> None:
    for one in printed.findings:
        word = "Fehler" if one.level == Level.STOP else "Hinweis"
        place = f" (Seite {one.page})" if one.page else ""
        print(f"{word}{place}: {one.sentence} {one.fix}", file=sys.stderr)


def _keep(order: Order, order_id: uuid.UUID, composed: Composed, printed: Printed) -> None:
    kept = keep_print(order=order, order_id=order_id, composed=composed, printed=printed)
    print(f"Aufgehoben unter „Gedrucktes“, Lauf {kept.run}.", file=sys.stderr)


def _file_name(order: Order, suffix: str) -> str:
    parts = [order.key.replace(".", "-"), *order.languages]
    if not order.is_kit:
        parts.append(order.parts[0].format)
    return f"{'-'.join(parts)}.{suffix}"


def _write(content: bytes, target: str) -> int:
    if target == "-":
        sys.stdout.buffer.write(content)
        return 0
    try:
        Path(target).write_bytes(content)
    except OSError:
        raise Problem(
            f"„{target}“ lässt sich nicht schreiben. Gibt es das Verzeichnis, und dürfen Sie dort schreiben?"
        ) from None
    print(f"Geschrieben: {target} ({len(content) / 1000:.0f} kB)")
    return 0
