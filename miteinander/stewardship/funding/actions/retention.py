"""Deleting files of receipts when no rule keeps them any more."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from miteinander.foundation.audit.actions import after_write
from miteinander.foundation.audit.enums import Verb
from miteinander.foundation.values.clock import today

from ..errors import Refused
from ..models import ReceiptFile
from ..proofs.retention import receipt_retention


@transaction.atomic
def delete_receipt_file(*, file: ReceiptFile, actor: Any = None) -> None:
    """Its hash stays in the frozen proof. Raises Refused before the period is over."""
    receipt = file.receipt
    kept = receipt_retention(receipt)
    if kept is None:
        raise Refused(
            "no_rule",
            _(
                "Wie lange Belege aufzubewahren sind, steht in keiner Regel. Bitte tragen Sie es unter „Regeln“ ein."
            ),
        )
    if kept.day is None or kept.day > today():
        raise Refused("kept", _("Diese Datei muss noch bleiben. %(why)s") % {"why": kept.sentence})
    document = file.document
    after_write(record=receipt, verb=Verb.CHANGED, actor=actor, fields=["files"], detail="Datei gelöscht")
    file.delete()
    document.delete()
