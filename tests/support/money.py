"""Money for tests, written by the room's own actions."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from miteinander.civic.concept.models import Activity
from miteinander.stewardship.funding import actions
from miteinander.stewardship.funding.enums import CostKind, FundKind, Rule
from miteinander.stewardship.funding.models import CostLine, DatedRule, Fund, Order, Receipt
from miteinander.stewardship.funding.splitting import Share

from .factories import make_activity, number, text

YEAR = 2026


def euro(value: str | int) -> Decimal:
    return Decimal(value).quantize(Decimal("0.01"))


def make_rule(rule: Rule, value: str | int, valid_from: date = date(2001, 1, 1)) -> DatedRule:
    row, _new = DatedRule.objects.update_or_create(
        rule=rule, valid_from=valid_from, defaults={"value": euro(value), "source": "Test"}
    )
    return row


def make_fund(
    cells: Mapping[str, Mapping[Activity, str | int]] | None = None, *, granted: bool = True, **values: Any
) -> Fund:
    """A source with lines by title and amounts by activity; by default one line with 1,000.00 EUR, granted."""
    n = number()
    defaults: dict[str, Any] = {
        "slug": f"fund-{n}", "kind": FundKind.BUDGET, "title": text(f"Quelle {n}"), "purpose": "Öffentlichkeitsarbeit",
        "period_start": date(YEAR, 1, 1), "period_end": date(YEAR, 12, 31),
    }  # fmt: skip
    fund = actions.save_fund(fund=Fund(), values=defaults | values)
    for title, amounts in (cells or {"Druck": {make_activity(): 1000}}).items():
        line = make_line(fund, title)
        for activity, amount in amounts.items():
            actions.set_allocation(line=line, activity=activity, amount=euro(amount))
    if granted:
        fund = actions.request_fund(fund=fund, on=fund.period_start)
        assert fund.amount_requested is not None
        fund = actions.grant_fund(fund=fund, amount=fund.amount_requested, on=fund.period_start)
    return fund


def make_line(fund: Fund, title: str = "Druck", **values: Any) -> CostLine:
    defaults = {"fund": fund, "number": fund.lines.count() + 1, "title": text(title), "kind": CostKind.PRINT}
    return actions.save_line(line=CostLine(), values=defaults | values)


def first_cell(fund: Fund) -> tuple[int, int]:
    cell = fund.lines.first().allocations.first()
    return cell.line_id, cell.activity_id


def share(fund: Fund, amount: str | int, **values: Any) -> Share:
    return Share(*first_cell(fund), euro(amount), **values)


def make_order(
    fund: Fund, amount: str | int = 100, *, shares: Sequence[Share] | None = None, by: Any = None, reason: str = "",
    **values: Any,
) -> Order:  # fmt: skip
    """A draft; placed (or waiting) when somebody decides."""
    defaults = {"purpose": "Plakate", "payee": f"Druckerei {number()}", "amount": euro(amount)}
    order = actions.save_order(
        order=Order(), values=defaults | values, shares=shares or [share(fund, amount)], actor=by
    )
    return order if by is None else actions.place_order(order=order, reason=reason, actor=by)


def make_receipt(
    fund: Fund, gross: str | int = 100, *, shares: Sequence[Share] | None = None, order: Order | None = None,
    accept_twice: bool = False, closes_order: bool = False, actor: Any = None, **values: Any,
) -> Receipt:  # fmt: skip
    defaults = {
        "payee": f"Druckerei {number()}", "issued_on": date(YEAR, 6, 1), "subject": "Plakate", "gross": euro(gross)
    }  # fmt: skip
    return actions.enter_receipt(
        values=defaults | values, shares=shares or [share(fund, gross)], order=order, accept_twice=accept_twice,
        closes_order=closes_order, actor=actor,
    )  # fmt: skip
