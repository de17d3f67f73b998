"""The model field, form field and widget of translated text."""

import json
from collections import Counter
from functools import lru_cache
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from .enums import TextState
from .registry import base_language, direction, site_languages
from .text import META, Translated

LONGEST_KEPT = 2000
"""Characters of JSON up to which a text is decoded only once: titles and names, not descriptions."""


class TranslatedField(models.JSONField):
    """All languages of a short text in one JSON column; reads and assigns `Translated`.

    `max_length` limits each language (default 300 characters), `multiline` asks for a text area.
    """

    def __init__(self, *args: Any, multiline: bool = False, **kwargs: Any) -> None:
        self.multiline = multiline
        self.longest = kwargs.pop("longest", 4000 if multiline else 300)
        kwargs.setdefault("default", Translated)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        if self.multiline:
            kwargs["multiline"] = True
        kwargs["longest"] = self.longest
        return name, path, args, kwargs

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        if isinstance(value, str) and len(value) <= LONGEST_KEPT:
            loaded = _decoded(value)
        else:
            loaded = super().from_db_value(value, expression, connection)
        if not isinstance(loaded, dict):
            return loaded
        text = Translated(loaded)
        if META in text:
            text[META] = dict(text[META])  # what is kept stays as it is, whatever happens to the copy
        return text

    def to_python(self, value: Any) -> Any:
        if isinstance(value, Translated) or value is None:
            return value
        if isinstance(value, str):
            try:
                value = json.loads(value)
            except ValueError:
                return Translated.of(value)
        return Translated(value) if isinstance(value, dict) else Translated.of(str(value))

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = getattr(model_instance, self.attname)
        if not isinstance(value, Translated):
            value = self.to_python(value) or Translated()
            setattr(model_instance, self.attname, value)
        return value

    def get_prep_value(self, value: Any) -> Any:
        return dict(value) if isinstance(value, Translated) else value

    def value_to_string(self, obj: models.Model) -> Any:
        return dict(self.value_from_object(obj) or {})

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        if not self.blank and not value.base:
            raise ValidationError(_("Bitte geben Sie den deutschen Text ein."), code="base_missing")
        if unknown := value.unknown_languages():
            raise ValidationError(
                _("Diese Sprachen gibt es auf der Seite nicht: %(languages)s."),
                code="unknown_language",
                params={"languages": ", ".join(sorted(unknown))},
            )
        for lang in value.languages():
            if len(value[lang]) > self.longest:
                raise ValidationError(
                    _("Der Text auf %(language)s ist länger als %(longest)d Zeichen. Bitte kürzen Sie ihn."),
                    code="too_long",
                    params={"language": lang, "longest": self.longest},
                )

    def formfield(self, form_class: Any = None, choices_form_class: Any = None, **kwargs: Any) -> Any:
        kwargs.pop("encoder", None)
        kwargs.pop("decoder", None)
        widget = TranslatedWidget(multiline=self.multiline)
        options: dict[str, Any] = {
            "form_class": TranslatedFormField,
            "widget": widget,
            "required": not self.blank,
            "show_hidden_initial": False,  # Django's default for a callable default; our parts compare with the record
        }
        options.update(kwargs)
        if not isinstance(options["widget"], TranslatedWidget):
            options["widget"] = widget
        return models.Field.formfield(self, **options)


@lru_cache(2000)
def _decoded(value: str) -> Any:
    """As JSONField reads it, kept: decoding a dozen languages is most of what loading a title costs."""
    try:
        return json.loads(value)
    except ValueError:
        return value


class TranslatedWidget(forms.Widget):
    """German first, then all other languages folded away under how many stand in which state."""

    template_name = "languages/translated_widget.html"

    def __init__(self, attrs: dict[str, Any] | None = None, *, multiline: bool = False) -> None:
        super().__init__(attrs)
        self.multiline = multiline

    def format_value(self, value: Any) -> Any:
        if isinstance(value, str):
            try:
                return Translated(json.loads(value))
            except ValueError:
                return Translated.of(value)
        return value if isinstance(value, Translated) else Translated(value or {})

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        texts: Translated = context["widget"]["value"]
        ident = context["widget"]["attrs"].get("id") or f"id_{name}"
        context["widget"]["attrs"]["id"] = ident
        context["widget"]["multiline"] = self.multiline
        context["widget"]["parts"] = [
            {
                "name": f"{name}-{language.code}",
                "id": ident if language.code == base_language() else f"{ident}-{language.code}",
                "lang": language.code,
                "dir": direction(language.code),
                "label": language.name,
                "text": texts.get(language.code, ""),
                "state": texts.state(language.code),
                "is_base": language.code == base_language(),
            }
            for language in site_languages()
        ]
        others = Counter(part["state"] for part in context["widget"]["parts"] if not part["is_base"])
        context["widget"]["states"] = [(state.label, others[state]) for state in TextState if others[state]]
        return context

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        texts = {
            language.code: data[f"{name}-{language.code}"].strip()
            for language in site_languages()
            if f"{name}-{language.code}" in data
        }
        return texts if texts else None

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return not any(key.startswith(f"{name}-") for key in data)


class TranslatedFormField(forms.Field):
    """Cleans to `Translated`; languages that were not posted keep what the record has (see `merge`)."""

    widget = TranslatedWidget

    def clean(self, value: Any) -> Translated:
        posted = value or {}
        merged = merge(posted, self.initial if isinstance(self.initial, Translated) else Translated())
        if self.required and not merged.base:
            raise ValidationError(_("Bitte geben Sie den deutschen Text ein."), code="required")
        return merged

    def has_changed(self, initial: Any, data: Any) -> bool:
        before = Translated(initial or {})
        return any(before.get(lang, "") != text for lang, text in (data or {}).items())

    def get_bound_field(self, form: Any, field_name: str) -> Any:
        self.initial = form.get_initial_for_field(self, field_name)
        return super().get_bound_field(form, field_name)


def merge(posted: dict[str, str], stored: Translated) -> Translated:
    """Stored text with what was posted laid over it; only changed languages get a new stamp."""
    result = Translated(stored)
    base = base_language()
    ordered = sorted(posted.items(), key=lambda item: item[0] != base)
    for lang, text in ordered:
        if lang != META and result.get(lang, "") != text:
            result = result.with_text(lang, text)
    return result
