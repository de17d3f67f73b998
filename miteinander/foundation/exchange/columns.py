"""The columns of a sheet and the fields they fill.

A field of one value is one column, a mapping one column per part (`languages.spoken`). `title` is German,
`title@tr` the same in another language of the site.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum

from django.utils.translation import gettext as _

from miteinander.foundation.exchange.fields import (
    Field,
    ListOf,
    Mapping,
    PartialDateField,
    Reference,
    ScalarField,
    Slug,
    Translated,
)
from miteinander.foundation.exchange.kinds import Kind
from miteinander.foundation.exchange.problems import FieldError, shortened
from miteinander.foundation.languages.registry import base_language, site_languages


class Form(Enum):
    """How the value of a field stands in one cell."""

    TEXT = "text"
    DATE = "date"
    LIST = "list"
    DATES = "dates"
    LINES = "lines"
    """One line per entry, its parts between upright strokes."""
    YAML = "yaml"
    """What is nested deeper stands as it would in a YAML file."""


@dataclass(frozen=True)
class Column:
    path: tuple[str, ...]
    field: Field
    lang: str

    @property
    def name(self) -> str:
        name = ".".join(self.path)
        return name if self.lang == base_language() else f"{name}@{self.lang}"

    def in_language(self, lang: str) -> Column:
        return replace(self, lang=lang)


def columns_of(kind: Kind) -> tuple[Column, ...]:
    """All columns of a kind in German, the key first."""
    fields: dict[str, Field] = (
        {} if kind.single else {"slug": Slug(required=True, max_length=kind.slug_length)}
    )
    return tuple(
        column for name, field in {**fields, **kind.fields}.items() for column in _spread((name,), field)
    )


def _spread(path: tuple[str, ...], field: Field) -> Iterator[Column]:
    if isinstance(field, Mapping):
        for name, part in field.parts.items():
            yield from _spread((*path, name), part)
    else:
        yield Column(path, field, base_language())


def form_of(field: Field) -> Form:
    if isinstance(field, PartialDateField):
        return Form.DATE
    if isinstance(field, (ScalarField, Reference, Translated)):
        return Form.TEXT
    if isinstance(field, ListOf):
        if isinstance(field.item, PartialDateField):
            return Form.DATES
        if isinstance(field.item, (ScalarField, Reference)):
            return Form.LIST
        if type(field.item) is Mapping and all(
            form_of(part) in (Form.TEXT, Form.DATE) for part in field.item.parts.values()
        ):
            return Form.LINES
    return Form.YAML


def text_parts(field: Field) -> list[str]:
    """The translated parts of the entries of a field in lines."""
    if form_of(field) is not Form.LINES:
        return []
    assert isinstance(field, ListOf) and isinstance(field.item, Mapping)
    return [name for name, part in field.item.parts.items() if isinstance(part, Translated)]


def is_translated(field: Field) -> bool:
    return isinstance(field, Translated) or bool(text_parts(field))


def find_column(columns: dict[str, Column], header: str) -> Column:
    """The column a header names. Raises FieldError with what is allowed and what was probably meant."""
    name, _at, lang = header.partition("@")
    column = columns.get(name.strip())
    if column is None:
        message = _("Die Spalte „%(name)s“ gibt es nicht.") % {"name": shortened(header)}
        raise FieldError(message, columns, given=name)
    if not _at:
        return column
    if not is_translated(column.field):
        raise FieldError(
            _("Die Spalte „%(name)s“ gibt es nur ohne Sprache. Löschen Sie das „@“ und was danach steht.")
            % {"name": shortened(header)}
        )
    codes = [language.code for language in site_languages()]
    if lang.strip() not in codes:
        message = _("Die Sprache „%(code)s“ gibt es auf der Seite nicht.") % {"code": shortened(lang)}
        raise FieldError(message, codes, given=lang)
    return column.in_language(lang.strip())
