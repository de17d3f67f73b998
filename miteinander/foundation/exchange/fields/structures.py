"""Lists of values and mappings of fields."""

from __future__ import annotations

from collections import abc
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from miteinander.foundation.exchange.context import Context, Link
from miteinander.foundation.exchange.fields.field import Field, Find
from miteinander.foundation.exchange.nodes import ListNode, MapNode, Node, is_null
from miteinander.foundation.exchange.problems import FieldError, shortened


class ListOf(Field):
    """A list of `item`. The list of the file replaces the stored one as a whole."""

    def __init__(
        self, item: Field, *, ordered: bool | None = None, longest: int = 1000, **options: Any
    ) -> None:
        super().__init__(**options)
        self.item = item
        self.ordered = item.ordered_in_list if ordered is None else ordered
        self.longest = longest

    def empty(self) -> list[Any]:
        return []

    def parse(self, node: Node, context: Context) -> list[Any]:
        if not isinstance(node, ListNode):
            raise FieldError(
                _("Hier steht eine Liste. Schreiben Sie [a, b] oder je Zeile einen Eintrag mit „- “ davor.")
            )
        if self.required and not node.items:
            raise FieldError(_("Die Liste ist leer. Tragen Sie mindestens einen Eintrag ein."))
        if len(node.items) > self.longest:
            raise FieldError(
                _("Die Liste ist zu lang. Erlaubt sind höchstens %(longest)d Einträge.")
                % {"longest": self.longest}
            )
        values: list[Any] = []
        for item in node.items:
            try:
                if is_null(item):
                    raise FieldError(_("Dieser Eintrag der Liste ist leer. Ergänzen oder löschen Sie ihn."))
                value = self.item.read(item, context)
                if self.item.unique_in_list and value in values:
                    shown = {"value": self.item.shown(value)}
                    raise FieldError(
                        _("„%(value)s“ steht zweimal in der Liste. Löschen Sie einen Eintrag.") % shown
                    )
                values.append(value)
            except FieldError as error:
                context.report(item, error)
        return values

    def merge(self, current: Any, new: Any) -> list[Any]:
        """New entries over stored ones with the same German texts, so that these keep their translations."""
        left = list(current or ())
        result = []
        for item in new:
            partner = next((stored for stored in left if self.item.matches(stored, item)), None)
            if partner is not None:
                left.remove(partner)
                item = self.item.merge(partner, item)
            result.append(item)
        return result

    def comparable(self, value: Any) -> list[Any]:
        items = [self.item.comparable(item) for item in value or ()]
        return items if self.ordered else sorted(items, key=str)

    def links(self, value: Any) -> Iterator[Link]:
        for item in value or ():
            yield from self.item.links(item)

    def kinds(self) -> Iterator[str]:
        yield from self.item.kinds()

    def resolved(self, value: Any, find: Find) -> list[Any]:
        return [self.item.resolved(item, find) for item in value or ()]

    def shown(self, value: Any) -> str:
        return shortened(", ".join(self.item.shown(item) for item in value or ()), 160)


class Mapping(Field):
    """A mapping of named fields. A field that the file leaves out is emptied with the rest."""

    def __init__(self, parts: abc.Mapping[str, Field], **options: Any) -> None:
        super().__init__(**options)
        self.parts = dict(parts)

    def empty(self) -> dict[str, Any]:
        return {name: part.empty() for name, part in self.parts.items()}

    def parse(self, node: Node, context: Context) -> dict[str, Any]:
        if not isinstance(node, MapNode):
            raise FieldError(
                _("Hier stehen einzelne Felder mit Namen, zum Beispiel „%(name)s: …“.")
                % {"name": next(iter(self.parts))}
            )
        return {**self.empty(), **read_fields(self.parts, node, context)}

    def merge(self, current: Any, new: Any) -> dict[str, Any]:
        return {name: self.parts[name].merge((current or {}).get(name), value) for name, value in new.items()}

    def matches(self, current: Any, new: Any) -> bool:
        return all(part.matches(current.get(name), new.get(name)) for name, part in self.parts.items())

    def comparable(self, value: Any) -> dict[str, Any]:
        stored = value or {}
        return {
            name: part.comparable(stored[name] if name in stored else part.empty())
            for name, part in self.parts.items()
        }

    def links(self, value: Any) -> Iterator[Link]:
        for name, part in self.parts.items():
            yield from part.links((value or {}).get(name))

    def kinds(self) -> Iterator[str]:
        for part in self.parts.values():
            yield from part.kinds()

    def resolved(self, value: Any, find: Find) -> dict[str, Any]:
        return {name: self.parts[name].resolved(item, find) for name, item in value.items()}

    def shown(self, value: Any) -> str:
        shown = ((name, part.shown((value or {}).get(name))) for name, part in self.parts.items())
        return shortened("; ".join(f"{name}: {text}" for name, text in shown if text), 160)


def read_fields(parts: abc.Mapping[str, Field], node: MapNode, context: Context) -> dict[str, Any]:
    """The values of the fields that stand in the mapping; what is wrong goes to the context."""
    values: dict[str, Any] = {}
    present = set()
    for key, value in node.entries:
        present.add(key.text)
        inside = context.inside(key.text)
        part = parts.get(key.text)
        try:
            if part is None:
                message = _("Das Feld „%(name)s“ gibt es nicht.") % {"name": shortened(key.text)}
                inside.report(key, FieldError(message, parts, given=key.text))
            else:
                values[key.text] = part.read(value, inside)
        except FieldError as error:
            inside.report(value, error)
    for name, part in parts.items():
        if part.required and name not in present:
            message = _("Das Feld „%(name)s“ fehlt. Ergänzen Sie es in diesem Eintrag.") % {"name": name}
            context.inside(name).report(node, message)
    return values
