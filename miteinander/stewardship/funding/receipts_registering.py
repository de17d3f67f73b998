"""What receipts, income and payments register with the rooms below."""

from typing import Any

from miteinander.foundation.interface import sections
from miteinander.foundation.media import readers
from miteinander.foundation.media.models import CouncilDocument

from . import policies
from .models import ReceiptFile, WaitingFile
from .receipts_dashboard import receipts_on_dashboard


def register() -> None:
    from . import receipt_tasks  # noqa: F401  # registers background work

    sections.register("dashboard", receipts_on_dashboard, order=25)
    readers.register(can_read)
    readers.close(is_closed)


def can_read(user: Any, document: CouncilDocument) -> bool:
    """Whoever sees receipts reads their files."""
    return policies.can_see_receipts(user) and is_closed(document)


def is_closed(document: CouncilDocument) -> bool:
    """Files with accounts and amounts: nobody else, not even who looks after all files."""
    return (
        ReceiptFile.objects.filter(document=document).exists()
        or WaitingFile.objects.filter(document=document).exists()
    )
