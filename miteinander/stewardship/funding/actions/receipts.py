"""Receipts: entered once, paid, reversed; never changed."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import F, Q, Sum
from django.utils.translation import gettext as _

from miteinander.foundation.audit.actions import after_write
from miteinander.foundation.audit.enums import Verb
from miteinander.foundation.values.clock import today
from miteinander.foundation.values.money import cents, euros

from .. import books
from ..enums import OrderState, PaymentKind, ReceiptKind, Rule, SplitRule
from ..errors import NotEnough, Refused
from ..figures import Sheet, sheet_of, still_promised
from ..limits import check_kinds, excesses, lock_funds, needs_second
from ..models import ZERO, CostLine, CreditTransfer, Order, Receipt, ReceiptShare, value_on
from ..numbering import next_number
from ..splitting import Share, divided
from .orders import check_sum, close_order

SMALL_ONES_DAYS = 7


@transaction.atomic
def enter_receipt(
    *, values: Mapping[str, Any], shares: Sequence[Share], order: Order | None = None, closes_order: bool = False,
    accept_twice: bool = False, on: date | None = None, actor: Any = None,
) -> Receipt:  # fmt: skip
    """Book a receipt on its cells. `closes_order`: the last bill of the order; the rest of its promise is free again.
    `accept_twice`: a person looked and says that it is not the same invoice again. `on`: the day of the booking.

    Raises Refused, ValidationError; nothing is written then.
    """
    receipt = Receipt(
        order=order, booked_on=on or today(), booked_by=actor if getattr(actor, "pk", None) else None
    )
    for name, value in values.items():
        setattr(receipt, name, value)
    if receipt.kind == ReceiptKind.REVERSAL:
        raise Refused("reversal", _("Ein Storno entsteht aus dem Beleg, den es zurücknimmt."))
    receipt.sign = 1 if receipt.kind == ReceiptKind.INVOICE else -1
    if receipt.paid_on is not None:
        _check_paid_on(receipt.paid_on)
    if order is not None:  # before the sources, as everywhere
        receipt.order = Order.objects.select_for_update().get(pk=order.pk)
    lines = lock_funds(share.line for share in shares)
    check_sum(shares, receipt.paid)
    receipt.not_eligible = sum((share.not_eligible for share in shares), ZERO)
    check_kinds(lines.values())
    if not accept_twice:
        _check_twice(receipt)
    _check_lines(receipt, lines)
    _check_order(receipt)
    _check_left(receipt, shares, lines)
    receipt.number = next_number("receipt", receipt.booked_on.year)
    receipt.full_clean(exclude=["number"])
    receipt.save()
    rows = _write_shares(receipt, shares, lines)
    books.post_receipt(receipt, rows, receipt.issued_on)
    if receipt.paid_on is not None:
        books.post_payment(receipt, receipt.paid, receipt.paid_on)
    if receipt.order is not None and closes_order and receipt.order.state == OrderState.PLACED:
        close_order(order=receipt.order, actor=actor)
    after_write(record=receipt, verb=Verb.CREATED, actor=actor, fields=sorted(values))
    return receipt


def _write_shares(
    receipt: Receipt, shares: Sequence[Share], lines: Mapping[int, CostLine]
) -> list[ReceiptShare]:
    rows = [
        ReceiptShare(
            receipt=receipt, line=lines[one.line], activity_id=one.activity, amount=one.amount,
            not_eligible=one.not_eligible, sign=receipt.sign,
        )
        for one in shares
    ]  # fmt: skip
    return ReceiptShare.objects.bulk_create(rows)


def _check_twice(receipt: Receipt) -> None:
    """The same invoice again: by its number, or by payee, day and amount when it has none."""
    rows = Receipt.objects.filter(payee__iexact=receipt.payee, kind=receipt.kind, reversal__isnull=True)
    same = Q(issued_on=receipt.issued_on, gross=receipt.gross)
    if receipt.invoice_number:
        same = Q(invoice_number__iexact=receipt.invoice_number) | (same & Q(invoice_number=""))
    found = rows.filter(same).first()
    if found is not None:
        raise Refused(
            "twice",
            _("Diese Rechnung ist schon gebucht: Beleg %(number)s vom %(day)s über %(amount)s. Ist es wirklich eine andere, bestätigen Sie das bitte.")
            % {"number": found.number, "day": f"{found.issued_on:%d.%m.%Y}", "amount": euros(found.gross)},
            field="invoice_number", other=found.pk,
        )  # fmt: skip


def _check_lines(receipt: Receipt, lines: Mapping[int, CostLine]) -> None:
    """Only open sources; before their decision or outside their period only with a reason."""
    for line in lines.values():
        fund = line.fund
        if not fund.is_open:
            raise Refused(
                "closed",
                _(
                    "„%(fund)s“ ist %(state)s; dort lässt sich nichts buchen. Bitte wählen Sie eine andere Geldquelle."
                )
                % {"fund": fund, "state": fund.get_state_display()},
                field="line",
            )
        if receipt.deviation.strip():
            continue
        if (
            fund.binding_from
            and receipt.issued_on < fund.binding_from
            and receipt.kind == ReceiptKind.INVOICE
        ):
            raise Refused(
                "before_decision",
                _("Der Beleg ist vom %(day)s, der Bescheid vom %(decided)s. Was davor beauftragt wurde, wird meist nicht bezahlt. Prüfen Sie das Datum, oder schreiben Sie eine Begründung.")
                % {"day": f"{receipt.issued_on:%d.%m.%Y}", "decided": f"{fund.binding_from:%d.%m.%Y}"},
                field="deviation",
            )  # fmt: skip
        for day in filter(None, (receipt.delivered_on or receipt.issued_on,)):
            if not fund.covers(day):
                raise Refused(
                    "outside_period",
                    _("Der %(day)s liegt nicht im Zeitraum von „%(fund)s“ (%(start)s bis %(end)s). Wählen Sie eine andere Geldquelle, oder schreiben Sie eine Begründung.")
                    % {
                        "day": f"{day:%d.%m.%Y}", "fund": fund, "start": f"{fund.period_start:%d.%m.%Y}",
                        "end": f"{fund.period_end:%d.%m.%Y}",
                    },
                    field="deviation",
                )  # fmt: skip


def _check_order(receipt: Receipt) -> None:
    """A larger receipt needs an order, and an order is not outgrown past the second person."""
    order = receipt.order
    if order is None:
        if receipt.kind != ReceiptKind.INVOICE:
            return
        limit = value_on(Rule.ORDER_NEEDED, receipt.issued_on)
        if limit is None:
            return
        if receipt.paid >= limit:
            raise Refused(
                "order",
                _("Ab %(limit)s braucht ein Beleg einen Auftrag. Bitte legen Sie ihn zuerst an.")
                % {"limit": euros(limit)},
                field="order",
            )
        others = _small_ones(receipt)
        if receipt.paid + others >= limit:
            raise Refused(
                "order",
                _("Mit anderen Belegen von „%(payee)s“ aus diesen Tagen sind es %(total)s. Ab %(limit)s braucht es einen Auftrag; bitte legen Sie ihn zuerst an.")
                % {"payee": receipt.payee, "total": euros(receipt.paid + others), "limit": euros(limit)},
                field="order",
            )  # fmt: skip
        return
    if order.state not in (OrderState.PLACED, OrderState.CLOSED):
        raise Refused(
            "order_open",
            _("Der Auftrag %(number)s ist noch nicht beauftragt. Bitte lassen Sie ihn zuerst entscheiden.")
            % {"number": order.number},
            field="order",
        )
    if receipt.kind != ReceiptKind.INVOICE:
        return
    billed = cents(order.receipts.aggregate(total=Sum(F("sign") * (F("gross") - F("discount"))))["total"])
    total = billed + receipt.paid
    if total <= order.amount:
        return
    if order.approved_by_id is None and needs_second(order, today(), order.decided_by, amount=total):
        raise Refused(
            "outgrown",
            _("Mit diesem Beleg kostet der Auftrag %(total)s. Dafür braucht es eine zweite Person. Bitte legen Sie über den Rest einen weiteren Auftrag an.")
            % {"total": euros(total)},
            field="order",
        )  # fmt: skip
    if not receipt.deviation.strip():
        raise Refused(
            "more_than_ordered",
            _(
                "Beauftragt waren %(ordered)s, mit diesem Beleg sind es %(total)s. Bitte schreiben Sie eine Begründung."
            )
            % {"ordered": euros(order.amount), "total": euros(total)},
            field="deviation",
        )


def _small_ones(receipt: Receipt) -> Decimal:
    """What the same payee billed without an order around these days: nobody divides a bill to stay below the limit."""
    around = timedelta(days=SMALL_ONES_DAYS)
    rows = Receipt.objects.filter(
        order__isnull=True, kind=ReceiptKind.INVOICE, reversal__isnull=True, payee__iexact=receipt.payee,
        issued_on__range=(receipt.issued_on - around, receipt.issued_on + around),
    )  # fmt: skip
    return cents(rows.aggregate(total=Sum(F("gross") - F("discount")))["total"])


def _check_left(receipt: Receipt, shares: Sequence[Share], lines: dict[int, CostLine]) -> None:
    """Money that is owed is booked also beyond the plan, with a reason that the proof will show."""
    if receipt.kind != ReceiptKind.INVOICE:
        _check_borne(shares, lines, _("Eine Gutschrift nimmt nie mehr zurück, als gebucht ist."))
        return
    if receipt.deviation.strip():
        return
    sheet = sheet_of({line.fund_id for line in lines.values()})
    if receipt.order is not None and receipt.order.state == OrderState.PLACED:
        _use_promise(receipt.order, shares, sheet)
    found = excesses(shares, lines, sheet, receipt.issued_on)
    if found:
        raise Refused(
            "overspent",
            found[-1].sentence
            + " "
            + _("Ist der Betrag richtig, schreiben Sie bitte, warum es mehr geworden ist."),
            field="deviation", left=found[-1].left,
        )  # fmt: skip


def _use_promise(order: Order, shares: Sequence[Share], sheet: Sheet) -> None:
    """The promises of the order as they will be with the receipt."""
    used = {(one.line, one.activity): one.amount for one in shares}
    for sign, promised in ((-1, still_promised([order.pk])), (1, still_promised([order.pk], used))):
        for (line, activity), amount in promised:
            if line in sheet.fund_of:  # an order may burden more sources than this receipt
                sheet.cells[line, activity].committed += sign * amount


def _check_borne(shares: Sequence[Share], lines: Mapping[int, CostLine], sentence: str) -> None:
    """What comes back was spent there before. Otherwise a source would have more than it was given."""
    sheet = sheet_of({line.fund_id for line in lines.values()})
    for one in shares:
        borne = sheet.cell(one.line, one.activity).actual
        if one.amount > borne:
            raise NotEnough(
                "borne",
                sentence
                + " "
                + _("In „%(line)s“ sind für dieses Vorhaben %(borne)s gebucht.")
                % {"line": lines[one.line], "borne": euros(borne)},
                left=borne,
            )


def _locked(receipt: Receipt) -> Receipt:
    return Receipt.objects.select_for_update().get(pk=receipt.pk)


def check_not_reported(receipt: Receipt) -> None:
    if receipt.proof_id is not None:
        raise Refused(
            "reported",
            _("Beleg %(number)s ist schon abgerechnet und bleibt, wie er ist. Einen Fehler nehmen Sie mit einem Storno zurück.")
            % {"number": receipt.number},
        )  # fmt: skip


def check_not_in_run(receipt: Receipt) -> None:
    """What the bank was told and nobody confirmed is neither paid on another way nor taken back."""
    transfer = (
        CreditTransfer.objects.filter(receipt=receipt, run__confirmed_on=None).select_related("run").first()
    )
    if transfer is not None:
        raise Refused(
            "in_a_run",
            _("Beleg %(number)s steht in der Überweisungsdatei %(run)s. Bitte bestätigen oder verwerfen Sie zuerst diese.")
            % {"number": receipt.number, "run": transfer.run.name},
        )  # fmt: skip


@transaction.atomic
def pay_receipt(
    *, receipt: Receipt, on: date, payment: PaymentKind, discount: Decimal | None = None, actor: Any = None
) -> Receipt:
    """It was paid; a discount taken makes the costs of its cells less, in proportion. Raises Refused, ValidationError."""
    lock_funds(receipt.shares.values_list("line_id", flat=True))
    receipt = _locked(receipt)
    check_not_reported(receipt)
    check_not_in_run(receipt)
    if receipt.paid_on is not None:
        raise Refused("paid", _("Dieser Beleg ist schon bezahlt."))
    if receipt.kind == ReceiptKind.REVERSAL or hasattr(receipt, "reversal"):
        raise Refused(
            "reversed",
            _("Beleg %(number)s ist storniert und wird nicht bezahlt.") % {"number": receipt.number},
        )
    _check_paid_on(on)
    if discount is not None and discount != receipt.discount:
        _take_discount(receipt, discount, on)
    receipt.paid_on, receipt.payment = on, payment
    receipt.full_clean(exclude=["number"])
    receipt.save()
    books.post_payment(receipt, receipt.paid, on)
    after_write(record=receipt, verb=Verb.CHANGED, actor=actor, fields=["paid_on", "payment", "discount"])
    return receipt


def _check_paid_on(day: date) -> None:
    if day > today():
        raise Refused(
            "future",
            _("Der Tag der Zahlung liegt in der Zukunft. Bitte warten Sie, bis gezahlt ist."),
            field="paid_on",
        )


def _take_discount(receipt: Receipt, discount: Decimal, on: date) -> None:
    if not receipt.discount <= discount < receipt.gross:
        raise Refused("discount", _("Der Abzug muss kleiner sein als der Rechnungsbetrag."), field="discount")
    shares = list(receipt.shares.select_related("line"))
    parts = divided(receipt.gross - discount, [share.amount for share in shares])
    for share, part in zip(shares, parts, strict=True):
        less = share.amount - part
        if part <= 0:
            raise Refused("discount", _("Der Abzug ist für die Teilung zu groß."), field="discount")
        if less > 0:
            books.post_discount(receipt, share, less, on)
        share.amount, share.not_eligible = part, min(share.not_eligible, part)
    ReceiptShare.objects.bulk_update(shares, ["amount", "not_eligible"])
    receipt.discount = discount
    receipt.not_eligible = sum((share.not_eligible for share in shares), ZERO)


@transaction.atomic
def reverse_receipt(*, receipt: Receipt, reason: str, actor: Any = None) -> Receipt:
    """Storno: a receipt of its own takes the first one back, in its cells and in the books: on its days, so that no
    period holds half of it; once it is in a proof, today. Raises Refused."""
    lines = lock_funds(receipt.shares.values_list("line_id", flat=True))
    receipt = _locked(receipt)
    if receipt.kind == ReceiptKind.REVERSAL or hasattr(receipt, "reversal"):
        raise Refused("reversed", _("Dieser Beleg ist schon storniert, oder er ist selbst ein Storno."))
    check_not_in_run(receipt)
    if not all(line.fund.is_open for line in lines.values()):
        raise Refused(
            "closed",
            _("Die Geldquelle ist abgerechnet. Eine Berichtigung klären Sie bitte mit dem Geldgeber."),
        )
    if not reason.strip():
        raise Refused(
            "reason", _("Bitte schreiben Sie, warum der Beleg zurückgenommen wird."), field="reason"
        )
    shares = [
        Share(one.line_id, one.activity_id, one.amount, one.not_eligible) for one in receipt.shares.all()
    ]
    if receipt.sign > 0:
        _check_borne(
            shares, lines, _("Dazu gibt es eine Gutschrift. Bitte stornieren Sie zuerst die Gutschrift.")
        )
    kept = ("organisation_id", "payee", "invoice_number", "issued_on", "delivered_on", "gross", "vat", "vat_note",
            "discount", "not_eligible", "currency", "foreign_amount", "rate", "rate_on", "paid_on", "payment",
            "order_id", "split_rule", "split_reason")  # fmt: skip
    back = Receipt(
        kind=ReceiptKind.REVERSAL, sign=-receipt.sign, reverses=receipt, booked_on=today(),
        booked_by=actor if getattr(actor, "pk", None) else None, remark=reason.strip()[:300],
        subject=(_("Storno von %(number)s: %(subject)s") % {"number": receipt.number, "subject": receipt.subject})[:300],
        number=next_number("receipt", today().year), **{name: getattr(receipt, name) for name in kept},
    )  # fmt: skip
    reported = receipt.proof_id is not None
    if reported and back.paid_on is not None:
        back.paid_on = back.booked_on
    back.save()
    rows = _write_shares(back, shares, lines)
    books.post_receipt(back, rows, back.booked_on if reported else back.issued_on)
    if back.paid_on is not None:
        books.post_payment(back, back.paid, back.paid_on)
    after_write(record=back, verb=Verb.CREATED, actor=actor, fields=["reverses"])
    return back


def proposed_shares(amount: Decimal, order: Order) -> list[Share]:
    """How a receipt of an order is divided if nobody says otherwise: as the order is."""
    rows = list(order.shares.order_by("pk"))
    parts = divided(amount, [row.amount for row in rows])
    return [
        Share(row.line_id, row.activity_id, part) for row, part in zip(rows, parts, strict=True) if part > 0
    ]


def split_by_rule(
    amount: Decimal, rule: SplitRule, cells: Sequence[tuple[CostLine, int, Decimal]]
) -> list[Share]:
    """Shares by rule; the third of a cell is its percentage, or its amount. Raises Refused."""
    if rule == SplitRule.BY_AMOUNT:
        return [Share(line.pk, activity, part) for line, activity, part in cells]
    weights = [part for _line, _activity, part in cells]
    if rule in (SplitRule.EQUAL, SplitRule.SINGLE):
        weights = [Decimal(1)] * len(cells)
    if rule == SplitRule.BY_PLAN:
        sheet = sheet_of({line.fund_id for line, _a, _p in cells})
        weights = [max(sheet.cell(line.pk, activity).planned, ZERO) for line, activity, _p in cells]
    if rule == SplitRule.BY_PERCENT and sum(weights, ZERO) != 100:
        raise Refused("percent", _("Die Anteile müssen zusammen 100 Prozent ergeben."), field="split_rule")
    try:
        parts = divided(amount, weights)
    except ValueError:
        raise Refused(
            "weights",
            _("So lässt sich der Betrag nicht teilen: kein Anteil ist größer als null."),
            field="split_rule",
        ) from None
    return [
        Share(line.pk, activity, part)
        for (line, activity, _p), part in zip(cells, parts, strict=True)
        if part > 0
    ]
