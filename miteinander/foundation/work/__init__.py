"""Background work by registered name.

Owns: the names of work, `enqueue`, the one task that a worker runs. Refuses: what the work does (a room's
`tasks.py` fetches and calls one action) and, for now, retries and schedules.
Public names: `background`, `register`, `enqueue`, `UnknownWork`, `UnsuitableArgument`.

    @background("participation.make_offers")
    def make_offers(*, event_id: int) -> None: ...

    enqueue("participation.make_offers", event_id=event.pk)
"""

from .queue import enqueue
from .registry import UnknownWork, UnsuitableArgument, background, register

__all__ = ["UnknownWork", "UnsuitableArgument", "background", "enqueue", "register"]
