"""The registry `typesetting.documents`: every sheet a room can print.

A room registers in `AppConfig.ready()`: `documents.register(Document(key="events.poster", ...))`. Then the sheet is
printed by `miteinander print`, from the office, and with the paper kit of its subject.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise

from .formats import PageFormat


@dataclass(frozen=True)
class Wish:
    """What is asked for: the subject's primary key, the languages (the first leads), and the sheet's own options."""

    subject: int
    languages: tuple[str, ...]
    format: PageFormat
    options: dict[str, str] = field(default_factory=dict)
    """For example the wording of a sign; which there are, the document says."""


@dataclass(frozen=True)
class Option:
    """A choice the office has for one sheet, for example which way an arrow points."""

    key: str
    title: str | Promise
    choices: Callable[[int], Sequence[tuple[str, str]]]
    """From the subject's primary key: value and words; the first is the default."""


@dataclass(frozen=True)
class Document:
    """A printable. `key` is "room.sheet"; the first of `formats` is the usual one.

    `read` answers with one object of the class `data` per sheet: empty when there is nothing to print; it raises
    `CannotPrint` with a sentence when the subject lacks what the sheet needs. `data` is a frozen dataclass of texts,
    numbers, dataclasses, tuples and `ingredients`; the Typst file `template` (from the package's root) has a function
    `sheet(data, format)`.
    """

    key: str
    title: str | Promise
    data: type[Any]
    formats: tuple[PageFormat, ...]
    template: str
    read: Callable[[Wish], Sequence[Any]]
    allowed: Callable[[Any, int], bool]
    """Whether an account may print it for a subject."""
    named: Callable[[Wish], str] | None = None
    """The title of the PDF, in the active language; None: the document's own title."""
    about: str = "event"
    """Of what the subject is the primary key."""
    most_languages: int = 3
    options: tuple[Option, ...] = ()
    archived: bool = False
    """Made for the files: PDF/A as well."""
    kit: Callable[[int], bool] | None = None
    """Whether the paper kit of a subject holds this sheet; None: never."""
    copies: Callable[[int], int] | None = None
    """How many the kit proposes for a subject; None: one."""
    use: str | Promise = ""
    """For the checklist of the kit: where it hangs or lies, for example "am Eingang und im Schaufenster"."""
    numbered: Callable[[Wish, str], Sequence[str]] | None = None
    """Numbers for the sheets of a wish, reserved for the run of printing with this name: asked again for the same run,
    it answers with the same numbers. None: the sheets have no numbers."""
    personal: bool = False
    """Holds names or addresses of people: what was printed is noted, the file is not kept."""
    order: int = 50

    def format(self, key: str = "") -> PageFormat:
        """By its key, or the usual one. Raises KeyError."""
        if not key:
            return self.formats[0]
        return {one.key: one for one in self.formats}[key]


class CannotPrint(Exception):
    """The subject lacks what the sheet needs; the message says what to do, in the active language."""


_documents: dict[str, Document] = {}


def register(document: Document) -> None:
    """Raises ValueError when two sheets take one key."""
    if _documents.get(document.key, document) is not document:
        raise ValueError(f"the document {document.key!r} is registered twice")
    _documents[document.key] = document


def unregister(key: str) -> None:
    del _documents[key]


def document(key: str) -> Document:
    """Raises KeyError."""
    return _documents[key]


def documents(about: str = "") -> list[Document]:
    """All, or those about one kind of subject, in order."""
    found = [one for one in _documents.values() if about in ("", one.about)]
    return sorted(found, key=lambda one: (one.order, one.key))
