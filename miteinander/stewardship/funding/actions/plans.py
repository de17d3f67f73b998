"""The plan of a source as one sheet: amounts by cell, where the money comes from, when it is called."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from miteinander.foundation.audit.actions import after_write
from miteinander.foundation.audit.enums import Verb
from miteinander.foundation.values.money import euros

from ..enums import FundState
from ..errors import NotEnough, Refused
from ..figures import Cell, Figures, sheet_of
from ..models import ZERO, Allocation, CostLine, Fund, Instalment, PlannedIncome
from .funds import lock_fund


@transaction.atomic
def set_plan(*, fund: Fund, amounts: Mapping[Cell, Decimal], actor: Any = None) -> int:
    """Write the amounts of these cells at once; others stay. Before the request what is asked for, after the decision
    how the granted money is divided. Once something was promised or spent no cell is made smaller: that is a transfer.

    Returns how many cells changed. Raises NotEnough, Refused with `cell` among its facts.
    """
    fund = lock_fund(fund)
    if fund.state not in (FundState.DRAFT, FundState.GRANTED):
        raise Refused(
            "fixed",
            _("„%(fund)s“ ist %(state)s; der Plan lässt sich jetzt nicht ändern.")
            % {"fund": fund, "state": fund.get_state_display()},
        )
    rows = {(row.line_id, row.activity_id): row for row in Allocation.objects.filter(line__fund=fund)}
    if {line for line, _activity in amounts} - set(fund.lines.values_list("pk", flat=True)):
        raise Refused(
            "unknown_line", _("Diese Kostenposition gibt es nicht mehr. Bitte laden Sie die Seite neu.")
        )
    column = "requested" if fund.state == FundState.DRAFT else "planned"
    changed = {
        cell: amount
        for cell, amount in amounts.items()
        if amount != (getattr(rows[cell], column) if cell in rows else ZERO)
    }
    if fund.state == FundState.GRANTED:
        _check_granted(fund, rows, changed)
    for cell, amount in changed.items():
        if amount < 0:
            raise Refused("negative", _("Ein Ansatz ist nie kleiner als null."), cell=cell)
        row = rows.get(cell) or Allocation(line_id=cell[0], activity_id=cell[1])
        setattr(row, column, amount)
        row.save()
    if changed:
        after_write(record=fund, verb=Verb.CHANGED, actor=actor, fields=["allocations"])
    return len(changed)


def _check_granted(fund: Fund, rows: Mapping[Cell, Allocation], changed: Mapping[Cell, Decimal]) -> None:
    planned = {cell: row.planned for cell, row in rows.items()} | dict(changed)
    granted, total = fund.amount_granted or ZERO, sum(planned.values(), ZERO)
    if total > granted and total > sum((row.planned for row in rows.values()), ZERO):
        raise NotEnough(
            "granted",
            _("Bewilligt sind %(granted)s, verteilt wären %(total)s. Bitte verteilen Sie %(less)s weniger.")
            % {"granted": euros(granted), "total": euros(total), "less": euros(total - granted)},
            left=granted - total,
            field="",
        )
    used = sheet_of({fund.pk})
    if not any(_is_used(figures) for figures in used.cells.values()):
        return
    for cell, amount in changed.items():
        if cell in rows and amount < rows[cell].planned:
            raise Refused(
                "used",
                _(
                    "Aus dieser Geldquelle ist schon etwas beauftragt, ausgegeben oder umgeschichtet. Ein Ansatz wird "
                    "dann nicht mehr kleiner: Bitte schichten Sie um, damit der Geldgeber sieht, was sich geändert hat."
                ),
                cell=cell,
            )


def _is_used(figures: Figures) -> bool:
    return any((figures.moved, figures.committed, figures.waiting, figures.actual))


@transaction.atomic
def remove_line(*, line: CostLine, actor: Any = None) -> None:
    """Only a line that nothing hangs on. Raises Refused."""
    fund = lock_fund(line.fund)
    is_used = any(
        getattr(line, name).exists()
        for name in (
            "order_shares",
            "receipt_shares",
            "transfers_out",
            "transfers_in",
            "carried_in",
            "movements",
        )
    )
    if is_used or fund.state != FundState.DRAFT:
        raise Refused(
            "used",
            _("„%(line)s“ gehört zu einem gestellten Antrag oder hat Buchungen und bleibt stehen.")
            % {"line": line},
        )
    label = str(line)
    line.delete()
    after_write(record=fund, verb=Verb.CHANGED, actor=actor, fields=["lines"], detail=label[:60])


@transaction.atomic
def set_financing(
    *, fund: Fund, income: Sequence[PlannedIncome], instalments: Sequence[Instalment], actor: Any = None
) -> None:
    """The financing plan and the instalments as they shall be. One that was called or arrived is neither changed nor
    removed. Raises Refused, ValidationError."""
    fund = lock_fund(fund)
    if fund.state in (FundState.REFUSED, FundState.PROVED):
        raise Refused(
            "fixed",
            _("„%(fund)s“ ist %(state)s; der Plan lässt sich jetzt nicht ändern.")
            % {"fund": fund, "state": fund.get_state_display()},
        )
    kept = {row.pk for row in income if row.pk}
    fund.planned_income.exclude(pk__in=kept).delete()
    stays = {row.pk: row for row in fund.instalments.all() if row.called_on or hasattr(row, "income")}
    fund.instalments.exclude(pk__in={row.pk for row in instalments if row.pk} | set(stays)).delete()
    rows: list[PlannedIncome | Instalment] = [*income, *(row for row in instalments if row.pk not in stays)]
    for one in rows:
        one.fund = fund
        one.full_clean()
        one.save()
    after_write(record=fund, verb=Verb.CHANGED, actor=actor, fields=["financing"])
