import uuid
from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from miteinander.civic.concept.models import Activity
from miteinander.foundation.media.models import CouncilDocument
from miteinander.foundation.values.lists import TextListField

from ..enums import UNFINISHED, TodoState, Topic
from ..querysets import TodoListQuerySet, TodoQuerySet
from .checklists import EARLIEST, LATEST, ChecklistTemplate


class TodoList(models.Model):
    """The to-dos of one undertaking. Whatever they are for points here; `day` is the date they are relative to."""

    title = models.CharField(_("Wofür"), max_length=200)
    template = models.ForeignKey(
        ChecklistTemplate,
        verbose_name=_("Checkliste"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="lists",
    )
    activity = models.ForeignKey(
        Activity,
        verbose_name=_("Vorhaben"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="todo_lists",
    )
    day = models.DateField(_("Termin"), null=True, blank=True)
    closed_on = models.DateField(_("geschlossen am"), null=True, blank=True)
    closing_note = models.CharField(_("warum geschlossen"), max_length=300, blank=True)
    lessons = models.TextField(_("Was wir gelernt haben"), blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = TodoListQuerySet.as_manager()

    class Meta:
        verbose_name = _("Aufgabenliste")
        verbose_name_plural = _("Aufgabenlisten")
        ordering = ["day", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on__isnull=False) | Q(closing_note=""),
                name="planning_list_note_when_closed",
            )
        ]

    def __str__(self) -> str:
        return self.title


class Todo(models.Model):
    """One thing to do. Due `days` from the day of its list, unless somebody set the date by hand."""

    list = models.ForeignKey(
        TodoList, verbose_name=_("Liste"), on_delete=models.CASCADE, related_name="todos"
    )
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    position = models.PositiveSmallIntegerField(default=0, editable=False)
    topic = models.CharField(_("Thema"), max_length=14, choices=Topic.choices, default=Topic.OTHER)
    title = models.CharField(_("Was zu tun ist"), max_length=160)
    days = models.SmallIntegerField(null=True, blank=True, editable=False)
    due_on = models.DateField(_("fällig am"), null=True, blank=True)
    due_by_hand = models.BooleanField(default=False, editable=False)
    """Set by a person: moving the list leaves it alone."""
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Wer"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="todos",
    )
    role = models.CharField(_("Aufgabe im Team"), max_length=80, blank=True)
    state = models.CharField(_("Stand"), max_length=7, choices=TodoState.choices, default=TodoState.OPEN)
    note = models.TextField(_("Notiz"), blank=True)
    questions = TextListField(_("Angaben"))
    answers = models.JSONField(default=dict, blank=True)
    """Text by question."""
    source = models.CharField(_("Quelle"), max_length=200, blank=True)
    file = models.ForeignKey(
        CouncilDocument,
        verbose_name=_("Datei"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    finished_at = models.DateTimeField(_("erledigt am"), null=True, blank=True)
    finished_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("erledigt von"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    closed_with_list = models.BooleanField(default=False, editable=False)
    """Dropped because the list was closed; reopening the list brings it back."""
    changed_at = models.DateTimeField(auto_now=True)

    objects = TodoQuerySet.as_manager()

    class Meta:
        verbose_name = _("Aufgabe")
        verbose_name_plural = _("Aufgaben")
        ordering = [F("due_on").asc(nulls_last=True), "position", "pk"]
        indexes = [models.Index(fields=["state", "due_on"], name="planning_todo_due")]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="planning_todo_has_title"),
            models.CheckConstraint(
                condition=Q(state__in=UNFINISHED, finished_at__isnull=True)
                | (~Q(state__in=UNFINISHED) & Q(finished_at__isnull=False)),
                name="planning_todo_finished_when",
            ),
            models.CheckConstraint(
                condition=Q(closed_with_list=False) | Q(state=TodoState.DROPPED),
                name="planning_todo_closed_is_dropped",
            ),
            models.CheckConstraint(
                condition=Q(days__isnull=True) | Q(days__range=(EARLIEST, LATEST)), name="planning_todo_days"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_finished(self) -> bool:
        return self.state not in UNFINISHED

    def is_overdue(self, day: date) -> bool:
        return not self.is_finished and self.due_on is not None and self.due_on < day


def due_day(day: date | None, days: int | None) -> date | None:
    """The day `days` from `day`; None without either, or where the calendar ends."""
    if day is None or days is None:
        return None
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None
