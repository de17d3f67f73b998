"""Households to invite: one form, or pasted lines that are shown before anything is saved."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language_info, gettext_lazy, override
from django.utils.translation import gettext as _

from miteinander.foundation.languages.folding import fold
from miteinander.foundation.languages.registry import base_language, site_languages

from .actions.invitations import Household
from .models import Invitation, RegistrationPlan
from .office_fields import AddressField, NameField, language_field

MOST_LINES = 500
LONGEST_ADDRESS = 400
COLUMNS = 5


class HouseholdForm(forms.Form):
    name = NameField(label=gettext_lazy("Wer ist eingeladen"), max_length=160)
    most = forms.IntegerField(
        label=gettext_lazy("höchstens so viele Personen"), min_value=1, max_value=100, initial=2
    )
    email = AddressField(
        label=gettext_lazy("E-Mail-Adresse"), help_text=gettext_lazy("Leer: Sie drucken einen Brief.")
    )
    address = forms.CharField(
        label=gettext_lazy("Anschrift für den Brief"),
        required=False,
        max_length=LONGEST_ADDRESS,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    language = language_field()

    def household(self) -> Household:
        return Household(**self.cleaned_data)


class LinesForm(forms.Form):
    lines = forms.CharField(
        label=gettext_lazy("Eine Zeile je Haushalt"),
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy(
            "Name; E-Mail; Anschrift; Höchstzahl; Sprache. Hinter dem Namen darf alles fehlen. "
            "Aus einer Tabelle kopiert geht es auch."
        ),
    )

    def clean_lines(self) -> str:
        text: str = self.cleaned_data["lines"]
        read = read_lines(text)
        if len(read) > MOST_LINES:
            raise ValidationError(
                _("Das sind %(count)d Zeilen. Bitte fügen Sie höchstens %(most)d auf einmal ein.")
                % {"count": len(read), "most": MOST_LINES}
            )
        if not read:
            raise ValidationError(_("Hier steht noch niemand."))
        wrong = [one for one in read if one.error]
        if wrong:
            raise ValidationError(
                [
                    _("Zeile %(number)d: %(reason)s") % {"number": one.number, "reason": one.error}
                    for one in wrong
                ]
            )
        self.read = read
        return text


@dataclass
class ReadLine:
    """One pasted line; either `household` or `error`. `is_known`: invited already, so it is left out."""

    number: int
    household: Household | None = None
    error: str = ""
    is_known: bool = False


def read_lines(text: str) -> list[ReadLine]:
    """Each line that is not empty; a line that cannot be read says why."""
    return [
        _read(number, line) for number, line in enumerate(text.splitlines(), start=1) if line.strip(" ;\t")
    ]


def _read(number: int, line: str) -> ReadLine:
    parts = [part.strip() for part in line.split("\t" if "\t" in line else ";")]
    if len(parts) > COLUMNS:
        reason = _("Es sind mehr als fünf Angaben. Ein Semikolon trennt sie, eine Anschrift braucht Kommas.")
        return ReadLine(number, error=reason)
    name, email, address, most, language = parts + [""] * (COLUMNS - len(parts))
    code = language_code(language)
    if code is None:
        return ReadLine(
            number, error=_("Die Sprache „%(name)s“ hat die Seite nicht.") % {"name": language[:40]}
        )
    form = HouseholdForm(
        {
            "name": name,
            "email": email,
            "address": "\n".join(piece.strip() for piece in address.split(",")),
            "most": most or "2",
            "language": code,
        }
    )
    if form.is_valid():
        return ReadLine(number, form.household())
    field, errors = next(iter(form.errors.items()))
    return ReadLine(number, error=f"{form.fields[field].label}: {errors[0]}")


def language_code(typed: str) -> str | None:
    """A code, the own name or the German name of a language of the site; empty is German."""
    if not typed:
        return base_language()
    wanted = fold(typed)
    with override(base_language()):
        for language in site_languages():
            german = get_language_info(language.code)["name_translated"]
            if wanted in (fold(language.code), fold(language.name), fold(str(german))):
                return language.code
    return None


def mark_known(plan: RegistrationPlan, read: list[ReadLine]) -> None:
    """Which households are invited already, or stand in the lines twice: the same address, else the same name. One query."""
    known = {
        key
        for name, email, address in Invitation.objects.filter(plan=plan).values_list(
            "name", "email", "address"
        )
        for key in _keys(name, email, address)
    }
    for one in read:
        assert one.household is not None
        keys = _keys(one.household.name, one.household.email, one.household.address)
        one.is_known = bool(known & keys)
        known |= keys


def _keys(name: str, email: str, address: str) -> set[str]:
    if email:
        return {f"mail {email.casefold()}"}
    return {f"name {fold(name)} {fold(address)}"}


def initial_of(invitation: Invitation) -> dict[str, Any]:
    return {name: getattr(invitation, name) for name in HouseholdForm.base_fields}
