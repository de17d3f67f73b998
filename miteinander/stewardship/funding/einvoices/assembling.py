"""From the fields of either syntax to a `ReadInvoice`."""

from dataclasses import replace
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from lxml import etree

from .checking import Sums, warnings_about
from .fields import Fields
from .invoice import InvoiceKind, InvoiceLine, Party, ReadInvoice, Skonto, VatShare
from .profiles import profile_name
from .schemas import breaks_schema
from .skonto import split_terms
from .syntaxes import Syntax

_CREDIT_NOTES = frozenset(
    {"81", "83", "261", "262", "296", "308", "381", "396", "420", "458", "502", "503", "532"}
)
"""Codes of UNTDID 1001 that EN 16931 allows in a credit note."""
_CORRECTION = "384"


def assemble(root: etree._Element, syntax: Syntax, *, attachments: int) -> ReadInvoice:
    """`attachments`: those beside the XML. Nothing is raised for what is missing or wrong: see `warnings`. Raises
    UnreadableInvoice for more parts than anybody writes."""
    fields = Fields(root, syntax)
    structured = tuple(_discounts(fields))
    stated, terms = split_terms("\n".join(fields.texts("terms")))
    invoice = ReadInvoice(
        syntax=syntax.name,
        profile=profile_name(fields.text("profile")),
        kind=_kind(root, fields.text("type")),
        number=fields.text("number")[:200],
        issue_date=fields.day("issue_date", _("Rechnungsdatum")),
        due_date=fields.day("due_date", _("Fälligkeit")),
        delivery_date=fields.day("delivery_date", _("Lieferdatum")),
        period_start=fields.day("period_start", _("Beginn des Zeitraums")),
        period_end=fields.day("period_end", _("Ende des Zeitraums")),
        supplier=_party(fields, "supplier"),
        payee=fields.text("payee"),
        iban="".join(fields.text("iban").split())[:40],
        bic=fields.text("bic")[:20],
        payment_reference=fields.text("payment_reference"),
        buyer=_party(fields, "buyer"),
        buyer_reference=fields.text("buyer_reference"),
        order_reference=fields.text("order_reference"),
        corrects=fields.text("corrects"),
        lines=tuple(_line(line) for line in fields.each("lines")),
        currency=fields.text("currency").upper()[:3],
        net=fields.amount("net", _("Nettobetrag")),
        vat=fields.amount("vat", _("Umsatzsteuer")),
        vat_shares=tuple(_share(share) for share in fields.each("vat_shares")),
        gross=fields.amount("gross", _("Bruttobetrag")),
        prepaid=fields.amount("prepaid", _("Schon gezahlt")),
        payable=fields.amount("payable", _("Zahlbetrag")),
        terms=terms,
        skonto=stated + structured,
        notes=tuple(fields.texts("notes")),
        attachments=attachments + sum(1 for _one in fields.each("attachments")),
    )
    sums = Sums(
        lines=fields.amount("line_total", _("Summe der Positionen")),
        allowances=fields.amount("allowances", _("Nachlässe")) or Decimal(0),
        charges=fields.amount("charges", _("Zuschläge")) or Decimal(0),
        rounding=fields.amount("rounding", _("Rundung")) or Decimal(0),
    )
    warnings = dict.fromkeys((*fields.warnings, *warnings_about(invoice, sums)))
    if breaks_schema(root, fields.text("profile")):
        warnings[
            _("Die Datei hält ihr Format nicht ein. Bitte vergleichen Sie alle Angaben mit dem Beleg.")
        ] = None
    return replace(invoice, warnings=tuple(warnings))


def _kind(root: etree._Element, code: str) -> InvoiceKind:
    if code in _CREDIT_NOTES or etree.QName(root).localname == "CreditNote":
        return InvoiceKind.CREDIT_NOTE
    return InvoiceKind.CORRECTION if code == _CORRECTION else InvoiceKind.INVOICE


def _party(fields: Fields, key: str) -> Party:
    for party in fields.each(key):
        town = " ".join(filter(None, (party.text("party.postcode"), party.text("party.city"))))
        return Party(
            name=(party.text("party.name") or party.text("party.trading_name"))[:200],
            address=tuple(filter(None, (*party.texts("party.streets"), town, party.text("party.country")))),
            tax_number=party.text("party.tax_number"),
            vat_id=party.text("party.vat_id"),
        )
    return Party()


def _line(line: Fields) -> InvoiceLine:
    words = [line.text("line.name"), line.text("line.description")]
    return InvoiceLine(
        text="\n".join(dict.fromkeys(filter(None, words))),
        quantity=line.number("line.quantity", _("Menge")),
        unit=line.attribute("line.quantity", "unitCode")[:10],
        net=line.amount("line.net", pgettext("of a line of an invoice", "Position")),
        vat_rate=line.number("line.vat_rate", _("Steuersatz")),
    )


def _share(share: Fields) -> VatShare:
    return VatShare(
        category=share.text("share.category"),
        rate=share.number("share.rate", _("Steuersatz")),
        net=share.amount("share.net", _("Nettobetrag")),
        vat=share.amount("share.vat", _("Umsatzsteuer")),
        exemption=share.text("share.exemption") or share.text("share.exemption_code"),
    )


def _discounts(fields: Fields) -> list[Skonto]:
    """Those of the profile EXTENDED, in days from the date of the invoice."""
    found = []
    for discount in fields.each("discounts"):
        days = discount.number("discount.days", _("Skontofrist"))
        percent = discount.number("discount.percent", _("Skonto"))
        if days is not None and percent is not None and 0 <= days <= 999 and 0 < percent < 100:
            found.append(Skonto(int(days), percent, discount.amount("discount.base", _("Skonto"))))
    return found
