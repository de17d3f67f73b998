"""Fields that the office's forms of this room share."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from miteinander.foundation.languages.folding import one_line
from miteinander.foundation.languages.registry import base_language, site_languages
from miteinander.foundation.mailing.bidi import TURNING
from miteinander.foundation.mailing.recipients import UnusableAddress, clean_address
from miteinander.foundation.values.clock import BERLIN
from miteinander.foundation.values.telephone import format_telephone, parse_telephone

EARLIEST, LATEST = 1990, 2100
MOST_SEATS = 100_000


class NameField(forms.CharField):
    """One line without signs that turn the words around it."""

    def to_python(self, value: Any) -> str:
        text = TURNING.sub("", super().to_python(value) or "")
        return one_line(text, len(text))


class AddressField(forms.CharField):
    """An e-mail address that mail can be sent to, or nothing."""

    widget = forms.EmailInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=254, required=False, **kwargs)

    def clean(self, value: Any) -> str:
        text: str = super().clean(value)
        if not text:
            return ""
        try:
            return clean_address(text)
        except UnusableAddress:
            raise ValidationError(
                _("„%(text)s“ ist keine E-Mail-Adresse. Prüfen Sie sie, oder lassen Sie das Feld leer.")
                % {"text": text[:60]}
            ) from None


class TelephoneField(forms.CharField):
    """A telephone number as it is kept, or nothing."""

    widget = forms.TextInput(attrs={"type": "tel"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=40, required=False, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return format_telephone(value) if isinstance(value, str) and value.startswith("+") else value

    def clean(self, value: Any) -> str:
        text: str = super().clean(value)
        if not text:
            return ""
        try:
            return parse_telephone(text)
        except ValueError as error:
            raise ValidationError(str(error)) from error


class CountField(forms.IntegerField):
    """How many; empty is none."""

    def __init__(self, *, most: int = 100, **kwargs: Any) -> None:
        super().__init__(min_value=0, max_value=most, required=False, **kwargs)
        self.widget.attrs["inputmode"] = "numeric"

    def clean(self, value: Any) -> int:
        return super().clean(value) or 0


class SeatsField(forms.IntegerField):
    """Seats; empty is without limit (None)."""

    default_error_messages = {
        "invalid": gettext_lazy("Bitte geben Sie eine Zahl ein, oder nichts für „ohne Grenze“."),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=0, max_value=MOST_SEATS, required=False, **kwargs)


class MomentField(forms.DateTimeField):
    """Day and time here, kept as a moment."""

    default_error_messages = {
        "invalid": gettext_lazy(
            "Diesen Zeitpunkt gibt es nicht. Schreiben Sie zum Beispiel 2026-09-29 18:00."
        ),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            required=False,
            input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%d.%m.%Y %H:%M"],
            widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
            **kwargs,
        )

    def clean(self, value: Any) -> datetime | None:
        moment: datetime | None = super().clean(value)
        if moment and not EARLIEST <= moment.astimezone(BERLIN).year <= LATEST:
            raise ValidationError(
                _("Das Jahr liegt zu weit weg. Erlaubt ist %(first)d bis %(last)d.")
                % {"first": EARLIEST, "last": LATEST}
            )
        return moment


def language_field() -> forms.ChoiceField:
    """The language in which somebody is written to."""
    return forms.ChoiceField(
        label=gettext_lazy("Sprache"),
        choices=lambda: [(language.code, language.name) for language in site_languages()],
        initial=base_language,
    )
