"""Checklists as the office edits them; a list of to-dos is made from one and does not change with it."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from miteinander.foundation.values.lists import TextListField

from ..enums import Topic

EARLIEST, LATEST = -730, 730
"""Days before and after the date that an item may stand."""


class ChecklistTemplate(ClusterableModel):
    """What has to be done for a kind of event, with days relative to its date."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(_("Name"), max_length=120)
    about = models.TextField(_("Wofür sie ist"), blank=True)
    position = models.PositiveSmallIntegerField(_("Reihenfolge"), default=0)

    class Meta:
        verbose_name = _("Checkliste")
        verbose_name_plural = _("Checklisten")
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name


class ChecklistItem(models.Model):
    """One line of a checklist. `source` says where a rule comes from; unknown, it stays empty."""

    template = ParentalKey(ChecklistTemplate, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField(default=0, editable=False)
    topic = models.CharField(_("Thema"), max_length=14, choices=Topic.choices, default=Topic.OTHER)
    title = models.CharField(_("Was zu tun ist"), max_length=160)
    days = models.SmallIntegerField(
        _("Tage zum Termin"),
        null=True,
        blank=True,
        validators=[MinValueValidator(EARLIEST), MaxValueValidator(LATEST)],
        help_text=_(
            "-56 heißt: acht Wochen vorher. 0: am Tag selbst. 7: eine Woche danach. Leer: ohne Frist."
        ),
    )
    role = models.CharField(
        _("Wer"),
        max_length=80,
        blank=True,
        help_text=_("eine Aufgabe im Team, zum Beispiel: Geschäftsstelle"),
    )
    note = models.TextField(_("Hinweis"), blank=True)
    questions = TextListField(
        _("Angaben, die man dafür braucht"),
        help_text=_("Eine Angabe je Zeile, zum Beispiel: Straße, Hausnummer"),
    )
    source = models.CharField(_("Quelle"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("Zeile der Checkliste")
        verbose_name_plural = _("Zeilen der Checkliste")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(days__isnull=True) | models.Q(days__range=(EARLIEST, LATEST)),
                name="planning_item_days",
            )
        ]

    def __str__(self) -> str:
        return self.title
