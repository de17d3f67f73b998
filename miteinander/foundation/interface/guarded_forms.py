"""Public forms that keep what was typed and make life hard for robots, without third parties and without riddles."""

import re
import unicodedata
from typing import Any, Self

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

SHORTEST_TIME = 3
LONGEST_TIME = 24 * 60 * 60
SALT = "interface.guarded-form"

# Control characters except tab and line breaks, and characters that turn the direction of writing round unseen.
_NOT_TYPED = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff]"
)
_NOT_IN_A_LINE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff]")


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


class Honeypot(forms.Form):
    """`website` stays empty: only robots see it."""

    website = TypedText(
        label=_("Bitte lassen Sie dieses Feld leer."),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise ValidationError(_("Bitte lassen Sie dieses Feld leer."), code="robot")
        return ""


class GuardedForm(Honeypot):
    """`stamp` says when the form was fetched: see `components/form_guard.html`."""

    shortest_time = SHORTEST_TIME
    stamp = forms.Field(required=False, widget=forms.HiddenInput)

    def clean(self) -> None:
        super().clean()
        stamp = str(self.cleaned_data.get("stamp") or "")
        if not _is_good(stamp, LONGEST_TIME) or _is_good(stamp, self.shortest_time):
            self.refuse(_("Bitte schicken Sie das Formular noch einmal ab."))

    def refuse(self, sentence: object) -> None:
        """Turn the whole form back; what was typed stays, and the next try starts afresh in time."""
        self.add_error(None, ValidationError(str(sentence), code="again"))

    def renewed(self) -> Self:
        """This bound form with a stamp for the next try, unless the present one is still good."""
        if not _is_good(str(self.data.get("stamp", "")), LONGEST_TIME):
            self.put("stamp", fresh_stamp())
        return self

    def put(self, name: str, value: str) -> None:
        """Let a field of this bound form show something else than was typed."""
        data: Any = self.data.copy()  # type: ignore[attr-defined]  # a QueryDict, or a dict in tests
        data[name] = value
        self.data = data


def _is_good(stamp: str, seconds: int) -> bool:
    """Whether we made the stamp, not longer ago than this."""
    try:
        signing.TimestampSigner(salt=SALT).unsign(stamp, max_age=seconds)
    except signing.BadSignature:
        return False
    return True
