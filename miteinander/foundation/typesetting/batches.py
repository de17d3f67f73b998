"""Large prints: set in the background, downloaded when they are ready."""

import logging
import uuid
from datetime import timedelta
from typing import Any

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Q

from miteinander.foundation.values.clock import now
from miteinander.foundation.work import enqueue

from .composing import Composed, compose, set_composed
from .documents import CannotPrint
from .enums import JobState
from .keeping import plain_findings, store
from .models import PrintJob
from .orders import Order
from .printing import not_set
from .rendering import NotSet
from .subjects import NoSubject, subject

logger = logging.getLogger(__name__)
MOST_AT_ONCE = 60
"""Sheets that are set while a person waits; more go to the background."""
KEPT = timedelta(days=7)
PERSONAL_KEPT = timedelta(days=1)
WORK = "typesetting.print_batch"


def is_large(composed: Composed) -> bool:
    return len(composed.sheets) > MOST_AT_ONCE


@transaction.atomic
def order_batch(*, order: Order, order_id: uuid.UUID, composed: Composed, actor: Any = None) -> PrintJob:
    """Hand it to the background; the same order once."""
    job, is_new = PrintJob.objects.get_or_create(
        pk=order_id,
        defaults={
            "about": order.about,
            "subject": order.subject,
            "order": order.as_json(),
            "is_personal": order.is_personal,
            "sheets": len(composed.sheets),
            "title": composed.title[:300],
            "ordered_by": actor if getattr(actor, "pk", None) else None,
            "ordered_at": now(),
        },
    )
    if is_new:
        enqueue(WORK, job=str(job.pk))
    return job


def print_batch(job_id: str) -> None:
    """Set one order and store the file. Running twice does no harm: the second run finds it done, or sets the same.

    What the office must change first is said on the page of the order; it is not tried again.
    """
    job = PrintJob.objects.filter(pk=job_id).first()
    if job is None or not job.is_open:
        return
    PrintJob.objects.filter(pk=job.pk).update(state=JobState.SETTING, started_at=now())
    order = Order.from_json(job.order)
    try:
        about = subject(order.about).describe(order.subject, None)
        composed = compose(order, run=job.pk.hex, about=about.title, details=about.details)
        printed = set_composed(composed, order)
    except CannotPrint as error:
        _finish(job, state=JobState.REFUSED, refusal=str(error)[:300])
        return
    except NotSet:
        logger.exception("the large print %s cannot be set", job.pk)
        _finish(job, state=JobState.REFUSED, refusal=not_set())
        return
    except NoSubject:
        _finish(job, state=JobState.REFUSED)
        return
    _finish(
        job,
        state=JobState.DONE,
        file=store(printed.content),
        sha256=printed.sha256,
        sheets=len(composed.sheets),
        findings=plain_findings(printed.findings),
        contents=[one.as_json() for one in composed.contents if not one.missing],
    )


def _finish(job: PrintJob, **values: Any) -> None:
    PrintJob.objects.filter(pk=job.pk).update(finished_at=now(), **values)


def erase_old_batches() -> int:
    """Results that nobody needs any more; those with names after a day, and their files at once."""
    moment = now()
    old = Q(ordered_at__lt=moment - KEPT) | Q(is_personal=True, ordered_at__lt=moment - PERSONAL_KEPT)
    found = PrintJob.objects.filter(old)
    for name in found.filter(is_personal=True).exclude(file="").values_list("file", flat=True):
        default_storage.delete(name)
    count, _by_model = found.delete()
    return count
