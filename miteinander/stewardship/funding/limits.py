"""What stands against an amount: asked before an order, under the lock of the sources it burdens."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Q, Sum
from django.utils.translation import gettext as _

from miteinander.foundation.values.clock import today
from miteinander.foundation.values.money import cents, euros

from .enums import OrderState, Rule
from .errors import NotEnough, Refused
from .figures import Sheet, sheet_of
from .models import CostLine, DatedRule, Fund, Order, value_on
from .splitting import Share


def percents(share: Decimal) -> str:
    """ "20" or "4,9", without a sign."""
    return f"{share.normalize():f}".replace(".", ",")


def lock_funds(lines: Iterable[int]) -> dict[int, CostLine]:
    """The lines with their sources, which stay locked until the transaction ends. Raises Refused for unknown lines."""
    wanted = set(lines)
    found = {line.pk: line for line in CostLine.objects.filter(pk__in=wanted)}
    if len(found) != len(wanted):
        raise Refused(
            "unknown_line", _("Diese Kostenposition gibt es nicht mehr. Bitte wählen Sie eine andere.")
        )
    funds = {
        fund.pk: fund
        for fund in Fund.objects.select_for_update()
        .filter(pk__in={line.fund_id for line in found.values()})
        .order_by("pk")
    }
    for line in found.values():
        line.fund = funds[line.fund_id]
    return found


def check_kinds(lines: Iterable[CostLine]) -> None:
    for line in lines:
        if line.fund.eligible_kinds and line.kind not in line.fund.eligible_kinds:
            raise Refused(
                "kind",
                _(
                    "„%(fund)s“ bezahlt keine Kosten dieser Art (%(kind)s). Bitte wählen Sie eine andere Geldquelle."
                )
                % {"fund": line.fund, "kind": line.get_kind_display()},
                field="line",
            )


def check_promise_day(lines: Iterable[CostLine], day: date) -> None:
    """Nothing is promised before the decision, nor outside the period of a source."""
    for line in lines:
        fund = line.fund
        if not fund.is_open:
            raise Refused(
                "not_granted",
                _("„%(fund)s“ ist %(state)s. Aufträge sind erst möglich, wenn das Geld bewilligt ist.")
                % {"fund": fund, "state": fund.get_state_display()},
                field="line",
            )
        if fund.binding_from and day < fund.binding_from:
            raise Refused(
                "too_early",
                _(
                    "Vor dem %(day)s darf aus „%(fund)s“ nichts beauftragt werden. Das Geld würde sonst "
                    "zurückgefordert."
                )
                % {"fund": fund, "day": f"{fund.binding_from:%d.%m.%Y}"},
                field="ordered_on",
            )
        if not fund.covers(day):
            raise Refused(
                "outside_period",
                _("„%(fund)s“ gilt vom %(start)s bis %(end)s. Bitte wählen Sie eine andere Geldquelle.")
                % {
                    "fund": fund,
                    "start": f"{fund.period_start:%d.%m.%Y}",
                    "end": f"{fund.period_end:%d.%m.%Y}",
                },
                field="line",
            )


@dataclass(frozen=True)
class Excess:
    """A cell, line or source that an amount would overdraw."""

    level: str
    """ "cell", "line", "rule" (a line beyond what may be exceeded), "fund"."""
    sentence: str
    left: Decimal
    """Before the amount."""


def excesses(shares: Sequence[Share], lines: dict[int, CostLine], sheet: Sheet, day: date) -> list[Excess]:
    """What the shares would overdraw, the gravest last. `sheet` holds the sources without these shares."""
    found = []
    by_line: dict[int, Decimal] = defaultdict(Decimal)
    by_fund: dict[int, Decimal] = defaultdict(Decimal)
    for share in shares:
        by_line[share.line] += share.amount
        by_fund[lines[share.line].fund_id] += share.amount
        left = sheet.cell(share.line, share.activity).left
        if share.amount > left:
            found.append(
                Excess("cell", _("In „%(line)s“ sind für dieses Vorhaben noch %(left)s frei.")
                       % {"line": lines[share.line], "left": euros(left)}, left)
            )  # fmt: skip
    for pk, amount in by_line.items():
        figures = sheet.line(pk)
        if amount > figures.left:
            found.append(
                Excess("line", _("In „%(line)s“ sind noch %(left)s frei.")
                       % {"line": lines[pk], "left": euros(figures.left)}, figures.left)
            )  # fmt: skip
            percent = transfer_share(lines[pk].fund, day)
            most = figures.planned * (1 + percent / 100) if percent is not None else figures.planned
            if figures.available - figures.left + amount > max(most, figures.available):
                found.append(
                    Excess("rule", _("„%(line)s“ darf höchstens %(most)s kosten.")
                           % {"line": lines[pk], "most": euros(most)}, figures.left)
                )  # fmt: skip
    for pk, amount in by_fund.items():
        left = sheet.fund(pk).left
        if amount > left:
            fund = next(line.fund for line in lines.values() if line.fund_id == pk)
            found.append(
                Excess("fund", _("In „%(fund)s“ sind insgesamt noch %(left)s frei.")
                       % {"fund": fund, "left": euros(left)}, left)
            )  # fmt: skip
    return found


def transfer_share(fund: Fund, day: date) -> Decimal | None:
    return fund.transfer_share if fund.transfer_share is not None else value_on(Rule.TRANSFER_SHARE, day)


def check_amounts(shares: Sequence[Share], lines: dict[int, CostLine], day: date, *, reason: str) -> None:
    """Before money is promised. The total of a source binds; a line or cell may be exceeded with a reason, a line only
    as far as the rule goes. Call under `lock_funds`. Raises NotEnough."""
    found = excesses(shares, lines, sheet_of({line.fund_id for line in lines.values()}), day)
    levels = {one.level for one in found}
    if "fund" in levels:
        raise NotEnough(
            "fund",
            found[-1].sentence
            + " "
            + _("Mehr lässt sich nicht beauftragen, der Gesamtbetrag ist verbindlich."),
            left=found[-1].left,
        )
    if "rule" in levels:
        last = next(one for one in reversed(found) if one.level == "rule")
        raise NotEnough(
            "rule",
            last.sentence + " " + _("Bitte schichten Sie vorher Geld auf diese Position um."),
            left=last.left,
        )
    if found and not reason.strip():
        raise NotEnough(
            found[-1].level,
            found[-1].sentence
            + " "
            + _(
                "Bitte verringern Sie den Betrag, schichten Sie um oder schreiben Sie, warum es mehr sein muss."
            ),
            left=found[-1].left,
        )


WINDOW_DAYS = 30
"""Orders to the same payee within so many days count together, so that nobody divides one to stay below a limit."""


def lock_decisions() -> None:
    """One decision after the other, also on different sources: two orders to one payee see each other."""
    list(DatedRule.objects.select_for_update().filter(rule=Rule.FOUR_EYES).order_by("pk"))


def needs_second(order: Order, day: date, by: Any, *, amount: Decimal | None = None) -> bool:
    """Where nobody told the limit, always; a limit that `by` set herself does not count for her. `amount`: what the
    order has come to cost instead of what was ordered."""
    limit = value_on(Rule.FOUR_EYES, day, not_by=by)
    if limit is None:
        return True
    return bool((order.amount if amount is None else amount) + _others(order) >= limit)


def quotes_needed(order: Order, day: date) -> int:
    limit = value_on(Rule.QUOTES, day)
    return 3 if limit is not None and order.amount + _others(order) >= limit else 0


def _others(order: Order) -> Decimal:
    """What was promised, or is about to be, to the same payee around the same time."""
    since = today() - timedelta(days=WINDOW_DAYS)
    same = Q(payee__iexact=order.payee)
    if order.organisation_id:
        same |= Q(organisation=order.organisation_id)
    if order.person_id:
        same |= Q(person=order.person_id)
    others = Order.objects.exclude(pk=order.pk).filter(same)
    recent = others.filter(state=OrderState.WAITING) | others.filter(
        state__in=(OrderState.PLACED, OrderState.CLOSED), ordered_on__gte=since
    )
    return cents(recent.aggregate(total=Sum("amount"))["total"])
