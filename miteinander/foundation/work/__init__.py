"""Background work by registered name.

Owns: the names of work, `enqueue`, the worker, attempts and pauses, the schedule, finding work whose worker was killed.
Refuses: what the work does (a room's `tasks.py` fetches and calls one action).
Public names: `background`, `register`, `register_schedule`, `enqueue`, `enqueue_unless_waiting`, `is_waiting`, `Retry`,
`Again`, `UnknownWork`, `UnsuitableArgument`. Work runs at least once; see `registry.register` for what that asks of it.

    @background("participation.make_offers")
    def make_offers(*, event_id: int) -> None: ...

    enqueue("participation.make_offers", event_id=event.pk)
    register_schedule("participation.remind", at=time(8, 0), title=_("Erinnerungen verschicken"))
"""

from .queue import enqueue, enqueue_unless_waiting, is_waiting
from .registry import UnknownWork, UnsuitableArgument, background, register
from .retrying import Again, Retry
from .schedule import register_schedule

__all__ = [
    "Again",
    "Retry",
    "UnknownWork",
    "UnsuitableArgument",
    "background",
    "enqueue",
    "enqueue_unless_waiting",
    "is_waiting",
    "register",
    "register_schedule",
]
