from collections.abc import Sequence

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from miteinander.civic.people.models import Person
from miteinander.foundation.languages.fields import TranslatedField
from miteinander.foundation.languages.registry import spoken_choices
from miteinander.foundation.languages.text import Translated
from miteinander.foundation.values.lists import ChoiceListField

from .enums import SeatKind
from .querysets import TermQuerySet


class Body(models.Model):
    """The body, by the name its town gives it (Integrationsrat, Ausschuss für Chancengerechtigkeit und Integration ...)."""

    slug = models.SlugField(max_length=80, unique=True)
    name = TranslatedField(_("Name"), blank=False)
    about = TranslatedField(_("Beschreibung"), multiline=True)
    legal_basis = TranslatedField(_("Rechtsgrundlage"))

    class Meta:
        verbose_name = _("Gremium")
        verbose_name_plural = _("Gremien")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.name)

    def text_parts(self) -> tuple[Sequence[Translated], Sequence[Translated]]:
        return [self.name], [self.about]


class Term(models.Model):
    """Wahlperiode."""

    slug = models.SlugField(max_length=80, unique=True)
    body = models.ForeignKey(Body, verbose_name=_("Gremium"), on_delete=models.PROTECT, related_name="terms")
    label = models.CharField(_("Bezeichnung"), max_length=60)
    starts = models.DateField(_("von"))
    ends = models.DateField(_("bis"), null=True, blank=True)

    objects = TermQuerySet.as_manager()

    class Meta:
        verbose_name = _("Wahlperiode")
        verbose_name_plural = _("Wahlperioden")
        ordering = ["-starts"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gt=F("starts")), name="council_term_ends_later"
            )
        ]

    def __str__(self) -> str:
        return self.label


class Membership(models.Model):
    """A seat in a term. The public roster shows the role title; a name stands there only if a person is linked."""

    slug = models.SlugField(max_length=80, unique=True)
    term = models.ForeignKey(
        Term, verbose_name=_("Wahlperiode"), on_delete=models.PROTECT, related_name="memberships"
    )
    kind = models.CharField(_("Art"), max_length=10, choices=SeatKind.choices)
    title = TranslatedField(_("Bezeichnung"), blank=False)
    function = TranslatedField(_("Funktion"))
    person = models.ForeignKey(
        Person,
        verbose_name=_("Person"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="memberships",
    )
    languages = ChoiceListField(_("spricht"), options=spoken_choices)
    position = models.PositiveSmallIntegerField(_("Reihenfolge"), default=0)

    class Meta:
        verbose_name = _("Mitglied")
        verbose_name_plural = _("Mitglieder")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return str(self.title)


class WorkingGroup(models.Model):
    """Arbeitskreis."""

    slug = models.SlugField(max_length=80, unique=True)
    body = models.ForeignKey(
        Body, verbose_name=_("Gremium"), on_delete=models.PROTECT, related_name="working_groups"
    )
    name = TranslatedField(_("Name"), blank=False)
    about = TranslatedField(_("Aufgabe"), multiline=True)
    lead = models.ForeignKey(
        Membership,
        verbose_name=_("Leitung"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="leads",
    )
    members = models.ManyToManyField(
        Membership, verbose_name=_("Mitglieder"), blank=True, related_name="working_groups"
    )
    position = models.PositiveSmallIntegerField(_("Reihenfolge"), default=0)

    class Meta:
        verbose_name = _("Arbeitskreis")
        verbose_name_plural = _("Arbeitskreise")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return str(self.name)

    def text_parts(self) -> tuple[Sequence[Translated], Sequence[Translated]]:
        return [self.name], [self.about]
