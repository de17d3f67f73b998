"""Field types: each reads one node of a file into a value, or refuses it with a sentence.

Use as `fields.Text(required=True)`. All take `required` and `empty` (the value of an emptied field).
"""

from miteinander.foundation.exchange.fields.contacts import URL, Email, Slug, Telephone
from miteinander.foundation.exchange.fields.field import Field, ScalarField
from miteinander.foundation.exchange.fields.long_texts import Block, Languages, Paragraph
from miteinander.foundation.exchange.fields.moments import Day, PartialDateField, Time
from miteinander.foundation.exchange.fields.numbers import Boolean, Decimal, Integer, Money
from miteinander.foundation.exchange.fields.references import Reference
from miteinander.foundation.exchange.fields.structures import ListOf, Mapping
from miteinander.foundation.exchange.fields.texts import Text, Translated
from miteinander.foundation.exchange.fields.words import Choice, Colour, LanguageCode

__all__ = [
    "URL",
    "Block",
    "Boolean",
    "Choice",
    "Colour",
    "Day",
    "Decimal",
    "Email",
    "Field",
    "Integer",
    "LanguageCode",
    "Languages",
    "ListOf",
    "Mapping",
    "Money",
    "Paragraph",
    "PartialDateField",
    "Reference",
    "ScalarField",
    "Slug",
    "Telephone",
    "Text",
    "Time",
    "Translated",
]
