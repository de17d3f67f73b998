"""One face, one sentence; on the web and typed in from paper."""

import re
import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from miteinander.foundation.interface.guarded_forms import Honeypot
from miteinander.foundation.languages.registry import base_language, site_languages

from .actions.feedback import FACES, LONGEST_SENTENCE, Voice, cleaned_sentence

FACE_WORDS = {
    5: gettext_lazy("sehr gut"),
    4: gettext_lazy("gut"),
    3: gettext_lazy("geht so"),
    2: gettext_lazy("nicht gut"),
    1: gettext_lazy("gar nicht gut"),
}
ROWS = 20


class FeedbackForm(Honeypot):
    """`once` is made with the form: sent twice it counts once."""

    face = forms.TypedChoiceField(
        label=gettext_lazy("Wie hat es Ihnen gefallen?"),
        choices=list(FACE_WORDS.items()),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Bitte wählen Sie ein Gesicht."),
            "invalid_choice": gettext_lazy("Bitte wählen Sie ein Gesicht."),
        },
    )
    sentence = forms.CharField(
        label=gettext_lazy("Möchten Sie einen Satz dazu schreiben?"),
        help_text=gettext_lazy("Das müssen Sie nicht. Bitte schreiben Sie keine Namen."),
        required=False,
        max_length=LONGEST_SENTENCE,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": gettext_lazy("Das ist zu lang. Hier passen 500 Zeichen hinein.")},
    )
    once = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_sentence(self) -> str:
        return cleaned_sentence(self.cleaned_data["sentence"])

    def clean_once(self) -> str:
        """A form somebody made by hand gets its own."""
        typed: str = self.cleaned_data["once"]
        return typed if re.fullmatch(r"[0-9a-f]{32}", typed) else uuid.uuid4().hex

    def voice(self) -> Voice:
        return Voice(self.cleaned_data["face"], self.cleaned_data["sentence"])


def fresh_form() -> FeedbackForm:
    return FeedbackForm(initial={"once": uuid.uuid4().hex})


class SheetForm(forms.Form):
    number = forms.CharField(
        label=gettext_lazy("Blattnummer"),
        max_length=20,
        help_text=gettext_lazy(
            "Nummerieren Sie jedes Blatt oder jedes Bündel Zettel. Jede Nummer wird nur einmal eingegeben."
        ),
        error_messages={"required": gettext_lazy("Bitte tippen Sie die Nummer des Blattes.")},
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Sprache"),
        choices=lambda: [(one.code, one.name) for one in site_languages()],
        initial=base_language,
    )

    def clean_number(self) -> str:
        """As it is compared: "a 7" and "A7" are one sheet."""
        number = "".join(cleaned_sentence(self.cleaned_data["number"]).upper().split())
        if not number:
            raise forms.ValidationError(_("Bitte tippen Sie die Nummer des Blattes."))
        return number


class RowForm(forms.Form):
    face = forms.IntegerField(
        label=gettext_lazy("Gesicht"),
        required=False,
        min_value=FACES[0],
        max_value=FACES[-1],
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "min": FACES[0], "max": FACES[-1]}),
        error_messages={
            name: gettext_lazy("Bitte eine Zahl von 1 bis 5.")
            for name in ("invalid", "min_value", "max_value")
        },
    )
    sentence = forms.CharField(
        label=gettext_lazy("Ein Satz"),
        required=False,
        max_length=LONGEST_SENTENCE,
        error_messages={"max_length": gettext_lazy("Das ist zu lang. Hier passen 500 Zeichen hinein.")},
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("sentence") and not cleaned.get("face") and "face" not in self.errors:
            self.add_error("face", _("Welches Gesicht gehört zu diesem Satz?"))
        return cleaned


class SheetRows(forms.BaseFormSet):  # type: ignore[type-arg]
    def add_fields(self, form: Any, index: int | None) -> None:
        """The columns have the only headings, so every widget names itself."""
        super().add_fields(form, index)
        for field in form.fields.values():
            field.widget.attrs["aria-label"] = _("Zeile %(row)d: %(column)s") % {
                "row": (index or 0) + 1,
                "column": field.label,
            }

    def voices(self) -> list[Voice]:
        """Rows left empty are left out."""
        return [
            Voice(form.cleaned_data["face"], form.cleaned_data["sentence"])
            for form in self.forms
            if form.cleaned_data.get("face")
        ]


ROW_FORMS = forms.formset_factory(
    RowForm, formset=SheetRows, extra=ROWS, max_num=60, absolute_max=60, validate_max=True
)
