"""What an electronic invoice says, as the beginning of a form. Nothing of it is believed: a person looks and saves."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from miteinander.foundation.values.money import euros

from ..einvoices import ReadInvoice, UnreadableInvoice, read_invoice
from ..enums import OrderState
from ..models import Order, Receipt, WaitingFile
from ..prefilling import receipt_values

READABLE = (".xml", ".pdf")


@dataclass
class Prefill:
    """`problem`: why a file was not read, `warnings`: what does not fit in one that was."""

    values: dict[str, Any] = field(default_factory=dict)
    invoice: ReadInvoice | None = None
    problem: str = ""
    warnings: list[str] = field(default_factory=list)


def prefill_of(waiting: WaitingFile | None) -> Prefill:
    """Empty for photos and without a file. Two queries for what it finds in our records."""
    if waiting is None or not waiting.name.lower().endswith(READABLE):
        return Prefill()
    invoice = _read(waiting.document, waiting.name)
    if isinstance(invoice, str):
        return Prefill(problem=invoice)
    found = Prefill(_values(invoice), invoice, warnings=list(invoice.warnings))
    day, payable = invoice.issue_date, invoice.payable
    if day is not None and payable is not None:
        found.warnings += [
            _("Skonto: bis %(day)s können Sie %(amount)s abziehen.")
            % {"day": f"{skonto.until(day):%d.%m.%Y}", "amount": euros(skonto.of(payable))}
            for skonto in invoice.skonto
        ]
    return found


def _read(document: Any, name: str) -> ReadInvoice | str:
    try:
        with document.file.open("rb") as stream:
            return read_invoice(stream.read(), name)
    except UnreadableInvoice as problem:
        return str(problem)
    except OSError:
        return _("Die Datei lässt sich gerade nicht öffnen. Bitte tippen Sie die Angaben ab.")


def _values(invoice: ReadInvoice) -> dict[str, Any]:
    values = receipt_values(invoice) | {"subject": _subject(invoice)}
    if not values.get("vat"):
        values.pop("vat", None)  # left to the person, who sees the reason beside it
    if order := _order(invoice):
        values["order"] = order.pk
    return values


def _subject(invoice: ReadInvoice) -> str:
    words = ", ".join(dict.fromkeys(line.text for line in invoice.lines if line.text)) or " ".join(
        invoice.notes
    )
    return " ".join(words.split())[:300]  # one line: a browser would join the lines without a gap


def _order(invoice: ReadInvoice) -> Order | None:
    """Our own number of an order, if the supplier repeats it."""
    number = invoice.order_reference.strip()[:12]
    return Order.objects.filter(number=number, state=OrderState.PLACED).first() if number else None


@dataclass(frozen=True)
class AccountOnInvoice:
    name: str
    iban: str
    text: str


def account_of(receipt: Receipt) -> AccountOnInvoice | None:
    """Where the electronic invoice of a receipt wants the money; nothing of it is kept. Reads its files."""
    for file in receipt.files.all():
        name = str(file.document.file.name)
        if name.lower().endswith(READABLE):
            invoice = _read(file.document, name)
            if isinstance(invoice, ReadInvoice) and invoice.iban:
                text = invoice.payment_reference or invoice.number
                return AccountOnInvoice(
                    (invoice.payee or invoice.supplier.name)[:70], invoice.iban, text[:140]
                )
    return None
