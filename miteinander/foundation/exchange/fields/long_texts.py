"""Fields of a long text that is written in blocks, one text for each language of the site."""

from collections import abc
from typing import Any

from django.utils.translation import gettext as _

from miteinander.foundation.exchange.context import Context
from miteinander.foundation.exchange.fields.field import Field
from miteinander.foundation.exchange.fields.structures import Mapping, read_fields
from miteinander.foundation.exchange.fields.texts import Text
from miteinander.foundation.exchange.nodes import MapNode, Node
from miteinander.foundation.exchange.problems import FieldError
from miteinander.foundation.interface.markup import safe_paragraphs

LONGEST_PARAGRAPH = 8000


class Paragraph(Text):
    """Plain text, or text with `<b>`, `<i>` and links; an empty line begins a new paragraph."""

    def __init__(self, *, max_length: int = LONGEST_PARAGRAPH, **options: Any) -> None:
        super().__init__(max_length=max_length, **options)

    def of_text(self, text: str) -> str:
        return safe_paragraphs(super().of_text(text))


class Block(Mapping):
    """One piece of a text: exactly one of its parts is filled; `beside` names those that go with another."""

    def __init__(
        self, parts: abc.Mapping[str, Field], *, beside: abc.Iterable[str] = (), **options: Any
    ) -> None:
        super().__init__(parts, **options)
        self.beside = set(beside)

    def parse(self, node: Node, context: Context) -> dict[str, Any]:
        if isinstance(node, MapNode) and len({key.text for key, _value in node.entries} - self.beside) != 1:
            names = ", ".join(name for name in self.parts if name not in self.beside)
            raise FieldError(_("Ein Baustein ist genau eines davon: %(names)s.") % {"names": names})
        return super().parse(node, context)


class Languages(Mapping):
    """One text per language of the site; languages that the file leaves out stay as they are."""

    def parse(self, node: Node, context: Context) -> dict[str, Any]:
        if not isinstance(node, MapNode):
            raise FieldError(_("Hier steht ein Text je Sprache, zum Beispiel „de: …“."))
        return read_fields(self.parts, node, context)

    def merge(self, current: Any, new: Any) -> dict[str, Any]:
        return {**(current or {}), **new}
