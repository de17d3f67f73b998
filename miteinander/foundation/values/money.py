"""Money: euros and cents as `Decimal` with two places, never a float."""

import re
import unicodedata
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from miteinander.foundation.languages.registry import base_language

CENT = Decimal("0.01")
LARGEST = Decimal("9999999999.99")
"""What a `MoneyField` holds."""

_INVISIBLE = re.compile("[\u200b\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
_CURRENCY = re.compile(r"^\s*(?:€|EUR\b|Euro\b)\s*|\s*(?:€|EUR|Euro)\s*$", re.IGNORECASE)
_SPACE_IN_NUMBER = re.compile("(?<=\\d)[ \u00a0\u2007\u2009\u202f’](?=\\d)")
_NO_CENTS = re.compile(r"(?<=\d)[.,][-–—]{1,2}$")
_AMOUNT = re.compile(
    r"(?P<whole>\d{1,3}(?P<between>[.,'])\d{3}(?:(?P=between)\d{3})*|\d+)(?:(?P<mark>[.,])(?P<cents>\d+))?"
)
_AMBIGUOUS = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
_ARABIC_MARKS = str.maketrans({"٫": ",", "٬": "'", "−": "-"})


class MoneyField(models.DecimalField):
    """An amount in euros, up to 9,999,999,999.99; its form field reads what people type."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["max_digits"] = 12
        kwargs["decimal_places"] = 2
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        del kwargs["max_digits"], kwargs["decimal_places"]
        return name, path, args, kwargs

    def formfield(self, *args: Any, **kwargs: Any) -> Any:
        return models.Field.formfield(self, **{"form_class": MoneyFormField, **kwargs})


class MoneyFormField(forms.Field):
    """An amount as people type it; comes back as it was typed, or in German form. Cleans to a Decimal or None."""

    default_error_messages = {"required": gettext_lazy("Bitte geben Sie einen Betrag ein.")}

    def __init__(self, *, negative: bool = False, **options: Any) -> None:
        self.negative = negative
        super().__init__(**options)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, str | Promise]:
        return {"inputmode": "text" if self.negative else "decimal", "autocomplete": "off", "dir": "ltr"}

    def to_python(self, value: Any) -> Decimal | None:
        if isinstance(value, Decimal):
            return value
        text = str(value or "").strip()
        if not text:
            return None
        try:
            return parse_money(text, negative=self.negative)
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from None

    def prepare_value(self, value: Any) -> Any:
        return _german(value) if isinstance(value, Decimal) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.to_python(initial) != self.to_python(data))
        except ValidationError:
            return True


def parse_money(text: str, *, negative: bool = True) -> Decimal:
    """What people write: "12,34", "12.34", "1.234,56 €", "EUR 1 234,56", Arabic digits too. Raises ValueError with a
    sentence; so it does for "1.234", which may be a thousand or a slip."""
    shown = {"text": text.strip()[:40]}
    number = _plain(text)
    is_negative = number.startswith("-")
    found = _AMOUNT.fullmatch(number.removeprefix("-").lstrip())
    if not found or found["mark"] == found["between"] is not None:
        raise ValueError(
            _("„%(text)s“ ist kein Betrag. Bitte schreiben Sie ihn in Ziffern, zum Beispiel 1234,00.") % shown
        )
    whole = re.sub(r"\D", "", found["whole"])
    if _AMBIGUOUS.fullmatch(found[0]):
        raise ValueError(
            _(
                "„%(text)s“ kann zweierlei heißen. Bitte schreiben Sie die Cent dazu, zum Beispiel %(example)s."
            )
            % (shown | {"example": f"{whole},00"})
        )
    is_decimal = found["between"] in (".", ",") and whole.startswith("0") and not found["mark"]
    if is_decimal or len(found["cents"] or "") > 2:
        raise ValueError(
            _("„%(text)s“ hat mehr als zwei Stellen nach dem Komma. Bitte runden Sie auf ganze Cent.") % shown
        )
    if len(whole.lstrip("0")) > 10:
        raise ValueError(
            _("Der Betrag ist zu groß. Erlaubt sind höchstens %(most)s.") % {"most": euros(LARGEST)}
        )
    amount = Decimal(f"{whole}.{found['cents'] or 0}").quantize(CENT)
    if not is_negative or not amount:
        return amount
    if not negative:
        raise ValueError(
            _("Der Betrag darf nicht kleiner als null sein. Bitte schreiben Sie ihn ohne Minuszeichen.")
        )
    return -amount


def format_money(amount: Decimal, lang: str) -> str:
    """For example "12,50 €"; English puts the sign first."""
    if lang == "en":
        return f"€{amount:,.2f}"
    return _german(amount) + " €"


def euros(amount: Decimal) -> str:
    """In the active language."""
    return format_money(amount, get_language() or base_language())


def cents(amount: Decimal | None) -> Decimal:
    """A sum as the database gave it, exact to the cent (SQLite adds in floating point); nothing is 0.00."""
    return (amount or Decimal(0)).quantize(CENT)


def _german(amount: Decimal) -> str:
    return f"{amount:,.2f}".translate(str.maketrans(",.", ".,"))


def _plain(text: str) -> str:
    """ASCII digits, no currency, an apostrophe where spaces stood in the number."""
    text = _INVISIBLE.sub("", text)
    text = "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text)
    text = _CURRENCY.sub("", text.translate(_ARABIC_MARKS)).strip()
    return _NO_CENTS.sub("", _SPACE_IN_NUMBER.sub("'", text))
