"""Bank accounts: an IBAN kept without spaces, shown in groups of four; a BIC where somebody gives one."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from stdnum import bic, exceptions, iban, numdb
from stdnum.iso7064 import mod_97_10

SEPA = re.compile(
    "A[DLT]|B[EG]|C[HYZ]|D[EK]|E[ES]|F[IR]|G[BIR]|H[RU]|I[EST]|L[ITUV]|M[CDEKT]|N[LO]|P[LT]|R[OS]|S[EIKM]|VA"
)
"""Prefixes of accounts reached by a SEPA credit transfer (EPC409-09, list of scheme countries; French overseas
territories and the Crown dependencies carry FR and GB)."""
_LENGTHS = re.compile(r"(\d+)!")


def parse_iban(text: str, *, sepa: bool = True) -> str:
    """The IBAN without spaces, in capitals. `sepa`: only where a SEPA transfer goes. Raises ValueError with a sentence."""
    number = "".join(text.upper().split())
    if not (number.isascii() and number.isalnum() and number[:2].isalpha() and number[2:4].isdecimal()):
        raise ValueError(
            _("„%(text)s“ ist keine IBAN. Sie beginnt mit zwei Buchstaben und zwei Ziffern, zum Beispiel DE02.")
            % {"text": text.strip()[:40]}
        )  # fmt: skip
    country = number[:2]
    needed = _length(country)
    if not needed:
        raise ValueError(
            _("Mit %(country)s beginnt keine IBAN. Bitte vergleichen Sie sie mit der Vorlage.")
            % {"country": country}
        )
    if len(number) != needed:
        raise ValueError(
            _("Eine IBAN mit %(country)s hat %(needed)s Zeichen, diese hat %(given)s. Bitte vergleichen Sie sie mit der Vorlage.")
            % {"country": country, "needed": needed, "given": len(number)}
        )  # fmt: skip
    if not mod_97_10.is_valid(number[4:] + number[:4]):
        raise ValueError(
            _("Diese IBAN enthält einen Tippfehler: Die Prüfziffer passt nicht. Bitte vergleichen Sie sie mit der Vorlage.")
        )  # fmt: skip
    if sepa and not SEPA.fullmatch(country):
        raise ValueError(
            _(
                "Dorthin geht keine SEPA-Überweisung (%(country)s). Bitte überweisen Sie auf einem anderen Weg."
            )
            % {"country": country}
        )
    try:
        return iban.validate(number, check_country=False)  # lists of banks grow old
    except exceptions.ValidationError:
        raise ValueError(
            _("So ist keine IBAN mit %(country)s aufgebaut. Bitte vergleichen Sie sie mit der Vorlage.")
            % {"country": country}
        ) from None


def format_iban(number: str) -> str:
    """In groups of four, as it stands on paper."""
    return " ".join(number[at : at + 4] for at in range(0, len(number), 4))


def parse_bic(text: str) -> str:
    """The BIC in capitals, empty if none was given; raises ValueError with a sentence."""
    if not text.strip():
        return ""
    try:
        return bic.validate(text)
    except exceptions.ValidationError:
        raise ValueError(
            _("„%(text)s“ ist kein BIC. Er hat 8 oder 11 Zeichen; lassen Sie das Feld leer, wenn Sie ihn nicht kennen.")
            % {"text": text.strip()[:40]}
        ) from None  # fmt: skip


def validate_iban(value: str) -> None:
    try:
        parse_iban(value)
    except ValueError as error:
        raise ValidationError(str(error), code="iban") from error


def _length(country: str) -> int:
    """0 where there is no IBAN."""
    structure = numdb.get("iban").info(country)[0][1].get("bban", "")
    return 4 + sum(map(int, _LENGTHS.findall(structure))) if structure else 0
