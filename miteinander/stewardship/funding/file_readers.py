"""Who reads the files of money."""

from typing import Any

from miteinander.foundation.media.models import CouncilDocument

from . import policies
from .models import Fund, Proof, Quote, ReceiptFile, WaitingFile


def can_read(user: Any, document: CouncilDocument) -> bool:
    """Notices for who sees sources, offers for who sees orders, proofs for who sees proofs, and so on."""
    return (
        (policies.can_see(user) and Fund.objects.filter(notice=document).exists())
        or (policies.can_see_orders(user) and Quote.objects.filter(file=document).exists())
        or (policies.can_see_proofs(user) and Proof.objects.filter(file=document).exists())
        or (policies.can_see_receipts(user) and is_closed(document))
    )


def is_closed(document: CouncilDocument) -> bool:
    """Files with accounts and amounts: nobody else, not even who looks after all files."""
    return (
        ReceiptFile.objects.filter(document=document).exists()
        or WaitingFile.objects.filter(document=document).exists()
    )
