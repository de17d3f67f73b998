"""Addresses and numbers by which somebody or something is reached, and the key of a record."""

from __future__ import annotations

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils.translation import gettext as _

from miteinander.foundation.exchange.fields.field import ScalarField
from miteinander.foundation.exchange.problems import FieldError, shortened
from miteinander.foundation.values.telephone import parse_telephone

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_validate_url = URLValidator(schemes=["http", "https"])


class Slug(ScalarField):
    """The stable key of a record: small letters a to z, digits, single hyphens between them."""

    empty_value = ""

    def __init__(self, *, max_length: int = 100, **options: Any) -> None:
        super().__init__(**options)
        self.max_length = max_length

    def of_text(self, text: str) -> str:
        if len(text) > self.max_length:
            raise FieldError(
                _("Der Schlüssel ist zu lang. Kürzen Sie ihn auf höchstens %(longest)d Zeichen.")
                % {"longest": self.max_length}
            )
        if not _SLUG.fullmatch(text):
            raise FieldError(
                _("„%(text)s“ ist kein Schlüssel. Erlaubt sind a bis z (klein), Ziffern und Bindestriche.")
                % {"text": shortened(text)}
            )
        return text


class Telephone(ScalarField):
    """A telephone number, kept as +49…"""

    empty_value = ""

    def of_text(self, text: str) -> str:
        return parse_telephone(text) if text else ""


class Email(ScalarField):
    empty_value = ""

    def of_text(self, text: str) -> str:
        try:
            if text:
                validate_email(text)
        except ValidationError:
            raise FieldError(
                _("„%(text)s“ ist keine E-Mail-Adresse. Erlaubt ist zum Beispiel buero@example.org.")
                % {"text": shortened(text)}
            ) from None
        return text


class URL(ScalarField):
    """An address that starts with http:// or https://."""

    empty_value = ""

    def of_text(self, text: str) -> str:
        try:
            if text:
                _validate_url(text)
        except ValidationError:
            raise FieldError(
                _("„%(text)s“ ist keine Internetadresse. Erlaubt ist zum Beispiel https://example.org/.")
                % {"text": shortened(text)}
            ) from None
        return text
