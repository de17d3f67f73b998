"""What the office chooses before it prints."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from miteinander.foundation.languages.registry import site_codes, site_languages

from .composing import PAPERS
from .documents import Document
from .models import PrintSettings, print_settings
from .orders import Order, Part
from .press import NoProfile, Profile, read_profile
from .subjects import About

MOST_COPIES = 5000
MOST_IN_KIT = 200
LARGEST_PROFILE = 8 * 1024 * 1024
NAMES = ("sprache", "zweite", "dritte")
SCREEN, SHOP = "buero", "druckerei"


class LanguagesForm(forms.Form):
    """Up to three languages; the first leads."""

    sprache = forms.ChoiceField(label=pgettext_lazy("von mehreren Sprachen auf einem Blatt", "Erste Sprache"))
    zweite = forms.ChoiceField(label=gettext_lazy("Zweite Sprache"), required=False)
    dritte = forms.ChoiceField(label=gettext_lazy("Dritte Sprache"), required=False)

    def __init__(self, data: Any = None, *, about: About, most: int = 3, **kwargs: Any) -> None:
        given = _without_unknown(data)
        super().__init__(given, label_suffix="", **kwargs)
        choices = _language_choices(about)
        self.fields["sprache"].choices = choices  # type: ignore[attr-defined]
        self.fields["sprache"].initial = choices[0][0]
        for position, name in enumerate(NAMES[1:], start=2):
            self.fields[name].choices = [("", "–"), *choices]  # type: ignore[attr-defined]
            if position > most:
                del self.fields[name]

    def _fill(self) -> None:
        """What an address leaves out is as proposed."""
        if not self.is_bound:
            return
        filled: Any = self.data.copy()  # type: ignore[attr-defined]  # a QueryDict
        for name, field in self.fields.items():
            if name not in filled and field.initial is not None:
                filled[name] = field.initial
        self.data = filled

    @property
    def languages(self) -> tuple[str, ...]:
        """In order, each once. Before a valid form: the first that is offered."""
        if not self.is_bound or not self.is_valid():
            return (str(self.fields["sprache"].initial),)
        chosen = [self.cleaned_data.get(name, "") for name in NAMES]
        return tuple(dict.fromkeys(code for code in chosen if code))


def _language_choices(about: About) -> list[tuple[str, str]]:
    names = {one.code: one.name for one in site_languages()}
    first = [code for code in about.languages if code in names]
    return [(code, names[code]) for code in dict.fromkeys([*first, *names])]


def _without_unknown(data: Any) -> Any:
    """A language this site does not have counts as not chosen: an old bookmark still opens."""
    if data is None or not any(data.get(name) and data.get(name) not in site_codes() for name in NAMES):
        return data
    copy = data.copy()
    for name in NAMES:
        if copy.get(name) and copy.get(name) not in site_codes():
            copy.pop(name)
    if not copy.get("sprache"):
        return None
    return copy


class PrintForm(LanguagesForm):
    """One document: languages, format, its own options, for whom, and how many."""

    format = forms.ChoiceField(label=gettext_lazy("Format"), widget=forms.RadioSelect)
    ziel = forms.ChoiceField(
        label=pgettext_lazy("wo gedruckt wird", "Wofür"),
        widget=forms.RadioSelect,
        initial=SCREEN,
        choices=[
            (
                SCREEN,
                gettext_lazy("Für den Drucker im Büro, zum Mailen und für die Website (barrierefreies PDF)"),
            ),
            (SHOP, gettext_lazy("Für die Druckerei (Druckfarben, 3 mm Beschnitt)")),
        ],
    )
    marken = forms.BooleanField(label=gettext_lazy("Schnittmarken"), required=False)
    abstand = forms.DecimalField(
        label=gettext_lazy("Abstand der Schnittmarken (mm)"),
        min_value=0,
        max_value=10,
        max_digits=3,
        decimal_places=1,
        required=False,
    )
    papier = forms.ChoiceField(
        label=gettext_lazy("Mehrere auf ein Blatt"),
        required=False,
        choices=[("", gettext_lazy("Nein, jedes für sich")), ("a4", gettext_lazy("Auf A4, mit Schnittlinien")), ("a3", gettext_lazy("Auf A3, mit Schnittlinien"))],
    )  # fmt: skip
    auflage = forms.IntegerField(
        label=gettext_lazy("Auflage"),
        min_value=1,
        max_value=MOST_COPIES,
        initial=1,
        help_text=gettext_lazy("Wie viele gedruckt werden. Steht beim Gedruckten."),
    )

    def __init__(self, data: Any = None, *, one: Document, about: About, subject: int, **kwargs: Any) -> None:
        super().__init__(data, about=about, most=one.most_languages, **kwargs)
        self.one, self.subject = one, subject
        formats = self.fields["format"]
        formats.choices = [(shape.key, str(shape.title)) for shape in one.formats]  # type: ignore[attr-defined]
        formats.initial = one.formats[0].key
        self.fields["abstand"].initial = print_settings().crop_marks
        if one.copies is not None:
            self.fields["auflage"].initial = one.copies(subject)
        if all(shape.for_screen or not shape.bleed for shape in one.formats):
            for name in ("ziel", "marken", "abstand"):
                del self.fields[name]
        if not any(_fits_twice(shape.width, shape.height) for shape in one.formats):
            del self.fields["papier"]
        for option in one.options:
            if choices := list(option.choices(subject)):
                self.fields[f"wahl_{option.key}"] = forms.ChoiceField(
                    label=str(option.title), choices=choices, initial=choices[0][0], required=False
                )
        self._fill()

    def option_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith("wahl_")]

    def order(self, about: str) -> Order:
        """What is chosen; before a valid form what is proposed."""
        chosen = self.cleaned_data if self.is_bound and self.is_valid() else {}

        def value(name: str) -> Any:
            if name in chosen:
                return chosen[name]
            return self.fields[name].initial if name in self.fields else None

        for_print = value("ziel") == SHOP and not self.one.format(value("format")).for_screen
        marks = value("abstand")
        return Order(
            about=about,
            subject=self.subject,
            languages=self.languages,
            parts=(Part(self.one.key, value("format"), value("auflage") or 1),),
            options={
                name.removeprefix("wahl_"): str(value(name) or "")
                for name in self.fields
                if name.startswith("wahl_")
            },
            for_print=for_print,
            crop_marks=float(marks or 0) if for_print and value("marken") else None,
            paper="" if for_print else value("papier") or "",
        )


def _fits_twice(width: float, height: float) -> bool:
    largest = max(PAPERS.values(), key=lambda paper: paper.width)
    return width * 2 <= largest.width and height <= largest.height


class KitForm(LanguagesForm):
    """Which sheets and how many of each."""

    wiederholen = forms.BooleanField(
        label=gettext_lazy("Jedes Blatt so oft ins PDF nehmen, wie es gebraucht wird"),
        required=False,
        help_text=gettext_lazy(
            "Dann genügt einmal „Drucken“. Blätter mit Nummer stehen immer so oft darin, jedes mit eigener Nummer."
        ),
    )

    def __init__(
        self, data: Any = None, *, about: About, subject: int, held: Sequence[Document], **kwargs: Any
    ) -> None:
        super().__init__(data, about=about, **kwargs)
        self.subject, self.held = subject, held
        for one in held:
            self.fields[f"{one.key}_zahl"] = forms.IntegerField(
                label=str(one.title),
                min_value=0,
                max_value=MOST_IN_KIT,
                initial=min(MOST_IN_KIT, one.copies(subject)) if one.copies else 1,
            )
            self.fields[f"{one.key}_format"] = forms.ChoiceField(
                label=gettext_lazy("Format"),
                choices=[(shape.key, str(shape.title)) for shape in one.formats if not shape.for_screen],
                initial=one.formats[0].key,
            )
        self._fill()

    def rows(self) -> list[dict[str, Any]]:
        return [
            {"one": one, "count": self[f"{one.key}_zahl"], "format": self[f"{one.key}_format"]}
            for one in self.held
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not any(cleaned[f"{one.key}_zahl"] for one in self.held):
            raise ValidationError(_("Bitte nehmen Sie mindestens ein Blatt in die Mappe."))
        return cleaned

    def order(self, about: str) -> Order:
        """What is chosen; before a valid form what is proposed."""
        chosen = self.cleaned_data if self.is_bound and self.is_valid() else {}

        def value(name: str) -> Any:
            return chosen.get(name, self.fields[name].initial)

        parts = tuple(
            Part(one.key, value(f"{one.key}_format"), value(f"{one.key}_zahl"))
            for one in self.held
            if value(f"{one.key}_zahl")
        )
        return Order(
            about=about,
            subject=self.subject,
            languages=self.languages,
            parts=parts,
            is_kit=True,
            repeats=bool(value("wiederholen")),
        )


class ReleaseForm(forms.Form):
    """The last step. `auftrag` names the order: sent twice it prints and is kept once."""

    auftrag = forms.UUIDField(widget=forms.HiddenInput)
    trotzdem = forms.BooleanField(label=gettext_lazy("Trotzdem drucken"), required=False)

    def __init__(self, data: Any = None, *, stops: bool = False) -> None:
        super().__init__(data, initial={"auftrag": uuid.uuid4()}, label_suffix="")
        self.stops = stops

    def clean_trotzdem(self) -> bool:
        ticked: bool = self.cleaned_data["trotzdem"]
        if self.stops and not ticked:
            raise ValidationError(
                _("Bitte beheben Sie zuerst, was oben steht, oder setzen Sie das Häkchen „Trotzdem drucken“.")
            )
        return ticked


class SettingsForm(forms.ModelForm):
    file = forms.FileField(
        label=gettext_lazy("Farbprofil der Druckerei (ICC)"),
        required=False,
        help_text=gettext_lazy(
            "Die Datei, die Ihre Druckerei auf ihrer Website anbietet, zum Beispiel für gestrichenes Papier. Damit wird das PDF als PDF/X-4 vorbereitet."
        ),
    )
    remove = forms.BooleanField(label=gettext_lazy("Farbprofil entfernen"), required=False)

    class Meta:
        model = PrintSettings
        fields = ["crop_marks"]

    read: Profile | None = None

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if not file:
            return None
        if file.size > LARGEST_PROFILE:
            raise ValidationError(_("Diese Datei ist zu groß für ein Farbprofil (höchstens 8 MB)."))
        try:
            self.read = read_profile(file.read())
        except NoProfile:
            raise ValidationError(
                _(
                    "Das ist kein Farbprofil für den Vierfarbdruck (CMYK). Bitte fragen Sie die Druckerei nach ihrem ICC-Profil."
                )
            ) from None
        return file
