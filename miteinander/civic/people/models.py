from collections.abc import Sequence

from django.db import models
from django.utils.translation import gettext_lazy as _

from miteinander.civic.places.models import District, Venue
from miteinander.foundation.languages.fields import TranslatedField
from miteinander.foundation.languages.registry import spoken_choices
from miteinander.foundation.languages.text import Translated
from miteinander.foundation.values.lists import ChoiceListField
from miteinander.foundation.values.telephone import format_telephone, validate_telephone

from .enums import PUBLIC_KINDS, OrganisationKind
from .querysets import OrganisationQuerySet


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
    logo_rule = TranslatedField(_("Regel für das Logo"), help_text=_("wie das Logo gezeigt werden muss"))
    funding_sentence = TranslatedField(_("Fördersatz"), help_text=_("der Satz, der auf allem stehen muss"))
    venues = models.ManyToManyField(Venue, verbose_name=_("Orte"), blank=True, related_name="owners")

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

    class Meta:
        verbose_name = _("Person")
        verbose_name_plural = _("Personen")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
