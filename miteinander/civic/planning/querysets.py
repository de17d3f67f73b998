"""Many-object reads of to-dos; the start of every list, feed and reminder."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Count, F, Q

from .enums import UNFINISHED, TodoState

if TYPE_CHECKING:
    from .models import SchoolHoliday, Todo, TodoList  # noqa: F401  (the type parameters below)

SEE_ALL = "planning.view_todo"


class TodoListQuerySet(models.QuerySet["TodoList"]):
    def open(self) -> Self:
        return self.filter(closed_on__isnull=True)

    def visible_to(self, user: Any) -> Self:
        """Who may see all to-dos sees all lists; others those in which something is theirs."""
        if not user.is_active:
            return self.none()
        if user.has_perm(SEE_ALL):
            return self.all()
        return self.filter(Q(todos__owner=user)).distinct()

    def with_counts(self, day: date) -> Self:
        """`todo_count`, `done_count` and `overdue_count`; no further query."""
        unfinished = Q(todos__state__in=UNFINISHED)
        return self.annotate(
            todo_count=Count("todos", filter=~Q(todos__state=TodoState.DROPPED)),
            done_count=Count("todos", filter=Q(todos__state=TodoState.DONE)),
            overdue_count=Count("todos", filter=unfinished & Q(todos__due_on__lt=day)),
        )


class TodoQuerySet(models.QuerySet["Todo"]):
    def unfinished(self) -> Self:
        return self.filter(state__in=UNFINISHED)

    def overdue(self, day: date) -> Self:
        """Not finished and due before the day."""
        return self.unfinished().filter(due_on__lt=day)

    def due_this_week(self, day: date) -> Self:
        """Not finished and due from the day until six days later."""
        return self.due_between(day, day + timedelta(days=6))

    def due_between(self, first: date, last: date) -> Self:
        return self.unfinished().filter(due_on__range=(first, last))

    def of_owner(self, user: Any) -> Self:
        return self.filter(owner=user)

    def without_owner(self) -> Self:
        return self.filter(owner__isnull=True)

    def visible_to(self, user: Any) -> Self:
        """One's own; all for those who may see all. Agrees with `policies.can_see_todo`."""
        if not user.is_active:
            return self.none()
        return self.all() if user.has_perm(SEE_ALL) else self.filter(owner=user)

    def with_list(self) -> Self:
        """What a list of to-dos shows; no further query."""
        return self.select_related("list__activity__main_task", "owner", "file")

    def by_due_day(self) -> Self:
        return self.order_by(F("due_on").asc(nulls_last=True), "list_id", "position", "pk")


class SchoolHolidayQuerySet(models.QuerySet["SchoolHoliday"]):
    def touching(self, first: date, last: date) -> Self:
        """Holidays with a day from first to last, both included."""
        return self.filter(first__lte=last, last__gte=first)
