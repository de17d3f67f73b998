"""Checks of the orders behind a proof."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, F, Q, Sum
from django.utils.translation import gettext as _

from miteinander.foundation.values.money import euros

from ..enums import OrderState, Rule
from ..models import BINDING, ZERO, DatedRule, Fund, Order
from .data import ProofData

QUOTES = 3


def order_findings(fund: Fund, data: ProofData) -> Iterator[tuple[Any, ...]]:
    """Three queries."""
    is_final = data.head.kind == "final"
    orders = Order.objects.filter(pk__in=Order.objects.filter(shares__line__fund=fund).values("pk"))
    open_ones = orders.filter(state__in=(OrderState.WAITING, OrderState.PLACED)).annotate(
        billed=Sum(F("receipts__sign") * (F("receipts__gross") - F("receipts__discount")))
    )
    for pk, number, state, amount, billed in open_ones.order_by("number").values_list(
        "pk", "number", "state", "amount", "billed"
    ):
        if state == OrderState.WAITING:
            sentence = _("Auftrag %(number)s wartet noch auf die zweite Person.") % {"number": number}
        elif amount > (billed or ZERO):
            sentence = _("Auftrag %(number)s ist noch offen: %(left)s sind nicht abgerechnet. Schließen Sie ihn ab, wenn nichts mehr kommt.") % {
                "number": number, "left": euros(amount - (billed or ZERO)),
            }  # fmt: skip
        else:
            continue
        yield "order_open", sentence, f"order:{pk}", is_final
    yield from _quotes(orders)


def _quotes(orders: Any) -> Iterator[tuple[Any, ...]]:
    """The rule of the day on which it was ordered."""
    rules = list(DatedRule.objects.filter(rule=Rule.QUOTES).order_by("-valid_from"))
    if not rules:
        return
    few = orders.filter(state__in=BINDING, quotes_waived="").annotate(
        offers=Count("quotes", filter=Q(quotes__isnull=False))
    )
    for pk, number, amount, day, offers in few.filter(offers__lt=QUOTES).values_list(
        "pk", "number", "amount", "ordered_on", "offers"
    ):
        limit = next((rule.value for rule in rules if day and rule.valid_from <= day), None)
        if limit is not None and amount >= limit:
            yield (
                "quotes",
                _("Zu Auftrag %(number)s gibt es %(offers)d Angebote statt drei, und keinen Grund dafür.")
                % {"number": number, "offers": offers},
                f"order:{pk}",
            )
