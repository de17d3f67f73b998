from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image

from miteinander.foundation.languages.fields import TranslatedField

from .enums import ConsentBasis


class CouncilImage(AbstractImage):
    alternative = TranslatedField(
        _("Bildbeschreibung"), help_text=_("Was ist zu sehen? Für Menschen, die das Bild nicht sehen.")
    )
    credit = models.CharField(_("Fotografin oder Fotograf"), max_length=120, blank=True)
    consent_basis = models.CharField(
        _("Grundlage der Veröffentlichung"),
        max_length=20,
        choices=ConsentBasis.choices,
        default=ConsentBasis.UNCLEAR,
    )
    consent_note = models.TextField(_("Wer hat wann wozu eingewilligt"), blank=True)

    admin_form_fields = (*Image.admin_form_fields, "alternative", "credit", "consent_basis", "consent_note")

    class Meta(AbstractImage.Meta):
        verbose_name = _("Bild")
        verbose_name_plural = _("Bilder")

    @property
    def default_alt_text(self) -> str:
        return str(self.alternative)


class CouncilRendition(AbstractRendition):
    image = models.ForeignKey(CouncilImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="media_rendition_one_per_filter"
            )
        ]


class CouncilDocument(AbstractDocument):
    is_public = models.BooleanField(
        _("öffentlich"),
        default=False,
        help_text=_("Nur öffentliche Dateien kann jede und jeder herunterladen."),
    )

    admin_form_fields = (*Document.admin_form_fields, "is_public")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("Datei")
        verbose_name_plural = _("Dateien")
