"""Dividing an amount over cells so that the parts add up to the cent."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

from miteinander.foundation.values.money import CENT

from .models import ZERO


@dataclass(frozen=True)
class Share:
    """What one cell bears: primary keys of line and activity, euros."""

    line: int
    activity: int
    amount: Decimal
    not_eligible: Decimal = ZERO


def divided(amount: Decimal, weights: Sequence[Decimal]) -> list[Decimal]:
    """Parts in proportion to the weights, in cents; what rounding leaves goes, cent by cent, to the largest remainders.

    Raises ValueError when no weight is above zero or one is below.
    """
    total = sum(weights, ZERO)
    if total <= 0 or any(weight < 0 for weight in weights):
        raise ValueError("weights must be positive")
    exact = [amount * weight / total for weight in weights]
    parts = [part.quantize(CENT, ROUND_DOWN) for part in exact]
    missing = int((amount - sum(parts, ZERO)) / CENT)
    order = sorted(range(len(parts)), key=lambda at: (parts[at] - exact[at], at))
    for at in order[:missing]:
        parts[at] += CENT
    return parts
