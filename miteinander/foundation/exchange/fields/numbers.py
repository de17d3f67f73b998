"""Numbers, amounts, yes and no."""

from __future__ import annotations

import decimal
import re
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from miteinander.foundation.exchange.fields.field import ScalarField
from miteinander.foundation.exchange.problems import FieldError, shortened
from miteinander.foundation.values.money import parse_money

_INTEGER = re.compile(r"[+-]?[0-9]{1,18}")
_DECIMAL = re.compile(r"[+-]?[0-9]{1,12}(\.[0-9]{1,20})?")
_WORDS = {"yes": True, "true": True, "ja": True, "no": False, "false": False, "nein": False}


class Integer(ScalarField):
    """A whole number in decimal digits between `minimum` and `maximum`."""

    def __init__(self, *, minimum: int = -(2**31), maximum: int = 2**31 - 1, **options: Any) -> None:
        super().__init__(**options)
        self.minimum = minimum
        self.maximum = maximum

    def of_text(self, text: str) -> int:
        if _INTEGER.fullmatch(text) and self.minimum <= int(text) <= self.maximum:
            return int(text)
        raise FieldError(
            _("„%(text)s“ passt hier nicht. Erlaubt ist eine ganze Zahl von %(minimum)d bis %(maximum)d.")
            % {"text": shortened(text), "minimum": self.minimum, "maximum": self.maximum}
        )


class Decimal(ScalarField):
    """A number with a decimal point, rounded to `places`."""

    def __init__(
        self, *, places: int = 6, minimum: int = -(10**9), maximum: int = 10**9, **options: Any
    ) -> None:
        super().__init__(**options)
        self.unit = decimal.Decimal(1).scaleb(-places)
        self.minimum = minimum
        self.maximum = maximum

    def of_text(self, text: str) -> decimal.Decimal:
        if _DECIMAL.fullmatch(text) and self.minimum <= decimal.Decimal(text) <= self.maximum:
            return decimal.Decimal(text).quantize(self.unit)
        raise FieldError(
            _("„%(text)s“ passt hier nicht. Erlaubt ist eine Zahl wie 51.05 von %(minimum)d bis %(maximum)d.")
            % {"text": shortened(text), "minimum": self.minimum, "maximum": self.maximum}
        )

    def comparable(self, value: Any) -> Any:
        return None if value is None else decimal.Decimal(str(value)).quantize(self.unit)


class Money(ScalarField):
    """Euros and cents. `words` are allowed beside an amount: `Money(words={"free": Decimal(0)})`."""

    def __init__(self, *, words: Mapping[str, Any] | None = None, **options: Any) -> None:
        super().__init__(**options)
        self.words = dict(words or {})

    def of_text(self, text: str) -> Any:
        if text in self.words:
            return self.words[text]
        try:
            return parse_money(text)
        except ValueError as error:
            raise FieldError(shortened(error, 200), self.words, given=text) from error


class Boolean(ScalarField):
    """yes, no, true, false, ja, nein."""

    empty_value = False

    def of_text(self, text: str) -> bool:
        try:
            return _WORDS[text.lower()]
        except KeyError:
            message = _("„%(word)s“ passt hier nicht.") % {"word": shortened(text)}
            raise FieldError(message, _WORDS, given=text) from None
