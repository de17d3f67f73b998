"""Money: euros and cents as `Decimal` with two places, never a float."""

import re
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

CENT = Decimal("0.01")
_AMOUNT = re.compile(r"-?\d{1,9}([.,]\d{1,2})?$")


class MoneyField(models.DecimalField):
    """An amount in euros, up to 9,999,999,999.99."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["max_digits"] = 12
        kwargs["decimal_places"] = 2
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        del kwargs["max_digits"], kwargs["decimal_places"]
        return name, path, args, kwargs


def parse_money(text: str) -> Decimal:
    """ "5000", "5000.00" or "5000,00" as an amount; raises ValueError with a sentence."""
    stripped = text.strip()
    if not _AMOUNT.match(stripped):
        raise ValueError(
            _("„%(text)s“ ist kein Betrag. Erlaubt ist zum Beispiel 5000.00.") % {"text": text[:40]}
        )
    return Decimal(stripped.replace(",", ".")).quantize(CENT)


def format_money(amount: Decimal, lang: str) -> str:
    """For example "12,50 €"; English puts the sign first."""
    whole = f"{amount:,.2f}"
    if lang == "en":
        return f"€{whole}"
    return whole.translate(str.maketrans(",.", ".,")) + " €"


def cents(amount: Decimal | None) -> Decimal:
    """A sum as the database gave it, exact to the cent (SQLite adds in floating point); nothing is 0.00."""
    return (amount or Decimal(0)).quantize(CENT)
