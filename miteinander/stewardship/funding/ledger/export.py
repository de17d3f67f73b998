"""The books as CSV and as plain-text accounting that Beancount reads; line by line, so that memory stays flat."""

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Max, Min
from django.utils.translation import gettext as _

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


def csv_lines() -> Iterator[str]:
    """Semicolons and decimal commas, as German spreadsheets expect them; no cell is a formula."""
    writer = csv.writer(_Line(), delimiter=";")
    name = account_names()
    yield "\ufeff"
    yield writer.writerow(
        [_("Nr."), _("Datum"), _("Soll"), _("Haben"), _("Betrag"), _("Text"), _("Beleg"), _("Einnahme"), _("Vorhaben"),
         _("Konto Soll"), _("Konto Haben")]
    )  # fmt: skip
    for row in _rows():
        cells = [row["pk"], f"{row['day']:%d.%m.%Y}", name(row["debit"]), name(row["credit"]),
                 f"{row['amount']:.2f}".replace(".", ","), row["text"], row["receipt__number"] or "",
                 row["income__number"] or "", row["activity__slug"] or "", row["debit"], row["credit"]]  # fmt: skip
        yield writer.writerow([defused(cell) if isinstance(cell, str) else cell for cell in cells])


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
