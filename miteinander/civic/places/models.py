from collections.abc import Sequence

from django.db import models
from django.utils.translation import gettext_lazy as _

from miteinander.foundation.languages.fields import TranslatedField
from miteinander.foundation.languages.folding import fold, fold_for_search
from miteinander.foundation.languages.text import Translated
from miteinander.foundation.values.lists import TextListField
from miteinander.foundation.values.loading import QuickLoading

from .enums import Availability
from .querysets import DistrictQuerySet, VenueQuerySet


class Borough(models.Model):
    """Stadtbezirk."""

    slug = models.SlugField(max_length=80, unique=True)
    number = models.PositiveSmallIntegerField(_("Nummer"), unique=True)
    name = models.CharField(_("Name"), max_length=80)

    class Meta:
        verbose_name = _("Stadtbezirk")
        verbose_name_plural = _("Stadtbezirke")
        ordering = ["number"]

    def __str__(self) -> str:
        return self.name


class District(QuickLoading, models.Model):
    """Stadtteil. The map position is a cell of the hexagon grid; odd rows are shifted by half a cell."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(_("Name"), max_length=80)
    borough = models.ForeignKey(
        Borough, verbose_name=_("Stadtbezirk"), on_delete=models.PROTECT, related_name="districts"
    )
    synonyms = TextListField(_("andere Namen"), help_text=_("wie die Leute sagen, einer je Zeile"))
    latitude = models.DecimalField(_("Breite"), max_digits=8, decimal_places=5, null=True, blank=True)
    longitude = models.DecimalField(_("Länge"), max_digits=8, decimal_places=5, null=True, blank=True)
    map_column = models.PositiveSmallIntegerField(_("Spalte auf der Karte"), null=True, blank=True)
    map_row = models.PositiveSmallIntegerField(_("Zeile auf der Karte"), null=True, blank=True)

    objects = DistrictQuerySet.as_manager()

    class Meta:
        verbose_name = _("Stadtteil")
        verbose_name_plural = _("Stadtteile")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["map_column", "map_row"], name="places_district_one_per_cell"),
            models.CheckConstraint(
                condition=models.Q(latitude__isnull=True, longitude__isnull=True)
                | models.Q(
                    latitude__isnull=False,  # a comparison with nothing is no refusal in SQL
                    longitude__isnull=False,
                    latitude__range=(-90, 90),
                    longitude__range=(-180, 180),
                ),
                name="places_district_position",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def other_names(self) -> list[str]:
        """The synonyms that are more than another spelling of the name (Kueppersteg, Kuppersteg)."""
        plain = fold(self.name)
        spellings = {plain, fold_for_search(self.name).removeprefix(plain).strip()}
        return [name for name in self.synonyms if fold(name) not in spellings]

    def text_parts(self) -> tuple[Sequence[Translated], Sequence[Translated]]:
        return [Translated.of(self.name)], [Translated.of(", ".join(self.synonyms))]


class Venue(QuickLoading, models.Model):
    """A room, a square, a park: with its address and what people need to know to get in."""

    slug = models.SlugField(max_length=80, unique=True)
    name = TranslatedField(_("Name"), blank=False)
    district = models.ForeignKey(
        District,
        verbose_name=_("Stadtteil"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="venues",
    )
    street = models.CharField(_("Straße und Hausnummer"), max_length=120, blank=True)
    postal_code = models.CharField(_("Postleitzahl"), max_length=10, blank=True)
    town = models.CharField(_("Ort"), max_length=80, blank=True)
    latitude = models.DecimalField(_("Breite"), max_digits=8, decimal_places=5, null=True, blank=True)
    longitude = models.DecimalField(_("Länge"), max_digits=8, decimal_places=5, null=True, blank=True)
    step_free = models.CharField(
        _("stufenlos"), max_length=8, choices=Availability.choices, default=Availability.UNKNOWN
    )
    toilet = models.CharField(
        _("barrierefreie Toilette"), max_length=8, choices=Availability.choices, default=Availability.UNKNOWN
    )
    induction_loop = models.CharField(
        _("Hörschleife"), max_length=8, choices=Availability.choices, default=Availability.UNKNOWN
    )
    parking = TranslatedField(_("Parken"))
    stop = TranslatedField(_("Haltestelle"))
    access_note = TranslatedField(_("Hinweise zum Zugang"), multiline=True)

    objects = VenueQuerySet.as_manager()

    class Meta:
        verbose_name = _("Ort")
        verbose_name_plural = _("Orte")
        ordering = ["slug"]

    def __str__(self) -> str:
        return str(self.name)

    @property
    def address(self) -> str:
        town = f"{self.postal_code} {self.town}".strip()
        return ", ".join(part for part in (self.street, town) if part)

    def text_parts(self) -> tuple[Sequence[Translated], Sequence[Translated]]:
        return [self.name], [self.access_note, self.stop, self.parking]
