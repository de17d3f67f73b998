from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, get_upload_to

from miteinander.foundation.languages.fields import TranslatedField
from miteinander.foundation.values.clock import today

from .enums import ConsentBasis
from .fields import CheckedDocumentField, CheckedImageField
from .querysets import CouncilImageQuerySet


class CouncilImage(AbstractImage):
    """A picture with what may be done with it. Its file is checked and drawn anew, whichever way it comes.

    What a page shows comes from `consents.rendition_for_web`: a picture without a basis is never published.
    """

    file = CheckedImageField(_("Datei"), upload_to=get_upload_to, width_field="width", height_field="height")
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
    consent_until = models.DateField(
        _("Einwilligung gilt bis"),
        null=True,
        blank=True,
        help_text=_("Leer: ohne Ende. Danach verschwindet das Bild."),
    )
    withdrawn_at = models.DateTimeField(_("zurückgezogen am"), null=True, blank=True, editable=False)
    withdrawn_note = models.TextField(_("wer wann"), blank=True, editable=False)

    admin_form_fields = (
        "title", "file", "collection", "focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height",
        "alternative", "credit", "consent_basis", "consent_until", "consent_note",
    )  # fmt: skip
    objects = CouncilImageQuerySet.as_manager()

    class Meta(AbstractImage.Meta):
        verbose_name = _("Bild")
        verbose_name_plural = _("Bilder")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=True) | models.Q(consent_basis=ConsentBasis.UNCLEAR),
                name="media_councilimage_withdrawn_is_unclear",
                violation_error_message=_("Dieses Bild wurde zurückgezogen. Es bleibt ungeklärt."),
            )
        ]

    @property
    def is_publishable(self) -> bool:
        """Agrees with `CouncilImageQuerySet.publishable`."""
        if self.withdrawn_at or self.consent_basis == ConsentBasis.UNCLEAR:
            return False
        return self.consent_until is None or self.consent_until >= today()

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
    file = CheckedDocumentField(_("Datei"), upload_to="documents")
    is_public = models.BooleanField(
        _("öffentlich"),
        default=False,
        help_text=_("Nur öffentliche Dateien kann jede und jeder herunterladen."),
    )

    admin_form_fields = (*Document.admin_form_fields, "is_public")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("Datei")
        verbose_name_plural = _("Dateien")
