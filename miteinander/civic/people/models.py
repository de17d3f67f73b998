from collections.abc import Sequence

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from miteinander.civic.places.models import District, Venue
from miteinander.foundation.languages.fields import TranslatedField
from miteinander.foundation.languages.registry import spoken_choices
from miteinander.foundation.languages.text import Translated
from miteinander.foundation.values.clock import today
from miteinander.foundation.values.lists import ChoiceListField
from miteinander.foundation.values.telephone import format_telephone, validate_telephone

from .enums import PUBLIC_KINDS, LogoPosition, OrganisationKind, ProposalState
from .logos import LogoField
from .querysets import EntryProposalQuerySet, OrganisationQuerySet


class Organisation(models.Model):
    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(_("Name"), max_length=160)
    kinds = ChoiceListField(_("Arten"), options=lambda: OrganisationKind.choices)
    district = models.ForeignKey(
        District,
        verbose_name=_("Stadtteil"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="organisations",
    )
    telephone = models.CharField(_("Telefon"), max_length=30, blank=True, validators=[validate_telephone])
    email = models.EmailField(_("E-Mail-Adresse"), blank=True)
    website = models.URLField(_("Webseite"), blank=True)
    languages = ChoiceListField(_("Sprachen"), options=spoken_choices)
    about = TranslatedField(_("Beschreibung"), multiline=True)
    logo = LogoField(
        _("Logo"),
        upload_to="logos",
        blank=True,
        help_text=_(
            "SVG, PNG oder JPG; für den Druck am besten SVG. Schrift in einer SVG muss in Pfaden stehen."
        ),
    )
    logo_width = models.PositiveSmallIntegerField(
        _("Mindestbreite des Logos in Millimetern"),
        default=20,
        validators=[MinValueValidator(5), MaxValueValidator(200)],
        help_text=_("Passt es auf einem Blatt nicht so breit, sagen wir es vor dem Druck."),
    )
    logo_position = models.CharField(
        _("Platz des Logos"), max_length=6, choices=LogoPosition.choices, default=LogoPosition.BOTTOM
    )
    logo_rule = TranslatedField(_("Regel für das Logo"), help_text=_("wie das Logo gezeigt werden muss"))
    funding_sentence = TranslatedField(_("Fördersatz"), help_text=_("der Satz, der auf allem stehen muss"))
    venues = models.ManyToManyField(Venue, verbose_name=_("Orte"), blank=True, related_name="owners")
    asked_on = models.DateField(_("zuletzt gefragt"), null=True, blank=True, editable=False)
    confirmed_on = models.DateField(_("zuletzt bestätigt"), null=True, blank=True, editable=False)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("Organisation")
        verbose_name_plural = _("Organisationen")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def has_page(self) -> bool:
        """Agrees with `OrganisationQuerySet.with_page`."""
        return any(kind in PUBLIC_KINDS for kind in self.kinds)

    @property
    def telephone_text(self) -> str:
        return format_telephone(self.telephone)

    def text_parts(self) -> tuple[Sequence[Translated], Sequence[Translated]]:
        return [Translated.of(self.name)], [self.about]


class Person(models.Model):
    """A person with her name as she writes and says it. Origin, religion and nationality have no field."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(_("Name"), max_length=120)
    name_other_script = models.CharField(_("Name in anderer Schrift"), max_length=120, blank=True)
    form_of_address = models.CharField(_("Anrede"), max_length=60, blank=True)
    pronunciation = models.CharField(_("Aussprache"), max_length=120, blank=True)
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("Organisation"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="persons",
    )
    telephone = models.CharField(_("Telefon"), max_length=30, blank=True, validators=[validate_telephone])
    email = models.EmailField(_("E-Mail-Adresse"), blank=True)
    known_since = models.DateField(_("bekannt seit"), default=today, editable=False)

    class Meta:
        verbose_name = _("Person")
        verbose_name_plural = _("Personen")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class EntryProposal(models.Model):
    """What an organisation would like to change in its entry: `values` by the name of the field. Not applied before
    somebody of the office agreed. At most one waits; a later one takes its place."""

    organisation = models.ForeignKey(
        Organisation, verbose_name=_("Organisation"), on_delete=models.CASCADE, related_name="proposals"
    )
    values = models.JSONField(default=dict)
    note = models.TextField(_("Nachricht an das Büro"), blank=True, max_length=1000)
    state = models.CharField(
        _("Stand"), max_length=7, choices=ProposalState.choices, default=ProposalState.OPEN
    )
    made_at = models.DateTimeField(_("vorgeschlagen am"), auto_now=True)
    decided_at = models.DateTimeField(_("entschieden am"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("entschieden von"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = EntryProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("Änderungswunsch")
        verbose_name_plural = _("Änderungswünsche")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"],
                condition=models.Q(state=ProposalState.OPEN),
                name="people_entryproposal_one_open",
            ),
            models.CheckConstraint(
                condition=models.Q(state=ProposalState.OPEN, decided_at__isnull=True)
                | (~models.Q(state=ProposalState.OPEN) & models.Q(decided_at__isnull=False)),
                name="people_entryproposal_decided_when",
            ),
        ]

    def __str__(self) -> str:
        return str(self.organisation)
