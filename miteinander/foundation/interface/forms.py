"""Form fields in the visitor's way: a day in the order of their language, a file with its limits said beforehand."""

from collections.abc import Mapping
from datetime import date
from pathlib import PurePath
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.utils.functional import lazystr
from django.utils.text import format_lazy
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from miteinander.foundation.languages.dates import date_order, format_date
from miteinander.foundation.languages.registry import base_language

MEGABYTE = 1024 * 1024
_LENGTHS = {"day": 2, "month": 2, "year": 4}


class DateParts(NamedTuple):
    """What somebody typed, untouched, so that a form comes back filled."""

    day: str = ""
    month: str = ""
    year: str = ""


class VisitorDateWidget(forms.Widget):
    """Three numbers named `<name>_day`, `<name>_month`, `<name>_year`; a whole ISO day under `<name>` counts too."""

    template_name = "interface/widgets/date.html"
    use_fieldset = True
    earliest: date | None = None
    latest: date | None = None
    labels = {
        "day": pgettext_lazy("part of a date", "Tag"),
        "month": pgettext_lazy("part of a date", "Monat"),
        "year": pgettext_lazy("part of a date", "Jahr"),
    }

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> DateParts | str | None:
        typed = DateParts(*(str(data.get(f"{name}_{key}") or "").strip() for key in DateParts._fields))
        if any(typed):
            return typed
        return str(data.get(name) or "").strip() or None

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return not any(key in data for key in (name, *(f"{name}_{part}" for part in DateParts._fields)))

    def format_value(self, value: Any) -> DateParts:  # type: ignore[override]
        if isinstance(value, DateParts):
            return value
        if isinstance(value, str):
            try:
                value = date.fromisoformat(value)
            except ValueError:
                return DateParts(year=value) if value else DateParts()
        if isinstance(value, date):
            return DateParts(str(value.day), str(value.month), f"{value.year:04d}")
        return DateParts()

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        widget = context["widget"]
        first = widget["attrs"].pop("id", None) or f"id_{name}"
        values: DateParts = widget["value"]
        order = date_order(get_language() or base_language())
        widget["parts"] = [
            {
                "key": key,
                "label": self.labels[key],
                "name": f"{name}_{key}",
                "id": first if number == 0 else f"{first}_{key}",  # the error summary leads to the first
                "value": getattr(values, key),
                "length": max(_LENGTHS[key], len(getattr(values, key))),
            }
            for number, key in enumerate(order)
        ]
        widget["native_id"] = f"{first}_calendar"
        widget["earliest"] = self.earliest.isoformat() if self.earliest else ""
        widget["latest"] = self.latest.isoformat() if self.latest else ""
        return context


class VisitorDateField(forms.Field):
    """A day between `earliest` and `latest` (both included, both optional). Cleans to a date or None."""

    widget = VisitorDateWidget
    default_error_messages = {
        "required": _("Bitte geben Sie ein Datum an."),
        "numbers": _("Bitte schreiben Sie Tag, Monat und Jahr als Zahlen, zum Beispiel 6, 12 und 2026."),
        "year": _("Bitte schreiben Sie das Jahr mit vier Ziffern."),
        "unknown": _("Diesen Tag gibt es nicht. Bitte prüfen Sie Tag und Monat."),
        "early": _("Bitte wählen Sie einen Tag ab dem %(date)s."),
        "late": _("Bitte wählen Sie einen Tag bis zum %(date)s."),
    }

    def __init__(self, *, earliest: date | None = None, latest: date | None = None, **options: Any) -> None:
        super().__init__(**options)
        self.earliest = earliest
        self.latest = latest
        if isinstance(self.widget, VisitorDateWidget):
            self.widget.earliest = earliest
            self.widget.latest = latest

    def to_python(self, value: Any) -> date | None:
        if not value:
            return None
        if isinstance(value, date):
            return value
        if not isinstance(value, DateParts):
            value = self._parts(str(value))
        if not all(part.isdecimal() for part in value) or max(len(value.day), len(value.month)) > 2:
            raise self._error("numbers")
        if len(value.year) != 4:
            raise self._error("year")
        try:
            return date(int(value.year), int(value.month), int(value.day))
        except ValueError:
            raise self._error("unknown") from None

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value and self.earliest and value < self.earliest:
            raise self._error("early", self.earliest)
        if value and self.latest and value > self.latest:
            raise self._error("late", self.latest)

    def _parts(self, text: str) -> DateParts:
        year, *rest = text.split("-")
        if len(rest) != 2:
            raise self._error("numbers")
        return DateParts(day=rest[1], month=rest[0], year=year)

    def _error(self, code: str, day: date | None = None) -> ValidationError:
        lang = get_language() or base_language()
        params = {"date": format_date(day, lang, weekday=False)} if day else None
        return ValidationError(self.error_messages[code], code=code, params=params)


class VisitorFileField(forms.FileField):
    """A file of the `kinds` {".pdf": "PDF"}, at most `megabytes` large. Looks at name and size only: who keeps the
    file checks what is in it."""

    default_error_messages = {
        "large": _("Diese Datei ist zu groß. Erlaubt sind höchstens %(size)s MB."),
        "kind": _("Diese Art von Datei geht hier nicht. Erlaubt: %(kinds)s."),
    }

    def __init__(
        self, *, kinds: Mapping[str, str], megabytes: int, help_text: Any = "", **options: Any
    ) -> None:
        self.kinds = dict(kinds)
        self.megabytes = megabytes
        allowed = format_lazy(
            _("Erlaubt: {kinds}, höchstens {size} MB."), kinds=self._kind_names(), size=megabytes
        )
        text = format_lazy("{help} {allowed}", help=help_text, allowed=allowed) if help_text else allowed
        super().__init__(help_text=lazystr(text), **options)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return super().widget_attrs(widget) | {"accept": ",".join(self.kinds)}

    def to_python(self, data: File | None) -> File | None:
        file = super().to_python(data)
        if file is None:
            return None
        if PurePath(file.name or "").suffix.lower() not in self.kinds:
            raise ValidationError(
                self.error_messages["kind"], code="kind", params={"kinds": self._kind_names()}
            )
        if (file.size or 0) > self.megabytes * MEGABYTE:
            raise ValidationError(self.error_messages["large"], code="large", params={"size": self.megabytes})
        return file

    def _kind_names(self) -> str:
        return ", ".join(dict.fromkeys(self.kinds.values()))
