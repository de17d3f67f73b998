"""Files of receipts: what was handed in is known by its hash, what is kept is private."""

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from pathlib import PurePath
from typing import IO, Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from wagtail.models import Collection

from miteinander.foundation.audit.actions import after_write
from miteinander.foundation.audit.enums import Verb
from miteinander.foundation.media.documents import LARGEST_FILE, PICTURES, checked_document
from miteinander.foundation.media.models import CouncilDocument
from miteinander.foundation.media.pictures import CheckedFile, RefusedFile
from miteinander.foundation.values.clock import now

from ..einvoices import UnreadableInvoice, read_invoice
from ..enums import FileKind
from ..errors import Refused
from ..models import Receipt, ReceiptFile, WaitingFile
from .receipts import check_not_reported

SUFFIXES = (".pdf", *PICTURES)
XML = ".xml"
ACCEPTED = ",".join((*SUFFIXES, XML))
DRAWER = "Verschlossen: Belege"
"""Roots stand in the order of their names, and Wagtail takes the first for its own: this must come after “Root”."""
KEPT_WAITING = timedelta(days=90)


@dataclass(frozen=True)
class HandedIn:
    """A file as it came and as it is kept."""

    name: str
    sha256: str
    size: int
    kept: CheckedFile

    @property
    def stored_sha256(self) -> str:
        self.kept.seek(0)
        return hashlib.sha256(self.kept.read()).hexdigest()


def hand_in(file: IO[bytes], name: str, *, field: str = "file") -> HandedIn:
    """Check the file: photos are drawn anew, XML is only an invoice that we can read. Raises Refused at the field."""
    content = file.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        raise Refused(
            "too_large",
            _("„%(name)s“ ist größer als 10 MB. Bitte fotografieren Sie den Beleg mit weniger Bildpunkten, oder bitten Sie um eine kleinere Datei.")
            % {"name": name[:80]},
            field=field,
        )  # fmt: skip
    try:
        if PurePath(name).suffix.lower() == XML:
            kept = _checked_invoice(content, name)
        else:
            kept = checked_document(content, name, SUFFIXES)
    except (RefusedFile, UnreadableInvoice) as refused:
        words = " ".join(refused.messages) if isinstance(refused, RefusedFile) else str(refused)
        raise Refused("file", words, field=field) from None
    return HandedIn(PurePath(name).name[:120], hashlib.sha256(content).hexdigest(), len(content), kept)


def _checked_invoice(content: bytes, name: str) -> CheckedFile:
    if not content:
        raise RefusedFile(_("Die Datei ist leer."))
    read_invoice(content, name)
    return CheckedFile(content, name=f"{PurePath(name).stem[:60] or 'rechnung'}{XML}")


def _stored(one: HandedIn, title: str, actor: Any) -> CouncilDocument:
    one.kept.seek(0)
    document = CouncilDocument(
        title=title[:255],
        uploaded_by_user=actor if getattr(actor, "pk", None) else None,
        collection=_drawer(),
    )
    document.file.save(str(one.kept.name), one.kept, save=False)
    document.save()
    return document


def _drawer() -> Collection:
    """A collection beside Wagtail's root: who looks after all files has no permission there, so the list of files shows
    none of a receipt, and none is changed or deleted in it."""
    found = Collection.objects.filter(depth=1, name=DRAWER).first()
    return found or Collection.add_root(name=DRAWER)


def receipt_with_file(sha256: str) -> Receipt | None:
    """The receipt that has this invoice already. One query."""
    row = ReceiptFile.objects.filter(kind=FileKind.INVOICE, sha256=sha256).select_related("receipt").first()
    return row.receipt if row else None


def _refuse_twice(sha256: str, field: str) -> None:
    other = receipt_with_file(sha256)
    if other is not None:
        raise Refused(
            "same_file",
            _("Diese Datei gehört schon zu Beleg %(number)s (%(payee)s). Bitte nehmen Sie die andere Rechnung, oder sehen Sie dort nach.")
            % {"number": other.number, "payee": other.payee},
            field=field, other=other.pk,
        )  # fmt: skip


@transaction.atomic
def keep_waiting(*, file: IO[bytes], name: str, actor: Any = None) -> WaitingFile:
    """Keep a file until its receipt is booked. The same file again gives the same row. Raises Refused."""
    one = hand_in(file, name)
    _refuse_twice(one.sha256, "file")
    present = WaitingFile.objects.filter(sha256=one.sha256).first()
    if present is not None:
        return present
    document = _stored(one, _("Beleg, noch nicht gebucht: %(name)s") % {"name": one.name}, actor)
    row = WaitingFile.objects.create(
        document=document, name=one.name, sha256=one.sha256, stored_sha256=one.stored_sha256, size=one.size,
        uploaded_by=actor if getattr(actor, "pk", None) else None,
    )  # fmt: skip
    after_write(record=row, verb=Verb.CREATED, actor=actor)
    return row


@transaction.atomic
def attach_waiting(*, waiting: WaitingFile, receipt: Receipt, actor: Any = None) -> ReceiptFile:
    """The waiting file is the invoice of the receipt. Raises Refused."""
    waiting = _locked_waiting(waiting)
    _refuse_twice(waiting.sha256, "")
    document = waiting.document
    document.title = _title(receipt, FileKind.INVOICE)
    document.save()
    row = ReceiptFile(
        receipt=receipt, kind=FileKind.INVOICE, document=document, sha256=waiting.sha256,
        stored_sha256=waiting.stored_sha256, size=waiting.size,
    )  # fmt: skip
    waiting.delete()
    return _written(row, actor)


def _locked_waiting(waiting: WaitingFile) -> WaitingFile:
    found = WaitingFile.objects.select_for_update().filter(pk=waiting.pk).first()
    if found is None:
        raise Refused(
            "gone",
            _(
                "Diese Datei hat inzwischen jemand gebucht oder verworfen. Sehen Sie in der Liste der Belege nach."
            ),
        )
    return found


@transaction.atomic
def attach_file(
    *, receipt: Receipt, file: IO[bytes], name: str, kind: FileKind = FileKind.INVOICE, actor: Any = None
) -> ReceiptFile:
    """Raises Refused."""
    receipt = Receipt.objects.select_for_update().get(pk=receipt.pk)
    check_not_reported(receipt)
    one = hand_in(file, name)
    if kind == FileKind.INVOICE:
        _refuse_twice(one.sha256, "file")
    document = _stored(one, _title(receipt, kind), actor)
    row = ReceiptFile(
        receipt=receipt, kind=kind, document=document, sha256=one.sha256, stored_sha256=one.stored_sha256,
        size=one.size,
    )  # fmt: skip
    return _written(row, actor)


def _title(receipt: Receipt, kind: FileKind) -> str:
    return f"{receipt.number} {receipt.payee}, {kind.label}"


def _written(row: ReceiptFile, actor: Any) -> ReceiptFile:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:  # another process was first
        _refuse_twice(row.sha256, "file")
        raise
    after_write(
        record=row.receipt, verb=Verb.CHANGED, actor=actor, fields=["files"], detail=str(row.document)
    )
    return row


@transaction.atomic
def remove_file(*, file: ReceiptFile, actor: Any = None) -> None:
    """A file that was attached by mistake. Those of reported receipts stay. Raises Refused."""
    check_not_reported(Receipt.objects.select_for_update().get(pk=file.receipt_id))
    document = file.document
    file.delete()
    after_write(record=file.receipt, verb=Verb.CHANGED, actor=actor, fields=["files"], detail=f"− {document}")
    document.delete()


@transaction.atomic
def discard_waiting(*, waiting: WaitingFile, actor: Any = None) -> None:
    waiting = _locked_waiting(waiting)
    document = waiting.document
    after_write(record=waiting, verb=Verb.DELETED, actor=actor)
    waiting.delete()
    document.delete()


def discard_forgotten() -> int:
    """Files that nobody booked in time; gives how many. For scheduled work, may run twice."""
    old = WaitingFile.objects.filter(uploaded_at__lt=now() - KEPT_WAITING)
    for one in old:
        discard_waiting(waiting=one)
    return len(old)
