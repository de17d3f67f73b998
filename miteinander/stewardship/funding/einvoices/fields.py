"""Fields of an XML document by path, read leniently: what does not fit becomes a warning, not an end."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from django.utils.translation import gettext as _
from lxml import etree

from .invoice import CENT
from .syntaxes import SYNTAXES, Syntax
from .unreadable import too_much

MOST_PARTS = 5_000
LONGEST = 4_000
_NUMBER = re.compile(r"[+-]?\d{1,15}(\.\d{1,15})?")
_DAY = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:Z|[+-]\d\d:\d\d|T.*)?", re.ASCII)
_OVERRIDES = re.compile("[\u202a-\u202e\u2066-\u2069]")


class Fields:
    """An element of a syntax; all sub-elements share `warnings`."""

    def __init__(self, element: etree._Element, syntax: Syntax, warnings: list[str] | None = None) -> None:
        self.element = element
        self.syntax = syntax
        self.warnings = [] if warnings is None else warnings

    def each(self, key: str) -> Iterator["Fields"]:
        """Raises UnreadableInvoice if there are too many."""
        found = self._found(key)
        if len(found) > MOST_PARTS:
            raise too_much()
        for element in found:
            yield Fields(element, self.syntax, self.warnings)

    def texts(self, key: str) -> list[str]:
        return [text for text in map(_clean, self._found(key)) if text]

    def text(self, key: str) -> str:
        return next(iter(self.texts(key)), "")

    def attribute(self, key: str, name: str) -> str:
        return next((str(element.get(name, "")) for element in self._found(key)), "")

    def day(self, key: str, label: str) -> date | None:
        given = self.text(key)
        if not given:
            return None
        parts = _DAY.fullmatch(given)
        try:
            if parts:
                return date(*map(int, parts.groups()))
        except ValueError:
            pass  # a day that does not exist
        self._warn_of(label, given)
        return None

    def number(self, key: str, label: str) -> Decimal | None:
        given = self.text(key)
        if not given:
            return None
        if not (given.isascii() and _NUMBER.fullmatch(given)):
            self._warn_of(label, given)
            return None
        return Decimal(given)

    def amount(self, key: str, label: str) -> Decimal | None:
        """In whole cents; says so if there was more."""
        number = self.number(key, label)
        if number is None:
            return None
        rounded = number.quantize(CENT, ROUND_HALF_UP)
        if rounded != number:
            self.warnings.append(
                _("%(field)s: Der Betrag %(given)s wurde auf ganze Cent gerundet.")
                % {"field": label, "given": self.text(key)}
            )
        return rounded

    def _found(self, key: str) -> list[etree._Element]:
        found = _xpaths(self.syntax.name)[key](self.element)
        return found if isinstance(found, list) else []

    def _warn_of(self, label: str, given: str) -> None:
        self.warnings.append(
            _("%(field)s: „%(given)s“ ist nicht lesbar. Bitte tragen Sie die Angabe ein.")
            % {"field": label, "given": given[:40]}
        )


def _clean(element: etree._Element) -> str:
    text = _OVERRIDES.sub("", element.text or "")
    return "\n".join(" ".join(line.split()) for line in text.strip().splitlines())[:LONGEST]


@cache
def _xpaths(name: str) -> dict[str, etree.XPath]:
    syntax = next(syntax for syntax in SYNTAXES if syntax.name == name)
    return {key: etree.XPath(path, namespaces=dict(syntax.namespaces)) for key, path in syntax.paths.items()}
