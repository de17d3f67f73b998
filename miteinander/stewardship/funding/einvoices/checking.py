"""What is missing in an electronic invoice, and which sums do not add up: sentences for the person who books it."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from miteinander.foundation.values.iban import parse_iban
from miteinander.foundation.values.money import format_money

from .invoice import CENT, InvoiceKind, ReadInvoice
from .profiles import WITHOUT_LINES

_ROUNDING = CENT
"""EN 16931 rounds each rate once; suppliers that round each line are a cent off."""


@dataclass(frozen=True)
class Sums:
    """Amounts that are only needed to check the others."""

    lines: Decimal | None
    allowances: Decimal
    charges: Decimal
    rounding: Decimal


def warnings_about(invoice: ReadInvoice, sums: Sums) -> Iterator[str]:
    yield from _missing(invoice)
    yield from _not_adding_up(invoice, sums)
    yield from _unusual(invoice)


def _missing(invoice: ReadInvoice) -> Iterator[str]:
    present = {
        _("Rechnungsnummer"): invoice.number,
        _("Rechnungsdatum"): invoice.issue_date,
        _("Name des Lieferanten"): invoice.supplier.name,
        _("Anschrift des Lieferanten"): invoice.supplier.address,
        _("Steuernummer oder Umsatzsteuer-ID"): invoice.supplier.tax_number or invoice.supplier.vat_id,
        _("Name des Empfängers"): invoice.buyer.name,
        _("Bruttobetrag"): invoice.gross is not None,
    }
    absent = [name for name, value in present.items() if not value]
    if absent:
        yield _("In der Datei fehlt: %(fields)s. Bitte sehen Sie nach, ob es auf dem Beleg steht.") % {
            "fields": ", ".join(absent)
        }
    if invoice.profile in WITHOUT_LINES:
        yield _("Dieses Profil (%(profile)s) ist nur eine Buchungshilfe und keine vollständige Rechnung.") % {
            "profile": invoice.profile
        }
    elif not invoice.lines:
        yield _("Die Rechnung hat keine Positionen: Es ist nicht zu sehen, wofür bezahlt wird.")


def _not_adding_up(invoice: ReadInvoice, sums: Sums) -> Iterator[str]:
    nets = [line.net for line in invoice.lines]
    if nets:
        yield from _compare(_("Die Positionen"), _sum(nets), sums.lines)
    if sums.lines is not None:
        expected = sums.lines - sums.allowances + sums.charges
        yield from _compare(_("Positionen, Nachlässe und Zuschläge"), expected, invoice.net)
    if invoice.vat_shares:
        yield from _compare(
            _("Die Steuern je Satz"), _sum([share.vat for share in invoice.vat_shares]), invoice.vat
        )
    for share in invoice.vat_shares:
        if share.net is not None and share.rate is not None:
            yield from _compare(
                _("Die Steuer zum Satz von %(rate)s %%") % {"rate": share.rate.normalize()},
                share.net * share.rate / 100,
                share.vat,
                tolerance=_ROUNDING,
            )
    if invoice.net is not None and invoice.vat is not None:
        yield from _compare(_("Netto und Umsatzsteuer"), invoice.net + invoice.vat, invoice.gross)
    if invoice.gross is not None and invoice.profile not in WITHOUT_LINES:
        due = invoice.gross - (invoice.prepaid or 0) + sums.rounding
        yield from _compare(_("Brutto ohne das schon Gezahlte"), due, invoice.payable)


def _compare(
    what: str, computed: Decimal | None, stated: Decimal | None, *, tolerance: Decimal = Decimal(0)
) -> Iterator[str]:
    if computed is None or stated is None or abs(computed - stated) <= tolerance:
        return
    lang = get_language() or "de"
    yield _("%(what)s: Das ergibt %(computed)s, in der Rechnung stehen %(stated)s. Bitte prüfen Sie das.") % {
        "what": what,
        "computed": format_money(computed, lang),
        "stated": format_money(stated, lang),
    }


def _unusual(invoice: ReadInvoice) -> Iterator[str]:
    amount = invoice.payable if invoice.gross is None else invoice.gross
    if amount is not None and amount < 0 and invoice.kind is not InvoiceKind.CREDIT_NOTE:
        yield _("Der Betrag ist negativ: Sie bekommen Geld zurück. Bitte buchen Sie das als Gutschrift.")
    if invoice.currency != "EUR":
        yield _("Die Rechnung lautet nicht auf Euro (%(currency)s). Bitte tragen Sie Kurs und Tag ein.") % {
            "currency": invoice.currency or "?"
        }
    if invoice.issue_date and invoice.due_date and invoice.due_date < invoice.issue_date:
        yield _("Die Rechnung war schon fällig, bevor sie geschrieben wurde. Bitte prüfen Sie die Daten.")
    if invoice.iban:
        try:
            parse_iban(invoice.iban)
        except ValueError as error:
            yield _("Kontonummer: %(problem)s") % {"problem": error}


def _sum(amounts: list[Decimal | None]) -> Decimal | None:
    """None if one is unknown."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if len(known) == len(amounts) else None
