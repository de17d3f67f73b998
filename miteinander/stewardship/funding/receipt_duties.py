"""What a receipt must show (`shared/domain.md` 3.5; § 14 UStG, § 33 UStDV): more above the limit for small ones."""

from collections.abc import Collection
from decimal import Decimal

from django.utils.translation import gettext as _

from .einvoices import ReadInvoice

ALWAYS = ("supplier", "date", "what", "gross", "vat_rate", "project")
ABOVE_THE_LIMIT = ("recipient", "tax_number", "number", "delivered", "net_and_vat")
IF_ADVANCED = ("paid_by",)


def duties(amount: Decimal, *, small_up_to: Decimal | None, advanced: bool = False) -> list[tuple[str, str]]:
    """Key and sentence of each detail that a receipt over `amount` (gross, in euros) must show, in the order in which
    one looks for them. `small_up_to`: the limit, itself still small; None: nobody told us, so everything is asked for.
    `advanced`: somebody laid the money out."""
    keys: tuple[str, ...] = ALWAYS
    if small_up_to is None or abs(amount) > small_up_to:
        keys += ABOVE_THE_LIMIT
    if advanced:
        keys += IF_ADVANCED
    sentences = _sentences()
    return [(key, sentences[key]) for key in keys]


def missing(
    keys: Collection[str], amount: Decimal, *, small_up_to: Decimal | None, advanced: bool = False
) -> list[tuple[str, str]]:
    """The duties that are not among the `keys` seen."""
    return [
        duty for duty in duties(amount, small_up_to=small_up_to, advanced=advanced) if duty[0] not in keys
    ]


def shown_by(invoice: ReadInvoice) -> list[str]:
    """The keys that an electronic invoice fulfils; who paid it and a project beyond the order stay with a person."""
    shares = invoice.vat_shares
    fulfilled = {
        "supplier": invoice.supplier.name and invoice.supplier.address,
        "date": invoice.issue_date,
        "what": invoice.lines and all(line.text and line.quantity is not None for line in invoice.lines),
        "gross": invoice.gross is not None,
        "vat_rate": shares and all(share.rate or share.exemption for share in shares),
        "project": invoice.order_reference,
        "recipient": invoice.buyer.name and invoice.buyer.address,
        "tax_number": invoice.supplier.tax_number or invoice.supplier.vat_id,
        "number": invoice.number,
        "delivered": invoice.delivery_date or (invoice.period_start and invoice.period_end),
        "net_and_vat": invoice.net is not None and invoice.vat is not None,
    }
    return [key for key, is_shown in fulfilled.items() if is_shown]


def _sentences() -> dict[str, str]:
    return {
        "supplier": _("Name und Anschrift dessen, der liefert oder leistet, stehen darauf."),
        "date": _("Das Datum der Rechnung steht darauf."),
        "what": _("Es steht darauf, was geliefert oder geleistet wurde und wie viel."),
        "gross": _("Der Bruttobetrag steht darauf."),
        "vat_rate": _("Der Steuersatz steht darauf, oder warum keine Steuer anfällt."),
        "project": _("Das Vorhaben ist genannt, oder jemand hat es daraufgeschrieben."),
        "recipient": _("Name und Anschrift des Empfängers stehen darauf."),
        "tax_number": _("Die Steuernummer oder die Umsatzsteuer-ID steht darauf."),
        "number": _("Eine fortlaufende Rechnungsnummer steht darauf."),
        "delivered": _("Der Tag der Lieferung oder Leistung steht darauf."),
        "net_and_vat": _("Nettobetrag und Steuerbetrag stehen darauf."),
        "paid_by": _("Ein Nachweis zeigt, dass die Person selbst bezahlt hat."),
    }
