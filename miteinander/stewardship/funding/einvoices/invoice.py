"""What an electronic invoice says, in the terms of EN 16931; fields that are missing are empty or None."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

CENT = Decimal("0.01")


class InvoiceKind(StrEnum):
    INVOICE = "invoice"
    CREDIT_NOTE = "credit-note"
    CORRECTION = "correction"


@dataclass(frozen=True)
class Party:
    """`address`: one line per element, the country as a code of two letters in the last."""

    name: str = ""
    address: tuple[str, ...] = ()
    tax_number: str = ""
    vat_id: str = ""


@dataclass(frozen=True)
class InvoiceLine:
    text: str
    quantity: Decimal | None
    unit: str
    """Code of UN/ECE recommendation 20, as given."""
    net: Decimal | None
    vat_rate: Decimal | None


@dataclass(frozen=True)
class VatShare:
    """One rate of the VAT breakdown. `category` as in UNTDID 5305: S standard, E exempt, AE reverse charge …"""

    category: str
    rate: Decimal | None
    net: Decimal | None
    vat: Decimal | None
    exemption: str


@dataclass(frozen=True)
class Skonto:
    """A discount for paying within `days` of the date of the invoice; `base` None: of the amount due."""

    days: int
    percent: Decimal
    base: Decimal | None = None

    def until(self, issue_date: date) -> date:
        return issue_date + timedelta(days=self.days)

    def of(self, payable: Decimal) -> Decimal:
        """What may be kept, in whole cents, rounded half up."""
        return ((payable if self.base is None else self.base) * self.percent / 100).quantize(
            CENT, ROUND_HALF_UP
        )


@dataclass(frozen=True)
class ReadInvoice:
    syntax: str
    """"UBL" or "CII"."""
    profile: str
    """A name people know, for example "XRechnung 3.0" or "ZUGFeRD EN 16931"; else the identifier as given."""
    kind: InvoiceKind
    number: str
    issue_date: date | None
    due_date: date | None
    delivery_date: date | None
    period_start: date | None
    period_end: date | None
    supplier: Party
    payee: str
    """Who gets the money, if that is not the supplier."""
    iban: str
    """As given, without spaces; check it with `foundation.values.iban` before paying."""
    bic: str
    payment_reference: str
    buyer: Party
    buyer_reference: str
    """For public buyers the Leitweg-ID."""
    order_reference: str
    corrects: str
    """Number of the invoice this one corrects or credits."""
    lines: tuple[InvoiceLine, ...]
    currency: str
    net: Decimal | None
    vat: Decimal | None
    vat_shares: tuple[VatShare, ...]
    gross: Decimal | None
    prepaid: Decimal | None
    payable: Decimal | None
    terms: str
    """Terms of payment in words, without the lines that became `skonto`."""
    skonto: tuple[Skonto, ...]
    notes: tuple[str, ...]
    attachments: int
    """Files beside the invoice itself."""
    warnings: tuple[str, ...] = ()
    """Sentences about what is missing or does not add up; a person decides."""
