"""Sources of money: asked for, decided, planned, moved, carried on."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from miteinander.civic.concept.models import Activity
from miteinander.foundation.audit.actions import after_write, save_record
from miteinander.foundation.audit.enums import Verb
from miteinander.foundation.media.models import CouncilDocument
from miteinander.foundation.values.clock import today
from miteinander.foundation.values.money import cents, euros

from ..enums import FundState
from ..errors import NotEnough, Refused
from ..figures import sheet_of
from ..limits import lock_funds, transfer_share
from ..models import ZERO, Allocation, CarryOver, CostLine, Fund, Transfer
from ..splitting import divided


def lock_fund(fund: Fund) -> Fund:
    return Fund.objects.select_for_update().get(pk=fund.pk)


@transaction.atomic
def save_fund(*, fund: Fund, values: Mapping[str, Any], actor: Any = None) -> Fund:
    """Write the words and dates of a source; money and state have their own verbs. Raises ValidationError, Refused."""
    if not fund._state.adding and lock_fund(fund).state == FundState.PROVED:
        raise Refused("locked", _("Diese Geldquelle ist abgerechnet und bleibt, wie sie ist."))
    return save_record(record=fund, values=values, actor=actor)


@transaction.atomic
def save_line(*, line: CostLine, values: Mapping[str, Any], actor: Any = None) -> CostLine:
    """Number, words and kind of a line. It never leaves its source. Raises ValidationError, Refused."""
    if not line._state.adding and getattr(values.get("fund"), "pk", line.fund_id) != line.fund_id:
        raise Refused("fund", _("Eine Kostenposition bleibt bei ihrer Geldquelle."), field="fund")
    return save_record(record=line, values=values, actor=actor)


@transaction.atomic
def set_allocation(*, line: CostLine, activity: Activity, amount: Decimal, actor: Any = None) -> Allocation:
    """Before the request: what is asked for. After the decision: how the granted money is divided, never more than it.

    Raises NotEnough, Refused.
    """
    fund = lock_fund(line.fund)
    if amount < 0:
        raise Refused("negative", _("Ein Ansatz ist nie kleiner als null."), field="amount")
    if fund.state not in (FundState.DRAFT, FundState.GRANTED):
        raise Refused(
            "fixed",
            _("„%(fund)s“ ist %(state)s; der Plan lässt sich jetzt nicht ändern.")
            % {"fund": fund, "state": fund.get_state_display()},
        )
    row = Allocation.objects.filter(line=line, activity=activity).first() or Allocation(
        line=line, activity=activity
    )
    name = "requested" if fund.state == FundState.DRAFT else "planned"
    if row.pk and getattr(row, name) == amount:
        return row
    if name == "requested":
        row.requested = amount
    else:
        others = _planned(fund) - row.planned
        most = (fund.amount_granted or ZERO) - others
        if amount > most:
            raise NotEnough(
                "granted",
                _("Bewilligt sind %(granted)s; für diesen Ansatz bleiben höchstens %(left)s.")
                % {"granted": euros(fund.amount_granted or ZERO), "left": euros(most)},
                left=most,
            )
        _check_taking(line, activity, row.planned - amount)
        row.planned = amount
    row.save()
    after_write(record=fund, verb=Verb.CHANGED, actor=actor, fields=["allocations"], detail=str(line)[:60])
    return row


def _check_taking(line: CostLine, activity: Activity, amount: Decimal) -> None:
    """What is spent or promised already is not planned away, nor what was carried on or paid back."""
    if amount <= 0:
        return
    sheet = sheet_of({line.fund_id})
    left = min(sheet.cell(line.pk, activity.pk).left, sheet.line(line.pk).left, sheet.fund(line.fund_id).left)
    if amount > left:
        raise NotEnough(
            "spent",
            _("Davon sind nur noch %(left)s frei; alles andere ist ausgegeben oder beauftragt.")
            % {"left": euros(max(left, ZERO))},
            left=left,
        )


def _planned(fund: Fund) -> Decimal:
    return cents(Allocation.objects.filter(line__fund=fund).aggregate(total=Sum("planned"))["total"])


@transaction.atomic
def request_fund(*, fund: Fund, on: date | None = None, actor: Any = None) -> Fund:
    """Hand the request in; from now on its amounts stay. Raises Refused when nothing is asked for."""
    fund = lock_fund(fund)
    if fund.state != FundState.DRAFT:
        raise Refused("state", _("Dieser Antrag ist schon gestellt."))
    total = cents(Allocation.objects.filter(line__fund=fund).aggregate(total=Sum("requested"))["total"])
    if total <= 0:
        raise Refused(
            "nothing",
            _("Der Antrag nennt noch keinen Betrag. Bitte tragen Sie Kostenpositionen und Ansätze ein."),
        )
    fund.state, fund.requested_on, fund.amount_requested = FundState.REQUESTED, on or today(), total
    fund.save()
    after_write(record=fund, verb=Verb.OTHER, actor=actor, fields=["state"], detail="beantragt")
    return fund


@transaction.atomic
def grant_fund(
    *, fund: Fund, amount: Decimal, on: date, file_number: str = "", notice: CouncilDocument | None = None,
    actor: Any = None,
) -> Fund:  # fmt: skip
    """The decision came. The plan starts as asked for, if all of it was granted; otherwise in proportion, to be changed.

    Raises Refused.
    """
    fund = lock_fund(fund)
    if fund.state not in (FundState.REQUESTED, FundState.DRAFT):
        raise Refused("state", _("Über diese Geldquelle ist schon entschieden."))
    if amount < 0:
        raise Refused("negative", _("Der bewilligte Betrag ist nie kleiner als null."), field="amount")
    if fund.requested_on and on < fund.requested_on:
        raise Refused(
            "before_request",
            _("Der Bescheid ist älter als der Antrag. Bitte prüfen Sie das Datum."),
            field="on",
        )
    rows = list(Allocation.objects.filter(line__fund=fund).order_by("line__number", "pk"))
    asked = sum((row.requested for row in rows), ZERO)
    if asked > 0:
        parts = divided(min(amount, asked), [row.requested for row in rows])
        for row, part in zip(rows, parts, strict=True):
            row.planned = part
        Allocation.objects.bulk_update(rows, ["planned"])
    fund.state, fund.amount_granted, fund.decided_on = FundState.GRANTED, amount, on
    fund.file_number = file_number or fund.file_number
    fund.notice = notice or fund.notice
    fund.save()
    after_write(record=fund, verb=Verb.OTHER, actor=actor, fields=["state"], detail="bewilligt")
    return fund


@transaction.atomic
def refuse_fund(*, fund: Fund, on: date, actor: Any = None) -> Fund:
    fund = lock_fund(fund)
    if fund.state != FundState.REQUESTED:
        raise Refused("state", _("Nur ein gestellter Antrag kann abgelehnt werden."))
    fund.state, fund.decided_on = FundState.REFUSED, on
    fund.save()
    after_write(record=fund, verb=Verb.OTHER, actor=actor, fields=["state"], detail="abgelehnt")
    return fund


@transaction.atomic
def transfer(
    *, from_line: CostLine, from_activity: Activity, to_line: CostLine, to_activity: Activity, amount: Decimal,
    reason: str, on: date | None = None, actor: Any = None,
) -> Transfer:  # fmt: skip
    """Move money between two cells of a source; what is beyond the rule of the funder is flagged.

    Raises NotEnough when the first cell has less, Refused otherwise.
    """
    day = on or today()
    lines = lock_funds({from_line.pk, to_line.pk})
    source, target = lines[from_line.pk], lines[to_line.pk]
    if source.fund_id != target.fund_id:
        raise Refused("two_funds", _("Umschichten geht nur innerhalb einer Geldquelle."), field="to_line")
    if (source.pk, from_activity.pk) == (target.pk, to_activity.pk):
        raise Refused("same", _("Bitte wählen Sie zwei verschiedene Ansätze."), field="to_line")
    if not source.fund.is_open:
        raise Refused("not_granted", _("Umschichten geht erst, wenn das Geld bewilligt ist."))
    if amount <= 0:
        raise Refused("negative", _("Bitte geben Sie einen Betrag über null ein."), field="amount")
    if not reason.strip():
        raise Refused("reason", _("Bitte schreiben Sie, warum umgeschichtet wird."), field="reason")
    sheet = sheet_of({source.fund_id})
    left = sheet.cell(source.pk, from_activity.pk).left
    if source.pk != target.pk:
        left = min(left, sheet.line(source.pk).left)
    if amount > left:
        raise NotEnough("cell", _("Dort sind nur noch %(left)s frei.") % {"left": euros(left)}, left=left)
    into = sheet.line(target.pk)
    percent = transfer_share(target.fund, day) or ZERO
    beyond = source.pk != target.pk and into.available + amount > into.planned * (1 + percent / 100)
    row = Transfer.objects.create(
        fund=source.fund, from_line=source, from_activity=from_activity, to_line=target, to_activity=to_activity,
        amount=amount, reason=reason.strip(), made_on=day, made_by=actor, beyond_rule=beyond,
    )  # fmt: skip
    after_write(record=source.fund, verb=Verb.CHANGED, actor=actor, fields=["transfers"])
    return row


@transaction.atomic
def carry_over(
    *, from_fund: Fund, to_line: CostLine, to_activity: Activity, amount: Decimal, on: date, source: str,
    actor: Any = None,
) -> CarryOver:  # fmt: skip
    """What is left of one source goes on in another. Raises NotEnough, Refused."""
    for fund in (
        Fund.objects.select_for_update().filter(pk__in=(from_fund.pk, to_line.fund_id)).order_by("pk")
    ):
        if not fund.is_open:
            raise Refused(
                "not_granted", _("„%(fund)s“ ist nicht bewilligt oder schon abgerechnet.") % {"fund": fund}
            )
    if from_fund.pk == to_line.fund_id:
        raise Refused("same", _("Ein Übertrag geht in eine andere Geldquelle."), field="to_line")
    if amount <= 0:
        raise Refused("negative", _("Bitte geben Sie einen Betrag über null ein."), field="amount")
    left = left_of_fund(from_fund)
    if amount > left:
        raise NotEnough("fund", _("Übrig sind nur %(left)s.") % {"left": euros(left)}, left=left)
    row = CarryOver.objects.create(
        from_fund=from_fund,
        to_line=to_line,
        to_activity=to_activity,
        amount=amount,
        decided_on=on,
        source=source,
    )
    after_write(record=from_fund, verb=Verb.CHANGED, actor=actor, fields=["carried_out"])
    return row


def left_of_fund(fund: Fund) -> Decimal:
    """What may still be promised of a source: what was granted and carried in, less all it has borne and gave away."""
    return sheet_of({fund.pk}).fund(fund.pk).left


def lines_of(fund: Fund) -> Sequence[CostLine]:
    return list(fund.lines.order_by("number"))
