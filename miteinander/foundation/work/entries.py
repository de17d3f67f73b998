"""The entries of the queue: what waits, what runs, what failed, and what was left behind by a killed worker.

An entry's `worker_ids` grows with each start, so its length is the number of attempts.
"""

import logging
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from . import leases, registry
from .retrying import DEFAULT, Retry

logger = logging.getLogger(__name__)

RUN = "miteinander.foundation.work.tasks.run"
KILLED = "miteinander.foundation.work.entries.WorkerKilled"


class WorkerKilled(Exception):
    """The worker of this work ended in the middle of it."""


def failed() -> QuerySet[DBTaskResult]:
    """The last one first."""
    return DBTaskResult.objects.filter(status=TaskResultStatus.FAILED).order_by("-finished_at", "-pk")


def tried_again() -> QuerySet[DBTaskResult]:
    """Waiting for another attempt after one that failed."""
    waiting = DBTaskResult.objects.filter(status=TaskResultStatus.READY)
    return waiting.exclude(exception_class_path="").order_by("run_after", "pk")


def name_of(entry: DBTaskResult) -> str:
    """The registered name; for work of others (Wagtail's search index) the path of its function."""
    if entry.task_path == RUN:
        arguments = entry.args_kwargs.get("args") or [""]
        return str(arguments[0])
    return entry.task_path


def retry_of(entry: DBTaskResult) -> Retry:
    try:
        return registry.find(name_of(entry)).retry if entry.task_path == RUN else DEFAULT
    except registry.UnknownWork:
        return DEFAULT  # a worker of an older version, while the new one is being installed


def finish(entry: DBTaskResult, value: Any) -> bool:
    """Whether it was still this worker's to finish."""
    return _write(
        entry,
        status=TaskResultStatus.SUCCESSFUL,
        return_value=value,
        finished_at=timezone.now(),
        exception_class_path="",
        traceback="",
    )


def postpone(entry: DBTaskResult, after: timedelta) -> bool:
    """Run it again later as if for the first time."""
    return _write(
        entry,
        status=TaskResultStatus.READY,
        run_after=timezone.now() + after,
        worker_ids=[],
        exception_class_path="",
        traceback="",
    )


def fail(entry: DBTaskResult, *, reason: str, traceback: str) -> bool:
    """Try it again after a pause, or, after the last attempt, keep it as failed with the reason.

    A killed worker is seldom the fault of its work: the first time it happens there is no pause.
    """
    pause = retry_of(entry).pause(len(entry.worker_ids))
    if pause is not None and reason == KILLED and len(entry.worker_ids) == 1:
        pause = timedelta(0)
    values: dict[str, Any] = {"status": TaskResultStatus.FAILED, "finished_at": timezone.now()}
    if pause is not None:
        values = {"status": TaskResultStatus.READY, "run_after": timezone.now() + pause}
    values |= {"return_value": None, "exception_class_path": reason, "traceback": storable(traceback)}
    written = _write(entry, **values)
    if written and pause is None:
        logger.error("%s failed for good, attempt %s: %s", name_of(entry), len(entry.worker_ids), reason)
    elif written:
        logger.warning("%s failed and runs again in %s: %s", name_of(entry), pause, reason)
    return written


def storable(text: str) -> str:
    """PostgreSQL takes no zero bytes, and neither database half a sign."""
    return text.replace("\x00", "\\x00").encode("utf-8", "backslashreplace").decode()


def _write(entry: DBTaskResult, **values: Any) -> bool:
    """Only while the entry still runs as it did when it was read: never over what another worker made of it."""
    mine = DBTaskResult.objects.filter(
        pk=entry.pk, status=TaskResultStatus.RUNNING, started_at=entry.started_at
    )
    return bool(mine.update(**values))


def reap() -> int:
    """Give work back whose worker is dead, and say how many pieces. One query when there is none that runs."""
    running = list(DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING).defer("return_value"))
    if not running:
        return 0
    found = 0
    with transaction.atomic():
        alive = leases.living(worker for entry in running for worker in entry.worker_ids[-1:])
        for entry in running:
            if not alive & set(entry.worker_ids[-1:]):
                found += fail(entry, reason=KILLED, traceback=f"{KILLED}: {WorkerKilled.__doc__}")
    return found


def try_again(entry_id: str) -> bool:
    """Put failed work into the queue once more, with all its attempts. False: it does not wait for that."""
    rows = DBTaskResult.objects.filter(pk=entry_id, status=TaskResultStatus.FAILED)
    return bool(
        rows.update(
            status=TaskResultStatus.READY,
            run_after=get_date_max(),
            worker_ids=[],
            finished_at=None,
            exception_class_path="",
            traceback="",
        )
    )
