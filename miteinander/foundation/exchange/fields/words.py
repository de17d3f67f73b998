"""One word out of a list."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Choices
from django.utils.translation import gettext as _

from miteinander.foundation.exchange.fields.field import ScalarField
from miteinander.foundation.exchange.problems import FieldError, shortened
from miteinander.foundation.languages.registry import spoken_languages

# The colour tokens that may stand for a task or an activity.
COLOURS = ("sun", "coral", "plum", "blue", "teal", "leaf", "rose")


class Choice(ScalarField):
    """One of `choices`: a Django `Choices` class or words."""

    empty_value = ""
    unique_in_list = True
    ordered_in_list = False

    def __init__(self, choices: type[Choices] | Iterable[str], **options: Any) -> None:
        super().__init__(**options)
        self.choices = (
            tuple(str(value) for value in choices.values)
            if isinstance(choices, type) and issubclass(choices, Choices)
            else tuple(str(choice) for choice in choices)
        )

    def allowed(self) -> tuple[str, ...]:
        return self.choices

    def of_text(self, text: str) -> str:
        if text not in self.allowed():
            message = _("„%(word)s“ gibt es nicht.") % {"word": shortened(text)}
            raise FieldError(message, self.allowed(), given=text)
        return text

    def comparable(self, value: Any) -> Any:
        return "" if value is None else str(value)


class Colour(Choice):
    def __init__(self, choices: Iterable[str] = COLOURS, **options: Any) -> None:
        super().__init__(choices, **options)


class LanguageCode(Choice):
    """A language that people speak or sign (a wider list than the languages of the site)."""

    def __init__(self, **options: Any) -> None:
        super().__init__((), **options)

    def allowed(self) -> tuple[str, ...]:
        return tuple(spoken_languages())

    def of_text(self, text: str) -> str:
        known = spoken_languages()
        if text in known:
            return text
        message = _("Die Sprache „%(code)s“ steht nicht in der Liste der gesprochenen Sprachen.")
        raise FieldError(message % {"code": shortened(text)}, known, given=text)
