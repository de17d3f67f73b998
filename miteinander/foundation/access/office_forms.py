"""What the office types about accounts and roles."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from miteinander.foundation.languages.registry import base_language, site_languages

from . import roles
from .actions.grants import check_wish
from .actions.invitations import Wish
from .forms import language_choices


class WishForm(forms.Form):
    """One role with its end and its languages; offers only what the person may give."""

    role = forms.ChoiceField(label=_("Rolle"))
    ends_on = forms.DateField(
        label=_("Letzter Tag"),
        required=False,
        widget=AdminDateInput,
        help_text=_("Leer: bis auf Weiteres. Rollen des Rates enden von selbst mit der Wahlperiode."),
    )
    languages = forms.MultipleChoiceField(
        label=_("Sprachen"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Nur für die Rolle Übersetzung: In diesen Sprachen darf die Person Texte ändern."),
    )

    def __init__(self, *args: Any, offered: list[roles.Role], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "–"), *((role.key, f"{role.title} – {role.description}") for role in offered)]
        self.fields["role"].choices = choices  # type: ignore[attr-defined]
        codes = [(one.code, one.name) for one in site_languages() if one.code != base_language()]
        self.fields["languages"].choices = codes  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if "role" in data and "ends_on" in data and "languages" in data:
            if not roles.role_of(data["role"]).by_language:
                data["languages"] = []
            try:
                check_wish(role=data["role"], languages=data["languages"], ends_on=data["ends_on"])
            except ValidationError as error:
                self.add_error(None, error)
        return data

    def wish(self) -> Wish:
        data = self.cleaned_data
        return Wish(role=data["role"], ends_on=data["ends_on"], languages=tuple(data["languages"]))


class InvitationForm(WishForm):
    email = forms.EmailField(label=_("E-Mail-Adresse"), max_length=254)
    first_name = forms.CharField(label=_("Vorname"), max_length=150, required=False)
    last_name = forms.CharField(label=_("Nachname"), max_length=150, required=False)
    language = forms.ChoiceField(label=_("Sprache der Einladung"), choices=language_choices, initial="de")
    field_order = ["email", "first_name", "last_name", "language", "role", "ends_on", "languages"]
