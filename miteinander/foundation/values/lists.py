"""Short lists of words in one column, for what is shown and filtered but never joined."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

Choices = Callable[[], Iterable[tuple[str, Any]]]


class ChoiceListField(models.JSONField):
    """A list of values from `options` (a callable that gives value and label), each at most once."""

    def __init__(self, *args: Any, options: Choices | None = None, **kwargs: Any) -> None:
        self.options = options
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        super().validate(value, model_instance)
        if self.options is None:
            return
        known = {option for option, _label in self.options()}
        for one in value:
            if one not in known:
                raise ValidationError(
                    _("„%(value)s“ steht nicht zur Wahl."), code="invalid_choice", params={"value": one}
                )
        if len(set(value)) != len(value):
            raise ValidationError(_("Jede Angabe darf nur einmal vorkommen."), code="twice")

    def formfield(self, form_class: Any = None, choices_form_class: Any = None, **kwargs: Any) -> Any:
        options = self.options
        if options is None:
            return super().formfield(**kwargs)
        return forms.MultipleChoiceField(
            label=self.verbose_name,
            required=not self.blank,
            choices=lambda: list(options()),
            widget=forms.CheckboxSelectMultiple,
            help_text=self.help_text,
        )


class TextListField(models.JSONField):
    """A list of short texts, edited as one line each."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def formfield(self, form_class: Any = None, choices_form_class: Any = None, **kwargs: Any) -> Any:
        return LinesFormField(label=self.verbose_name, required=not self.blank, help_text=self.help_text)


class LinesFormField(forms.CharField):
    widget = forms.Textarea(attrs={"rows": 3})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        return [line.strip() for line in str(value or "").splitlines() if line.strip()]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return list(initial or []) != self.to_python(data)

    def validate(self, value: Any) -> None:
        if self.required and not value:
            raise ValidationError(self.error_messages["required"], code="required")
        if any(len(line) > 80 for line in value):
            raise ValidationError(_("Jede Zeile darf höchstens 80 Zeichen haben."), code="too_long")

    def run_validators(self, value: Any) -> None:
        """Validators of a text do not fit a list."""
