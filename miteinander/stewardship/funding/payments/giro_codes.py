"""GiroCode: a QR code from which a banking app fills in a transfer (EPC069-12, version 002)."""

from decimal import Decimal

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from miteinander.foundation.interface.qr_codes import qr_svg
from miteinander.foundation.values.iban import parse_bic, parse_iban

from .sepa_text import sepa_text
from .transfers import NAME_LENGTH, Account, CannotPay, bank_name, check_account, check_amount, check_text

MOST_BYTES = 331
_UTF_8 = "1"


def giro_code(name: str, iban: str, bic: str, amount: Decimal, text: str) -> str:
    """The payload; amounts in euros. Raises CannotPay with all that is wrong."""
    to = Account(name, iban, bic)
    problems = [*check_account(to), *check_amount(amount, name), *check_text(text, name)]
    if problems:
        raise CannotPay(problems)
    who, what = _one_line(name)[:NAME_LENGTH].strip(), _one_line(text)
    lines = [
        "BCD",
        "002",
        _UTF_8,
        "SCT",
        parse_bic(bic),
        who,
        parse_iban(iban),
        f"EUR{amount:.2f}",
        "",
        "",
        what,
    ]
    if len("\n".join(lines).encode()) > MOST_BYTES or len(what) > 140:
        lines[5], lines[10] = bank_name(to), sepa_text(what)
    return "\n".join(lines)


def giro_code_svg(name: str, iban: str, bic: str, amount: Decimal, text: str) -> SafeString:
    """The code as an SVG with a label; error correction M as the guideline asks."""
    return qr_svg(giro_code(name, iban, bic, amount, text), _("GiroCode für die Überweisung"))


def _one_line(text: str) -> str:
    return "".join(sign for sign in " ".join(text.split()) if sign.isprintable())
