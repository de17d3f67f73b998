"""Papers for the demo's receipts: sample invoices, all set in one run, one of them an electronic invoice, and one that
waits for somebody to book it. Loading again adds nothing."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from miteinander.foundation.typesetting.formats import A4_OFFICE
from miteinander.foundation.typesetting.rendering import Sheet, set_sheets
from miteinander.foundation.values.clock import today
from miteinander.foundation.values.money import CENT, format_money
from miteinander.stewardship.funding import actions
from miteinander.stewardship.funding.models import Order, Receipt, WaitingFile

XML = Path(__file__).resolve().parent / "demo" / "money" / "zugferd.xml"
TEMPLATE = "/surfaces/operations/demo/money/invoice.typ"
ELECTRONIC = "M-7731"
"""The receipt of the demo whose paper is an electronic invoice."""
WITHOUT = 9
"""Every so many receipts have no paper, so that the list of what is missing has something to say."""
ORDER = re.compile(r"\s*<ram:BuyerOrderReferencedDocument>.*?</ram:BuyerOrderReferencedDocument>")
ACCOUNT = {"name": "Integrationsrat Musterstadt", "iban": "DE02120300000000202051", "bic": ""}


@dataclass(frozen=True)
class SampleInvoice:
    """What stands on the paper."""

    payee: str
    subject: str
    number: str
    day: date
    gross: Decimal
    vat: Decimal | None
    vat_note: str = ""
    order: str = ""

    @property
    def drawn(self) -> dict[str, Any]:
        net = self.gross - (self.vat or 0)
        tax = (
            ("Umsatzsteuer 19 %", _euro(self.vat))
            if self.vat
            else (f"ohne Umsatzsteuer: {self.vat_note}", _euro(Decimal(0)))
        )
        facts = [("Rechnungs-Nr.", self.number or "ohne"), ("Datum und Leistung", f"{self.day:%d.%m.%Y}")]
        return {
            "payee": self.payee, "address": "Musterweg 7, 00000 Musterstadt, Steuernummer 000/0000/0000",
            "mark": "Musterrechnung", "to_label": "An", "recipient": ["Integrationsrat Musterstadt", "Rathausplatz 1", "00000 Musterstadt"],
            "title": "Rechnung", "facts": facts + ([("Ihr Auftrag", self.order)] if self.order else []),
            "rows": [(self.subject, _euro(net)), tax], "total": ("Zu zahlen", _euro(self.gross)),
            "note": "Erfunden für die Vorführung. Diese Firma gibt es nicht, und es gibt nichts zu zahlen.",
        }  # fmt: skip

    @property
    def xml(self) -> bytes:
        vat = self.vat or Decimal(0)
        said = {
            "number": self.number, "day": f"{self.day:%Y%m%d}", "due": f"{self.day + timedelta(days=14):%Y%m%d}",
            "subject": self.subject, "payee": self.payee, "order": self.order, "net": self.gross - vat,
            "vat": vat, "gross": self.gross,
        }  # fmt: skip
        text = XML.read_text(encoding="utf-8")
        if not self.order:
            text = ORDER.sub("", text)
        for name, value in said.items():
            text = text.replace("{" + name + "}", escape(str(value)))
        return text.encode()


def load_papers(actor: Any) -> None:
    """After the receipts are there."""
    actions.account() or actions.save_account(values=ACCOUNT, actor=actor)
    receipts = list(Receipt.objects.filter(reverses=None).select_related("order").order_by("pk"))
    wanted = [
        one for at, one in enumerate(receipts, start=1) if at % WITHOUT or one.invoice_number == ELECTRONIC
    ]
    bare = [one for one in wanted if not one.files.exists()]
    is_first = len(bare) == len(wanted)
    waiting = _waiting() if is_first and receipts and not WaitingFile.objects.exists() else None
    invoices = [_of(one) for one in bare] + ([waiting] if waiting else [])
    papers = list(drawn(invoices))
    for receipt, invoice, paper in zip(bare, invoices, papers, strict=False):
        content = electronic(paper, invoice) if invoice.number == ELECTRONIC else paper
        actions.attach_file(
            receipt=receipt, file=BytesIO(content), name=f"rechnung-{receipt.number}.pdf", actor=actor
        )
    if waiting:
        actions.keep_waiting(
            file=BytesIO(electronic(papers[-1], waiting)), name="druckerei-muster-e-rechnung.pdf", actor=actor
        )


def _of(receipt: Receipt) -> SampleInvoice:
    order = receipt.order.number if receipt.order else ""
    return SampleInvoice(
        receipt.payee, receipt.subject, receipt.invoice_number, receipt.issued_on, receipt.gross, receipt.vat,
        receipt.vat_note, order,
    )  # fmt: skip


def _waiting() -> SampleInvoice:
    """Not booked yet: somebody of the demo's visitors may do it."""
    order = (
        Order.objects.filter(state="placed", receipts=None, payee="Druckerei Muster").order_by("pk").first()
    )
    gross = Decimal("107.10")
    return SampleInvoice(
        "Druckerei Muster", "Einladungskarten, 300 Stück", f"{today():%Y}-E-12", today() - timedelta(days=2), gross,
        (gross * 19 / 119).quantize(CENT), order=order.number if order else "",
    )  # fmt: skip


def drawn(invoices: Sequence[SampleInvoice]) -> Iterator[bytes]:
    """A PDF of one page for each; one Typst run for all."""
    import pikepdf

    if not invoices:
        return
    sheets = [Sheet(TEMPLATE, one.drawn, A4_OFFICE) for one in invoices]
    printed = set_sheets(sheets, title="Musterrechnungen", lang="de")
    with pikepdf.open(BytesIO(printed.content)) as whole:
        for page in whole.pages:
            single, target = pikepdf.new(), BytesIO()
            single.pages.append(page)
            single.save(target)
            yield target.getvalue()


def electronic(paper: bytes, invoice: SampleInvoice) -> bytes:
    """The same paper as ZUGFeRD, made by the library that others use too."""
    from facturx import generate_from_binary

    content: bytes = generate_from_binary(
        paper, invoice.xml, check_xsd=True, level="en16931", flavor="factur-x"
    )
    return content


def _euro(amount: Decimal | None) -> str:
    return format_money(amount or Decimal(0), "de")
