"""The registry `events.funds`: what is left to spend for an activity, said before somebody promises a fee.

One higher room answers: it subclasses `Funds` and registers an instance in `AppConfig.ready()`. Without it nobody knows
anything, and nothing is shown.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal

from miteinander.civic.concept.models import Activity


@dataclass(frozen=True, slots=True)
class LineLeft:
    """What is left on one cost line, below zero when it is overspent."""

    label: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Left:
    """What is left for an activity today. `url` is the page of the office that explains it."""

    amount: Decimal
    lines: Sequence[LineLeft] = ()
    url: str = ""


class Funds:
    def left(self, activity: Activity) -> Left | None:
        """None: no money is planned for it, so there is nothing to compare with."""
        return None

    def check(self, activity: Activity, amount: Decimal) -> Sequence[str]:
        """What would be exceeded if so much more were ordered: whole sentences in the active language, empty when it
        fits."""
        return ()

    def ordered(self, engagements: Collection[int]) -> Collection[int]:
        """Which of these engagements (by id) are orders already, and so part of what is spent."""
        return ()


_NOBODY = Funds()
_funds = _NOBODY


def register(funds: Funds) -> None:
    """Raises ValueError when another room answers already."""
    global _funds
    if _funds is not _NOBODY and _funds is not funds:
        raise ValueError("somebody answers for funds already")
    _funds = funds


def unregister() -> None:
    global _funds
    _funds = _NOBODY


def left(activity: Activity) -> Left | None:
    return _funds.left(activity)


def check(activity: Activity, amount: Decimal) -> Sequence[str]:
    return _funds.check(activity, amount)


def ordered(engagements: Collection[int]) -> Collection[int]:
    return _funds.ordered(engagements) if engagements else ()
