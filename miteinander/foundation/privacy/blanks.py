"""What stands in a field that was emptied."""

from typing import Any

from django.db.models import Field, Model


class CannotBeEmpty(ValueError):
    """The field demands a value; its row has to be deleted instead."""


def blank_value(model: type[Model], name: str) -> Any:
    """None where the column allows it, else the empty text or the default. Raises CannotBeEmpty."""
    field: Field[Any, Any] = model._meta.get_field(name)  # type: ignore[assignment]
    if field.null:
        return None
    if field.is_relation:
        raise CannotBeEmpty(f"{model._meta.label}.{name}")
    if field.has_default():
        return field.get_default()
    if field.empty_strings_allowed:
        return ""
    raise CannotBeEmpty(f"{model._meta.label}.{name}")


def blank_json(model: type[Model], name: str) -> Any:
    """The same as a revision holds it."""
    value = blank_value(model, name)
    return value if value is None or isinstance(value, str | int | bool | list | dict) else str(value)
