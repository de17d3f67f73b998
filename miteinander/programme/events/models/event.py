import uuid
from collections.abc import Callable, Iterable, Sequence
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.models import DraftStateMixin, LockableMixin, PreviewableMixin, RevisionMixin, WorkflowMixin
from wagtail.search import index

from miteinander.civic.concept.enums import Audience
from miteinander.civic.concept.models import Activity
from miteinander.civic.people.models import Organisation
from miteinander.civic.places.models import Venue
from miteinander.civic.planning.models import TodoList
from miteinander.foundation.languages.fields import TranslatedField
from miteinander.foundation.languages.registry import base_language, site_languages, spoken_choices
from miteinander.foundation.languages.text import Translated
from miteinander.foundation.media.models import CouncilImage
from miteinander.foundation.values.lists import ChoiceListField
from miteinander.foundation.values.loading import QuickLoading
from miteinander.foundation.values.money import MoneyField
from miteinander.foundation.values.partial_dates import PartialDate, Precision

from ..enums import PUBLIC_STATES, EventState, LanguageMode, OrganisationRole
from ..querysets import EventDateQuerySet, EventQuerySet
from .series import Format, Series


class Event(
    QuickLoading,
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    PreviewableMixin,
    index.Indexed,
    ClusterableModel,
):
    """What people can come to. Texts left empty are those of its series.

    `live` follows `state`: true exactly in the public states. Wagtail's own publishing sets `live`; `save` then
    brings `state` in line, and `with_content_json` keeps a revision from turning back state and feed sequence.
    """

    slug = models.SlugField(max_length=120, unique=True, blank=True)
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    activity = models.ForeignKey(
        Activity, verbose_name=_("Vorhaben"), on_delete=models.PROTECT, related_name="events"
    )
    format = models.ForeignKey(
        Format, verbose_name=_("Format"), on_delete=models.PROTECT, related_name="events"
    )
    series = models.ForeignKey(
        Series,
        verbose_name=_("Reihe"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="events",
    )
    title = TranslatedField(_("Titel"))
    summary = TranslatedField(_("Kurztext"), longest=600, multiline=True)
    description = TranslatedField(_("Beschreibung"), multiline=True)
    venues = ParentalManyToManyField(Venue, verbose_name=_("Orte"), blank=True, related_name="events")
    online_url = models.URLField(_("Adresse im Internet"), blank=True)
    audiences = ChoiceListField(_("Zielgruppen"), options=lambda: Audience.choices)
    childcare = models.BooleanField(_("Kinderbetreuung"), default=False)
    access_note = TranslatedField(_("Zugang an diesem Termin"), multiline=True)
    price = MoneyField(_("Eintritt in Euro"), null=True, blank=True, help_text=_("0 heißt: kostenlos"))
    price_note = TranslatedField(_("Hinweis zum Eintritt"))
    image = models.ForeignKey(
        CouncilImage,
        verbose_name=_("Bild"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    state = models.CharField(_("Stand"), max_length=10, choices=EventState.choices, default=EventState.DRAFT)
    state_reason = TranslatedField(_("Grund der Absage oder Verschiebung"))
    occurrence_day = models.DateField(null=True, blank=True, editable=False)
    """The day of the rule of its series; stays when the date is moved."""
    laid_out = models.JSONField(null=True, blank=True, editable=False)
    """What `layout` wrote last, by aspect; what differs from it was changed by hand and stays."""
    todo_list = models.OneToOneField(
        TodoList,
        verbose_name=_("Aufgaben"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="event",
    )
    sequence = models.PositiveIntegerField(default=0, editable=False)
    changed_at = models.DateTimeField(auto_now=True)

    languages_on_card: list["EventLanguage"]
    venues_on_card: list[Venue]
    """Both only after `with_card_data`: plain lists, because a manager for each event costs more than its rows."""

    objects = EventQuerySet.as_manager()
    search_fields = [index.SearchField("slug"), index.FilterField("state"), index.AutocompleteField("slug")]

    class Meta:
        verbose_name = _("Veranstaltung")
        verbose_name_plural = _("Veranstaltungen")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["state"], name="events_event_state"),  # every public list asks for it
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(live=True, state__in=PUBLIC_STATES)
                | (Q(live=False) & ~Q(state__in=PUBLIC_STATES)),
                name="events_event_live_follows_state",
            ),
            models.CheckConstraint(
                condition=Q(price__isnull=True) | Q(price__gte=0), name="events_event_price"
            ),
            models.UniqueConstraint(
                fields=["series", "occurrence_day"], name="events_event_one_per_occurrence"
            ),
            models.CheckConstraint(
                condition=Q(occurrence_day__isnull=True) | Q(series__isnull=False),
                name="events_event_occurrence_of_a_series",
            ),
        ]

    def __str__(self) -> str:
        return str(self.shown_title)

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.live != self.is_public:
            self.state = EventState.PUBLISHED if self.live else EventState.PLANNED
            if update_fields := kwargs.get("update_fields"):
                kwargs["update_fields"] = {*update_fields, "state"}
        if not self.slug:
            self.slug = f"{slugify(str(self.shown_title))[:100] or 'termin'}-{self.uid.hex[:6]}"
        super().save(*args, **kwargs)

    def with_content_json(self, content: dict[str, Any]) -> "Event":
        event: Event = super().with_content_json(content)
        for name in (
            "state",
            "state_reason",
            "sequence",
            "uid",
            "occurrence_day",
            "laid_out",
            "todo_list_id",
        ):
            setattr(event, name, getattr(self, name))
        return event

    previewer: ClassVar[Callable[["Event", Any, str], Any]]
    """Renders the public page; set by `wagtail_hooks`, for a model knows no page."""

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        """One for each language of the site."""
        return [(language.code, language.name) for language in site_languages()]

    @property
    def default_preview_mode(self) -> str:
        return base_language()

    def serve_preview(self, request: Any, mode_name: str) -> Any:
        return type(self).previewer(self, request, mode_name)

    @property
    def is_public(self) -> bool:
        return self.state in PUBLIC_STATES

    @property
    def shown_title(self) -> Translated:
        return self.title or (self.series.title if self.series else self.title)

    @property
    def shown_summary(self) -> Translated:
        return self.summary or (self.series.summary if self.series else self.summary)

    @property
    def shown_description(self) -> Translated:
        return self.description or (self.series.description if self.series else self.description)

    def text_parts(self) -> tuple[Sequence[Translated], Sequence[Translated]]:
        return [self.shown_title], [self.shown_summary, self.shown_description]

    def keywords(self) -> list[str]:
        """Where it takes place, so that "breakfast Rheindorf" finds it. Costs a query."""
        return self.keywords_of(self.venues.select_related("district"))

    @staticmethod
    def keywords_of(venues: Iterable[Venue]) -> list[str]:
        return [str(name) for venue in venues for name in (venue.name.base, venue.district or "")]


class EventDate(QuickLoading, models.Model):
    """One start of an event. Without a known date the row says so by its precision."""

    event = ParentalKey(Event, on_delete=models.CASCADE, related_name="dates")
    precision = models.CharField(
        _("Genauigkeit"), max_length=5, choices=Precision.choices, default=Precision.NONE
    )
    starts_at = models.DateTimeField(_("Anfang"), null=True, blank=True)
    ends_at = models.DateTimeField(_("Ende"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0, editable=False)

    objects = EventDateQuerySet.as_manager()

    class Meta:
        verbose_name = _("Termin")
        verbose_name_plural = _("Termine")
        ordering = [F("starts_at").asc(nulls_last=True), "pk"]
        indexes = [
            models.Index(fields=["starts_at", "ends_at"], name="events_date_moment"),
            models.Index(
                fields=["ends_at", "starts_at", "event"], name="events_date_coming"
            ),  # counts read no row
        ]
        constraints = [
            models.UniqueConstraint(fields=["event", "position"], name="events_date_one_per_position"),
            models.CheckConstraint(
                condition=Q(precision=Precision.NONE, starts_at__isnull=True, ends_at__isnull=True)
                | (~Q(precision=Precision.NONE) & Q(starts_at__isnull=False)),
                name="events_date_precision",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
                name="events_date_ends_later",
            ),
        ]

    def __str__(self) -> str:
        return str(self.as_partial().as_text() or Precision.NONE.label)

    def clean(self) -> None:
        """What was typed must fit the precision; months and days become whole ones, from midnight to midnight."""
        if self.precision == Precision.NONE:
            if self.starts_at or self.ends_at:
                raise ValidationError(
                    {"precision": _("Sie haben einen Tag angegeben. Bitte wählen Sie, wie genau er ist.")}
                )
            return
        if not self.starts_at:
            raise ValidationError(
                {"starts_at": _("Bitte geben Sie den Anfang an oder wählen Sie „Termin folgt“.")}
            )
        if self.ends_at and self.ends_at <= self.starts_at:
            raise ValidationError(
                {"ends_at": _("Das Ende liegt vor dem Anfang. Bitte tauschen Sie die beiden Angaben.")}
            )
        self.starts_at, self.ends_at = self.as_partial().widened()

    def as_partial(self) -> PartialDate:
        return PartialDate(Precision(self.precision), self.starts_at, self.ends_at)


class EventLanguage(QuickLoading, models.Model):
    """A language at an event: spoken, interpreted or signed."""

    event = ParentalKey(Event, on_delete=models.CASCADE, related_name="event_languages")
    code = models.CharField(_("Sprache"), max_length=15, choices=spoken_choices)
    mode = models.CharField(
        _("wie"), max_length=11, choices=LanguageMode.choices, default=LanguageMode.SPOKEN
    )

    class Meta:
        verbose_name = _("Sprache")
        verbose_name_plural = _("Sprachen")
        ordering = ["pk"]
        indexes = [models.Index(fields=["code", "event"], name="events_language_code")]
        constraints = [models.UniqueConstraint(fields=["event", "code", "mode"], name="events_language_once")]

    def __str__(self) -> str:
        return f"{self.code} ({self.mode})"


class EventOrganisation(models.Model):
    """Who organises an event or takes part as partner."""

    event = ParentalKey(Event, on_delete=models.CASCADE, related_name="event_organisations")
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("Organisation"), on_delete=models.PROTECT, related_name="event_roles"
    )
    role = models.CharField(
        _("Rolle"), max_length=9, choices=OrganisationRole.choices, default=OrganisationRole.ORGANISER
    )

    class Meta:
        verbose_name = _("beteiligte Organisation")
        verbose_name_plural = _("beteiligte Organisationen")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["event", "organisation", "role"], name="events_organisation_once")
        ]

    def __str__(self) -> str:
        return f"{self.organisation} ({self.role})"


class EventItem(models.Model):
    """Programmpunkt."""

    event = ParentalKey(Event, on_delete=models.CASCADE, related_name="items")
    time = models.TimeField(_("Uhrzeit"), null=True, blank=True)
    title = TranslatedField(_("Titel"), blank=False)
    description = TranslatedField(_("Beschreibung"), multiline=True)
    venue = models.ForeignKey(
        Venue, verbose_name=_("Ort"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    position = models.PositiveSmallIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("Programmpunkt")
        verbose_name_plural = _("Programmpunkte")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return str(self.title)
