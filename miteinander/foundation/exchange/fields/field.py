"""What every field type can do."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from miteinander.foundation.exchange.context import Context, Link
from miteinander.foundation.exchange.nodes import ListNode, Node, ScalarNode, is_null
from miteinander.foundation.exchange.problems import FieldError, shortened

Find = Callable[[Link], Any]
_UNSET: Any = ...  # stays the same object in a copy of the field


class Field(ABC):
    """Reads a node, compares the value with the present one and shows both."""

    empty_value: ClassVar[Any] = None
    unique_in_list: ClassVar[bool] = False
    """A list of these may not name one twice."""
    ordered_in_list: ClassVar[bool] = True
    """Whether the order in a list means anything."""

    def __init__(self, *, required: bool = False, empty: Any = _UNSET) -> None:
        self.required = required
        self._empty = empty

    def empty(self) -> Any:
        """The value of a field that stands in the file without a value."""
        return self.empty_value if self._empty is _UNSET else self._empty

    def read(self, node: Node, context: Context) -> Any:
        """The value, or FieldError. Errors in parts of the value go to the context."""
        if is_null(node):
            if self.required:
                raise FieldError(_("Hier fehlt der Wert. Tragen Sie ihn ein."))
            return self.empty()
        return self.parse(node, context)

    @abstractmethod
    def parse(self, node: Node, context: Context) -> Any:
        """The value of a node that is not empty."""

    def merge(self, current: Any, new: Any) -> Any:
        """What will stand there after the import."""
        return new

    def matches(self, current: Any, new: Any) -> bool:
        """Whether `new` may be laid over this stored entry of a list."""
        return True

    def comparable(self, value: Any) -> Any:
        """Equal for two values exactly when they mean the same."""
        return value

    def links(self, value: Any) -> Iterator[Link]:
        """References that are still slugs."""
        return iter(())

    def kinds(self) -> Iterator[str]:
        """The kinds that values of this field may refer to."""
        return iter(())

    def resolved(self, value: Any, find: Find) -> Any:
        """The value with records in place of links."""
        return value

    def shown(self, value: Any) -> str:
        """Short, for the difference; "" for nothing."""
        comparable = self.comparable(value)
        return "" if comparable is None else shortened(comparable)


class ScalarField(Field):
    """A field that is one word, number or text: subclasses say what the text means."""

    def parse(self, node: Node, context: Context) -> Any:
        if not isinstance(node, ScalarNode):
            raise FieldError(
                _("Hier darf nur ein einzelner Wert stehen, keine Liste.")
                if isinstance(node, ListNode)
                else _("Hier darf nur ein einzelner Wert stehen, keine weiteren Felder.")
            )
        return self.of_text(node.text.strip())

    def comparable(self, value: Any) -> Any:
        return self.empty_value if value is None else value

    @abstractmethod
    def of_text(self, text: str) -> Any:
        """Raises FieldError, or ValueError with a whole sentence."""

    def read(self, node: Node, context: Context) -> Any:
        try:
            value = super().read(node, context)
        except ValueError as error:
            raise FieldError(shortened(error, 300)) from error
        if self.required and value == "":
            raise FieldError(_("Hier fehlt der Wert. Tragen Sie ihn ein."))
        return value
