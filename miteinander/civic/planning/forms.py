"""What people of the office type in about to-dos and school holidays."""

from datetime import date
from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from miteinander.foundation.media.private_files import SUFFIXES, RefusedFile, checked_content

from .enums import Topic
from .models import Todo

EARLIEST, LATEST = 1990, 2100
DESCRIBED = ("title", "topic", "due_on", "owner", "role", "note")


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class DayField(forms.DateField):
    """A day that a plan can be about."""

    widget = DayInput
    default_error_messages = {
        "invalid": gettext_lazy("Das ist kein Datum, das es gibt. Schreiben Sie zum Beispiel 2026-09-29."),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=["%Y-%m-%d", "%d.%m.%Y"], **kwargs)

    def clean(self, value: Any) -> date | None:
        day: date | None = super().clean(value)
        if day and not EARLIEST <= day.year <= LATEST:
            raise forms.ValidationError(
                _("Das Jahr liegt zu weit weg. Erlaubt ist %(first)d bis %(last)d.")
                % {"first": EARLIEST, "last": LATEST}
            )
        return day


class TodoForm(forms.Form):
    """One to-do. `can_assign`: without it title, owner and due day are shown and not changed."""

    title = forms.CharField(label=gettext_lazy("Was zu tun ist"), max_length=160)
    topic = forms.ChoiceField(label=gettext_lazy("Thema"), choices=Topic.choices)
    due_on = DayField(
        label=gettext_lazy("Fällig am"),
        required=False,
        help_text=gettext_lazy(
            "Leer: nach der Checkliste. Ein Datum, das Sie hier eintragen, bleibt, auch wenn der Termin umzieht."
        ),
    )
    owner: Any = forms.ModelChoiceField(
        label=gettext_lazy("Wer"), queryset=None, required=False, empty_label=gettext_lazy("niemand")
    )
    role = forms.CharField(
        label=gettext_lazy("Aufgabe im Team"), max_length=80, required=False,
        help_text=gettext_lazy("Wenn noch keine Person feststeht."),
    )  # fmt: skip
    note = forms.CharField(
        label=gettext_lazy("Notiz"), required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 4})
    )
    file = forms.FileField(
        label=gettext_lazy("Datei"),
        required=False,
        help_text=gettext_lazy(
            "Zum Beispiel der Bescheid. PDF, Bild oder Office-Datei, höchstens 10 MB. Nur das Büro sieht sie."
        ),
        widget=forms.FileInput(attrs={"accept": ",".join(SUFFIXES)}),
    )

    def __init__(self, *args: Any, todo: Todo, can_assign: bool, **kwargs: Any) -> None:
        kwargs["initial"] = {name: getattr(todo, name) for name in DESCRIBED}
        super().__init__(*args, **kwargs)
        self.todo = todo
        self.fields["owner"].queryset = get_user_model()._default_manager.filter(is_active=True)  # type: ignore[attr-defined]
        if not can_assign:
            for name in ("title", "topic", "due_on", "owner", "role"):
                self.fields[name].disabled = True
        for number, question in enumerate(todo.questions):
            self.fields[f"answer_{number}"] = forms.CharField(
                label=question, required=False, max_length=300, initial=todo.answers.get(question, "")
            )

    @property
    def answer_fields(self) -> list[Any]:
        return [self[name] for name in self.fields if name.startswith("answer_")]

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file:
            try:
                checked_content(file.read(), file.name)
            except RefusedFile as error:
                raise forms.ValidationError(error.messages) from error
            file.seek(0)
        return file

    def values(self) -> dict[str, Any]:
        """For `actions.change_todo`, without the file."""
        cleaned = self.cleaned_data
        answers = {
            question: cleaned[f"answer_{number}"]
            for number, question in enumerate(self.todo.questions)
            if cleaned[f"answer_{number}"]
        }
        described = {name: cleaned[name] for name in DESCRIBED}
        return described | {"answers": answers}


class NewTodoForm(forms.Form):
    """One more to-do of a list."""

    title = forms.CharField(label=gettext_lazy("Neue Aufgabe"), max_length=160)
    due_on = DayField(label=gettext_lazy("Fällig am"), required=False)


class HolidayFileForm(forms.Form):
    """A calendar file with school holidays."""

    file = forms.FileField(
        label=gettext_lazy("Kalenderdatei"),
        help_text=gettext_lazy("Eine Datei im Format iCalendar (.ics), höchstens 500 KB."),
        widget=forms.FileInput(attrs={"accept": ".ics,text/calendar"}),
    )
    source = forms.CharField(
        label=gettext_lazy("Quelle"), max_length=200,
        help_text=gettext_lazy("Woher die Datei stammt, zum Beispiel: Schulministerium NRW"),
    )  # fmt: skip
