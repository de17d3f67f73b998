"""The form with which somebody orders the newspaper by post, and the one for the code of a label."""

import re
import unicodedata
import uuid

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from miteinander.foundation.interface.guarded_forms import GuardedForm, TypedText
from miteinander.foundation.languages.registry import site_languages

from ..subscription_codes import plain_code
from .actions import PostalAddress

MOST_IN_FORM = 10
"""The office may enter more."""


def latin_digits(text: str) -> str:
    """١٢٣ becomes 123."""
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text)


class WordsField(TypedText):
    """Names and streets have a letter or a digit."""

    def to_python(self, value: object) -> str:
        text = " ".join(super().to_python(value).split())
        if text and not any(sign.isalnum() for sign in text):
            raise ValidationError(_("Bitte schreiben Sie das mit Buchstaben."), code="letters")
        return text


class PostalCodeField(TypedText):
    def to_python(self, value: object) -> str:
        text = latin_digits("".join(super().to_python(value).split()))
        if text and not re.fullmatch(r"[0-9]{5}", text):
            raise ValidationError(
                _("Eine Postleitzahl hat fünf Ziffern, zum Beispiel 12345."), code="postal_code"
            )
        return text


class SubscriptionForm(GuardedForm):
    """`once` is made with the form: sent twice it orders once."""

    name = WordsField(
        label=_("Name"),
        help_text=_("So, wie er am Briefkasten steht."),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Bitte schreiben Sie Ihren Namen.")},
    )
    addition = WordsField(
        label=_("Zusatz zur Anschrift"),
        help_text=_("Zum Beispiel „bei Beispiel“ oder „Hinterhaus“."),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "address-line2"}),
    )
    street = WordsField(
        label=_("Straße und Hausnummer"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "address-line1"}),
        error_messages={"required": _("Bitte schreiben Sie Straße und Hausnummer.")},
    )
    postal_code = PostalCodeField(
        label=_("Postleitzahl"),
        max_length=10,
        widget=forms.TextInput(attrs={"autocomplete": "postal-code", "inputmode": "numeric"}),
        error_messages={"required": _("Bitte schreiben Sie die Postleitzahl.")},
    )
    town = WordsField(
        label=_("Stadt"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "address-level2"}),
        error_messages={"required": _("Bitte schreiben Sie die Stadt.")},
    )
    copies = forms.IntegerField(
        label=_("Wie viele Zeitungen?"),
        initial=1,
        min_value=1,
        max_value=MOST_IN_FORM,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "min": 1, "max": MOST_IN_FORM}),
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"),
            _("Bitte schreiben Sie eine Zahl von 1 bis 10."),
        ),
    )
    language = forms.ChoiceField(
        label=_("In welcher Sprache lesen Sie am liebsten?"),
        help_text=_("Das hilft uns zu entscheiden, welche Beiträge wir übersetzen."),
        required=False,
        choices=lambda: [("", "–"), *((one.code, one.name) for one in site_languages())],
        error_messages={"invalid_choice": _("Bitte wählen Sie aus der Liste.")},
    )
    consent = forms.BooleanField(
        label=_("Ihr Einverständnis"),
        error_messages={
            "required": _("Ohne Ihr Einverständnis dürfen wir Ihnen die Zeitung nicht schicken.")
        },
    )
    once = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_once(self) -> uuid.UUID:
        """A form somebody made by hand gets its own."""
        try:
            return uuid.UUID(self.cleaned_data["once"])
        except ValueError:
            return uuid.uuid4()

    def address(self) -> PostalAddress:
        return PostalAddress(
            **{
                name: self.cleaned_data[name]
                for name in ("name", "addition", "street", "postal_code", "town")
            }
        )


class CodeForm(forms.Form):
    code = TypedText(
        label=_("Ihr Code"),
        help_text=_("Er steht auf dem Aufkleber mit Ihrer Anschrift, zum Beispiel ABCD-EFGH."),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "dir": "ltr"}),
        error_messages={"required": _("Bitte schreiben Sie den Code.")},
    )

    def clean_code(self) -> str:
        code = plain_code(self.cleaned_data["code"])
        if not code:
            raise ValidationError(_("Dieser Code stimmt nicht. Er hat acht Zeichen."), code="code")
        return code
