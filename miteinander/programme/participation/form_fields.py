"""Fields of the forms of taking part, each with its sentence for whatever else is typed."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext_lazy

from miteinander.foundation.interface.guarded_forms import TypedText
from miteinander.foundation.languages.templatetags.languages import local
from miteinander.foundation.mailing.recipients import UnusableAddress, clean_address
from miteinander.foundation.values.telephone import parse_telephone

from .enums import QuestionKind
from .models import Question

OLDEST = 120
LONGEST_NAME = 120
_UNSEEN_IN_NUMBERS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Address books put these around a telephone number that somebody copies."""


class NameField(TypedText):
    """A name has a letter or a digit; what else people write into their names is theirs."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=LONGEST_NAME, **options)

    def to_python(self, value: object) -> str:
        name = super().to_python(value)
        if name and not any(sign.isalnum() for sign in name):
            raise ValidationError(_("Bitte schreiben Sie den Namen mit Buchstaben."), code="letters")
        return name


class EmailText(TypedText):
    widget = forms.EmailInput

    def to_python(self, value: object) -> str:
        text = super().to_python(value)
        try:
            return clean_address(text) if text else ""
        except UnusableAddress:
            raise ValidationError(
                _("Das ist keine E-Mail-Adresse. Sie sieht zum Beispiel so aus: name@beispiel.de"),
                code="email",
            ) from None


class TelephoneText(TypedText):
    def to_python(self, value: object) -> str:
        text = super().to_python(_UNSEEN_IN_NUMBERS.sub("", value) if isinstance(value, str) else value)
        try:
            return parse_telephone(text) if text else ""
        except ValueError as error:
            raise ValidationError(str(error), code="telephone") from None


class CountField(forms.IntegerField):
    """How many; nothing typed is nobody. Whatever is no number between nothing and `most` gets one sentence."""

    def __init__(self, *, most: int, sentence: str = "", **options: Any) -> None:
        self.most = most
        wrong = sentence or _("Bitte schreiben Sie eine Zahl von 0 bis %(most)d.") % {"most": most}
        widget = forms.NumberInput(attrs={"inputmode": "numeric", "min": 0, "max": most})
        names = ("invalid", "min_value", "max_value")
        super().__init__(
            required=False,
            min_value=0,
            max_value=most,
            widget=widget,
            error_messages=dict.fromkeys(names, wrong),
            **options,
        )

    def clean(self, value: Any) -> int:
        return super().clean(value) or 0


class AgeField(forms.IntegerField):
    def __init__(self) -> None:
        wrong = _("Bitte schreiben Sie das Alter als Zahl von 0 bis 120.")
        super().__init__(
            label=_("Alter"),
            required=False,
            min_value=0,
            max_value=OLDEST,
            widget=forms.NumberInput(attrs={"inputmode": "numeric", "min": 0, "max": OLDEST}),
            error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), wrong),
        )


def answer_field(question: Question, lang: str) -> forms.Field:
    shared: dict[str, Any] = {
        "label": local(question.text.localized(lang)),
        "help_text": _purpose(question, lang),
        "required": question.is_required and not question.is_special,
        "error_messages": {
            "required": _("Bitte beantworten Sie diese Frage."),
            "invalid_choice": _("Bitte wählen Sie aus der Liste."),
        },
    }
    if question.kind == QuestionKind.YES_NO:
        choices = [("yes", pgettext_lazy("answer", "Ja")), ("no", pgettext_lazy("answer", "Nein"))]
        return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **shared)
    if question.kind == QuestionKind.CHOICE:
        lines = lines_of(question.choices.localized(lang).text)
        numbered = [(str(number), line) for number, line in enumerate(lines, start=1)]
        return forms.ChoiceField(choices=[("", "–"), *numbered], **shared)
    if question.kind == QuestionKind.NUMBER:
        shared["error_messages"] |= dict.fromkeys(
            ("invalid", "min_value", "max_value"), _("Bitte schreiben Sie eine Zahl.")
        )
        return forms.IntegerField(min_value=0, max_value=1_000_000, **shared)
    return TypedText(max_length=500, **shared)


def _purpose(question: Question, lang: str) -> SafeString:
    """Why it is asked, whether one must answer, and when the answer is erased."""
    days = question.erase_after_days
    erased = ngettext(
        "Wir löschen die Antwort %(count)d Tag nach der Veranstaltung.",
        "Wir löschen die Antwort %(count)d Tage nach der Veranstaltung.",
        days,
    ) % {"count": days}
    special = _("Niemand muss diese Frage beantworten.") if question.is_special else ""
    parts = [local(question.purpose.localized(lang)), special, erased]
    return format_html_join(" ", "{}", ((part,) for part in parts if part))


def lines_of(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
