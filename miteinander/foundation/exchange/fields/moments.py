"""Days, times and dates of which only a part is known."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from django.utils.translation import gettext as _

from miteinander.foundation.exchange.context import Context
from miteinander.foundation.exchange.fields.field import Field, ScalarField
from miteinander.foundation.exchange.nodes import ListNode, MapNode, Node, ScalarNode, plain
from miteinander.foundation.exchange.problems import FieldError, shortened
from miteinander.foundation.values import PartialDate

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME = re.compile(r"([0-9]{1,2}):([0-9]{2})")


class Day(ScalarField):
    """A day as year-month-day."""

    def of_text(self, text: str) -> dt.date:
        if _DAY.fullmatch(text):
            try:
                return dt.date.fromisoformat(text)
            except ValueError:
                raise FieldError(
                    _("Den Tag „%(text)s“ gibt es nicht. Prüfen Sie Monat und Tag.") % {"text": text}
                ) from None
        raise FieldError(
            _("„%(text)s“ ist kein Tag. Schreiben Sie Jahr-Monat-Tag, zum Beispiel 2012-09-29.")
            % {"text": shortened(text)}
        )


class Time(ScalarField):
    """A time of day as hour:minute."""

    def of_text(self, text: str) -> dt.time:
        if (found := _TIME.fullmatch(text)) and int(found[1]) < 24 and int(found[2]) < 60:
            return dt.time(int(found[1]), int(found[2]))
        raise FieldError(
            _("„%(text)s“ ist keine Uhrzeit. Schreiben Sie Stunde:Minute, zum Beispiel 10:30.")
            % {"text": shortened(text)}
        )

    def shown(self, value: Any) -> str:
        return value.strftime("%H:%M") if value else ""


class PartialDateField(Field):
    """A month, a day, a time, or `from` and `to`; without a value the date is still unknown."""

    unique_in_list = True

    def empty(self) -> PartialDate:
        return PartialDate.unknown()

    def parse(self, node: Node, context: Context) -> PartialDate:
        if isinstance(node, ListNode):
            raise FieldError(_("Hier steht ein Datum oder „from“ und „to“, keine Liste."))
        if isinstance(node, MapNode):
            self._check_span(node, context)
        content: Any = plain(node)
        if isinstance(node, ScalarNode):
            content = node.text
        try:
            return PartialDate.parse(content)
        except ValueError as error:
            raise FieldError(shortened(error, 300)) from error

    def _check_span(self, node: MapNode, context: Context) -> None:
        for key, value in node.entries:
            if key.text not in ("from", "to"):
                message = _("„%(word)s“ gibt es nicht.") % {"word": shortened(key.text)}
                raise FieldError(message, ("from", "to"), given=key.text)
            if not isinstance(value, ScalarNode):
                raise FieldError(_("Bei „from“ und „to“ steht je ein Datum."))

    def shown(self, value: Any) -> str:
        content = value.as_text() if value else None
        if isinstance(content, dict):
            return " – ".join(content.values())
        return content or ""
