"""Orders: drafted, checked under lock, countersigned above the limit, closed or cancelled."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from miteinander.foundation.audit.actions import after_write
from miteinander.foundation.audit.enums import Verb
from miteinander.foundation.values.clock import today
from miteinander.foundation.values.money import euros

from ..enums import OrderState
from ..errors import Refused
from ..limits import (
    check_amounts,
    check_kinds,
    check_promise_day,
    lock_decisions,
    lock_funds,
    needs_second,
    quotes_needed,
)
from ..models import ZERO, Order, OrderShare, Quote
from ..numbering import next_number
from ..splitting import Share

OPEN_TO_CHANGE = (OrderState.DRAFT,)


@transaction.atomic
def save_order(
    *,
    order: Order,
    values: Mapping[str, Any],
    shares: Sequence[Share],
    on: date | None = None,
    actor: Any = None,
) -> Order:
    """Write a draft with its shares. A placed order is not changed: cancel it, or raise it. Raises Refused, ValidationError."""
    adding = order._state.adding
    if not adding and _locked(order).state not in OPEN_TO_CHANGE:
        raise Refused(
            "placed", _("Dieser Auftrag ist nicht mehr im Entwurf und lässt sich nicht mehr ändern.")
        )
    for name, value in values.items():
        setattr(order, name, value)
    order.payee = " ".join(order.payee.split())
    lines = lock_funds(share.line for share in shares)
    check_kinds(lines.values())
    check_sum(shares, order.amount)
    if adding:
        order.number = next_number("order", (on or today()).year)
    order.full_clean(exclude=["number"])
    order.save()
    order.shares.all().delete()
    OrderShare.objects.bulk_create(
        OrderShare(order=order, line_id=one.line, activity_id=one.activity, amount=one.amount)
        for one in shares
    )
    after_write(
        record=order, verb=Verb.CREATED if adding else Verb.CHANGED, actor=actor, fields=sorted(values)
    )
    return order


def check_sum(shares: Sequence[Share], amount: Decimal) -> None:
    if not shares:
        raise Refused(
            "no_line", _("Bitte wählen Sie, aus welcher Kostenposition das bezahlt wird."), field="line"
        )
    if len({(one.line, one.activity) for one in shares}) < len(shares):
        raise Refused(
            "twice", _("Dieselbe Kostenposition mit demselben Vorhaben steht zweimal da."), field="line"
        )
    if any(one.amount <= 0 for one in shares):
        raise Refused("share", _("Jeder Anteil muss über null liegen."), field="line")
    total = sum((one.amount for one in shares), ZERO)
    if total != amount:
        raise Refused(
            "sum",
            _("Die Anteile ergeben %(total)s, der Betrag ist %(amount)s. Bitte gleichen Sie sie an.")
            % {"total": euros(total), "amount": euros(amount)},
            field="amount",
        )


def _locked(order: Order) -> Order:
    return Order.objects.select_for_update().get(pk=order.pk)


def shares_of(order: Order) -> list[Share]:
    return [Share(one.line_id, one.activity_id, one.amount) for one in order.shares.all()]


@transaction.atomic
def place_order(*, order: Order, reason: str = "", on: date | None = None, actor: Any) -> Order:
    """Decide. Below the limit the order is placed at once, otherwise it waits for a second person.

    `reason`: why more than the cell or line has. Raises NotEnough, Refused.
    """
    order = _locked(order)
    if order.state != OrderState.DRAFT:
        raise Refused("state", _("Dieser Auftrag ist schon entschieden."))
    if getattr(actor, "pk", None) is None:
        raise Refused(
            "who", _("Ein Auftrag braucht jemanden, der ihn entscheidet. Bitte melden Sie sich an.")
        )
    day = on or today()
    _check(order, day, reason)
    order.decided_by, order.overspend_reason = actor, reason.strip()
    lock_decisions()
    order.needs_second = needs_second(order, day, actor)
    order.approved_by = None
    order.ordered_on = day
    order.state = OrderState.WAITING if order.needs_second else OrderState.PLACED
    order.save()
    after_write(
        record=order, verb=Verb.OTHER, actor=actor, fields=["state"], detail=str(order.get_state_display())
    )
    return order


def _check(order: Order, day: date, reason: str) -> None:
    shares = shares_of(order)
    lines = lock_funds(share.line for share in shares)
    check_promise_day(lines.values(), day)
    check_kinds(lines.values())
    wanted = quotes_needed(order, day)
    if wanted and order.quotes.count() < wanted and not order.quotes_waived.strip():
        raise Refused(
            "quotes",
            _(
                "Ab diesem Betrag braucht es %(number)d Angebote. Bitte tragen Sie sie ein oder schreiben Sie, warum nicht."
            )
            % {"number": wanted},
            field="quotes_waived",
        )
    check_amounts(shares, lines, day, reason=reason)


@transaction.atomic
def approve_order(*, order: Order, on: date | None = None, actor: Any) -> Order:
    """The second person agrees: somebody else than who decided. What is left is looked at again. Raises NotEnough, Refused."""
    order = _locked(order)
    if order.state != OrderState.WAITING:
        raise Refused("state", _("Dieser Auftrag wartet auf niemanden."))
    if getattr(actor, "pk", None) is None:
        raise Refused("who", _("Bitte melden Sie sich an."))
    if actor.pk == order.decided_by_id:
        raise Refused(
            "same_person",
            _(
                "Wer den Auftrag entschieden hat, kann ihn nicht auch mitzeichnen. Bitte bitten Sie eine zweite Person."
            ),
        )
    day = on or today()
    _check(order, day, order.overspend_reason)
    order.approved_by, order.state, order.ordered_on = actor, OrderState.PLACED, day
    order.save()
    after_write(
        record=order, verb=Verb.OTHER, actor=actor, fields=["state"], detail=str(order.get_state_display())
    )
    return order


@transaction.atomic
def send_back_order(*, order: Order, note: str, actor: Any) -> Order:
    """The second person does not agree: the order is a draft again, with what she said."""
    order = _locked(order)
    if order.state != OrderState.WAITING:
        raise Refused("state", _("Dieser Auftrag wartet auf niemanden."))
    order.state, order.decided_by, order.ordered_on = OrderState.DRAFT, None, None
    order.note = f"{order.note}\n{note}".strip()
    order.save()
    after_write(record=order, verb=Verb.OTHER, actor=actor, fields=["state"], detail="zurückgegeben")
    return order


@transaction.atomic
def cancel_order(*, order: Order, reason: str, actor: Any) -> Order:
    """Nothing is promised any more, and the engagement may become another order. Raises Refused when receipts hang on it."""
    order = _locked(order)
    if order.state == OrderState.CANCELLED:
        return order
    if order.receipts.exists():
        raise Refused(
            "receipts", _("Zu diesem Auftrag gibt es Belege. Schließen Sie ihn ab, statt ihn zurückzunehmen.")
        )
    if not reason.strip():
        raise Refused(
            "reason", _("Bitte schreiben Sie, warum der Auftrag zurückgenommen wird."), field="reason"
        )
    order.state, order.engagement = OrderState.CANCELLED, None
    order.note = f"{order.note}\n{reason}".strip()
    order.save()
    after_write(record=order, verb=Verb.CANCELLED, actor=actor, fields=["state"])
    return order


@transaction.atomic
def close_order(*, order: Order, actor: Any = None) -> Order:
    """Everything was billed; what was promised beyond it is free again."""
    order = _locked(order)
    if order.state == OrderState.CLOSED:
        return order
    if order.state != OrderState.PLACED:
        raise Refused("state", _("Nur ein beauftragter Auftrag lässt sich abschließen."))
    order.state = OrderState.CLOSED
    order.save()
    after_write(record=order, verb=Verb.OTHER, actor=actor, fields=["state"], detail="erledigt")
    return order


@transaction.atomic
def add_quote(*, order: Order, values: Mapping[str, Any], actor: Any = None) -> Quote:
    if _locked(order).state != OrderState.DRAFT:
        raise Refused(
            "placed", _("Angebote gehören vor die Entscheidung. Dieser Auftrag ist schon entschieden.")
        )
    quote = Quote(order=order, **values)
    if quote.is_chosen:
        order.quotes.update(is_chosen=False)
    quote.full_clean()
    quote.save()
    after_write(record=order, verb=Verb.CHANGED, actor=actor, fields=["quotes"])
    return quote
