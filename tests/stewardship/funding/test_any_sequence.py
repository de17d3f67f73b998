"""Whatever people do, in whatever order: nothing is overdrawn without its reason, and the books agree with the records."""

from collections import defaultdict
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, given
from hypothesis import settings as effort
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from miteinander.stewardship.funding import actions
from miteinander.stewardship.funding.enums import IncomeKind, OrderState, PaymentKind, ReceiptKind, Rule
from miteinander.stewardship.funding.errors import Refused
from miteinander.stewardship.funding.figures import Sheet, sheet_of
from miteinander.stewardship.funding.models import (
    Allocation,
    CarryOver,
    Counter,
    Income,
    MoneyReturn,
    Movement,
    Order,
    Receipt,
    ReceiptShare,
    Transfer,
)
from miteinander.stewardship.funding.splitting import Share, divided
from tests.support.accounts import make_account
from tests.support.factories import make_activity
from tests.support.money import make_fund, make_order, make_receipt, make_rule

pytestmark = pytest.mark.django_db

DAY = date(2026, 7, 1)
LIMIT = Decimal(300)
ZERO = Decimal(0)
amounts = st.sampled_from([1, 7, 33, 5000, 10_001, 19_999, 30_000, 50_000, 120_000]).map(
    lambda cents: Decimal(cents) / 100
)
reasons = st.sampled_from(["", "musste sein"])
cells = st.integers(0, 7)
someone = st.integers(0, 1)
which = st.integers(0, 50)


def overdrawn(sheet: Sheet) -> dict[tuple[Any, ...], Decimal]:
    """What is left wherever it is less than nothing."""
    left = {("cell", *cell): row.left for cell, row in sheet.cells.items()}
    left |= {("line", line): sheet.line(line).left for line in sheet.fund_of}
    left |= {("fund", fund): sheet.fund(fund).left for fund in set(sheet.fund_of.values())}
    return {key: amount for key, amount in left.items() if amount < 0}


def balances() -> dict[str, Decimal]:
    found: dict[str, Decimal] = defaultdict(lambda: ZERO)
    for row in Movement.objects.all():
        found[row.debit] += row.amount
        found[row.credit] -= row.amount
    return found


class Money(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.turn = transaction.atomic()
        self.turn.__enter__()
        make_rule(Rule.FOUR_EYES, LIMIT)
        make_rule(Rule.TRANSFER_SHARE, 20)
        self.people = [make_account("treasurer"), make_account("chair")]
        doing = [make_activity(), make_activity()]
        plan = {"Druck": dict.fromkeys(doing, 300), "Musik": dict.fromkeys(doing, 200)}
        self.funds = [make_fund(plan), make_fund(plan)]
        self.cells = [
            (line, activity) for fund in self.funds for line in fund.lines.all() for activity in doing
        ]

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.turn.__exit__(None, None, None)

    def shares(self, amount: Decimal, wanted: list[int]) -> list[Share]:
        chosen = [self.cells[at] for at in wanted]
        parts = divided(amount, [Decimal(1)] * len(chosen))
        return [
            Share(line.pk, activity.pk, part)
            for (line, activity), part in zip(chosen, parts, strict=True)
            if part
        ]

    def do(self, action: Any, *, reason: str = "", promises: bool = False, **values: Any) -> Any:
        before, numbers = overdrawn(sheet_of()), Counter.objects.count()
        try:
            with transaction.atomic():
                done = action(**values)
        except (Refused, ValidationError):
            assert overdrawn(sheet_of()) == before and Counter.objects.count() == numbers
            return None
        worse = {key: left for key, left in overdrawn(sheet_of()).items() if left < before.get(key, ZERO)}
        assert not worse or reason, f"{action.__name__} overdraws {worse} without a reason"
        if promises:
            assert not [key for key in worse if key[0] == "fund"], "the total of a source binds"
        return done

    def pick(self, rows: Any, at: int) -> Any:
        found = list(rows.order_by("pk"))
        return found[at % len(found)] if found else None

    @rule(amount=amounts, wanted=st.lists(cells, min_size=1, max_size=3, unique=True), reason=reasons, who=someone,
          payee=st.sampled_from(["Druckerei A", "druckerei  a ", "Bühne B"]))  # fmt: skip
    def order(self, amount, wanted, reason, who, payee):
        order = make_order(self.funds[0], amount, shares=self.shares(amount, wanted), payee=payee)
        self.do(
            lambda **values: actions.place_order(reason=reason, **values), reason=reason, promises=True, order=order,
            actor=self.people[who],
        )  # fmt: skip

    @precondition(lambda self: Order.objects.exists())
    @rule(at=which, who=someone, verb=st.sampled_from(["approve", "send back", "cancel", "close", "place"]))
    def go_on_with_an_order(self, at, who, verb):
        order, actor = self.pick(Order.objects.all(), at), self.people[who]
        if verb == "approve":
            self.do(
                actions.approve_order, reason=order.overspend_reason, promises=True, order=order, actor=actor
            )
        elif verb == "send back":
            self.do(actions.send_back_order, order=order, note="bitte kleiner", actor=actor)
        elif verb == "cancel":
            self.do(
                lambda **values: actions.cancel_order(reason="abgesagt", **values), order=order, actor=actor
            )
        elif verb == "place":
            self.do(actions.place_order, promises=True, order=order, actor=actor)
        else:
            self.do(actions.close_order, order=order, actor=actor)

    @rule(amount=amounts, wanted=st.lists(cells, min_size=1, max_size=3, unique=True), reason=reasons, at=which,
          ordered=st.booleans(), closes=st.booleans(), paid=st.booleans(),
          kind=st.sampled_from([ReceiptKind.INVOICE, ReceiptKind.INVOICE, ReceiptKind.CREDIT]))  # fmt: skip
    def receipt(self, amount, wanted, reason, at, ordered, closes, paid, kind):
        order = self.pick(Order.objects.all(), at) if ordered else None
        payment = {"paid_on": DAY, "payment": PaymentKind.CARD} if paid else {}
        shares = self.shares(amount, wanted)
        self.do(
            lambda: make_receipt(self.funds[0], amount, shares=shares, order=order, closes_order=closes,
                                 deviation=reason, kind=kind, accept_twice=True, **payment),
            reason=reason,
        )  # fmt: skip

    @precondition(lambda self: Order.objects.filter(state=OrderState.PLACED).exists())
    @rule(at=which, percent=st.sampled_from([10, 50, 100, 130]), reason=reasons, closes=st.booleans())
    def bill_an_order(self, at, percent, reason, closes):
        order = self.pick(Order.objects.filter(state=OrderState.PLACED), at)
        amount = max(round(order.amount * percent / 100, 2), Decimal("0.01"))
        shares = actions.proposed_shares(amount, order)
        self.do(
            lambda: make_receipt(self.funds[0], amount, shares=shares, order=order, closes_order=closes, deviation=reason),
            reason=reason,
        )  # fmt: skip

    @precondition(lambda self: Receipt.objects.exists())
    @rule(at=which, cents=st.sampled_from([None, 0, 1, 250]))
    def pay(self, at, cents):
        receipt = self.pick(Receipt.objects.all(), at)
        less = None if cents is None else Decimal(cents) / 100
        self.do(actions.pay_receipt, receipt=receipt, on=DAY, payment=PaymentKind.TRANSFER, discount=less)

    @precondition(lambda self: Receipt.objects.exists())
    @rule(at=which)
    def reverse(self, at):
        receipt = self.pick(Receipt.objects.all(), at)
        self.do(
            lambda **values: actions.reverse_receipt(reason="falsch gebucht", **values),
            reason="falsch gebucht",
            receipt=receipt,
        )

    @rule(at=cells, amount=amounts)
    def plan(self, at, amount):
        line, activity = self.cells[at]
        self.do(actions.set_allocation, line=line, activity=activity, amount=amount)

    @rule(one=cells, other=cells, amount=amounts)
    def move(self, one, other, amount):
        (line, activity), (to_line, to_activity) = self.cells[one], self.cells[other]
        self.do(
            lambda **values: actions.transfer(reason="teurer", **values), from_line=line, from_activity=activity,
            to_line=to_line, to_activity=to_activity, amount=amount,
        )  # fmt: skip

    @rule(at=cells, amount=amounts)
    def carry_on(self, at, amount):
        line, activity = self.cells[at]
        self.do(
            actions.carry_over, from_fund=self.funds[0 if at > 3 else 1], to_line=line, to_activity=activity,
            amount=amount, on=DAY, source="Beschluss",
        )  # fmt: skip

    @rule(at=someone, amount=amounts)
    def receive(self, at, amount):
        values = {
            "kind": IncomeKind.GRANT,
            "received_on": DAY,
            "payer": "Stadt",
            "reason": "Rate",
            "amount": amount,
        }
        self.do(actions.record_income, fund=self.funds[at], values=values)

    @precondition(lambda self: Income.objects.exists())
    @rule(at=which)
    def take_income_back(self, at):
        income = self.pick(Income.objects.all(), at)
        self.do(lambda **values: actions.reverse_income(reason="falsch", **values), income=income)

    @rule(at=someone, amount=amounts, interest=st.sampled_from([ZERO, Decimal("1.23")]), reason=reasons)
    def give_back(self, at, amount, interest, reason):
        self.do(
            lambda **values: actions.return_money(reason=reason, **values), reason=reason, fund=self.funds[at],
            amount=amount, interest=interest, interest_from=None, on=DAY,
        )  # fmt: skip

    @invariant()
    def the_books_agree_with_the_records(self):
        sheet, books = sheet_of(), balances()
        assert sum(books.values(), ZERO) == 0
        for line, fund in sheet.fund_of.items():
            assert books[f"expenses:{fund}:{line}"] == sheet.line(line).actual
        receipts = list(Receipt.objects.all())
        paid = sum((one.sign * one.paid for one in receipts if one.paid_on), ZERO)
        owed = sum((one.sign * one.paid for one in receipts if not one.paid_on), ZERO)
        came = sum((one.sign * one.amount for one in Income.objects.all()), ZERO)
        back = sum((one.amount + one.interest for one in MoneyReturn.objects.all()), ZERO)
        assert books["bank"] == came - paid - back and books["payables"] == -owed
        for one in Receipt.objects.prefetch_related("shares"):
            assert sum((share.amount for share in one.shares.all()), ZERO) == one.paid

    @invariant()
    def the_figures_are_what_a_patient_person_counts(self):
        sheet = sheet_of()
        for (line, activity), row in sheet.cells.items():
            own = {"line": line, "activity": activity}
            into, out = (
                {"to_line": line, "to_activity": activity},
                {"from_line": line, "from_activity": activity},
            )
            assert row.planned == sum((one.planned for one in Allocation.objects.filter(**own)), ZERO)
            spent = sum((one.sign * one.amount for one in ReceiptShare.objects.filter(**own)), ZERO)
            assert row.actual == spent >= 0, "more came back than was spent"
            moved = [
                one.amount for one in (*Transfer.objects.filter(**into), *CarryOver.objects.filter(**into))
            ]
            assert row.moved == sum(moved, ZERO) - sum(
                (one.amount for one in Transfer.objects.filter(**out)), ZERO
            )
            assert row.committed >= 0
        for order in Order.objects.filter(state=OrderState.PLACED, receipts__isnull=True):
            promised = order.shares.all()
            assert all(sheet.cell(one.line_id, one.activity_id).committed >= one.amount for one in promised)

    @invariant()
    def numbers_have_no_gaps(self):
        for key, model in (("order", Order), ("receipt", Receipt), ("income", Income)):
            given = sorted(int(number[5:]) for number in model.objects.values_list("number", flat=True))
            assert given == list(range(1, len(given) + 1)), key

    @invariant()
    def nobody_promises_much_alone(self):
        alone: dict[str, Decimal] = defaultdict(lambda: ZERO)
        for order in Order.objects.filter(state__in=(OrderState.PLACED, OrderState.CLOSED)):
            if order.approved_by_id is None:
                alone[order.payee.lower()] += order.amount
            assert order.approved_by_id != order.decided_by_id
        assert all(total < LIMIT for total in alone.values())


def test_no_sequence_of_actions_overdraws_without_a_reason_or_unbalances_the_books(settings):
    settings.TODAY = DAY
    how = {"max_examples": 15, "stateful_step_count": 25, "deadline": None}
    run_state_machine_as_test(Money, settings=effort(**how, suppress_health_check=list(HealthCheck)))


@given(
    st.integers(0, 10**9).map(lambda cents: Decimal(cents) / 100),
    st.lists(st.decimals(0, 10**6, places=2), min_size=1, max_size=12).filter(any),
)
def test_parts_add_up_to_the_cent_and_none_is_a_cent_off(amount, weights):
    parts = divided(amount, weights)
    total = sum(weights)
    assert sum(parts) == amount
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part - amount * weight / total) < Decimal("0.01") and part == round(part, 2)
        assert weight or part == 0


@pytest.mark.parametrize("weights", [[], [ZERO], [Decimal(1), Decimal(-1)], [Decimal(2), Decimal(-1)]])
def test_nothing_is_divided_by_nothing(weights):
    with pytest.raises(ValueError, match="positive"):
        divided(Decimal(1), weights)
