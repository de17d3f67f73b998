"""The plan of a source as a grid of cost lines and activities, and its financing. Saved as a whole or not at all."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from miteinander.civic.concept.models import Activity
from miteinander.foundation.interface.office_doors import check
from miteinander.foundation.values.money import euros, parse_money

from .. import actions, policies
from ..enums import FundState
from ..errors import Refused
from ..figures import Cell
from ..models import ZERO, Allocation, CostLine, Fund
from .doors import attempt, get_fund_or_404, show
from .fund_forms import InstalmentRows, PlannedIncomeRows
from .funds import FORMS, LIST, PAGE


@dataclass
class GridCell:
    name: str
    label: str
    value: str
    seen: str
    amount: Decimal = ZERO
    requested: str = ""
    error: str = ""

    @property
    def is_changed(self) -> bool:
        return self.value.strip() != self.seen


@dataclass
class GridRow:
    line: CostLine
    cells: list[GridCell] = field(default_factory=list)

    @property
    def total(self) -> Decimal:
        return sum((cell.amount for cell in self.cells), ZERO)


@dataclass
class Grid:
    fund: Fund
    columns: list[Activity]
    rows: list[GridRow]

    @property
    def cells(self) -> dict[Cell, GridCell]:
        return {
            (row.line.pk, activity.pk): cell
            for row in self.rows
            for activity, cell in zip(self.columns, row.cells, strict=True)
        }

    @property
    def column_totals(self) -> list[Decimal]:
        return [
            sum((row.cells[at].amount for row in self.rows), ZERO)
            for at, _activity in enumerate(self.columns)
        ]

    @property
    def total(self) -> Decimal:
        return sum((row.total for row in self.rows), ZERO)

    @property
    def errors(self) -> list[GridCell]:
        return [cell for cell in self.cells.values() if cell.error]


@FORMS
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Amounts as people write them. `dazu`: one more activity, before anything is saved."""
    found = get_fund_or_404(request, pk)
    if request.method != "POST":
        return _page(request, grid_of(found, {}))
    check(policies.can_plan(request.user))
    grid = grid_of(found, request.POST)
    if "dazu" in request.POST or not _is_saved(request, grid):
        return _page(request, grid, status=422 if grid.errors else 200)
    return redirect("funding_office:plan", pk)


def _is_saved(request: HttpRequest, grid: Grid) -> bool:
    changed = {cell: one.amount for cell, one in grid.cells.items() if one.is_changed}
    if not grid.errors:
        _mark_overtaken(grid, changed)
    if grid.errors:
        messages.error(
            request, _("Es ist noch nichts gespeichert. Bitte berichtigen Sie die markierten Beträge.")
        )
        return False
    try:
        count = actions.set_plan(fund=grid.fund, amounts=changed, actor=request.user)
    except Refused as refused:
        cell = refused.facts.get("cell")
        if cell in grid.cells:
            grid.cells[cell].error = str(refused)
        messages.error(request, str(refused))
        return False
    messages.success(request, _("Der Plan ist gespeichert.") if count else _("Es gab nichts zu ändern."))
    return True


def _mark_overtaken(grid: Grid, changed: Mapping[Cell, Decimal]) -> None:
    """Somebody else wrote another amount into a cell meanwhile: say so instead of writing over it."""
    stored = _stored(grid.fund)
    for cell in changed:
        one, present = grid.cells[cell], written(stored.get(cell, ZERO))
        if one.seen != present:
            one.error = _(
                "Inzwischen steht hier %(amount)s. Speichern Sie noch einmal, wenn Ihr Betrag gelten soll."
            ) % {"amount": present or "0,00"}
            one.seen = present


def grid_of(fund: Fund, typed: Mapping[str, str]) -> Grid:
    """As stored, with what was typed over it. Three queries."""
    lines = list(fund.lines.order_by("number"))
    rows = {(row.line_id, row.activity_id): row for row in Allocation.objects.filter(line__fund=fund)}
    added = typed.get("dazu-vorhaben", "") if "dazu" in typed else ""
    extra = {key for key in (*_keys(typed, "spalte"), added) if key.isdecimal() and len(key) < 19}
    wanted = Q(pk__in={activity for _line, activity in rows}) | Q(pk__in={int(key) for key in extra})
    columns = sorted(Activity.objects.filter(wanted), key=lambda one: str(one.title))
    is_draft = fund.state == FundState.DRAFT
    grid = Grid(fund, columns, [GridRow(line) for line in lines])
    for row in grid.rows:
        for activity in columns:
            allocation = rows.get((row.line.pk, activity.pk))
            amount = ZERO
            if allocation is not None:
                amount = allocation.requested if is_draft else allocation.planned
            name = f"{row.line.pk}-{activity.pk}"
            cell = GridCell(
                f"z-{name}",
                _("%(line)s für %(activity)s") % {"line": row.line, "activity": activity.title},
                typed.get(f"z-{name}", written(amount)),
                typed.get(f"v-{name}", written(amount)),
                amount,
            )
            if allocation is not None and not is_draft and allocation.requested != amount:
                cell.requested = written(allocation.requested) or "0,00"
            if cell.is_changed:
                _read(cell)
            row.cells.append(cell)
    return grid


def _keys(typed: Mapping[str, str], name: str) -> list[str]:
    return list(typed.getlist(name)) if hasattr(typed, "getlist") else []


def _read(cell: GridCell) -> None:
    try:
        cell.amount = parse_money(cell.value, negative=False) if cell.value.strip() else ZERO
    except ValueError as error:
        cell.amount, cell.error = ZERO, str(error)


def _stored(fund: Fund) -> dict[Cell, Decimal]:
    column = "requested" if fund.state == FundState.DRAFT else "planned"
    rows = Allocation.objects.filter(line__fund=fund).values_list("line_id", "activity_id", column)
    return {(line, activity): amount for line, activity, amount in rows}


def written(amount: Decimal) -> str:
    """As people type it, empty for nothing."""
    return euros(amount).removesuffix(" €") if amount else ""


def _page(request: HttpRequest, grid: Grid, *, status: int = 200) -> HttpResponse:
    present = {activity.pk for activity in grid.columns}
    context = {
        "fund": grid.fund,
        "grid": grid,
        "others": [one for one in Activity.objects.all() if one.pk not in present],
        "may_plan": policies.can_plan(request.user),
        "is_open": grid.fund.state in (FundState.DRAFT, FundState.GRANTED),
        "is_draft": grid.fund.state == FundState.DRAFT,
    }
    return show(request, "plan.html", context, tab=LIST, status=status)


@FORMS
def financing(request: HttpRequest, pk: int) -> HttpResponse:
    """Where the money comes from, and when it is called."""
    found = get_fund_or_404(request, pk, to_change=True)
    data = request.POST if request.method == "POST" else None
    open_rows = found.instalments.filter(called_on=None, income=None)
    income = PlannedIncomeRows(data, queryset=found.planned_income.all(), prefix="einnahme")
    instalments = InstalmentRows(data, queryset=open_rows, prefix="teilbetrag")
    if data is not None and income.is_valid() and instalments.is_valid():
        first = income.forms[0]
        done = attempt(
            first,
            lambda: actions.set_financing(
                fund=found, income=_wanted(income), instalments=_wanted(instalments), actor=request.user
            ),
        )
        if done:
            messages.success(request, _("Der Finanzierungsplan ist gespeichert."))
            return redirect(PAGE, pk)
    has_errors = data is not None
    context = {"fund": found, "income": income, "instalments": instalments}
    return show(request, "financing.html", context, tab=LIST, status=422 if has_errors else 200)


def _wanted(rows: Any) -> list[Any]:
    """The records of the rows that were filled in and not crossed out."""
    return [
        form.instance
        for form in rows.forms
        if not form.cleaned_data.get("DELETE") and (form.instance.pk or form.has_changed())
    ]
