"""Uploading in the office: what is wrong with a file is said beside it, before anything is stored."""

from io import BytesIO
from typing import Any

from django import forms
from django.core.files.base import File
from django.core.files.uploadedfile import UploadedFile
from django.forms import FileField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from .fields import checked_document_file, checked_image_file
from .models import CouncilImage


def replaced(upload: Any, checked: File[Any]) -> Any:
    """The upload itself with what was checked in it: some of Wagtail's screens store the upload and not the form's
    value, and nothing of the original may stay."""
    if checked is not upload:
        content = checked.read()
        upload.file, upload.size, upload.name = BytesIO(content), len(content), str(checked.name)
    upload.seek(0)
    upload.is_checked = True
    return upload


class PictureField(WagtailImageField):
    def to_python(self, data: Any) -> Any:
        upload = FileField.to_python(self, data)
        return None if upload is None else replaced(upload, checked_image_file(upload, str(upload.name)))

    def run_validators(self, value: Any) -> None:
        """The name of a checked picture follows from its content."""


class CouncilImageForm(BaseImageForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if known := self.fields.get("file"):
            self.fields["file"] = PictureField(
                label=known.label, required=known.required, widget=known.widget
            )
            self.fields["file"].help_text = _(
                "JPG, PNG, GIF oder WebP, höchstens 10 MB. Ort, Kamera und Uhrzeit der Aufnahme werden entfernt. "
                "Ein bewegtes Bild wird zum Standbild."
            )


class CouncilDocumentForm(BaseDocumentForm):
    def clean_file(self) -> Any:
        upload = self.cleaned_data["file"]
        if isinstance(upload, UploadedFile):
            return replaced(upload, checked_document_file(upload, str(upload.name)))
        return upload


class WithdrawForm(forms.Form):
    note = forms.CharField(
        label=gettext_lazy("Wer hat die Einwilligung wann zurückgezogen?"),
        help_text=gettext_lazy("Dieser Satz bleibt drei Jahre lang als Nachweis."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class PublishablePictureField(forms.ModelChoiceField[CouncilImage]):
    """Where a record of the office chooses a picture: only one that may be published."""

    def clean(self, value: Any) -> Any:
        image = super().clean(value)
        if image is not None and not image.is_publishable:
            raise forms.ValidationError(
                _(
                    "Dieses Bild darf nicht veröffentlicht werden. Wählen Sie ein anderes, oder tragen Sie beim Bild "
                    "die Grundlage der Veröffentlichung ein."
                ),
                code="not_publishable",
            )
        return image
