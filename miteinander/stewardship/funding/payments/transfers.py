"""What is paid to whom, checked before a file leaves the house."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from miteinander.foundation.values.iban import parse_bic, parse_iban
from miteinander.foundation.values.money import CENT

from .sepa_text import sepa_text

NAME_LENGTH = 70
TEXT_LENGTH = 140
LARGEST = Decimal("999999999.99")
_ID_LENGTH = 35


class CannotPay(Exception):
    """`problems`: sentences, one for each thing to correct."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__(" ".join(self.problems))


@dataclass(frozen=True)
class Account:
    name: str
    iban: str
    bic: str = ""


@dataclass(frozen=True)
class Transfer:
    """`reference`: the end-to-end id by which the payment is found again on the statement, unique in a file."""

    to: Account
    amount: Decimal
    text: str
    reference: str


def bank_name(account: Account) -> str:
    return sepa_text(account.name)[:NAME_LENGTH].strip("/ ")


def check_account(account: Account) -> Iterator[str]:
    if not bank_name(account) or not all(map(_is_latin, account.name)):
        yield _(
            "„%(name)s“: Die Bank braucht den Namen in lateinischen Buchstaben, so wie er beim Konto steht."
        ) % {"name": account.name[:NAME_LENGTH]}
    for parse, given in ((parse_iban, account.iban), (parse_bic, account.bic)):
        try:
            parse(given)
        except ValueError as error:
            yield _("%(name)s: %(problem)s") % {"name": account.name[:NAME_LENGTH], "problem": error}


def check_amount(amount: Decimal, name: str) -> Iterator[str]:
    if not amount.is_finite() or amount <= 0 or amount > LARGEST or amount != amount.quantize(CENT):
        yield _(
            "%(name)s: %(amount)s ist kein Betrag, der sich überweisen lässt. Er muss größer als null sein, in ganzen Cent."
        ) % {"name": name[:NAME_LENGTH], "amount": amount}


def check_text(text: str, name: str, longest: int = TEXT_LENGTH) -> Iterator[str]:
    plain = sepa_text(text)
    if not plain:
        yield _(
            "%(name)s: Der Verwendungszweck fehlt. Bitte nennen Sie zum Beispiel die Rechnungsnummer."
        ) % {"name": name[:NAME_LENGTH]}
    elif len(plain) > longest:
        yield _("%(name)s: Der Verwendungszweck hat %(length)s Zeichen, erlaubt sind %(longest)s. Bitte kürzen Sie ihn.") % {
            "name": name[:NAME_LENGTH],
            "length": len(plain),
            "longest": longest,
        }  # fmt: skip


def check_reference(reference: str, name: str) -> Iterator[str]:
    if not reference or reference != sepa_text(reference) or len(reference) > _ID_LENGTH:
        yield _("%(name)s: „%(reference)s“ ist keine Kennung für die Bank: höchstens 35 Zeichen, ohne Umlaute.") % {
            "name": name[:NAME_LENGTH],
            "reference": reference[:40],
        }  # fmt: skip


def _is_latin(sign: str) -> bool:
    """True for what is no letter, too. Since 2025 banks compare the name: a name spelled by us would not be theirs."""
    return not sign.isalpha() or unicodedata.name(sign, "").startswith("LATIN")
