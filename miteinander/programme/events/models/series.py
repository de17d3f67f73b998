from collections.abc import Sequence
from datetime import time, timedelta

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel

from miteinander.civic.concept.models import Activity
from miteinander.civic.places.models import Venue
from miteinander.civic.planning.models import ChecklistTemplate
from miteinander.foundation.languages.fields import TranslatedField
from miteinander.foundation.languages.registry import spoken_choices
from miteinander.foundation.values.clock import today
from miteinander.foundation.values.loading import QuickLoading
from miteinander.foundation.values.money import MoneyField
from miteinander.foundation.values.partial_dates import PartialDate, Precision

from ..enums import ExceptionKind, HolidayChoice, LanguageMode
from ..recurrence import Change, Rule, RuleError, check_rule
from ..rule_words import rule_words

MOST_DAYS = 60


class Format(QuickLoading, models.Model):
    """Kind of event. Rows, so that the office adds its own; behaviour for a slug comes from the registry `formats`."""

    slug = models.SlugField(max_length=80, unique=True)
    name = TranslatedField(_("Name"), blank=False)
    title_pattern = TranslatedField(
        _("Titelmuster"), help_text=_("zum Beispiel: Offenes Frühstück in {district}")
    )
    pictogram = models.CharField(_("Piktogramm"), max_length=40, default="other")
    duration = models.PositiveSmallIntegerField(_("übliche Dauer in Minuten"), default=120)
    position = models.PositiveSmallIntegerField(_("Reihenfolge"), default=0)
    checklist = models.ForeignKey(
        ChecklistTemplate,
        verbose_name=_("Checkliste"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="formats",
        help_text=_("Die Aufgaben, die eine neue Veranstaltung dieses Formats mitbringt."),
    )

    class Meta:
        verbose_name = _("Format")
        verbose_name_plural = _("Formate")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return str(self.name)

    @property
    def usual_duration(self) -> timedelta:
        return timedelta(minutes=self.duration)


class Series(ClusterableModel):
    """Dates that share one text and perhaps a rule, by which they are laid out as events."""

    slug = models.SlugField(max_length=80, unique=True)
    activity = models.ForeignKey(
        Activity, verbose_name=_("Vorhaben"), on_delete=models.PROTECT, related_name="series"
    )
    format = models.ForeignKey(
        Format, verbose_name=_("Format"), on_delete=models.PROTECT, related_name="series"
    )
    title = TranslatedField(_("Titel"), blank=False)
    summary = TranslatedField(_("Kurztext"), longest=600, multiline=True)
    description = TranslatedField(_("Beschreibung"), multiline=True)
    rule = models.CharField(
        _("Regel"),
        max_length=200,
        blank=True,
        help_text=_(
            "Wie im Kalenderformat iCalendar. FREQ=MONTHLY;BYDAY=2SU heißt: jeden zweiten Sonntag im Monat. "
            "FREQ=WEEKLY;BYDAY=MO,TH heißt: jeden Montag und Donnerstag."
        ),
    )
    first = models.DateField(_("erster Tag"), null=True, blank=True)
    until = models.DateField(_("letzter Tag"), null=True, blank=True, help_text=_("Leer: ohne Ende."))
    starts = models.TimeField(_("Anfang"), null=True, blank=True, help_text=_("Leer: ganze Tage."))
    ends = models.TimeField(_("Ende"), null=True, blank=True)
    days = models.PositiveSmallIntegerField(
        _("Anzahl der Tage"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_DAYS)],
        help_text=_("Nur für ganze Tage."),
    )
    holidays = models.CharField(
        _("an Feiertagen"), max_length=8, choices=HolidayChoice.choices, default=HolidayChoice.KEEP
    )
    venues = ParentalManyToManyField(Venue, verbose_name=_("übliche Orte"), blank=True, related_name="series")
    price = MoneyField(
        _("üblicher Eintritt in Euro"), null=True, blank=True, help_text=_("0 heißt: kostenlos")
    )

    class Meta:
        verbose_name = _("Reihe")
        verbose_name_plural = _("Reihen")
        ordering = ["slug"]
        constraints = [
            models.CheckConstraint(
                condition=Q(rule="") | Q(first__isnull=False),
                name="events_series_rule_has_first_day",
                violation_error_message=_("Zu einer Regel gehört der erste Tag."),
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(first__isnull=True) | Q(until__gte=F("first")),
                name="events_series_until_not_before_first",
                violation_error_message=_("Der letzte Tag liegt vor dem ersten."),
            ),
            models.CheckConstraint(
                condition=Q(ends__isnull=True)
                | (Q(starts__isnull=False) & (Q(ends__gt=F("starts")) | Q(ends__lte=time(6)))),
                name="events_series_ends_later",
                violation_error_message=_(
                    "Das Ende liegt nach dem Anfang, spätestens um 6 Uhr am nächsten Morgen."
                ),
            ),
            models.CheckConstraint(
                condition=Q(days=1) | Q(days__range=(2, MOST_DAYS), starts__isnull=True),
                name="events_series_several_days_are_whole",
                violation_error_message=_("Mehrere Tage gehen nur ohne Uhrzeit."),
            ),
            models.CheckConstraint(
                condition=Q(price__isnull=True) | Q(price__gte=0), name="events_series_price"
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)

    @admin.display(description=_("Wann"))
    def plan(self) -> str:
        """The rule in words, for lists of the office."""
        return (
            rule_words(self.as_rule(changes=()), get_language() or "de") if self.rule and self.first else ""
        )

    def clean(self) -> None:
        """A rule that cannot be read or gives no date is refused with a sentence at its field."""
        super().clean()
        if not self.rule or not self.first or (self.until and self.until < self.first):
            return
        try:
            check_rule(self.as_rule(changes=()), today())
        except RuleError as error:
            raise ValidationError({"rule": str(error)}) from error

    def as_rule(self, changes: Sequence[Change] | None = None) -> Rule:
        """For `recurrence.occurrences`; without `changes` those of the exception rows. Needs a first day."""
        if self.first is None:
            raise ValueError("a series without a first day has no rule")
        return Rule(
            text=self.rule,
            first=self.first,
            until=self.until,
            starts=self.starts,
            ends=self.ends,
            days=self.days,
            holidays=HolidayChoice(self.holidays),
            changes=tuple([row.as_change() for row in self.exceptions.all()] if changes is None else changes),
        )


class SeriesLanguage(models.Model):
    """A language usual at the events of a series."""

    series = ParentalKey(Series, on_delete=models.CASCADE, related_name="languages")
    code = models.CharField(_("Sprache"), max_length=15, choices=spoken_choices)
    mode = models.CharField(
        _("wie"), max_length=11, choices=LanguageMode.choices, default=LanguageMode.SPOKEN
    )

    class Meta:
        verbose_name = _("übliche Sprache")
        verbose_name_plural = _("übliche Sprachen")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["series", "code", "mode"], name="events_series_language_once")
        ]

    def __str__(self) -> str:
        return f"{self.code} ({self.mode})"


class SeriesException(models.Model):
    """One day of the rule on which it does not hold. A move without a new date means: later, not yet known."""

    series = ParentalKey(Series, on_delete=models.CASCADE, related_name="exceptions")
    day = models.DateField(
        pgettext_lazy("calendar day", "Tag"), help_text=_("der Tag, an dem der Termin nach der Regel wäre")
    )
    kind = models.CharField(
        _("was geschieht"), max_length=6, choices=ExceptionKind.choices, default=ExceptionKind.CANCEL
    )
    precision = models.CharField(
        _("Genauigkeit des neuen Termins"), max_length=5, choices=Precision.choices, default=Precision.NONE
    )
    starts_at = models.DateTimeField(_("neuer Anfang"), null=True, blank=True)
    ends_at = models.DateTimeField(_("neues Ende"), null=True, blank=True)
    reason = TranslatedField(
        _("Grund"), help_text=_("für die Öffentlichkeit, in einem Satz; nicht nötig, wenn der Tag entfällt")
    )

    class Meta:
        verbose_name = _("Ausnahme")
        verbose_name_plural = _("Ausnahmen")
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(fields=["series", "day"], name="events_exception_once_a_day"),
            models.CheckConstraint(
                condition=Q(precision=Precision.NONE, starts_at__isnull=True, ends_at__isnull=True)
                | (
                    Q(kind=ExceptionKind.MOVE, starts_at__isnull=False)
                    & ~Q(precision__in=[Precision.NONE, Precision.MONTH])
                ),
                name="events_exception_new_date",
                violation_error_message=_(
                    "Einen neuen Termin hat nur, was verlegt wird. Wählen Sie dazu „ganze Tage“ oder „mit Uhrzeit“."
                ),
            ),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
                name="events_exception_ends_later",
                violation_error_message=_("Das neue Ende liegt vor dem neuen Anfang."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day:%d.%m.%Y}: {self.get_kind_display()}"

    def clean(self) -> None:
        super().clean()
        if self.kind != ExceptionKind.SKIP and not self.reason:
            raise ValidationError({"reason": _("Bitte sagen Sie in einem Satz, warum.")})

    def as_change(self) -> Change:
        return Change(
            day=self.day,
            kind=ExceptionKind(self.kind),
            moved_to=PartialDate(Precision(self.precision), self.starts_at, self.ends_at),
            reason=self.reason,
        )
