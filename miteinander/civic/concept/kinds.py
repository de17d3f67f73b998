"""The concept and what hangs on it in programme files."""

from typing import Any

from miteinander.foundation.audit.actions import save_record
from miteinander.foundation.exchange import fields, kinds, model_kind
from miteinander.foundation.interface.enums import Colour

from .enums import Audience, MeasureState
from .models import Activity, Concept, CrossCuttingTask, FieldOfAction, Goal, Measure


def register() -> None:
    kinds.register(
        model_kind(
            Concept,
            {
                "title": fields.Translated(required=True),
                "summary": fields.Translated(),
                "resolved": fields.Text(max_length=10),
                "is_current": fields.Boolean(),
            },
            name="concepts",
        )
    )
    number = fields.Integer(required=True, minimum=1, maximum=99)
    concept = fields.Reference("concepts", required=True)
    kinds.register(
        model_kind(
            CrossCuttingTask,
            {
                "concept": concept,
                "number": number,
                "name": fields.Translated(),
                "about": fields.Translated(),
                "colour": fields.Choice(Colour.values, required=True),
            },
            name="tasks",
        )
    )
    for model, name in ((FieldOfAction, "fields_of_action"), (Goal, "goals")):
        kinds.register(
            model_kind(
                model,
                {"concept": concept, "number": number, "name": fields.Translated(required=True)},
                name=name,
            )
        )
    kinds.register(
        model_kind(
            Measure,
            {
                "task": fields.Reference("tasks"),
                "field_of_action": fields.Reference("fields_of_action"),
                "title": fields.Translated(required=True),
                "state": fields.Choice(MeasureState.values, empty=MeasureState.PLANNED),
            },
            name="measures",
        )
    )
    kinds.register(
        model_kind(
            Activity,
            {
                "title": fields.Translated(required=True),
                "summary": fields.Translated(),
                "description": fields.Translated(),
                "main_task": fields.Reference("tasks", required=True),
                "tasks": fields.ListOf(fields.Reference("tasks")),
                "fields_of_action": fields.ListOf(fields.Reference("fields_of_action")),
                "goals": fields.ListOf(fields.Reference("goals")),
                "audiences": fields.ListOf(fields.Choice(Audience.values)),
                "working_group": fields.Reference("working_groups"),
                "colour": fields.Choice(Colour.values, empty=""),
                "supporters": fields.ListOf(fields.Reference("organisations")),
            },
            name="activities",
            reading={"colour": lambda activity: activity.own_colour},
            save=save_activity,
        )
    )


LINKS = ("tasks", "fields_of_action", "goals", "supporters")


def save_activity(*, record: Activity | None, slug: str, actor: Any = None, **values: Any) -> Activity:
    links = {name: values.pop(name) for name in LINKS if name in values}
    if "colour" in values:
        values["own_colour"] = values.pop("colour")
    return save_record(record=record or Activity(slug=slug), values=values, links=links, actor=actor)
