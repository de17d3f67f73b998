"""Which workers live: each renews its lease from a thread of its own, also while it works for a long time.

On one Linux machine the lease carries the process, so that a killed worker is known as dead at once and one that only
could not write for a while (SQLite lets one write at a time) is not taken for dead. Elsewhere the time decides.
"""

import logging
import os
import threading
from collections.abc import Iterable
from datetime import timedelta
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import Self

from django.db import DatabaseError, connections
from django.db.models import DateTimeField, ExpressionWrapper, Q
from django.db.models.functions import Now

from .models import WorkerLease

logger = logging.getLogger(__name__)

LENGTH = timedelta(seconds=60)


def _in(length: timedelta) -> ExpressionWrapper:
    return ExpressionWrapper(Now() + length, output_field=DateTimeField())


class Lease:
    """Held while a worker runs: `with Lease(worker_id): ...`. Its end removes the row."""

    def __init__(self, worker_id: str, *, length: timedelta = LENGTH) -> None:
        self.worker_id = worker_id
        self.length = length
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._beat, name="lease", daemon=True)

    def __enter__(self) -> Self:
        self._forget_old()
        self._renew()
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        if self._thread.is_alive():
            self._thread.join(timeout=30)
        try:
            WorkerLease.objects.filter(worker_id=self.worker_id).delete()
        except DatabaseError:
            logger.warning("The lease of worker %s stays until its time is over.", self.worker_id)

    def _beat(self) -> None:
        while not self._over.wait(self.length.total_seconds() / 10):
            try:
                self._renew()
            except DatabaseError as error:
                logger.warning("The lease of worker %s could not be renewed: %s", self.worker_id, error)
                connections.close_all()
        connections.close_all()

    def _renew(self) -> None:
        WorkerLease.objects.update_or_create(
            worker_id=self.worker_id,
            defaults={"expires_at": _in(self.length)},
            create_defaults={
                "machine": machine(),
                "process": os.getpid(),
                "process_started": process_started(os.getpid()),
                "started_at": Now(),
                "expires_at": _in(self.length),
            },
        )

    def _forget_old(self) -> None:
        """Leases that ended long ago; nothing asks for them any more."""
        WorkerLease.objects.filter(expires_at__lt=_in(timedelta(days=-1))).delete()


def living(worker_ids: Iterable[str] | None = None) -> set[str]:
    """The ids of those workers (None: of all) that live. One query."""
    rows = WorkerLease.objects.all()
    if worker_ids is not None:
        rows = rows.filter(worker_id__in=set(worker_ids))
    rows = rows.annotate(is_valid=Q(expires_at__gt=Now()))
    return {row.worker_id for row in rows if _lives(row, row.is_valid)}


def _lives(row: WorkerLease, is_valid: bool) -> bool:
    if row.machine and row.machine == machine():
        return bool(row.process_started) and process_started(row.process) == row.process_started
    return is_valid


@lru_cache
def machine() -> str:
    """This start of this machine and the space of its process numbers; empty where it cannot be known."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
        return f"{boot} {os.readlink('/proc/self/ns/pid')}"
    except (OSError, ValueError):
        return ""


def process_started(process: int) -> str:
    """When the process started, in a form only good for comparing; empty: there is none."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()
    except OSError:
        return ""
    return "" if fields[0] in ("Z", "X") else fields[19]
