"""Proofs of use for tests: a source with receipts that are paid, filed and told."""

import itertools
from datetime import date
from typing import Any

from miteinander.foundation.values.clock import today
from miteinander.stewardship.funding import actions
from miteinander.stewardship.funding.enums import FileKind, IncomeKind, PaymentKind, ProofKind
from miteinander.stewardship.funding.models import Fund, Proof, Receipt, ReceiptFile
from tests.support.money import make_receipt

_numbers = itertools.count(1)


def make_paid(
    fund: Fund, gross: str | int = 100, *, on: date | None = None, filed: bool = True, **values: Any
) -> Receipt:
    receipt = make_receipt(fund, gross, **values)
    receipt = actions.pay_receipt(receipt=receipt, on=on or date(2026, 6, 15), payment=PaymentKind.TRANSFER)
    if filed:
        add_file(receipt)
    return receipt


def add_file(
    receipt: Receipt, content: bytes | None = None, kind: FileKind = FileKind.INVOICE
) -> ReceiptFile:
    """A small PDF that differs from every other."""
    import hashlib

    from miteinander.foundation.media.models import CouncilDocument
    from miteinander.foundation.media.pictures import CheckedFile

    content = content or b"%%PDF-1.4\n%% receipt %d\n%%%%EOF\n" % next(_numbers)
    document = CouncilDocument(title=f"Beleg {receipt.number}")
    document.file.save("beleg.pdf", CheckedFile(content, name="beleg.pdf"), save=False)
    document.save()
    digest = hashlib.sha256(content).hexdigest()
    return ReceiptFile.objects.create(
        receipt=receipt, kind=kind, document=document, sha256=digest, stored_sha256=digest, size=len(content)
    )


def make_income(fund: Fund, amount: Any, kind: IncomeKind = IncomeKind.GRANT, **values: Any) -> Any:
    from tests.support.money import euro

    defaults = {
        "kind": kind,
        "received_on": date(2026, 2, 1),
        "payer": "Land",
        "reason": "Abruf",
        "amount": euro(amount),
    }
    return actions.record_income(fund=fund, values=defaults | values)


def make_proof(fund: Fund, kind: ProofKind = ProofKind.FINAL, **values: Any) -> Proof:
    start, end = actions.proposed_period(fund)
    return actions.begin_proof(
        fund=fund, kind=kind, period_start=values.pop("period_start", start),
        period_end=values.pop("period_end", min(end, today())), **values,
    )  # fmt: skip


def submit(proof: Proof, actor: Any) -> Proof:
    proof = actions.save_proof_words(
        proof=proof,
        paragraphs={},
        values={"effects": "Viele kamen.", "deviations": "Papier wurde teurer.", "place": "Musterstadt"},
    )
    return actions.submit_proof(proof=proof, actor=actor)
