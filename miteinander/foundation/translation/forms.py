"""What is typed at the desk."""

from collections.abc import Sequence
from pathlib import PurePath
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from miteinander.foundation.values.clock import today

from .actions import Edit
from .segments import Segment

LARGEST_FILE = 10 * 1024 * 1024
SUFFIXES = (".xlf", ".xliff", ".po")


def seen_mark(segment: Segment) -> str:
    """What stands in the form beside a text, so that a change by somebody else is noticed."""
    return f"{segment.german_stamp}-{segment.text_stamp}-{'c' if segment.state == 'checked' else 'o'}"


def edits_of(data: Any, keys: Sequence[str]) -> dict[str, Edit]:
    """The texts of a posted form. A text without its mark was not in the form."""
    found = {}
    for key in keys:
        german, _dash, rest = data.get(f"seen:{key}", "").partition("-")
        text, _dash, checked = rest.partition("-")
        if german and text:
            found[key] = Edit(
                text=data.get(f"text:{key}", ""),
                checked=f"checked:{key}" in data,
                seen_german=german,
                seen_text=text,
                was_checked=checked == "c",
            )
    return found


def posted_keys(data: Any) -> list[str]:
    return [name.removeprefix("seen:") for name in data if name.startswith("seen:")]


class ReadingForm(forms.Form):
    reader = forms.CharField(
        label=gettext_lazy("Wer hat gelesen?"),
        max_length=120,
        help_text=gettext_lazy("Ein Name oder eine Prüfgruppe, so wie es die Person möchte."),
    )
    read_on = forms.DateField(
        label=gettext_lazy("Wann?"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    note = forms.CharField(
        label=gettext_lazy("Anmerkung"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_read_on(self) -> Any:
        day = self.cleaned_data["read_on"]
        if day > today():
            raise forms.ValidationError(_("Dieser Tag liegt in der Zukunft."))
        return day


class ImportForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Datei"),
        help_text=gettext_lazy("XLIFF oder PO, höchstens 10 MB."),
        widget=forms.FileInput(attrs={"accept": ",".join(SUFFIXES)}),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if PurePath(file.name).suffix.lower() not in SUFFIXES:
            raise forms.ValidationError(
                _("Diese Art von Datei wird nicht gelesen. Erlaubt sind XLIFF (.xlf, .xliff) und PO.")
            )
        if file.size > LARGEST_FILE:
            raise forms.ValidationError(
                _("Die Datei ist größer als 10 MB. Teilen Sie sie in mehrere Dateien.")
            )
        return file
