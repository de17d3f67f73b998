"""The worker: takes work from the queue, keeps its lease, enqueues what is due, finds what others left behind.

django-tasks-db's worker knows no attempts, no schedule and no dead colleagues, and ends when SQLite is locked; what it
does about signals is used as it is.
"""

import logging
import math
import random
import time
from collections.abc import Callable
from datetime import timedelta
from traceback import format_exception
from typing import Any

from django.db import DatabaseError, InterfaceError, OperationalError, close_old_connections, connections
from django_tasks.base import TaskContext
from django_tasks.signals import task_started
from django_tasks_db.management.commands.db_worker import Worker as DatabaseWorker
from django_tasks_db.models import DBTaskResult
from django_tasks_db.utils import exclusive_transaction

from . import current, due, entries, leases
from .patience import patiently, pause
from .retrying import Again

logger = logging.getLogger(__name__)

TICK = 5.0
"""Seconds between two looks at the schedule and at what dead workers left behind."""


class Worker(DatabaseWorker):
    """Runs until a signal; with `batch` until nothing waits."""

    def __init__(self, *, lease: timedelta = leases.LENGTH, tick: float = TICK, **options: Any) -> None:
        super().__init__(**options)
        self.lease = lease
        self.tick = tick
        self._next_tick = -math.inf
        self._troubles = 0

    def run(self) -> None:
        if self.startup_delay and self.interval:
            time.sleep(random.random())  # so that many workers do not ask at the same moment
        lease = leases.Lease(self.worker_id, length=self.lease)
        try:  # a signal ends the worker at any moment, also while it takes its lease
            patiently(lease.__enter__)
            while self.running and not self._is_enough():
                if not self._turn():
                    break
        finally:
            lease.__exit__(None, None, None)

    def _is_enough(self) -> bool:
        return self.max_tasks is not None and self._run_tasks >= self.max_tasks

    def _turn(self) -> bool:
        """One look at the queue; False: nothing more to do."""
        close_old_connections()
        try:
            self._keep_house()
            entry = self._claim()
        except (OperationalError, InterfaceError) as error:
            self._wait_for_database(error)
            return True
        self._troubles = 0
        if entry is not None:
            self.run_task(entry)
        elif self.batch:
            return False
        elif self.running:
            time.sleep(self.interval)
        return True

    def _wait_for_database(self, error: Exception) -> None:
        """It is locked, or its server starts again: nothing is lost by waiting."""
        self._troubles += 1
        logger.warning("The database cannot be used now: %s", error)
        connections.close_all()
        time.sleep(pause(self._troubles))

    def _keep_house(self) -> None:
        if time.monotonic() >= self._next_tick:
            entries.reap()
            due.enqueue_due()
            self._next_tick = time.monotonic() + self.tick

    def _claim(self) -> DBTaskResult | None:
        waiting = DBTaskResult.objects.ready().filter(backend_name=self.backend_name)
        if not self.process_all_queues:
            waiting = waiting.filter(queue_name__in=self.queue_names)
        if self.excluded_queue_names:
            waiting = waiting.exclude(queue_name__in=self.excluded_queue_names)
        if not waiting.exists():
            return None
        with exclusive_transaction(waiting.db):
            entry = waiting.get_locked()
            if entry is not None:
                entry.claim(self.worker_id)
            return entry

    def run_task(self, entry: DBTaskResult) -> None:
        """Run the work and write down how it ended. Raises only when that cannot be written for a long time."""
        self.running_task = True
        try:
            with current.working_as(self.worker_id):
                write = self._outcome(entry)
            if not _write_down(entry, write):
                logger.warning("Work %s was given to another worker meanwhile.", entries.name_of(entry))
        finally:
            self.running_task = False
            self._run_tasks += 1

    def _outcome(self, entry: DBTaskResult) -> Callable[[], bool]:
        try:
            value = _call(entry)
        except Again as again:
            after = again.after
            return lambda: entries.postpone(entry, after)
        except (Exception, SystemExit) as error:
            if isinstance(error, SystemExit) and not self.running:
                raise  # the second signal: ended in the middle, found by the next worker
            reason = f"{type(error).__module__}.{type(error).__qualname__}"
            traceback = "".join(format_exception(error))
            return lambda: entries.fail(entry, reason=reason, traceback=traceback)
        return lambda: entries.finish(entry, value)


def _write_down(entry: DBTaskResult, write: Callable[[], bool]) -> bool:
    """A result that the database does not take is a failure of the work."""
    try:
        return patiently(write)
    except (OperationalError, InterfaceError):
        raise
    except (DatabaseError, ValueError) as error:
        traceback = "".join(format_exception(error))
        return patiently(lambda: entries.fail(entry, reason="result", traceback=traceback))


def _call(entry: DBTaskResult) -> Any:
    task, result = entry.task, entry.task_result
    task_started.send(sender=task.get_backend(), task_result=result)
    if task.takes_context:
        return task.call(TaskContext(task_result=result), *result.args, **result.kwargs)
    return task.call(*result.args, **result.kwargs)
