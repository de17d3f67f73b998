"""A paper sheet as it is typed in: its number once, a grid of parties."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from miteinander.foundation.languages.registry import base_language

from .office_fields import AddressField, CountField, NameField, TelephoneField, language_field
from .office_forms import Choices, name_field, with_first_name
from .party import GuestWish, PartyWish

ROWS = 12
MOST_ROWS = 60


class SheetForm(forms.Form):
    number = NameField(
        label=gettext_lazy("Blattnummer"),
        max_length=20,
        help_text=gettext_lazy("Steht oben auf dem Blatt. Jedes Blatt wird nur einmal eingegeben."),
    )
    language = language_field()

    def clean_number(self) -> str:
        """As it is compared: "a 7" and "A7" are one sheet."""
        return "".join(self.cleaned_data["number"].upper().split())


class RowForm(forms.Form):
    """One line of the sheet: a party. The widgets name themselves, because the columns have the only headings."""

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choices = choices
        self.fields["name"] = name_field()
        for pool in choices.kinds:
            self.fields[f"kind_{pool.pk}"] = CountField(label=str(pool.name(base_language())))
        self.fields["phone"] = TelephoneField(label=gettext_lazy("Telefon"))
        self.fields["email"] = AddressField(label=gettext_lazy("E-Mail-Adresse"))
        self.fields["another"] = forms.BooleanField(label=gettext_lazy("Andere Person"), required=False)

    def name_widgets(self, number: int) -> None:
        """For screen readers: column and row."""
        for field in self.fields.values():
            field.widget.attrs["aria-label"] = _("Zeile %(row)d: %(column)s") % {
                "row": number,
                "column": field.label,
            }

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if self.has_changed() and not self.errors and not self._size():
            self.add_error("name", _("Wie viele kommen? Es muss mindestens eine Person sein."))
        return cleaned

    def _size(self) -> int:
        return sum(self.cleaned_data.get(f"kind_{pool.pk}") or 0 for pool in self.choices.kinds)

    def _guests(self) -> Iterator[GuestWish]:
        for pool in self.choices.kinds:
            for _one in range(self.cleaned_data[f"kind_{pool.pk}"]):
                yield GuestWish(pool.pk)

    def wish(self, language: str) -> PartyWish:
        cleaned = self.cleaned_data
        return PartyWish(
            name=cleaned["name"],
            guests=with_first_name(list(self._guests()), cleaned["name"]),
            email=cleaned["email"],
            phone=cleaned["phone"],
            language=language,
        )


class SheetRows(forms.BaseFormSet):  # type: ignore[type-arg]
    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        form.name_widgets((index or 0) + 1)

    def wishes(self, language: str) -> dict[int, PartyWish]:
        """By row; rows left empty are left out."""
        return {number: form.wish(language) for number, form in enumerate(self.forms) if form.has_changed()}


ROW_FORMS = forms.formset_factory(
    RowForm, formset=SheetRows, extra=ROWS, max_num=MOST_ROWS, absolute_max=MOST_ROWS, validate_max=True
)
