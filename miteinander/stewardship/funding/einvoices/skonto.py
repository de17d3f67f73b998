"""Discounts in the terms of payment, as XRechnung writes them: #SKONTO#TAGE=14#PROZENT=2.00#BASISBETRAG=500.00#.

Source: XRechnung, BR-DE-18. Lines that do not follow it stay text.
"""

import re
from decimal import Decimal

from .invoice import Skonto

_LINE = re.compile(
    r"#SKONTO#TAGE=(?P<days>\d{1,3})#PROZENT=(?P<percent>\d{1,2}\.\d{2})(?:#BASISBETRAG=(?P<base>-?\d{1,12}\.\d{2}))?#"
)


def split_terms(text: str) -> tuple[tuple[Skonto, ...], str]:
    """The discounts, and what else the terms say."""
    found, rest = [], []
    for line in text.splitlines():
        match = _LINE.fullmatch(line.strip())
        if match:
            base = Decimal(match["base"]) if match["base"] else None
            found.append(Skonto(int(match["days"]), Decimal(match["percent"]), base))
        elif line.strip():
            rest.append(line.strip())
    return tuple(found), "\n".join(rest)
