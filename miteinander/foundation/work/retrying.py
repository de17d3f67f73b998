"""How often and after which pauses work is tried again."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Retry:
    """At most `attempts` runs; after the first the first of `pauses`, and so on, the last one repeats.

    A run whose worker was killed counts as an attempt: work that kills its worker must come to an end too.
    """

    attempts: int = 5
    pauses: tuple[timedelta, ...] = (
        timedelta(seconds=30),
        timedelta(minutes=2),
        timedelta(minutes=10),
        timedelta(hours=1),
    )

    def __post_init__(self) -> None:
        if self.attempts < 1 or not self.pauses:
            raise ValueError("Work needs at least one attempt and one pause")

    def pause(self, attempts: int) -> timedelta | None:
        """How long to wait after so many attempts; None: it is over."""
        if attempts >= self.attempts:
            return None
        return self.pauses[min(attempts, len(self.pauses)) - 1]


DEFAULT = Retry()
ONCE = Retry(attempts=1)


class Again(Exception):
    """Raised by work that did all it could for now: run it again after the pause. This is no failure.

    It starts a new count of attempts; the work itself says when it is enough.
    """

    def __init__(self, after: timedelta) -> None:
        super().__init__(f"again after {after}")
        self.after = after
