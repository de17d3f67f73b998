"""The books as CSV and as plain-text accounting that Beancount reads; line by line, so that memory stays flat."""

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import IO, Any

from django.db.models import Max, Min
from django.utils.translation import gettext as _

from miteinander.foundation.exchange.reading import FORBIDDEN
from miteinander.foundation.values.spreadsheets import defused

from ..models import ZERO, Movement
from .accounts import account_names, plain_account

AT_ONCE = 2000
_COLUMNS = ("pk", "day", "debit", "credit", "amount", "text", "receipt__number", "receipt__payee", "receipt__subject",
            "income__number", "income__payer", "income__reason", "activity__slug")  # fmt: skip


class _Line:
    def write(self, text: str) -> str:
        return text


def _rows() -> Iterator[dict[str, Any]]:
    yield from Movement.objects.order_by("day", "pk").values(*_COLUMNS).iterator(chunk_size=AT_ONCE)


def _table() -> Iterator[list[Any]]:
    """The names of the columns, then every movement; no text is a formula."""
    name = account_names()
    yield [_("Nr."), _("Datum"), _("Soll"), _("Haben"), _("Betrag"), _("Text"), _("Beleg"), _("Einnahme"), _("Vorhaben"),
           _("Konto Soll"), _("Konto Haben")]  # fmt: skip
    for row in _rows():
        yield [
            row["pk"], row["day"], defused(name(row["debit"])), defused(name(row["credit"])), row["amount"],
            defused(row["text"]), row["receipt__number"], row["income__number"], row["activity__slug"],
            row["debit"], row["credit"],
        ]  # fmt: skip


def csv_lines() -> Iterator[str]:
    """Semicolons and decimal commas, as German spreadsheets expect them."""
    writer = csv.writer(_Line(), delimiter=";")
    yield "\ufeff"
    for row in _table():
        if isinstance(row[1], date):
            row[1], row[4] = f"{row[1]:%d.%m.%Y}", f"{row[4]:.2f}".replace(".", ",")
        yield writer.writerow(row)


def write_xlsx(target: IO[bytes]) -> None:
    """The same as a workbook, row by row."""
    from openpyxl import Workbook  # half a second that only those pay who write such a file

    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Buchungen"))
    sheet.freeze_panes = "A2"
    for row in _table():
        for typed in (2, 3, 5):
            row[typed] = FORBIDDEN.sub(" ", row[typed])
        sheet.append(row)
    book.save(target)


def beancount_lines(title: str) -> Iterator[str]:
    """Accounts, one transaction a movement, and what each account must hold at the end, which Beancount checks."""
    name = account_names()
    yield f'option "title" "{_quoted(title)}"\noption "operating_currency" "EUR"\n\n'
    span = Movement.objects.aggregate(first=Min("day"), last=Max("day"))
    if span["first"] is None:
        return
    pairs = Movement.objects.order_by().values_list("debit", "credit").distinct()
    for account in sorted({account for pair in pairs for account in pair}):
        yield f'{span["first"]} open {plain_account(account)} EUR\n  name: "{_quoted(name(account))}"\n'
    held: dict[str, Decimal] = defaultdict(lambda: ZERO)
    for row in _rows():
        held[row["debit"]] += row["amount"]
        held[row["credit"]] -= row["amount"]
        yield _transaction(row)
    yield "\n"
    for account, amount in sorted(held.items()):
        yield f"{span['last'] + timedelta(days=1)} balance {plain_account(account)}  {amount:.2f} ~ 0.001 EUR\n"


def _transaction(row: dict[str, Any]) -> str:
    payee = row["receipt__payee"] or row["income__payer"] or ""
    meta = {"movement": str(row["pk"]), "receipt": row["receipt__number"], "income": row["income__number"],
            "activity": row["activity__slug"]}  # fmt: skip
    lines = [
        f'\n{row["day"]} * "{_quoted(payee)}" "{_quoted(row["text"])}"',
        *(f'  {key}: "{_quoted(value)}"' for key, value in meta.items() if value),
        f"  {plain_account(row['debit'])}  {row['amount']:.2f} EUR",
        f"  {plain_account(row['credit'])}  -{row['amount']:.2f} EUR",
    ]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """As it stands between quotation marks: nothing a person typed ends the string or the line."""
    plain = re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+", " ", text)
    return plain.replace("\\", "\\\\").replace('"', '\\"')
