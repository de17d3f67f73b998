"""How people take part in an event, in programme files: one record for each event, under the slug of the event.

Who registered stands in no programme file. A list of the file replaces the stored one; rows that are there keep their
guests and answers as long as they stand at the same place.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from miteinander.foundation.exchange import RecordError, fields, kinds
from miteinander.foundation.exchange.kinds import Kind
from miteinander.foundation.languages.text import Translated
from miteinander.foundation.values.partial_dates import PartialDate, Precision
from miteinander.programme.events.models import Event

from .actions import SeatRow, save_parts, save_plan
from .enums import GuestKind, QuestionKind, RegistrationMode, Scope
from .errors import SeatsPromised
from .models import BringItem, Question, RegistrationPlan, SeatPool

NAME = "registrations"
MOMENTS = {"opens": "opens_at", "closes": "closes_at", "decides": "decides_at"}
PLAIN = (
    *("mode", "largest_party", "nicknames", "waiting_list", "strict_order", "offer_hours", "minimum"),
    *("age_reason", "asks_food", "asks_support", "note"),
)
SEATS = ("seats", "kinds", "items")
QUESTION = {"required": "is_required", "special": "is_special"}
"""File -> column, where they differ."""


def register() -> None:
    kinds.register(Kind(NAME, _fields(), load=_load, current=_current, save=save_from_file, known=_known))


def _fields() -> dict[str, fields.Field]:
    number = fields.Integer(minimum=0, maximum=100_000)
    stage = fields.Integer(minimum=1, maximum=99, empty=1)
    label = fields.Translated()
    return {
        "mode": fields.Choice(RegistrationMode.values, empty=RegistrationMode.REQUIRED),
        "opens": fields.PartialDateField(),
        "closes": fields.PartialDateField(),
        "largest_party": fields.Integer(minimum=1, maximum=100, empty=8),
        "nicknames": fields.Boolean(empty=True),
        "waiting_list": fields.Boolean(empty=True),
        "strict_order": fields.Boolean(),
        "offer_hours": fields.Integer(minimum=1, maximum=720, empty=48),
        "minimum": fields.Integer(minimum=1, maximum=100_000),
        "decides": fields.PartialDateField(),
        "age_reason": fields.Text(max_length=200),
        "asks_food": fields.Boolean(),
        "asks_support": fields.Boolean(empty=True),
        "note": fields.Translated(),
        "seats": number,
        "kinds": fields.ListOf(
            fields.Mapping(
                {
                    "kind": fields.Choice(GuestKind.values, required=True),
                    "seats": number,
                    "label": label,
                    "stage": stage,
                }
            )
        ),
        "items": fields.ListOf(
            fields.Mapping(
                {
                    "item": fields.Integer(minimum=1, maximum=999),
                    "seats": number,
                    "label": label,
                    "stage": stage,
                }
            )
        ),
        "questions": fields.ListOf(
            fields.Mapping(
                {
                    "kind": fields.Choice(QuestionKind.values, required=True),
                    "text": fields.Translated(required=True),
                    "choices": fields.Translated(),
                    "required": fields.Boolean(),
                    "special": fields.Boolean(),
                    "purpose": fields.Translated(),
                    "erase_after_days": fields.Integer(minimum=0, maximum=365, empty=28),
                }
            )
        ),
        "bring": fields.ListOf(
            fields.Mapping(
                {
                    "label": fields.Translated(required=True),
                    "wanted": fields.Integer(minimum=1, maximum=999, empty=1),
                }
            )
        ),
    }


def _load(slugs: Iterable[str]) -> dict[str, RegistrationPlan]:
    plans = RegistrationPlan.objects.filter(event__slug__in=sorted(set(slugs)))
    found = plans.select_related("event").prefetch_related("pools__item", "questions", "bring_items")
    return {plan.event.slug: plan for plan in found}


def _known() -> list[str]:
    return list(RegistrationPlan.objects.order_by("event__slug").values_list("event__slug", flat=True))


def _current(plan: RegistrationPlan) -> dict[str, object]:
    pools = list(plan.pools.all())
    return {
        **{name: getattr(plan, name) for name in PLAIN},
        **{name: _moment(getattr(plan, column)) for name, column in MOMENTS.items()},
        "seats": next((pool.seats for pool in pools if pool.scope == Scope.ALL), None),
        "kinds": [{"kind": pool.kind, **_pool(pool)} for pool in pools if pool.scope == Scope.KIND],
        "items": [
            {"item": pool.item.position + 1 if pool.item else None, **_pool(pool)}
            for pool in pools
            if pool.scope == Scope.ITEM
        ],
        "questions": [
            {
                **{
                    name: getattr(one, name)
                    for name in ("kind", "text", "choices", "purpose", "erase_after_days")
                },
                **{name: getattr(one, column) for name, column in QUESTION.items()},
            }
            for one in plan.questions.all()
        ],
        "bring": [{"label": one.label, "wanted": one.wanted} for one in plan.bring_items.all()],
    }


def _pool(pool: SeatPool) -> dict[str, object]:
    return {"seats": pool.seats, "label": pool.label, "stage": pool.stage}


def save_from_file(
    *, record: RegistrationPlan | None, slug: str, values: Mapping[str, Any], actor: Any = None
) -> RegistrationPlan:
    """Write the plan of one event of a file. Raises RecordError and ValidationError."""
    event = Event.objects.filter(slug=slug).first()
    if event is None:
        raise RecordError(
            {"slug": [_("Es gibt keine Veranstaltung „%(slug)s“. Nennen Sie hier eine.") % {"slug": slug}]}
        )
    wanted = {name: values[name] for name in PLAIN if name in values}
    wanted |= {column: _start(name, values[name]) for name, column in MOMENTS.items() if name in values}
    seats = None
    if record is None or any(name in values for name in SEATS):
        present = _current(record) if record else {"seats": None, "kinds": [], "items": []}
        seats = _rows(event, record, {name: values.get(name, present[name]) for name in SEATS})
    try:
        plan = save_plan(event=event, values=wanted, seats=seats, actor=actor)
    except SeatsPromised as error:
        raise RecordError({"seats": [error.sentence]}) from error
    if "questions" in values:
        _save_parts(plan, Question, [_question(one) for one in values["questions"] or ()], actor)
    if "bring" in values:
        _save_parts(plan, BringItem, [dict(one) for one in values["bring"] or ()], actor)
    return plan


def _moment(moment: Any) -> PartialDate:
    return PartialDate(Precision.TIME, moment, None) if moment else PartialDate.unknown()


def _start(name: str, value: PartialDate | None) -> Any:
    if value is None or value.start is None:
        return None
    if value.precision != Precision.TIME or value.end is not None:
        raise RecordError({name: [_("Hier gehört ein Tag mit Uhrzeit hin, zum Beispiel 2026-12-01 18:00.")]})
    return value.start


def _rows(event: Event, plan: RegistrationPlan | None, wanted: Mapping[str, Any]) -> list[SeatRow]:
    """Rows for `save_plan`; those at the place of one that is there keep its guests."""
    present = list(plan.pools.all()) if plan else []
    others = [pool.pk for pool in present if pool.kind == GuestKind.OTHER]
    by_item = [pool.pk for pool in present if pool.scope == Scope.ITEM]
    rows = [SeatRow(Scope.ALL, wanted["seats"])]
    for row in wanted["kinds"] or ():
        pk = others.pop(0) if row["kind"] == GuestKind.OTHER and others else None
        rows.append(SeatRow(Scope.KIND, kind=row["kind"], pk=pk, **_columns(row)))
    items = {item.position + 1: item for item in event.items.all()}
    for row in wanted["items"] or ():
        if row.get("item") is not None and row["item"] not in items:
            raise RecordError(
                {
                    "items": [
                        _("Diese Veranstaltung hat keinen Programmpunkt %(number)d.")
                        % {"number": row["item"]}
                    ]
                }
            )
        pk = by_item.pop(0) if by_item else None
        rows.append(SeatRow(Scope.ITEM, item=items.get(row.get("item")), pk=pk, **_columns(row)))
    return rows


def _columns(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "seats": row.get("seats"),
        "label": row.get("label") or Translated(),
        "stage": row.get("stage") or 1,
    }


def _question(row: Mapping[str, Any]) -> dict[str, Any]:
    return {QUESTION.get(name, name): value for name, value in row.items()}


def _save_parts(
    plan: RegistrationPlan,
    model: type[Question] | type[BringItem],
    rows: Sequence[dict[str, Any]],
    actor: Any,
) -> None:
    present = list(model._default_manager.filter(plan=plan))
    for row, stored in zip(rows, present, strict=False):
        row["pk"] = stored.pk
    save_parts(plan=plan, model=model, rows=rows, actor=actor)
