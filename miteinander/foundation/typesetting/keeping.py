"""What was printed is kept: the record with date and run, and the exact file below the private storage."""

import hashlib
import uuid
from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db.models import Max
from django.utils import timezone

from miteinander.foundation.values.clock import now
from miteinander.foundation.values.writing import write_in_turn

from .composing import Composed
from .findings import Finding
from .finishing import page_count
from .models import FOLDER, KeptPrint, PrintJob, print_settings
from .orders import Order
from .rendering import Printed
from .subjects import subject, subjects


def store(content: bytes) -> str:
    """The name of the file in the storage; the same content is stored once."""
    name = f"{FOLDER}/{hashlib.sha256(content).hexdigest()}.pdf"
    if default_storage.exists(name):
        with default_storage.open(name) as file:
            if file.read() == content:
                return name
    return str(default_storage.save(name, ContentFile(content)))


def kept_before(order_id: uuid.UUID, about: str) -> KeptPrint | None:
    """What this order printed already, when somebody sends it twice. One query."""
    return subject(about).kept._default_manager.filter(job=order_id).first()


def keep_print(
    *, order: Order, order_id: uuid.UUID, composed: Composed, printed: Printed, actor: Any = None
) -> KeptPrint:
    """The record of an order; the same order is kept once. A sheet with names is kept without its file."""
    return keep(
        order=order,
        order_id=order_id,
        title=composed.title,
        contents=[one.as_json() for one in composed.contents if not one.missing],
        content=printed.content,
        findings=plain_findings(printed.findings),
        actor=actor,
    )


def keep(
    *,
    order: Order,
    order_id: uuid.UUID,
    title: str,
    contents: list[dict[str, Any]],
    content: bytes,
    findings: list[list[Any]],
    actor: Any = None,
) -> KeptPrint:
    model = subject(order.about).kept
    file = "" if order.is_personal else store(content)
    profile = _profile_name() if order.for_print else ""
    with write_in_turn():
        if (known := kept_before(order_id, order.about)) is not None:
            return known
        earlier = model._default_manager.filter(**{f"{order.about}_id": order.subject}, document=order.key)
        last = earlier.aggregate(last=Max("run"))["last"] or 0
        return model._default_manager.create(
            **{f"{order.about}_id": order.subject},
            document=order.key,
            title=title[:300],
            run=last + 1,
            languages=list(order.languages),
            format="" if order.is_kit else order.parts[0].format,
            options=order.options,
            contents=contents,
            copies=1 if order.is_kit else order.parts[0].copies,
            pages=page_count(content) - int(order.is_kit),
            for_print=order.for_print,
            crop_marks=order.crop_marks,
            profile_name=profile,
            findings=findings,
            sha256=hashlib.sha256(content).hexdigest(),
            size=len(content),
            file=file,
            job=order_id,
            printed_at=now(),
            printed_by=actor if getattr(actor, "pk", None) else None,
        )


def plain_findings(findings: tuple[Finding, ...]) -> list[list[Any]]:
    return [[one.code, one.what, one.page] for one in findings]


def restored_findings(stored: list[list[Any]]) -> list[Finding]:
    return [Finding(code, what, page) for code, what, page in stored]


def _profile_name() -> str:
    return print_settings().profile_name


def drop_unused_files() -> int:
    """Delete files below the folder that no record names; how many. One query for each table."""
    used = set(PrintJob.objects.exclude(file="").values_list("file", flat=True))
    for one in subjects():
        if one.prints is not None:
            used |= set(one.prints._default_manager.exclude(file="").values_list("file", flat=True))
    if not default_storage.exists(FOLDER):
        return 0
    dropped = 0
    _folders, names = default_storage.listdir(FOLDER)
    for name in names:
        path = f"{FOLDER}/{name}"
        if path not in used and _is_old(path):
            default_storage.delete(path)
            dropped += 1
    return dropped


def _is_old(path: str) -> bool:
    """A file is stored before its record: what is younger than a day may get one yet."""
    return default_storage.get_modified_time(path) < timezone.now() - timedelta(days=1)
