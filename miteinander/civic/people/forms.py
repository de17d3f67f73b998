"""What an association may say about its own entry."""

import re
import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from miteinander.foundation.languages.registry import spoken_choices
from miteinander.foundation.values.telephone import format_telephone, parse_telephone

from .confirmations import present_values
from .models import Organisation

_UNSEEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff]"
)


class PlainText(forms.CharField):
    """Text as a person types it."""

    def to_python(self, value: object) -> str:
        text: str = super().to_python(value) or ""
        if _UNSEEN.search(text):
            raise ValidationError(
                _("Hier stehen unsichtbare Zeichen. Bitte tippen Sie den Text neu."), code="unseen"
            )
        return unicodedata.normalize("NFC", text)


class EntryForm(forms.Form):
    name = PlainText(label=_("Name"), max_length=160)
    telephone = PlainText(label=_("Telefon"), max_length=30, required=False)
    email = forms.EmailField(label=_("E-Mail-Adresse"), required=False)
    website = forms.URLField(label=_("Webseite"), required=False, assume_scheme="https", max_length=200)
    languages = forms.MultipleChoiceField(
        label=_("Sprachen"),
        required=False,
        choices=lambda: list(spoken_choices()),
        widget=forms.CheckboxSelectMultiple,
    )
    about = PlainText(
        label=_("Beschreibung"), required=False, max_length=3000, widget=forms.Textarea(attrs={"rows": 6})
    )
    note = PlainText(
        label=_("Was sollen wir noch wissen?"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    @classmethod
    def of(cls, organisation: Organisation, data: Any = None) -> "EntryForm":
        present = present_values(organisation)
        return cls(data, initial=present | {"telephone": format_telephone(present["telephone"])})

    def clean_telephone(self) -> str:
        typed = self.cleaned_data["telephone"]
        if not typed:
            return ""
        try:
            return parse_telephone(typed)
        except ValueError as error:
            raise ValidationError(str(error), code="telephone") from error

    def clean_about(self) -> str:
        return str(self.cleaned_data["about"]).replace("\r\n", "\n")
