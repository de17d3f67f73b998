"""The form for barriers. It asks for little, keeps what was typed, and makes life hard for robots."""

import re
import unicodedata
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

LONGEST_REPORT = 4000
SHORTEST_TIME = 3
LONGEST_TIME = 24 * 60 * 60
SALT = "website.barrier-form"

# Control characters except tab and line breaks, and characters that turn the direction of writing round unseen.
_NOT_TYPED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\ufdd0-\ufdef\ufffe\uffff]")
_NOT_IN_A_LINE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\ufdd0-\ufdef\ufffe\uffff]")


def fresh_stamp() -> str:
    """Says, signed, when the form was fetched."""
    return signing.TimestampSigner(salt=SALT).sign("form")


class TypedText(forms.CharField):
    """Text as a person types it; what no keyboard sends is refused with a sentence."""

    default_error_messages = {
        "unseen": _("Hier stehen unsichtbare Zeichen. Bitte tippen Sie den Text neu."),
        "max_length": _("Das ist zu lang. Hier passen %(limit_value)d Zeichen hinein."),
    }

    def __init__(self, *, lines: bool = False, **options: Any) -> None:
        super().__init__(**options)
        self.pattern = _NOT_TYPED if lines else _NOT_IN_A_LINE

    def to_python(self, value: object) -> str:
        text: str = super().to_python(value) or ""
        if self.pattern.search(text):
            raise ValidationError(self.error_messages["unseen"], code="unseen")
        return unicodedata.normalize("NFC", text)


class BarrierForm(forms.Form):
    """What happened, where, and how to reach the person. `website` stays empty, `stamp` says when it was fetched."""

    what = TypedText(
        label=_("Was ist passiert?"),
        help_text=_("Was wollten Sie tun, und was ging nicht?"),
        lines=True,
        max_length=LONGEST_REPORT,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Bitte schreiben Sie, was passiert ist.")},
    )
    page = TypedText(
        label=_("Auf welcher Seite?"),
        required=False,
        max_length=300,
    )
    reach = TypedText(
        label=_("Wie erreichen wir Sie?"),
        help_text=_("E-Mail-Adresse oder Telefonnummer, wenn Sie eine Antwort möchten."),
        required=False,
        max_length=200,
    )
    website = TypedText(
        label=_("Bitte lassen Sie dieses Feld leer."),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )
    stamp = forms.Field(required=False, widget=forms.HiddenInput)

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise ValidationError(_("Bitte lassen Sie dieses Feld leer."), code="robot")
        return ""

    def clean(self) -> None:
        stamp = self.cleaned_data.get("stamp") or ""
        try:
            signing.TimestampSigner(salt=SALT).unsign(stamp, max_age=LONGEST_TIME)
            too_fast = _is_younger(stamp, SHORTEST_TIME)
        except signing.BadSignature:
            too_fast = True
        if too_fast:
            self.refuse(_("Bitte schicken Sie das Formular noch einmal ab."))

    def refuse(self, sentence: object) -> None:
        """Turn the whole form back; what was typed stays, and the next try starts afresh in time."""
        self.add_error(None, ValidationError(str(sentence), code="again"))

    def renewed(self) -> "BarrierForm":
        """This bound form with a stamp for the next try, unless the present one is still good."""
        data = dict(self.data.items())
        try:
            signing.TimestampSigner(salt=SALT).unsign(data.get("stamp", ""), max_age=LONGEST_TIME)
        except signing.BadSignature:
            data["stamp"] = fresh_stamp()
        self.data = data
        return self


def _is_younger(stamp: str, seconds: int) -> bool:
    try:
        signing.TimestampSigner(salt=SALT).unsign(stamp, max_age=seconds)
    except signing.SignatureExpired:
        return False
    return True
