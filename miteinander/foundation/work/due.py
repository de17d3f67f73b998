"""Enqueuing what the schedule says, exactly once however many workers look."""

import logging
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from .models import ScheduledRun
from .queue import enqueue
from .schedule import Rule, schedules

logger = logging.getLogger(__name__)


def enqueue_due(*, at: datetime | None = None) -> list[str]:
    """Enqueue what is due and return the names. One query when nothing is; safe with any number of workers.

    The row of the schedule is moved on only if nobody else did, in the transaction that enqueues the work.
    """
    moment = at or timezone.now()
    stored = {
        row.name: row for row in ScheduledRun.objects.filter(name__in=[one.name for one in schedules()])
    }
    enqueued = []
    for one in schedules():
        row = stored.get(one.name)
        if row is None:
            ScheduledRun.objects.get_or_create(
                name=one.name, defaults={"rule": str(one.rule), "next_run_at": one.rule.first_after(moment)}
            )
        elif row.rule != str(one.rule):
            _follow_new_rule(row, one.rule, moment)
        elif row.next_run_at <= moment and _enqueue_once(row, one.rule, moment):
            enqueued.append(one.name)
    return enqueued


def _follow_new_rule(row: ScheduledRun, rule: Rule, moment: datetime) -> None:
    """A new version changed the rule: what is due stays due, what lies far ahead may come earlier."""
    sooner = min(row.next_run_at, rule.first_after(moment))
    ScheduledRun.objects.filter(pk=row.pk, rule=row.rule, next_run_at=row.next_run_at).update(
        rule=str(rule), next_run_at=sooner
    )


@transaction.atomic
def _enqueue_once(row: ScheduledRun, rule: Rule, moment: datetime) -> bool:
    mine = ScheduledRun.objects.filter(pk=row.pk, next_run_at=row.next_run_at)
    if not mine.update(next_run_at=rule.next_after(moment, last=row.next_run_at), last_run_at=moment):
        return False
    if _still_waits(row):
        logger.warning("%s was not enqueued again: the run before it has not begun.", row.name)
        return False
    ScheduledRun.objects.filter(pk=row.pk).update(last_entry=enqueue(row.name))
    return True


def _still_waits(row: ScheduledRun) -> bool:
    return (
        row.last_entry is not None
        and DBTaskResult.objects.filter(pk=row.last_entry, status=TaskResultStatus.READY).exists()
    )
