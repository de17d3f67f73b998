"""Writing what must be written, also while the database is locked or its server starts again."""

import logging
import time
from collections.abc import Callable
from typing import TypeVar

from django.db import InterfaceError, OperationalError, connection

T = TypeVar("T")
logger = logging.getLogger(__name__)

ATTEMPTS = 20
LONGEST_PAUSE = 10.0


def patiently(write: Callable[[], T]) -> T:
    """Call until the database lets it happen. Raises what the database said after ATTEMPTS attempts, about two minutes.

    Inside a transaction it tries once: what a failed statement leaves there cannot be repaired from here.
    """
    for attempt in range(1, ATTEMPTS):
        try:
            return write()
        except (OperationalError, InterfaceError) as error:
            if connection.in_atomic_block:
                raise
            logger.warning("The database cannot be written now: %s", error)
            connection.close()
            time.sleep(pause(attempt))
    return write()


def pause(attempt: int) -> float:
    """Seconds, growing."""
    return float(min(LONGEST_PAUSE, 0.1 * 2 ** min(attempt, 10)))
