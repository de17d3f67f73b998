from django.db import models
from django.utils.translation import gettext_lazy as _

from miteinander.foundation.interface.enums import Colour
from miteinander.foundation.languages.fields import TranslatedField


class Section(models.Model):
    """Rubrik. Its colour is that of a cross-cutting task, so that paper and website speak one language."""

    slug = models.SlugField(max_length=40, unique=True)
    name = TranslatedField(_("Name"), blank=False, longest=60)
    colour = models.CharField(_("Farbe"), max_length=6, choices=Colour.choices)
    order = models.PositiveSmallIntegerField(_("Reihenfolge"), default=0)

    class Meta:
        verbose_name = _("Rubrik")
        verbose_name_plural = _("Rubriken")
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return str(self.name)
