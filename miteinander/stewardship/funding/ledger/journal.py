"""What the page of the books shows: the journal of a choice of movements, and the balance of every account."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet, Sum

from miteinander.foundation.values.money import cents

from ..models import Fund, Movement
from .accounts import account_names

LONGEST = 80


@dataclass(frozen=True)
class Choice:
    """What the form above the journal says. What makes no sense is as if it were not there."""

    since: date | None = None
    until: date | None = None
    fund: int | None = None
    words: str = ""

    @classmethod
    def of(cls, typed: Mapping[str, str]) -> "Choice":
        fund = typed.get("quelle", "")
        known = fund.isascii() and fund.isdigit() and len(fund) < 10
        return cls(
            _day(typed.get("von", "")),
            _day(typed.get("bis", "")),
            int(fund) if known else None,
            typed.get("q", "").replace("\x00", "").strip()[:LONGEST],
        )

    def movements(self) -> QuerySet[Movement]:
        rows = Movement.objects.order_by("-day", "-pk")
        if self.since:
            rows = rows.filter(day__gte=self.since)
        if self.until:
            rows = rows.filter(day__lte=self.until)
        if self.fund is not None:
            rows = rows.filter(Q(fund=self.fund) | Q(receipt__shares__line__fund=self.fund)).distinct()
        for word in self.words.split()[:6]:
            rows = rows.filter(
                Q(text__icontains=word)
                | Q(receipt__number__icontains=word)
                | Q(receipt__payee__icontains=word)
                | Q(income__number__icontains=word)
                | Q(income__payer__icontains=word)
            )
        return rows


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


@dataclass(frozen=True)
class Balance:
    name: str
    account: str
    debit: Decimal
    credit: Decimal

    @property
    def held(self) -> Decimal:
        return self.debit - self.credit


def trial_balance(until: date | None = None) -> list[Balance]:
    """Every account with what went in and out. Both sums are equal. Four queries."""
    rows = Movement.objects.order_by()
    if until is not None:
        rows = rows.filter(day__lte=until)
    debit = dict(rows.values("debit").annotate(total=Sum("amount")).values_list("debit", "total"))
    credit = dict(rows.values("credit").annotate(total=Sum("amount")).values_list("credit", "total"))
    name = account_names()
    found = [
        Balance(name(account), account, cents(debit.get(account)), cents(credit.get(account)))
        for account in {*debit, *credit}
    ]
    return sorted(found, key=lambda row: (row.account.split(":")[0], row.name))


def sources() -> list[Fund]:
    return list(Fund.objects.only("title", "period_start"))
