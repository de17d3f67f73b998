"""How long registrations, answers and door data are kept."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import Model, QuerySet

from miteinander.programme.events.retention import ended_events

from .models import Answer


def of_ended_events(model: type[Model], path: str) -> Callable[[date], QuerySet[Any]]:
    """Rows whose event (at `path`) had its last date before the day."""

    def find(day: date) -> QuerySet[Any]:
        return model._base_manager.filter(**{f"{path}__in": ended_events(day)})

    return find


def answers_due(day: date) -> QuerySet[Answer]:
    """Answers whose own period, counted from the last date of the event, is over on the day."""
    periods = Answer.objects.values_list("question__erase_after_days", flat=True).distinct()
    due = Answer.objects.none()
    for days in periods:
        last = date.fromordinal(day.toordinal() - days)
        due |= Answer.objects.filter(
            question__erase_after_days=days, registration__plan__event__in=ended_events(last)
        )
    return due
