"""Money in programme files: `funds`, `money_rules`, `activity_needs`: what is asked for, granted and planned.

A record of rules has the rule's word as its slug, one of needs the activity's. Orders, receipts and proofs stand in no
file: they are decided, booked and handed in by people, never brought in past them.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from miteinander.civic.concept.models import Activity
from miteinander.foundation.audit.actions import save_record
from miteinander.foundation.exchange import Kind, RecordError, fields, kinds, model_kind

from .actions.funds import grant_fund, refuse_fund, request_fund, save_fund, save_line, set_allocation
from .actions.rules import set_rule
from .enums import CostKind, FundKind, FundState, IncomeKind, Rule
from .errors import Refused
from .models import ZERO, CostLine, DatedRule, Fund, Instalment, PlannedIncome, YearlyNeed

WORDS = {
    "kind": fields.Choice(FundKind, required=True),
    "title": fields.Translated(required=True),
    "funder": fields.Reference("organisations"),
    "is_additional": fields.Boolean(empty=False),
    "is_sample": fields.Boolean(empty=False),
    "period_start": fields.Day(required=True),
    "period_end": fields.Day(required=True),
    "purpose": fields.Text(required=True),
    "reason": fields.Text(),
    "call": fields.Text(),
    "call_address": fields.URL(),
    "apply_until": fields.Day(),
    "file_number": fields.Text(),
    "early_start_from": fields.Day(),
    "conditions": fields.Text(),
    "eligible_kinds": fields.ListOf(fields.Choice(CostKind), empty=[]),
    "transfer_share": fields.Decimal(places=2, minimum=0, maximum=100),
    "interim_until": fields.Day(),
    "report_until": fields.Day(),
}
LINE = fields.Mapping(
    {
        "number": fields.Integer(minimum=1, maximum=999, required=True),
        "title": fields.Translated(required=True),
        "kind": fields.Choice(CostKind, required=True),
        "amounts": fields.ListOf(
            fields.Mapping(
                {
                    "activity": fields.Reference("activities", required=True),
                    "requested": fields.Money(),
                    "planned": fields.Money(),
                }
            ),
            empty=[],
        ),
    }
)
PARTS = {
    "lines": fields.ListOf(LINE, empty=[]),
    "planned_income": fields.ListOf(
        fields.Mapping(
            {
                "kind": fields.Choice(IncomeKind, required=True),
                "title": fields.Text(),
                "amount": fields.Money(required=True),
            }
        ),
        empty=[],
    ),
    "instalments": fields.ListOf(
        fields.Mapping({"due_on": fields.Day(required=True), "amount": fields.Money(required=True)}), empty=[]
    ),
    "requested_on": fields.Day(),
    "decided_on": fields.Day(),
    "amount_granted": fields.Money(),
}
"""A decision without an amount is a refusal."""


def register() -> None:
    kinds.register(
        model_kind(
            Fund,
            WORDS | PARTS,
            name="funds",
            save=_save_fund,
            reading={
                "lines": _present_lines,
                "planned_income": lambda fund: [
                    {"kind": row.kind, "title": row.title, "amount": row.amount}
                    for row in fund.planned_income.all()
                ],
                "instalments": lambda fund: [
                    {"due_on": row.due_on, "amount": row.amount} for row in fund.instalments.all()
                ],
            },
            prefetch=("lines__allocations__activity", "planned_income", "instalments"),
        )
    )
    value = fields.Mapping(
        {
            "valid_from": fields.Day(required=True),
            "value": fields.Decimal(places=2, minimum=0, required=True),
            "source": fields.Text(required=True, max_length=200),
        }
    )
    kinds.register(
        Kind(
            name="money_rules",
            fields={"values": fields.ListOf(value, ordered=False)},
            load=_load_rules,
            current=lambda rows: {
                "values": [
                    {"valid_from": row.valid_from, "value": row.value, "source": row.source} for row in rows
                ]
            },
            save=_save_rules,
            known=lambda: [rule.value.replace("_", "-") for rule in Rule],
        )
    )
    need = fields.Mapping(
        {
            "year": fields.Integer(minimum=2000, maximum=2200, required=True),
            "amount": fields.Money(required=True),
        }
    )
    kinds.register(
        Kind(
            name="activity_needs",
            fields={
                "activity": fields.Reference("activities", required=True),
                "years": fields.ListOf(need, ordered=False),
            },
            load=_load_needs,
            current=lambda activity: {
                "activity": activity,
                "years": [{"year": row.year, "amount": row.amount} for row in activity.yearly_needs.all()],
            },
            save=_save_needs,
            known=lambda: (
                Activity.objects.filter(yearly_needs__isnull=False).distinct().values_list("slug", flat=True)
            ),
        )
    )


def _present_lines(fund: Fund) -> list[dict[str, Any]]:
    return [
        {
            "number": line.number,
            "title": line.title,
            "kind": line.kind,
            "amounts": [
                {
                    "activity": cell.activity,
                    "requested": cell.requested or None,
                    "planned": cell.planned or None,
                }
                for cell in line.allocations.all()
            ],
        }
        for line in fund.lines.all()
    ]


def _save_fund(*, record: Fund | None, slug: str, actor: Any = None, **values: Any) -> Fund:
    parts = {name: values.pop(name) for name in PARTS if name in values}
    try:
        fund = save_fund(fund=record or Fund(slug=slug), values=values, actor=actor)
        if "lines" in parts:
            _save_lines(fund, parts["lines"] or [], actor)
        if "planned_income" in parts and fund.state == FundState.DRAFT:
            fund.planned_income.all().delete()
            PlannedIncome.objects.bulk_create(
                PlannedIncome(fund=fund, **row | {"title": row.get("title") or ""})
                for row in parts["planned_income"] or []
            )
        if "instalments" in parts and not fund.instalments.filter(income__isnull=False).exists():
            fund.instalments.all().delete()
            Instalment.objects.bulk_create(Instalment(fund=fund, **row) for row in parts["instalments"] or [])
        fund = _decide(fund, parts, actor)
        if fund.state == FundState.GRANTED:
            _save_plan(fund, parts.get("lines") or [], actor)
    except Refused as refused:
        raise RecordError({"": [str(refused)]}) from refused
    return fund


def _save_lines(fund: Fund, lines: Iterable[Mapping[str, Any]], actor: Any) -> None:
    """New lines and, before the request, what is asked for. Nothing is taken away that money hangs on."""
    present = {line.number: line for line in fund.lines.all()}
    for one in lines:
        line = present.get(one["number"]) or CostLine(fund=fund, number=one["number"])
        line = save_line(line=line, values={"title": one["title"], "kind": one["kind"]}, actor=actor)
        for cell in one.get("amounts") or []:
            if fund.state == FundState.DRAFT:
                set_allocation(
                    line=line, activity=cell["activity"], amount=cell.get("requested") or ZERO, actor=actor
                )


def _decide(fund: Fund, parts: Mapping[str, Any], actor: Any) -> Fund:
    if fund.state == FundState.DRAFT and parts.get("requested_on"):
        fund = request_fund(fund=fund, on=parts["requested_on"], actor=actor)
    if fund.state == FundState.REQUESTED and parts.get("decided_on"):
        granted: Decimal | None = parts.get("amount_granted")
        if granted is None:
            return refuse_fund(fund=fund, on=parts["decided_on"], actor=actor)
        return grant_fund(fund=fund, amount=granted, on=parts["decided_on"], actor=actor)
    return fund


def _save_plan(fund: Fund, lines: Iterable[Mapping[str, Any]], actor: Any) -> None:
    """The plan after the decision, smaller amounts first, so that the sum never passes what was granted."""
    by_number = {line.number: line for line in fund.lines.all()}
    wanted = [
        (by_number[one["number"]], cell["activity"], cell["planned"])
        for one in lines
        for cell in one.get("amounts") or []
        if cell.get("planned") is not None
    ]
    present = {
        (row.line_id, row.activity_id): row.planned
        for line in by_number.values()
        for row in line.allocations.all()
    }
    wanted.sort(key=lambda cell: cell[2] - present.get((cell[0].pk, cell[1].pk), ZERO))
    for line, activity, planned in wanted:
        if planned != present.get((line.pk, activity.pk)):
            set_allocation(line=line, activity=activity, amount=planned, actor=actor)


def _load_rules(slugs: Iterable[str]) -> dict[str, list[DatedRule]]:
    found: dict[str, list[DatedRule]] = {}
    for row in DatedRule.objects.filter(rule__in=[slug.replace("-", "_") for slug in slugs]):
        found.setdefault(row.rule.replace("_", "-"), []).append(row)
    return found


def _save_rules(
    *, slug: str, record: list[DatedRule] | None, values: Mapping[str, Any], actor: Any = None
) -> list[DatedRule]:
    rule = slug.replace("-", "_")
    if rule not in Rule:
        raise RecordError({"": [_("„%(rule)s“ ist keine Regel, die wir kennen.") % {"rule": slug}]})
    return [
        set_rule(
            rule=Rule(rule),
            valid_from=one["valid_from"],
            value=one["value"],
            source=one["source"],
            actor=actor,
        )
        for one in values.get("values") or []
    ]


def _load_needs(slugs: Iterable[str]) -> dict[str, Activity]:
    rows = Activity.objects.filter(slug__in=set(slugs), yearly_needs__isnull=False).distinct()
    return {activity.slug: activity for activity in rows.prefetch_related("yearly_needs")}


def _save_needs(
    *, slug: str, record: Activity | None, values: Mapping[str, Any], actor: Any = None
) -> Activity:
    activity: Activity | None = values.get("activity") or record
    if activity is None or activity.slug != slug:
        raise RecordError(
            {"activity": [_("Der Bedarf heißt wie sein Vorhaben: slug und activity sind gleich.")]}
        )
    for one in values.get("years") or []:
        row = YearlyNeed.objects.filter(activity=activity, year=one["year"]).first()
        save_record(
            record=row or YearlyNeed(activity=activity, year=one["year"]),
            values={"amount": one["amount"]},
            actor=actor,
        )
    return activity
