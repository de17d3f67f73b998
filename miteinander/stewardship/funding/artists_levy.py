"""Künstlersozialabgabe: the fees of a year to self-employed artists and publicists, and what they may cost.

The year is the one in which a fee was paid; rate and threshold are dated rules (domain.md 3.7). This adds up what the
records say; whether the levy is owed at all (events without income, a city that reports centrally) a person decides.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import F, Q, Sum
from django.db.models.functions import ExtractYear
from django.db.models.query import QuerySet

from miteinander.foundation.values.money import CENT
from miteinander.programme.events.enums import ARTISTIC_WORK, LegalForm

from .enums import OrderState, Rule
from .models import BINDING, ZERO, Order, Receipt, value_on

NEAR = Decimal("0.8")
"""From this part of the threshold on it is said that it is near."""
COUNTS = (LegalForm.SELF_EMPLOYED, LegalForm.UNKNOWN)
"""Fees to companies, associations and public bodies do not count; where nobody knows the form, it is asked for."""


@dataclass
class Fee:
    """One order: what of its fee was paid in the year, and what is still to be paid."""

    order: Order
    paid: Decimal
    open: Decimal
    has_net_fee: bool

    @property
    def is_unknown(self) -> bool:
        return self.order.legal_form == LegalForm.UNKNOWN


@dataclass
class Payee:
    name: str
    fees: list[Fee] = field(default_factory=list)

    @property
    def paid(self) -> Decimal:
        return sum((fee.paid for fee in self.fees if not fee.is_unknown), ZERO)

    @property
    def open(self) -> Decimal:
        return sum((fee.open for fee in self.fees if not fee.is_unknown), ZERO)


@dataclass
class Levy:
    year: int
    rate: Decimal | None
    threshold: Decimal | None
    payees: list[Payee]
    unknown: list[Fee]
    """Artistic work by somebody whose legal form nobody wrote down."""
    foreign: list[Fee]
    """Artists who live abroad: § 50a EStG. Also those where nobody knows."""

    @property
    def paid(self) -> Decimal:
        return sum((payee.paid for payee in self.payees), ZERO)

    @property
    def open(self) -> Decimal:
        return sum((payee.open for payee in self.payees), ZERO)

    @property
    def is_over(self) -> bool | None:
        """None: the threshold of the year is not known."""
        return None if self.threshold is None else self.paid > self.threshold

    @property
    def is_near(self) -> bool:
        """Not over yet, but what is paid and promised comes near or beyond."""
        if self.threshold is None or self.is_over:
            return False
        return self.paid + self.open >= self.threshold * NEAR and self.paid + self.open > 0

    @property
    def due(self) -> Decimal | None:
        """What the levy would be; None where rate or threshold is not known."""
        if self.rate is None or self.is_over is None:
            return None
        return (self.paid * self.rate / 100).quantize(CENT) if self.is_over else ZERO

    @property
    def report_until(self) -> date:
        return date(self.year + 1, 3, 31)


def artistic_orders() -> QuerySet[Order]:
    return Order.objects.filter(state__in=BINDING, work__in=ARTISTIC_WORK, legal_form__in=COUNTS)


def levy_of(year: int) -> Levy:
    """Four queries."""
    last = date(year, 12, 31)
    orders = list(
        artistic_orders()
        .filter(
            Q(receipts__paid_on__year=year)
            | Q(state=OrderState.PLACED, ordered_on__lte=last)
            | Q(ordered_on__year=year)
        )
        .select_related("organisation", "person", "event")
        .distinct()
        .order_by("number")
    )
    paid = _payments(orders)
    payees: dict[str, Payee] = {}
    unknown, foreign = [], []
    for order in orders:
        fee = _fee(order, paid[order.pk], year)
        if not fee.paid and not fee.open:
            continue
        if fee.is_unknown:
            unknown.append(fee)
        if order.resident_abroad is not False:
            foreign.append(fee)
        name = str(order.organisation or order.person or order.payee)
        payees.setdefault(name.casefold(), Payee(name)).fees.append(fee)
    rows = sorted(payees.values(), key=lambda payee: (-payee.paid - payee.open, payee.name))
    return Levy(
        year, value_on(Rule.KSK_RATE, last), value_on(Rule.KSK_THRESHOLD, last), rows, unknown, foreign
    )


def _payments(orders: Iterable[Order]) -> Mapping[int, Mapping[int, Decimal]]:
    """What was paid, by order and year."""
    found: dict[int, dict[int, Decimal]] = defaultdict(dict)
    rows = (
        Receipt.objects.filter(order__in=[order.pk for order in orders], paid_on__isnull=False)
        .annotate(year=ExtractYear("paid_on"))
        .order_by()
        .values_list("order", "year")
        .annotate(total=Sum(F("sign") * (F("gross") - F("discount"))))
    )
    for order, year, total in rows:
        found[order][year] = total
    return found


def _fee(order: Order, paid: Mapping[int, Decimal], year: int) -> Fee:
    """The fee is that part of every payment that it is of the order."""
    net = order.amount if order.net_fee is None else order.net_fee
    part = net / order.amount
    in_year = (paid.get(year, ZERO) * part).quantize(CENT)
    so_far = sum((amount for of, amount in paid.items() if of <= year), ZERO) * part
    still = max(net - so_far.quantize(CENT), ZERO) if order.state == OrderState.PLACED else ZERO
    return Fee(order, in_year, still, order.net_fee is not None)


def years_with_fees(years: Iterable[int]) -> set[int]:
    """In which of these years such fees were ordered or paid. One query, none without years."""
    wanted = set(years)
    if not wanted:
        return set()
    rows = artistic_orders().values_list("ordered_on", "receipts__paid_on")
    return {day.year for row in rows for day in row if day is not None} & wanted
