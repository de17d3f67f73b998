"""An electronic invoice as the first values of a receipt; a person looks at them before anything is booked."""

from typing import Any

from .einvoices import InvoiceKind, ReadInvoice
from .enums import ReceiptKind
from .receipt_duties import shown_by

_SUBJECT, _PAYEE, _NUMBER, _NOTE = 300, 160, 80, 120
"""Lengths of the columns of `Receipt`."""


def receipt_values(invoice: ReadInvoice) -> dict[str, Any]:
    """By the names of the fields of `Receipt`, without those the invoice does not tell. Amounts are positive; in another
    currency than the euro the amount stands in `foreign_amount`, and `gross` waits for the rate."""
    gross = invoice.payable if invoice.gross is None else invoice.gross
    is_credit = invoice.kind is InvoiceKind.CREDIT_NOTE or (gross is not None and gross < 0)
    values: dict[str, Any] = {
        "kind": ReceiptKind.CREDIT if is_credit else ReceiptKind.INVOICE,
        "payee": _shortened(invoice.supplier.name, _PAYEE),
        "invoice_number": invoice.number[:_NUMBER],
        "issued_on": invoice.issue_date,
        "delivered_on": invoice.delivery_date or invoice.period_end,
        "subject": _shortened("; ".join(line.text.split("\n")[0] for line in invoice.lines if line.text), _SUBJECT),
        "vat_note": _shortened(next((share.exemption for share in invoice.vat_shares if share.exemption), ""), _NOTE),
        "duties_seen": shown_by(invoice),
    }  # fmt: skip
    if invoice.currency not in ("", "EUR"):
        values |= {"currency": invoice.currency, "foreign_amount": gross and abs(gross)}
    else:
        values |= {
            "gross": gross and abs(gross),
            "vat": None if invoice.vat is None else abs(invoice.vat),
        }
    return {name: value for name, value in values.items() if value not in (None, "", [])}


def _shortened(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
