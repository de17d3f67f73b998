from collections.abc import Sequence

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from miteinander.civic.council.models import WorkingGroup
from miteinander.civic.people.models import Organisation
from miteinander.foundation.interface.enums import Colour
from miteinander.foundation.languages.fields import TranslatedField
from miteinander.foundation.languages.text import Translated
from miteinander.foundation.values.lists import ChoiceListField
from miteinander.foundation.values.loading import QuickLoading

from .enums import Audience, MeasureState


class Concept(models.Model):
    """A version of the integration concept, as the town council resolved it; older versions keep their wording."""

    slug = models.SlugField(max_length=80, unique=True)
    title = TranslatedField(_("Titel"), blank=False)
    summary = TranslatedField(_("Zusammenfassung"), multiline=True)
    resolved = models.CharField(
        _("beschlossen"), max_length=10, blank=True, help_text=_("Jahr, Monat oder Tag: 2009, 2017-12")
    )
    is_current = models.BooleanField(_("gilt heute"), default=False)

    class Meta:
        verbose_name = _("Konzept")
        verbose_name_plural = _("Konzepte")
        ordering = ["resolved"]
        constraints = [
            models.UniqueConstraint(
                fields=["is_current"], condition=Q(is_current=True), name="concept_concept_one_current"
            )
        ]

    def __str__(self) -> str:
        return str(self.title)

    def text_parts(self) -> tuple[Sequence[Translated], Sequence[Translated]]:
        return [self.title], [self.summary]


class CrossCuttingTask(QuickLoading, models.Model):
    """Querschnittsaufgabe. The name may be unknown: it then stays visibly empty, and nobody invents one."""

    slug = models.SlugField(max_length=80, unique=True)
    concept = models.ForeignKey(
        Concept, verbose_name=_("Konzept"), on_delete=models.PROTECT, related_name="tasks"
    )
    number = models.PositiveSmallIntegerField(_("Nummer"))
    name = TranslatedField(_("Name"))
    about = TranslatedField(_("Erläuterung"), multiline=True)
    colour = models.CharField(_("Farbe"), max_length=6, choices=Colour.choices)

    class Meta:
        verbose_name = _("Querschnittsaufgabe")
        verbose_name_plural = _("Querschnittsaufgaben")
        ordering = ["concept", "number"]
        constraints = [
            models.UniqueConstraint(fields=["concept", "number"], name="concept_task_one_per_number"),
            models.UniqueConstraint(fields=["concept", "colour"], name="concept_task_one_per_colour"),
        ]

    def __str__(self) -> str:
        return str(self.name) or _("Querschnittsaufgabe %(number)d (noch nicht benannt)") % {
            "number": self.number
        }

    def text_parts(self) -> tuple[Sequence[Translated], Sequence[Translated]]:
        return [self.name], [self.about]


class FieldOfAction(models.Model):
    """Handlungsfeld."""

    slug = models.SlugField(max_length=80, unique=True)
    concept = models.ForeignKey(
        Concept, verbose_name=_("Konzept"), on_delete=models.PROTECT, related_name="fields"
    )
    number = models.PositiveSmallIntegerField(_("Nummer"))
    name = TranslatedField(_("Name"), blank=False)

    class Meta:
        verbose_name = _("Handlungsfeld")
        verbose_name_plural = _("Handlungsfelder")
        ordering = ["concept", "number"]
        constraints = [
            models.UniqueConstraint(fields=["concept", "number"], name="concept_field_one_per_number")
        ]

    def __str__(self) -> str:
        return str(self.name)


class Goal(models.Model):
    """What the activities are for: awareness, contacts, parents' participation, volunteering."""

    slug = models.SlugField(max_length=80, unique=True)
    concept = models.ForeignKey(
        Concept, verbose_name=_("Konzept"), on_delete=models.PROTECT, related_name="goals"
    )
    number = models.PositiveSmallIntegerField(_("Nummer"))
    name = TranslatedField(_("Ziel"), blank=False)

    class Meta:
        verbose_name = _("Ziel")
        verbose_name_plural = _("Ziele")
        ordering = ["concept", "number"]
        constraints = [
            models.UniqueConstraint(fields=["concept", "number"], name="concept_goal_one_per_number")
        ]

    def __str__(self) -> str:
        return str(self.name)


class Measure(models.Model):
    """Maßnahme of the concept, under a task or a field of action."""

    slug = models.SlugField(max_length=80, unique=True)
    task = models.ForeignKey(
        CrossCuttingTask,
        verbose_name=_("Querschnittsaufgabe"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="measures",
    )
    field_of_action = models.ForeignKey(
        FieldOfAction,
        verbose_name=_("Handlungsfeld"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="measures",
    )
    title = TranslatedField(_("Titel"), blank=False)
    state = models.CharField(
        _("Stand"), max_length=8, choices=MeasureState.choices, default=MeasureState.PLANNED
    )

    class Meta:
        verbose_name = _("Maßnahme")
        verbose_name_plural = _("Maßnahmen")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(task__isnull=False) ^ Q(field_of_action__isnull=False),
                name="concept_measure_one_parent",
            )
        ]

    def __str__(self) -> str:
        return str(self.title)


class Activity(QuickLoading, models.Model):
    """Vorhaben: the newspaper, the tour, the breakfast. Everything else hangs on it, and it hangs on its main task."""

    slug = models.SlugField(max_length=80, unique=True)
    title = TranslatedField(_("Titel"), blank=False)
    summary = TranslatedField(_("Zusammenfassung"), longest=600, multiline=True)
    description = TranslatedField(_("Beschreibung"), multiline=True)
    main_task = models.ForeignKey(
        CrossCuttingTask,
        verbose_name=_("Hauptaufgabe"),
        on_delete=models.PROTECT,
        related_name="main_activities",
    )
    tasks = models.ManyToManyField(
        CrossCuttingTask, verbose_name=_("weitere Aufgaben"), blank=True, related_name="side_activities"
    )
    fields_of_action = models.ManyToManyField(
        FieldOfAction, verbose_name=_("Handlungsfelder"), blank=True, related_name="activities"
    )
    goals = models.ManyToManyField(Goal, verbose_name=_("Ziele"), blank=True, related_name="activities")
    audiences = ChoiceListField(_("Zielgruppen"), options=lambda: Audience.choices)
    working_group = models.ForeignKey(
        WorkingGroup,
        verbose_name=_("Arbeitskreis"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="activities",
    )
    own_colour = models.CharField(
        _("Farbe"),
        max_length=6,
        choices=Colour.choices,
        blank=True,
        help_text=_("leer: die Farbe der Hauptaufgabe"),
    )
    supporters = models.ManyToManyField(
        Organisation, verbose_name=_("Unterstützer"), blank=True, related_name="supported_activities"
    )

    class Meta:
        verbose_name = _("Vorhaben")
        verbose_name_plural = _("Vorhaben")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def colour(self) -> str:
        """The colour of its mosaics. Costs a query unless `main_task` is loaded."""
        return self.own_colour or self.main_task.colour

    def text_parts(self) -> tuple[Sequence[Translated], Sequence[Translated]]:
        return [self.title], [self.summary, self.description]
