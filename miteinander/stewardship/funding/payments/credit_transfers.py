"""Many SEPA transfers in one file for the bank: pain.001.001.09, checked against its schema before it is handed out."""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any
from xml.etree.ElementTree import SubElement

from django.utils.translation import gettext as _
from sepaxml import SepaTransfer

from miteinander.foundation.values import clock
from miteinander.foundation.values.iban import parse_bic, parse_iban

from .sepa_text import sepa_text
from .transfers import (
    Account,
    CannotPay,
    Transfer,
    bank_name,
    check_account,
    check_amount,
    check_reference,
    check_text,
)

SCHEMA = "pain.001.001.09"


def credit_transfers(
    debtor: Account,
    transfers: Sequence[Transfer],
    execution_date: date,
    *,
    created: datetime | None = None,
) -> bytes:
    """The XML. The same debtor, transfers and day give the same message id, so that a bank refuses the file the second
    time; `created` defaults to now. Raises CannotPay with all that is wrong."""
    problems = list(_problems(debtor, transfers))
    if problems:
        raise CannotPay(problems)
    run = _run_id(debtor, transfers, execution_date)
    file = _StableFile(_config(debtor), schema=SCHEMA, clean=False)
    file.identify(run, created or clock.now())
    for transfer in transfers:
        file.add_payment(_payment(transfer, execution_date))
    content: bytes = file.export(validate=True)
    return content


class _StableFile(SepaTransfer):  # type: ignore[misc]
    """The library draws its ids by lot and stamps the clock of the machine."""

    run = ""

    def identify(self, run: str, created: datetime) -> None:
        self.run = run
        self._xml.find("*/GrpHdr/MsgId").text = run
        self._xml.find("*/GrpHdr/CreDtTm").text = created.astimezone(clock.BERLIN).isoformat(
            timespec="seconds"
        )

    def _finalize_batch(self) -> None:
        super()._finalize_batch()
        for number, group in enumerate(self._xml.iter("PmtInfId"), start=1):
            group.text = f"{self.run}-{number}"
        for bank in self._xml.iter("FinInstnId"):
            if not len(bank):  # what the banks in SEPA want where there is no BIC
                SubElement(SubElement(bank, "Othr"), "Id").text = "NOTPROVIDED"


def _config(debtor: Account) -> dict[str, Any]:
    account = {"name": bank_name(debtor), "IBAN": parse_iban(debtor.iban), "batch": True, "currency": "EUR"}
    return account | _bic(debtor)


def _payment(transfer: Transfer, execution_date: date) -> dict[str, Any]:
    return {
        "name": bank_name(transfer.to),
        "IBAN": parse_iban(transfer.to.iban),
        "amount": int(transfer.amount * 100),
        "description": sepa_text(transfer.text),
        "execution_date": execution_date,
        "endtoend_id": transfer.reference,
    } | _bic(transfer.to)


def _bic(account: Account) -> dict[str, str]:
    return {"BIC": code} if (code := parse_bic(account.bic)) else {}


def _problems(debtor: Account, transfers: Sequence[Transfer]) -> Iterator[str]:
    if not transfers:
        yield _("Es ist keine Zahlung ausgewählt.")
    yield from check_account(debtor)
    seen: set[str] = set()
    for transfer in transfers:
        name = transfer.to.name
        yield from check_account(transfer.to)
        yield from check_amount(transfer.amount, name)
        yield from check_text(transfer.text, name)
        yield from check_reference(transfer.reference, name)
        if transfer.reference in seen:
            yield _("Die Kennung %(reference)s kommt zweimal vor: Diese Zahlung ist schon in der Datei.") % {
                "reference": transfer.reference
            }
        seen.add(transfer.reference)


def _run_id(debtor: Account, transfers: Sequence[Transfer], execution_date: date) -> str:
    """32 characters: the standard has room for 35, and a group adds its number."""
    said = repr((debtor, tuple(transfers), execution_date))
    return f"M{execution_date:%Y%m%d}-{hashlib.sha256(said.encode()).hexdigest()[:22]}"
