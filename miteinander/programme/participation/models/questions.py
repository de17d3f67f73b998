from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from miteinander.foundation.languages.fields import TranslatedField

from ..enums import QuestionKind
from .plan import RegistrationPlan
from .registration import Registration


class Question(models.Model):
    """What the organiser asks beyond name and number; with purpose and the day its answers are erased."""

    plan = models.ForeignKey(RegistrationPlan, on_delete=models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField(default=0, editable=False)
    kind = models.CharField(_("Antwort"), max_length=6, choices=QuestionKind.choices)
    text = TranslatedField(_("Frage"), longest=200)
    choices = TranslatedField(
        _("Auswahl"), multiline=True, help_text=_("Eine Möglichkeit je Zeile, in jeder Sprache gleich viele.")
    )
    is_required = models.BooleanField(_("muss beantwortet werden"), default=False)
    is_special = models.BooleanField(
        _("besonders geschützt (Art. 9 DSGVO)"),
        default=False,
        help_text=_("Gesundheit, Religion, Herkunft oder Ähnliches. Die Antwort ist dann immer freiwillig."),
    )
    purpose = TranslatedField(_("Wozu fragen wir das?"), longest=200)
    erase_after_days = models.PositiveSmallIntegerField(
        _("Antworten löschen, Tage nach der Veranstaltung"), default=28
    )

    class Meta:
        verbose_name = _("Frage")
        verbose_name_plural = _("Fragen")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_special=False) | Q(is_required=False),
                name="participation_special_never_required",
            ),
            models.CheckConstraint(
                condition=Q(erase_after_days__lte=365), name="participation_answers_are_erased"
            ),
        ]

    def __str__(self) -> str:
        return str(self.text)


class Answer(models.Model):
    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="answers")
    text = models.CharField(_("Antwort"), max_length=500)
    """As typed; yes_no keeps "yes" or "no", choice the number of the line."""

    class Meta:
        verbose_name = _("Antwort")
        verbose_name_plural = _("Antworten")
        constraints = [
            models.UniqueConstraint(fields=["registration", "question"], name="participation_answer_once")
        ]

    def __str__(self) -> str:
        return self.text
